// The overview: what the findings in view amount to, with a chart for each shape of data.
const link = (href, ...inside) => el("a", { href, dir: "auto" }, ...inside);
const filtered = (more, view = "findings") => address(view, { ...state.filters, ...more });
const bdi = (text) => el("bdi", {}, text);
const none = () => el("span", { class: "none", "aria-label": "not stated" }, "–");
const optional = (text) => text ? bdi(text) : none();
const part = (title, ...inside) => {
  const id = `part-${title.toLowerCase().replace(/\W+/g, "-")}`;
  return el("section", { "aria-labelledby": id }, el("h3", { id }, title), ...inside);
};
const table = (label, columns, rows, attributes = {}) => el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label },
  el("table", attributes, el("thead", {}, el("tr", {}, columns.map(([name, kind]) =>
    el("th", { scope: "col", class: kind }, name)))), el("tbody", {}, rows)));
const grouped = (items, key) => {
  const groups = new Map();
  for (const item of items) {
    const name = key(item);
    if (name === undefined) continue;
    if (!groups.has(name)) groups.set(name, []);
    groups.get(name).push(item);
  }
  return groups;
};
const mostFirst = (groups) => [...groups].sort((a, b) => b[1].length - a[1].length);
const where = (finding) => el("a", { href: articleAddress(finding.article, finding.index), dir: "auto", class: "where" }, finding.article.title);
const saidBy = (finding) => {
  const source = sourceOf(finding);
  if (source) return link(filtered({ speaker: `"${source.name}"` }), source.name);
  return el("span", { class: "none" }, "the article");
};
const rateOf = (finding) => finding.rate === undefined ? none()
  : el("span", { class: "number" }, finding.parts ? `${number(finding.parts[0])} of ${number(finding.parts[1])} = ` : "", percent(finding.rate));

const overTime = (found) => {
  const days = found.articles.map((article) => article.day).filter((day) => /^\d{4}-\d\d-\d\d$/.test(day ?? "")).sort();
  if (!days.length) return undefined;
  const parts = periods(days);
  const undated = found.articles.length - days.length;
  const label = `${count(days.length, "article")} from ${days[0]} to ${days.at(-1)}`;
  const rows = parts.filter((row) => row[3]).map(([name, from, to, many]) => el("tr", {},
    el("th", { scope: "row" }, link(filtered({ from, to }, "overview"), name)), el("td", { class: "number" }, number(many))));
  const figures = el("details", {}, el("summary", {}, "As a table"), table("Articles by day of publication", [["Published"], ["Articles", "number"]], rows));
  return part("Articles over time", el("figure", {}, columns(parts),
    el("figcaption", {}, `${label}${undated ? `; ${number(undated)} without a date` : ""}.`)), figures);
};

const byAnalyzer = (found) => {
  const counts = kinds.map(() => 0);
  for (const finding of found.findings) counts[finding.kind] += 1;
  const own = index.analyzers.map((_, at) => kinds.map((kind, id) => [kind, counts[id]])
    .filter(([kind, many]) => kind.analyzer === at && many).sort((a, b) => b[1] - a[1]));
  const totals = own.map((all) => sum(all.map(([, many]) => many)));
  const most = Math.max(...totals, 1);
  const rows = index.analyzers.map((analyzer, at) => {
    const names = own[at].flatMap(([kind, many], position) =>
      [position ? ", " : "", link(filtered({ kind: `${analyzer.id}:${kind.name}` }), `${number(many)} ${kind.name}`)]);
    return el("tr", { class: hue(at) }, el("th", { scope: "row" }, link(filtered({ analyzer: analyzer.id }), analyzer.id),
      el("small", {}, analyzer.summary)), el("td", { class: "number" }, number(totals[at])),
    el("td", { class: "drawn" }, bar(totals[at] / most)), el("td", {}, names));
  });
  return part("Findings by analyzer", table("Analyzers", [["Analyzer"], ["Findings", "number"], [el("span", { class: "visually-hidden" }, "Drawn")], ["Kinds"]], rows));
};

