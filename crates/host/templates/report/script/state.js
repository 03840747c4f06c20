// What is shown: a view and the filters, both kept in the address after the `#`. Which findings and articles fit.
const FILTERS = ["q", "analyzer", "kind", "speaker", "organization", "from", "to", "sure"];
const VIEWS = ["overview", "findings", "speakers", "organizations", "articles"];

// `#findings?kind=layoff&q=chips`, `#article/12/3?q=chips`: articles and findings count from 1.
const readAddress = () => {
  const [path, query = ""] = location.hash.slice(1).split("?");
  const [view, article, finding] = path.split("/");
  const parameters = new URLSearchParams(query);
  const state = { view: VIEWS.includes(view) ? view : "overview", filters: {}, order: parameters.get("order") ?? "",
    noise: parameters.get("noise") !== "hidden" };
  if (view === "article" && articles[article - 1]) {
    Object.assign(state, { view, article: article - 1, finding: finding ? finding - 1 : undefined });
  }
  for (const name of FILTERS) {
    const value = parameters.get(name);
    if (value) state.filters[name] = value;
  }
  return state;
};

const address = (view, filters = state.filters) => {
  const parameters = new URLSearchParams();
  for (const name of FILTERS) if (filters[name]) parameters.set(name, filters[name]);
  if (state.order) parameters.set("order", state.order);
  if (!state.noise) parameters.set("noise", "hidden");
  const query = parameters.toString();
  return `#${view}${query ? `?${query}` : ""}`;
};
const articleAddress = (article, finding) =>
  address(`article/${article.number + 1}${finding === undefined ? "" : `/${finding + 1}`}`);
const here = () => state.view === "article" ? articleAddress(articles[state.article], state.finding) : address(state.view);

let state = { view: "overview", filters: {}, order: "", noise: true };

// The words of articles and findings in lower case, made while nothing else is to be done, at the latest when asked for.
const low = (text) => {
  const lower = text.replace(/\s+/g, " ").toLowerCase();
  // A look into a string that was put together makes it one piece, which every later search is glad of.
  lower.includes("\n");
  return lower;
};
const lower = (article) => {
  if (article.lower !== undefined) return;
  const text = textOf(article);
  for (const finding of article.rows) {
    const named = [finding.message, sourceOf(finding)?.name, organizationOf(finding), finding.group, finding.purpose];
    finding.lower = low(`${named.filter(Boolean).join(" | ")} | ${text.slice(finding.start, finding.end)}`);
  }
  article.head = low(`${article.title} | ${article.publisher ?? ""}`);
  article.lower = low(text);
};
const lowerAll = () => articles.forEach(lower);
const lowerWhenIdle = (from = 0) => {
  const idle = globalThis.requestIdleCallback ?? ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 20));
  idle((deadline) => {
    let next = from;
    do { if (next < articles.length) lower(articles[next]); next += 1; } while (next < articles.length && deadline.timeRemaining() > 3);
    if (next < articles.length) lowerWhenIdle(next);
  });
};

// Words, and phrases in quotation marks, all of which must be there.
const wanted = (query = "") => {
  const parts = query.toLowerCase().match(/"[^"]*"|\S+/g) ?? [];
  return parts.map((part) => part.replace(/^"|"$/g, "").trim()).filter(Boolean);
};
// Which names hold these letters; in quotation marks the name must be just that.
const containing = (names, part) => {
  if (!part) return undefined;
  const exact = /^".+"$/.test(part);
  const lower = (exact ? part.slice(1, -1) : part).toLowerCase();
  return names.map((name) => exact ? name.toLowerCase() === lower : name.toLowerCase().includes(lower));
};

// The findings that fit the filters, and the articles: with such findings where a filter asks for findings, else those
// that themselves hold the words.
const matching = (filters) => {
  const words = wanted(filters.q);
  if (words.length) lowerAll();
  const only = filters.analyzer && new Set(filters.analyzer.split(","));
  const byKind = filters.kind && kinds.map((kind) => `${index.analyzers[kind.analyzer].id}:${kind.name}` === filters.kind);
  const byAnalyzer = only && index.analyzers.map((analyzer) => only.has(analyzer.id));
  const bySource = containing(sources.map((source) => source.name), filters.speaker);
  const byName = containing(index.names, filters.organization);
  const sure = Number(filters.sure) || 0;
  const asksFindings = Boolean(byKind || byAnalyzer || bySource || byName || sure);
  const fits = (finding) => (!byKind || byKind[finding.kind]) && (!byAnalyzer || byAnalyzer[finding.analyzer])
    && (!bySource || (finding.who !== null && bySource[finding.who])) && (!byName || (finding.organization !== null && byName[finding.organization]))
    && (finding.sure ?? 1) >= sure;
  const holds = (text, parts) => parts.every((word) => text.includes(word));
  const found = { findings: [], articles: [] };
  for (const article of articles) {
    const { day } = article;
    if ((filters.from && !(day >= filters.from)) || (filters.to && !(day <= filters.to))) continue;
    const before = found.findings.length;
    const left = words.filter((word) => !article.head.includes(word));
    for (const finding of article.rows) {
      if (fits(finding) && (!left.length || holds(finding.lower, left))) found.findings.push(finding);
    }
    const own = () => !asksFindings && (!left.length || holds(article.lower, left));
    if (found.findings.length > before || own()) found.articles.push(article);
  }
  return found;
};

