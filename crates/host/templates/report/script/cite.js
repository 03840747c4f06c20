// A finding as a quotation with its source, offsets and address, to be pasted elsewhere.
const say = (text) => {
  const said = document.getElementById("said");
  said.textContent = text;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.textContent = ""; }, 4000);
};

const bytes = (text) => new TextEncoder().encode(text).length;
const bytesOf = (finding) => {
  const text = textOf(finding.article);
  const start = bytes(text.slice(0, finding.start));
  return [start, start + bytes(text.slice(finding.start, finding.end))];
};

// “Six of the 14 authors have left” (attributed to people close to the lab). “Headline”, by Ada Park, The Paper,
// 2025-03-10, bytes 120–150. https://example.org/a
const citation = (finding) => {
  const { article } = finding;
  const words = oneLine(wordsOf(finding));
  const quoted = /^[“"].*[”"]$/.test(words) && !/[”"].*[“"]/.test(words) ? words : `“${words.replaceAll("“", "‘").replaceAll("”", "’")}”`;
  const source = sourceOf(finding);
  const [start, end] = bytesOf(finding);
  const parts = [`“${article.title}”`, article.byline && `by ${article.byline}`, article.publisher, article.day, article.source, `bytes ${start}–${end}`];
  return `${quoted}${source ? ` (according to ${source.name})` : ""}. ${parts.filter(Boolean).join(", ")}.${article.url ? ` ${article.url}` : ""}`;
};

// Copies a text; where a browser does not let a page copy, shows it to be copied by hand.
const copy = async (text, done) => {
  try {
    await navigator.clipboard.writeText(text);
    say(done);
  } catch {
    const field = el("textarea", { readonly: true, rows: 6, "aria-label": "The words to copy" });
    field.value = text;
    const dialog = el("dialog", { class: "cite", "aria-label": "To copy", onclose: () => dialog.remove() },
      el("p", {}, "Copy these words:"), field, el("form", { method: "dialog" }, el("button", {}, "Close")));
    document.body.append(dialog);
    dialog.showModal();
    field.select();
  }
};
const citeButton = (finding) => el("button", { type: "button", class: "quiet", onclick: () => copy(citation(finding), "Copied as a quotation"),
  "aria-label": `Cite: ${finding.message}` }, "Cite");

