// Filters, and highlights that light up with their findings. Without it the report still shows everything.
"use strict";
(() => {
  const all = (selector, inside = document) => Array.from(inside.querySelectorAll(selector));
  const form = document.getElementById("filters");
  const find = document.getElementById("find");
  const found = document.getElementById("found");
  const filtered = all("section.findings tbody tr:not(.group), .index tbody tr, details.article");
  const words = new WeakMap();
  const textOf = (element) => {
    if (!words.has(element)) words.set(element, element.textContent.toLowerCase());
    return words.get(element);
  };

  // A heading goes with its rows, an organization with its claims.
  const fold = () => {
    for (const table of all("section.findings table")) {
      let shown = 0;
      for (const row of all("tbody tr", table).reverse()) {
        const heading = row.matches(".group");
        if (heading) row.classList.toggle("filtered", shown === 0);
        if (heading) shown = 0;
        else if (!row.classList.contains("filtered")) shown += 1;
      }
    }
    for (const part of all("section.findings details")) {
      part.classList.toggle("filtered", !part.querySelector("tbody tr:not(.group):not(.filtered)"));
    }
  };

  const search = () => {
    const wanted = find.value.toLowerCase().split(/\s+/).filter(Boolean);
    let articles = 0, rows = 0;
    for (const element of filtered) {
      const fits = wanted.every((word) => textOf(element).includes(word));
      element.classList.toggle("filtered", !fits);
      if (!fits) continue;
      if (element.matches("details")) articles += 1;
      else if (!element.closest(".index, #rollup")) rows += 1;
    }
    fold();
    found.textContent = wanted.length ? `${rows} findings or speakers, ${articles} articles` : "";
  };

  const colourOf = (element) => /(?:^|\s)c(\d)(?:\s|$)/.exec(element.className)?.[1];
  const cardsOf = (mark) => {
    const article = mark.closest("details.article").id;
    const numbers = mark.dataset.findings.split(" ");
    return numbers.map((number) => document.getElementById(`${article}-f${number}`));
  };

  // The topmost finding that is not switched off gives a mark its colour and its link.
  const recolour = () => {
    const off = all("fieldset input[value]:not(:checked):not(#show-noise)", form).map((box) => box.value);
    for (const card of all(".card")) card.classList.toggle("off", off.includes(colourOf(card)));
    for (const mark of all(".mark")) {
      const top = cardsOf(mark).find((card) => !card.classList.contains("off"));
      mark.classList.toggle("off", !top);
      if (!top) continue;
      mark.classList.replace(`c${colourOf(mark)}`, `c${colourOf(top)}`);
      mark.hash = top.id;
    }
  };

  const light = (event) => {
    for (const lit of all(".lit")) lit.classList.remove("lit");
    const mark = event.target.closest?.(".mark");
    if (mark) {
      for (const card of cardsOf(mark)) card.classList.add("lit");
      return;
    }
    const card = event.target.closest?.(".card");
    if (!card) return;
    const article = card.closest("details.article");
    for (const own of all(`.mark[data-findings~="${card.dataset.finding}"]`, article)) own.classList.add("lit");
  };

  // A link into a closed article opens it.
  const open = () => {
    const target = document.getElementById(location.hash.slice(1));
    const article = target?.closest("details.article");
    if (!article || article.open) return;
    article.open = true;
    target.scrollIntoView();
  };

  let waiting = 0;
  find.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(search, 60);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", (event) => {
    if (event.target.id === "show-noise") document.body.classList.toggle("without-noise", !event.target.checked);
    else if (event.target.type === "checkbox") recolour();
  });
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, light);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.matches("input")) return;
    event.preventDefault();
    find.focus();
  });
  addEventListener("hashchange", open);
  open();
  form.hidden = false;
})();
