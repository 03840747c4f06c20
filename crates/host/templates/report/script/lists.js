// The long tables: findings, speakers and articles. As many rows as fit a screen or three, more when asked for.
const PAGE = 60;
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
const findingsView = (found) => found.findings.length ? rowsOnDemand("Findings",
  [["Finding"], ["Kind"], ["Figure"], ["Organization"], ["According to"], ["Sure", "number"], ["Article"], [el("span", { class: "visually-hidden" }, "Cite")]],
  found.findings, findingRow, { class: "list" }) : [nothing()];

const speakersView = (found) => {
  const quotations = quotationsIn(found);
  if (!quotations.length) return [nothing()];
  const speakers = speakersIn(quotations);
  const most = speakers[0]?.[1].length ?? 1;
  return [shares(quotations), ...rowsOnDemand("Speakers", speakerColumns(), speakers, (speaker) => speakerRows([speaker], most)[0])];
};

const articlesView = (found) => {
  if (!found.articles.length) return [nothing()];
  const counts = new Map(found.articles.map((article) => [article, index.analyzers.map(() => 0)]));
  for (const finding of found.findings) counts.get(finding.article)[finding.analyzer] += 1;
  const columns = [["Headline"], ["Publisher"], ["Published"], ["Words", "number"], ...index.analyzers.map((analyzer) => [analyzer.id, "number"])];
  return rowsOnDemand("Articles", columns, found.articles, (article) => el("tr", {},
    el("th", { scope: "row", class: "wide" }, link(articleAddress(article), article.title), article.byline ? el("small", { dir: "auto" }, article.byline) : undefined),
    el("td", {}, optional(article.publisher)), el("td", { class: "day" }, optional(article.day)), el("td", { class: "number" }, number(article.words)),
    counts.get(article).map((many) => el("td", { class: "number" }, number(many)))));
};

