// The long tables: findings, speakers and articles. As many rows as fit a screen or three, more when asked for.
const PAGE = 40;
const rowsOnDemand = (label, columns, items, row, attributes) => {
  const region = table(label, columns, [], attributes);
  const body = region.querySelector("tbody");
  const more = el("button", { type: "button", class: "more" });
  let shown = 0;
  const add = (many) => {
    body.append(...items.slice(shown, shown + many).map(row));
    shown = Math.min(shown + many, items.length);
    more.hidden = shown === items.length;
    more.textContent = `Show more (${number(shown)} of ${number(items.length)})`;
  };
  more.addEventListener("click", () => {
    const next = body.children.length;
    add(5 * PAGE);
    body.children[next]?.querySelector("a, button")?.focus();
  });
  add(PAGE);
  return [region, more];
};
const nothing = () => el("p", { class: "none" }, "Nothing fits these filters.");

const findingRow = (finding) => el("tr", { class: hue(finding.analyzer) },
  el("th", { scope: "row", class: "wide" }, link(articleAddress(finding.article, finding.index), finding.message),
    el("small", { class: "words", dir: "auto" }, clipped(oneLine(wordsOf(finding))))),
  el("td", {}, el("span", { class: "chip" }, kindOf(finding)), el("small", {}, analyzerOf(finding).id)),
  el("td", {}, optional(finding.figure), finding.rate === undefined ? undefined : el("small", {}, rateOf(finding))),
  el("td", {}, optional(organizationOf(finding)), finding.period || finding.status ? el("small", {}, [finding.period, finding.status].filter(Boolean).join(", ")) : undefined),
  el("td", {}, saidBy(finding)),
  el("td", { class: "number" }, finding.sure === null ? none() : `${Math.round(finding.sure * 100)} %`),
  el("td", {}, where(finding), el("small", {}, [finding.article.publisher, finding.article.day].filter(Boolean).join(", "))),
  el("td", {}, citeButton(finding)));
// Other orders than that of the articles. Stable: what counts the same stays in the order of the articles.
const newest = (day) => (a, b) => (day(b) ?? "").localeCompare(day(a) ?? "");
const FINDING_ORDERS = { newest: newest((finding) => finding.article.day), "largest figure": (a, b) => (b.extent?.high ?? 0) - (a.extent?.high ?? 0),
  surest: (a, b) => (b.sure ?? 1) - (a.sure ?? 1) };
const ordered = (items, orders) => orders[state.order] ? [...items].sort(orders[state.order]) : items;
const orderField = (orders) => el("label", {}, "Order ", el("select", { id: "order" },
  ["", ...Object.keys(orders)].map((name) => el("option", { value: name, selected: name === state.order }, name || "as the articles come"))));

// All rows in view for a spreadsheet, which must not take an article's words for a formula.
const cellOf = (value) => {
  const text = oneLine(String(value ?? ""));
  return /^[=+@-]/.test(text) ? `'${text}` : text;
};
const COPIED = ["analyzer", "kind", "finding", "words", "figure", "unit", "low", "high", "rate", "organization", "group", "period", "status", "according to", "confidence", "article", "publisher", "published", "url", "source", "start", "end"];
const copiedRow = (finding) => {
  const { article, extent = {} } = finding;
  return [analyzerOf(finding).id, kindOf(finding), finding.message, wordsOf(finding), finding.figure, finding.unit, extent.low, extent.high, finding.rate,
    organizationOf(finding), finding.group, finding.period, finding.status, sourceOf(finding)?.name, finding.sure, article.title, article.publisher,
    article.day, article.url, article.source, ...bytesOf(finding)].map(cellOf).join("\t");
};
const copyRows = (rows) => copy([COPIED.join("\t"), ...rows.map(copiedRow)].join("\n"), `Copied ${count(rows.length, "row")}`);

const findingsView = (found) => {
  if (!found.findings.length) return [nothing()];
  const rows = ordered(found.findings, FINDING_ORDERS);
  return [el("p", { class: "switch" }, orderField(FINDING_ORDERS), " ", el("button", { type: "button", onclick: () => copyRows(rows) }, "Copy rows for a spreadsheet")),
    ...rowsOnDemand("Findings",
      [["Finding"], ["Kind"], ["Figure"], ["Organization"], ["According to"], ["Sure", "number"], ["Article"], [el("span", { class: "visually-hidden" }, "Cite")]],
      rows, findingRow, { class: "list" })];
};

const speakersView = (found) => {
  const quotations = quotationsIn(found);
  if (!quotations.length) return [nothing()];
  const speakers = speakersIn(quotations);
  const most = speakers[0]?.[1].length ?? 1;
  return [shares(quotations), ...rowsOnDemand("Speakers", speakerColumns(), speakers, (speaker) => speakerRows([speaker], most)[0])];
};

const sum = (all) => all.reduce((total, one) => total + one, 0);
const articlesView = (found) => {
  if (!found.articles.length) return [nothing()];
  const counts = new Map(found.articles.map((article) => [article, index.analyzers.map(() => 0)]));
  for (const finding of found.findings) counts.get(finding.article)[finding.analyzer] += 1;
  const columns = [["Headline"], ["Publisher"], ["Published"], ["Words", "number"], ...index.analyzers.map((analyzer) => [analyzer.id, "number"])];
  const orders = { newest: newest((article) => article.day), "most findings": (a, b) => sum(counts.get(b)) - sum(counts.get(a)) };
  return [el("p", { class: "switch" }, orderField(orders)), ...rowsOnDemand("Articles", columns, ordered(found.articles, orders), (article) => el("tr", {},
    el("th", { scope: "row", class: "wide" }, link(articleAddress(article), article.title), article.byline ? el("small", { dir: "auto" }, article.byline) : undefined),
    el("td", {}, optional(article.publisher)), el("td", { class: "day" }, optional(article.day)), el("td", { class: "number" }, number(article.words)),
    counts.get(article).map((many) => el("td", { class: "number" }, number(many)))))];
};

