// The page comes to life: the form and the address say what is shown, and follow one another.
const main = document.getElementById("main");
const form = document.getElementById("filters");
const TITLES = { overview: "Overview", findings: "Findings", speakers: "Speakers", organizations: "By organization", articles: "Articles" };
const BUILT = { overview, findings: findingsView, speakers: speakersView, organizations: organizationsView, articles: articlesView, article: articleView };
const reportTitle = document.title;

const fillForm = () => {
  const { filters } = state;
  for (const name of FILTERS) {
    const field = form.elements[name];
    if (name !== "analyzer" && field !== document.activeElement) field.value = filters[name] ?? "";
  }
  const only = filters.analyzer?.split(",");
  for (const box of form.querySelectorAll("#analyzers input")) box.checked = !only || only.includes(box.value);
  const many = Object.keys(filters).length;
  document.getElementById("in-force").textContent = many ? `(${number(many)} in force)` : "";
};
const readForm = () => {
  const filters = {};
  for (const name of FILTERS) {
    const value = name === "analyzer" ? "" : form.elements[name].value.trim();
    if (value) filters[name] = value;
  }
  const boxes = [...form.querySelectorAll("#analyzers input")];
  const checked = boxes.filter((box) => box.checked).map((box) => box.value);
  if (checked.length < boxes.length) filters.analyzer = checked.join(",") || "none";
  return filters;
};

const navigation = () => {
  const links = VIEWS.map((view) => el("li", {}, el("a", { href: address(view), "aria-current": view === state.view && "page" }, TITLES[view])));
  document.getElementById("views").replaceChildren(...links);
};

let shown = { key: undefined, found: undefined };
const found = () => {
  const key = JSON.stringify(state.filters);
  if (shown.key !== key) shown = { key, found: matching(state.filters) };
  return shown.found;
};

const render = () => {
  const fitting = found();
  const article = state.view === "article" ? articles[state.article] : undefined;
  const title = article ? article.title : TITLES[state.view];
  const heading = el("h2", { id: "heading", tabindex: -1, dir: "auto" }, title);
  hideTip();
  main.replaceChildren(heading, ...BUILT[state.view](fitting).flat().filter(Boolean));
  document.title = `${title} – ${reportTitle}`;
  const all = Object.keys(state.filters).length === 0;
  document.getElementById("found").textContent = all ? `${count(findings.length, "finding")} in ${count(articles.length, "article")}`
    : `${number(fitting.findings.length)} of ${count(findings.length, "finding")}, ${number(fitting.articles.length)} of ${count(articles.length, "article")}`;
  fillForm();
  navigation();
};

// Puts a finding that the address names in sight, card and text.
const reveal = () => {
  const own = state.finding === undefined ? undefined : cardAt(state.finding);
  if (!own) return false;
  own.scrollIntoView({ block: "center" });
  marksAt(state.finding)[0]?.scrollIntoView({ block: "center" });
  own.focus({ preventScroll: true });
  return true;
};

const placeOf = (one) => `${one.view} ${one.article}`;
const follow = () => {
  const before = state;
  state = readAddress();
  const same = placeOf(before) === placeOf(state) && JSON.stringify(before.filters) === JSON.stringify(state.filters) && before.noise === state.noise
    && before.order === state.order;
  const listed = state.finding === undefined || cardAt(state.finding);
  if (!same || !listed) render();
  if (reveal() || same) return;
  if (placeOf(before) !== placeOf(state)) {
    scrollTo(0, 0);
    document.getElementById("heading").focus({ preventScroll: true });
  }
};

// Another filter is another place to go back to; the letters of one search are not.
const change = (replace) => {
  state = { ...state, filters: readForm() };
  if (replace) history.replaceState(null, "", here()); else history.pushState(null, "", here());
  render();
};

const buildForm = () => {
  const boxes = index.analyzers.map((analyzer, at) => el("label", { class: hue(at) }, el("input", { type: "checkbox", value: analyzer.id, checked: true }), " ", el("span", { class: "chip" }, analyzer.id)));
  document.getElementById("analyzers").append(...boxes);
  const options = index.analyzers.map((analyzer, at) => {
    const own = [...new Set(kinds.filter((kind) => kind.analyzer === at).map((kind) => kind.name))].sort();
    return own.length ? el("optgroup", { label: analyzer.id }, own.map((name) => el("option", { value: `${analyzer.id}:${name}` }, name))) : undefined;
  });
  form.elements.kind.append(el("option", { value: "" }, "any"), ...options.filter(Boolean));
};
const suggest = () => {
  const offer = (id, names) => document.getElementById(id).append(...names.map((name) => el("option", { value: name })));
  offer("speakers", speakersIn(quotationsIn({ findings })).slice(0, 200).map(([who]) => sources[who].name));
  offer("organizations", mostFirst(grouped(findings, organizationOf)).slice(0, 200).map(([name]) => name));
};

const listen = () => {
  let typing;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", ({ target }) => {
    if (!["search", "text"].includes(target.type)) return;
    change(typing === target);
    typing = target;
  });
  form.addEventListener("focusout", () => { typing = undefined; });
  form.addEventListener("change", ({ target }) => { if (!["search", "text"].includes(target.type)) change(false); });
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    state = { ...state, filters: {} };
    history.pushState(null, "", here());
    render();
  });
  main.addEventListener("change", ({ target }) => {
    if (target.id === "order") {
      state = { ...state, order: target.value };
      history.pushState(null, "", here());
      render();
      document.getElementById("order").focus();
    }
    if (target.id !== "noise") return;
    state = { ...state, noise: target.checked };
    history.replaceState(null, "", here());
    main.querySelector(".text").classList.toggle("without-noise", !state.noise);
    navigation();
  });
  main.addEventListener("click", ({ target }) => {
    const to = target.closest(".mark")?.dataset.to;
    if (to) location.hash = to;
  });
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light);
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hideTip();
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") {
      event.preventDefault();
      document.getElementById("folded").open = true;
      form.elements.q.focus();
    }
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.matches("input, select, textarea");
    if (plain && state.view === "article" && "jk".includes(event.key) && step(event.key === "j" ? 1 : -1)) event.preventDefault();
  });
  addEventListener("popstate", follow);
  addEventListener("hashchange", follow);
};

buildForm();
listen();
document.body.append(tip);
document.querySelector("nav").hidden = false;
form.hidden = false;
// On a narrow window the filters are folded away, on a wide one they are always there.
const narrow = matchMedia("(max-width: 62rem)");
const fold = () => {
  const folded = document.getElementById("folded");
  folded.open = !narrow.matches;
  folded.querySelector("summary").tabIndex = narrow.matches ? 0 : -1;
};
narrow.addEventListener("change", fold);
fold();
state = readAddress();
render();
reveal();
// The first view is on the screen after the next frame; for measuring.
requestAnimationFrame(() => setTimeout(() => {
  performance.mark("shown");
  suggest();
  lowerWhenIdle();
}));
