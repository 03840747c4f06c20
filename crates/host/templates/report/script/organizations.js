// The roll-up: for each organization and group the claims with figures, side by side on axes drawn to scale, each with
// its source, and with what contradicts it.
const ORGANIZATIONS = 12;
const claimRow = (axis, again) => (finding) => {
  const others = (finding.against ?? []).map(([article, at]) => articles[article].rows[at]);
  return el("tr", { class: hue(finding.analyzer) },
    el("th", { scope: "row", class: "wide", dir: "auto" }, finding.message,
      others.map((other) => el("small", { class: "against" }, "contradicts ", link(articleAddress(other.article, other.index), other.figure ?? other.message),
        ` (${sourceOf(other)?.name ?? other.article.publisher ?? other.article.title})`)),
      (again.get(finding) ?? []).map((other) => el("small", {}, "told again ", link(articleAddress(other.article, other.index), "here")))),
    el("td", {}, optional(finding.figure)), el("td", {}, rateOf(finding)),
    el("td", { class: "axis" }, finding.extent && axis ? range(axis, finding.extent) : undefined),
    el("td", {}, optional(finding.period), finding.status ? el("small", {}, finding.status) : undefined),
    el("td", {}, saidBy(finding)), el("td", {}, where(finding)));
};

const organization = (name, claims, again) => {
  const groups = [...grouped(claims, (finding) => (finding.group ?? "").toLowerCase())].sort((a, b) => a[0] < b[0] ? -1 : 1);
  const rows = groups.flatMap(([, own]) => axesOf(own).flatMap((group) => {
    const axis = scale(extentsOf(group));
    const heading = axisHeading(group, axis, 3, 3);
    if (group[0].group) heading.querySelector("th").prepend(bdi(group[0].group), " · ");
    return [heading, ...group.map(claimRow(axis, again))];
  }));
  const flagged = claims.filter((finding) => finding.against).length;
  const columns = [["Claim", "wide"], ["Figure"], ["Rate"], ["On a logarithmic axis", "axis"], ["Period, status"], ["According to"], ["Article"]];
  return el("details", { class: "organization", open: true }, el("summary", {}, el("h3", {}, bdi(name)), ` ${count(claims.length, "claim")}`,
    flagged ? el("strong", { class: "against" }, `, ${number(flagged)} in contradiction`) : undefined),
  table(`Claims about ${name}`, columns, rows, { class: "measures" }));
};

const organizationsView = (found) => {
  const again = new Map();
  const claims = [];
  for (const finding of found.findings) {
    if (finding.figure === undefined || finding.organization === null || !["rates", "measures"].includes(shapeOf(finding))) continue;
    if (finding.same === null) claims.push(finding);
    else {
      const first = finding.article.rows[finding.same];
      again.set(first, [...(again.get(first) ?? []), finding]);
    }
  }
  const flagged = (group) => group.filter((finding) => finding.against).length;
  const groups = mostFirst(grouped(claims, (finding) => organizationOf(finding).toLowerCase())).sort((a, b) => flagged(b[1]) - flagged(a[1]));
  if (!groups.length) return [nothing()];
  const list = el("div", {});
  const more = el("button", { type: "button", class: "more" });
  let shown = 0;
  const add = () => {
    list.append(...groups.slice(shown, shown + ORGANIZATIONS).map(([, own]) => organization(organizationOf(own[0]), own, again)));
    shown = Math.min(shown + ORGANIZATIONS, groups.length);
    more.hidden = shown === groups.length;
    more.textContent = `Show more (${number(shown)} of ${number(groups.length)})`;
  };
  more.addEventListener("click", () => {
    const next = list.children.length;
    add();
    list.children[next]?.querySelector("summary")?.focus();
  });
  add();
  return [list, more];
};

