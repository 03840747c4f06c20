// One article: its text with highlights, and beside it a card for each finding.
const MOST_LAYERS = 6;

// Overlapping and nested findings laid flat: stretches of text with what covers each, the shortest on top and a label
// above a whole finding.
const covered = (findings, details) => {
  const edges = [];
  const layer = (finding, label, start, end) => {
    if (start >= end) return;
    const own = { finding, label, length: end - start, order: label === undefined ? 1 : 0 };
    edges.push({ at: start, opens: true, layer: own }, { at: end, opens: false, layer: own });
  };
  for (const finding of findings) {
    layer(finding, undefined, finding.start, finding.end);
    for (const [role, start, end] of details.findings[finding.index].labels) layer(finding, role, start, end);
  }
  edges.sort((a, b) => a.at - b.at);
  const above = (a, b) => a.length - b.length || a.order - b.order || a.finding.index - b.finding.index;
  const open = [], stretches = [];
  let from = 0;
  for (const edge of edges) {
    if (edge.at > from && open.length) stretches.push({ start: from, end: edge.at, layers: open.slice(0, MOST_LAYERS) });
    from = edge.at;
    if (edge.opens) {
      let low = 0, high = open.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (above(open[middle], edge.layer) <= 0) low = middle + 1; else high = middle;
      }
      open.splice(low, 0, edge.layer);
    } else open.splice(open.indexOf(edge.layer), 1);
  }
  return stretches;
};

// One link a finding, so that neither the keyboard nor a screen reader meets each piece of it; the mouse can take any.
const mark = (text, stretch, seen) => {
  const [top] = stretch.layers;
  const all = [...new Set(stretch.layers.map((layer) => layer.finding))];
  const first = !seen.has(top.finding) && text.trim() !== "";
  if (first) seen.add(top.finding);
  const to = articleAddress(top.finding.article, top.finding.index);
  const element = el(first ? "a" : "span", { class: `mark ${hue(top.finding.analyzer)}${top.label ? " label" : ""}`, href: first && to, "data-to": !first && to,
    "data-findings": all.map((finding) => finding.index).join(" ") }, visible(text));
  element.layers = stretch.layers;
  return element;
};

// What a mark stands for: of each finding that covers it the labels, that of the mark itself in bold, the figure and the
// source.
const explained = (layers) => [...new Set(layers.map((layer) => layer.finding))].flatMap((finding) => {
  const text = textOf(finding.article);
  const own = layers.filter((layer) => layer.finding === finding).map((layer) => layer.label);
  const labels = detailsOf(finding.article).findings[finding.index].labels.map(([role, start, end]) =>
    [el(own.includes(role) ? "strong" : "span", {}, `${role}: `), `${clipped(oneLine(text.slice(start, end)), 80)} · `]);
  const source = finding.attribution === null ? undefined : sourceOf(finding);
  const rest = [finding.figure, finding.rate !== undefined && percent(finding.rate), source && `according to ${source.name}`,
    finding.sure !== null && `${Math.round(finding.sure * 100)} % sure`, analyzerOf(finding).id];
  return [el("p", {}, el("strong", {}, kindOf(finding)), ` · ${finding.message}`), el("p", {}, labels.flat(), rest.filter(Boolean).join(" · "))];
});

const blocks = (article, details, shown) => {
  const text = textOf(article);
  const stretches = covered(shown, details);
  const seen = new Set();
  let next = 0;
  return details.blocks.map(([kind, start, end, noise]) => {
    const pieces = [];
    let at = start;
    while (next > 0 && stretches[next - 1].end > start) next -= 1;
    while (next < stretches.length && stretches[next].start < end) {
      const stretch = stretches[next];
      const [from, to] = [Math.max(stretch.start, start), Math.min(stretch.end, end)];
      if (from < to) {
        if (at < from) pieces.push(visible(text.slice(at, from)));
        pieces.push(mark(text.slice(from, to), stretch, seen));
        at = to;
      }
      next += 1;
    }
    if (at < end) pieces.push(visible(text.slice(at, end)));
    if (noise) pieces.unshift(el("span", { class: "reason" }, noise, el("span", { class: "visually-hidden" }, ", no part of the article: ")));
    const heading = kind === "headline" && !noise;
    const bulleted = kind === "list-item" && /^(?:[•·*–-]|\d+[.)])/.test(text.slice(start, start + 4)) ? " bulleted" : "";
    return el(heading ? "h3" : "p", { class: `block ${kind}${bulleted}${noise ? " noise" : ""}`, dir: "auto" }, pieces);
  });
};

const card = (finding, details) => {
  const detail = details.findings[finding.index];
  const text = textOf(finding.article);
  const quotation = finding.attribution === null ? undefined : finding.article.rows[finding.attribution];
  const [start, end] = bytesOf(finding);
  const list = [...detail.labels.map(([role, from, to]) => [role, oneLine(text.slice(from, to))]), ...detail.data,
    ["bytes", `${start}–${end}`], detail.source && ["in the file", `bytes ${detail.source[0]}–${detail.source[1]}`]].filter(Boolean);
  const first = finding.same === null ? undefined : finding.article.rows[finding.same];
  return el("li", { class: `card ${hue(finding.analyzer)}`, tabindex: -1, "data-finding": finding.index },
    el("p", { class: "kind" }, kindOf(finding), el("small", {}, ` ${analyzerOf(finding).id}${finding.sure === null ? "" : ` · ${Math.round(finding.sure * 100)} % sure`}`)),
    el("p", { class: "message", dir: "auto" }, finding.message),
    finding.figure || quotation ? el("p", { class: "gist" }, finding.figure ? bdi(finding.figure) : undefined, finding.rate === undefined ? undefined : [" · ", rateOf(finding)],
      quotation ? [finding.figure ? " · " : "", "according to ", link(articleAddress(finding.article, quotation.index), sourceOf(finding)?.name ?? "a quotation")] : undefined) : undefined,
    (finding.against ?? []).map(([other, at]) => articles[other].rows[at]).map((other) =>
      el("p", { class: "against" }, "contradicts ", link(articleAddress(other.article, other.index), other.message))),
    first ? el("p", {}, "told before ", link(articleAddress(first.article, first.index), "here")) : undefined,
    el("div", { class: "foot" }, el("details", {}, el("summary", {}, "Details", el("span", { class: "visually-hidden" }, ` of ${finding.message}`)),
      el("dl", {}, list.map(([name, value]) => [el("dt", {}, name), el("dd", { dir: "auto" }, value)]))), citeButton(finding)));
};

