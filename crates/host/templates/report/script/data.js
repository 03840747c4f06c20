// The data: the index is read at once, an article's text and details when they are asked for.
const read = (id) => document.getElementById(id).textContent;
const index = JSON.parse(read("index"));

// An element. Texts become text nodes, never markup.
const SVG = "http://www.w3.org/2000/svg";
const DRAWN = new Set(["svg", "g", "rect", "circle", "line", "path", "text", "title"]);
const el = (name, attributes = {}, ...inside) => {
  const element = DRAWN.has(name) ? document.createElementNS(SVG, name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...inside.flat().filter((part) => part !== undefined && part !== null && part !== ""));
  return element;
};

// Characters that steer, reorder or hide are shown by their numbers, as the rest of the program shows them.
const HIDDEN = /[\u0080-\u0084\u0086-\u009f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const CONTROL = /[\u0000-\u0008\u000e-\u001f]/g;
const visible = (text) => text
  .replace(CONTROL, (character) => String.fromCharCode(0x2400 + character.charCodeAt(0)))
  .replace(HIDDEN, (character) => `\\u{${character.codePointAt(0).toString(16)}}`);
const oneLine = (text) => visible(text.replace(/\s+/g, " ").trim());
const clipped = (text, most = 280) => text.length > most ? `${text.slice(0, most).trimEnd()}…` : text;

const articles = index.articles.map((article, number) => ({ ...article, number, rows: [] }));
const kinds = index.kinds.map(([analyzer, name]) => ({ analyzer, name }));
const sources = index.sources.map(([name, sort, about, named]) => ({ name, sort: index.sorts[sort], about, named }));
const findings = [];
for (const article of articles) {
  for (const row of index.articles[article.number].rows) {
    const [kind, start, end, sure, message, who, organization, attribution, same, rest] = row;
    const finding = { ...rest, article, index: article.rows.length, kind, start, end, sure, message, who, organization,
      attribution, same, analyzer: kinds[kind].analyzer };
    article.rows.push(finding);
    findings.push(finding);
  }
}
delete index.articles;

const kept = (id) => {
  const known = new Map();
  let lines;
  return (article) => {
    lines ??= read(id).split("\n");
    if (!known.has(article.number)) known.set(article.number, JSON.parse(lines[article.number]));
    return known.get(article.number);
  };
};
const textOf = kept("texts");
const detailsOf = kept("details");
const wordsOf = (finding) => textOf(finding.article).slice(finding.start, finding.end);
const analyzerOf = (finding) => index.analyzers[finding.analyzer];
const kindOf = (finding) => kinds[finding.kind].name;
const sourceOf = (finding) => finding.who === null ? undefined : sources[finding.who];
const organizationOf = (finding) => finding.organization === null ? undefined : index.names[finding.organization];
const shapeOf = (finding) => analyzerOf(finding).shape;
const hue = (analyzer) => `c${analyzer % 6}`;

// Like 12,345 or 0.25.
const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 3 });
const number = (value) => numbers.format(value);
const percent = (share) => `${(share * 100).toFixed(1)} %`;
const count = (many, one, more = `${one}s`) => `${number(many)} ${many === 1 ? one : more}`;