// Who is quoted, whatever the sort, and how much rests on the named, the unnamed and the written.
const SHARES = [["named", ["person", "organization"]], ["documents", ["document"]], ["groups", ["group"]], ["anonymous", ["anonymous"]], ["not resolved", ["unknown"]]];
const shareOf = (sort) => SHARES.findIndex(([, sorts]) => sorts.includes(sort));
const shares = (quotations) => {
  const counts = SHARES.map(() => 0);
  for (const finding of quotations) counts[shareOf(sourceOf(finding)?.sort ?? "unknown")] += 1;
  const parts = counts.map((many, at) => [`s${at}`, quotations.length ? many / quotations.length : 0]);
  const keys = SHARES.map(([name], at) => counts[at] ? el("span", { class: "key" }, el("i", { class: `swatch s${at}` }), `${name} ${percent(parts[at][1])} `,
    el("small", {}, `(${number(counts[at])})`)) : undefined);
  return el("figure", {}, stack(parts), el("figcaption", {}, `${count(quotations.length, "quotation")}: `, keys));
};
const quotationsIn = (found) => found.findings.filter((finding) => shapeOf(finding) === "speech");
const speakerRows = (groups, most) => groups.map(([who, own]) => {
  const source = sources[who];
  const names = mostFirst(grouped(own, kindOf)).map(([name, group]) => `${number(group.length)} ${name}`).join(", ");
  const shown = source.named ? source.name : `“${source.name}”`;
  return el("tr", {}, el("th", { scope: "row" }, link(filtered({ speaker: `"${source.name}"` }), shown), source.about ? el("small", { dir: "auto" }, source.about) : undefined),
    el("td", { class: "sort" }, el("i", { class: `swatch s${shareOf(source.sort)}` }), source.sort),
    el("td", { class: "number" }, number(new Set(own.map((finding) => finding.article)).size)), el("td", { class: "number" }, number(own.length)), el("td", { class: `drawn sort s${shareOf(source.sort)}` }, bar(own.length / most)), el("td", {}, names));
});
const speakerColumns = () => [["Speaker"], ["Sort"], ["Articles", "number"], ["Quotations", "number"], [el("span", { class: "visually-hidden" }, "Drawn")], ["Of which"]];
const speakersIn = (quotations) => mostFirst(grouped(quotations, (finding) => finding.who ?? undefined));
const mostQuoted = (found) => {
  const quotations = quotationsIn(found);
  if (!quotations.length) return undefined;
  const speakers = speakersIn(quotations).filter(([who]) => sources[who].named);
  return part("Most quoted", shares(quotations), table("Most quoted speakers", speakerColumns(), speakerRows(speakers.slice(0, 12), speakers[0]?.[1].length ?? 1)),
    speakers.length > 12 ? el("p", {}, link(address("speakers"), `All ${number(speakers.length)} who are named, and the others`)) : undefined);
};

const rates = (found) => {
  const own = found.findings.filter((finding) => finding.rate !== undefined && finding.same === null && shapeOf(finding) === "rates");
  if (!own.length) return undefined;
  own.sort((a, b) => Boolean(b.parts) - Boolean(a.parts) || b.rate - a.rate);
  const rows = own.slice(0, 15).map((finding) => el("tr", { class: hue(finding.analyzer) },
    el("th", { scope: "row", class: "wide", dir: "auto" }, finding.message), el("td", {}, rateOf(finding)), el("td", { class: "drawn" }, bar(finding.rate, true)),
    el("td", {}, optional(organizationOf(finding))), el("td", {}, optional(finding.period)), el("td", {}, saidBy(finding)), el("td", {}, where(finding))));
  return part("Rates", table("Claims with rates", [["Claim"], ["Rate"], [el("span", { class: "visually-hidden" }, "Drawn, of the whole")], ["Organization"], ["Period"], ["According to"], ["Article"]], rows),
    own.length > 15 ? el("p", { class: "none" }, `15 of ${number(own.length)} rates.`) : undefined);
};

// Claims of one kind and unit share an axis.
const axesOf = (own) => [...grouped(own, (finding) => `${finding.kind}\n${finding.unit ?? ""}`).values()];
const axisHeading = (group, axis, before, after) => {
  const [first] = group;
  return el("tr", { class: "group" }, el("th", { scope: "rowgroup", colspan: before }, kindOf(first), first.unit ? el("small", {}, ` in ${first.unit}`) : undefined),
    el("td", { class: "axis" }, axis ? ticks(axis) : undefined), el("td", { colspan: after }));
};
const extentsOf = (group) => group.map((finding) => finding.extent).filter(Boolean);
const measures = (found) => {
  const own = found.findings.filter((finding) => finding.extent && finding.same === null && shapeOf(finding) === "measures");
  if (!own.length) return undefined;
  const groups = axesOf(own).sort((a, b) => b.length - a.length);
  const rows = groups.flatMap((group) => {
    const shown = group.sort((a, b) => b.extent.high - a.extent.high).slice(0, 8);
    const axis = scale(extentsOf(shown));
    return [axisHeading(shown, axis, 2, 4), ...shown.map((finding) => el("tr", { class: hue(finding.analyzer) },
      el("th", { scope: "row" }, bdi(finding.figure)), el("td", {}, optional(finding.group)), el("td", { class: "axis" }, range(axis, finding.extent)),
      el("td", {}, optional(organizationOf(finding))), el("td", {}, optional(finding.purpose)), el("td", {}, saidBy(finding)), el("td", {}, where(finding)))),
    group.length > 8 ? el("tr", {}, el("td", { colspan: 7 }, link(filtered({ kind: `${analyzerOf(group[0]).id}:${kindOf(group[0])}` }), `All ${number(group.length)}`))) : undefined].filter(Boolean);
  });
  return part("Quantities", table("Claims as ranges on logarithmic axes", [["Figure"], ["What"], ["On a logarithmic axis", "axis"], ["Organization"], ["For"], ["According to"], ["Article"]], rows, { class: "measures" }));
};

const overview = (found) => [overTime(found), byAnalyzer(found), mostQuoted(found), rates(found), measures(found)];