const articleView = (found) => {
  const article = articles[state.article];
  const details = detailsOf(article);
  const shown = found.findings.filter((finding) => finding.article === article);
  const asked = article.rows[state.finding];
  if (asked && !shown.includes(asked)) shown.splice(shown.findIndex((finding) => finding.index > asked.index) >>> 0, 0, asked);
  const position = found.articles.indexOf(article);
  const beside = (step, name) => {
    const other = position < 0 ? undefined : found.articles[position + step];
    return other ? el("a", { href: articleAddress(other), rel: step < 0 ? "prev" : "next" }, name) : undefined;
  };
  const meta = [article.publisher, article.day, article.byline, count(article.words, "word"), article.source].filter(Boolean);
  const hidden = article.rows.length - shown.length;
  return [
    el("p", { class: "beside" }, el("a", { href: address("articles") }, "All articles"), beside(-1, "Previous"), beside(1, "Next")),
    el("p", { class: "meta" }, meta.map((text) => el("span", {}, bdi(text))),
      article.url ? el("a", { href: article.url, rel: "noopener noreferrer nofollow", referrerpolicy: "no-referrer", dir: "ltr" }, article.url) : undefined),
    details.notes.map((note) => el("p", { class: "note", dir: "auto" }, note)),
    el("p", {}, `${count(shown.length, "finding")} shown${hidden ? `, ${number(hidden)} hidden by the filters` : ""}. `,
      el("label", { class: "switch" }, el("input", { type: "checkbox", id: "noise", checked: state.noise }), " show what is no part of the article")),
    el("div", { class: "columns" },
      el("article", { class: `text${state.noise ? "" : " without-noise"}`, "aria-label": article.title }, blocks(article, details, shown)),
      el("aside", { class: "cards", "aria-label": "Findings in this article" }, el("ol", {}, shown.map((finding) => card(finding, details))))),
  ];
};

// Lights up a finding's card with its marks, and shows what a mark stands for beside it.
const tip = el("div", { id: "tip", role: "tooltip", hidden: true });
const hideTip = () => {
  document.querySelector("[aria-describedby=tip]")?.removeAttribute("aria-describedby");
  tip.hidden = true;
};
const showTip = (element) => {
  hideTip();
  tip.replaceChildren(...explained(element.layers));
  tip.hidden = false;
  element.setAttribute("aria-describedby", "tip");
  const place = element.getClientRects()[0], own = tip.getBoundingClientRect();
  const edge = element.closest("article").getBoundingClientRect().right;
  const left = Math.max(8, Math.min(place.left, edge - own.width));
  const below = place.bottom + 4 + own.height < innerHeight;
  tip.style.setProperty("left", `${left + scrollX}px`);
  tip.style.setProperty("top", `${(below ? place.bottom + 2 : place.top - own.height - 2) + scrollY}px`);
};
// On a wide window the cards scroll by themselves, so that a finding's card and its words can be seen together.
const cardAt = (at) => document.querySelector(`.card[data-finding="${at}"]`);
const marksAt = (at) => [...document.querySelectorAll(`.mark[data-findings~="${at}"]`)];
const bringCard = (own) => {
  const list = own.closest(".cards"), [place, frame] = [own.getBoundingClientRect(), list.getBoundingClientRect()];
  if (list.scrollHeight > list.clientHeight && (place.top < frame.top || place.bottom > frame.bottom)) list.scrollTop += place.top - frame.top - frame.height / 3;
};
const light = ({ type, target }) => {
  if (tip.contains(target)) return;
  const element = target.closest?.(".mark"), own = target.closest?.(".card");
  for (const lit of document.querySelectorAll(".lit")) lit.classList.remove("lit");
  if (element) {
    const cards = element.dataset.findings.split(" ").map(cardAt);
    for (const one of [...cards, ...marksAt(cards[0].dataset.finding)]) one.classList.add("lit");
    bringCard(cards[0]);
    showTip(element);
    return;
  }
  hideTip();
  if (!own) return;
  const marks = marksAt(own.dataset.finding);
  for (const part of marks) part.classList.add("lit");
  const scrolls = own.closest(".cards").scrollHeight > own.closest(".cards").clientHeight;
  if (type === "focusin" && scrolls) marks[0]?.scrollIntoView({ block: "nearest" });
};

// From one finding to the next, where the focus is already among them.
const step = (by) => {
  const cards = [...document.querySelectorAll(".card")];
  const now = document.activeElement?.closest(".card, .mark");
  if (!now) return false;
  const at = Number(now.dataset.finding ?? now.dataset.findings.split(" ")[0]);
  const next = cards[cards.findIndex((one) => Number(one.dataset.finding) === at) + by];
  next?.focus();
  return Boolean(next);
};

