// Plain drawings: a bar, shares of a whole, columns over time, and ranges on a logarithmic axis.
const drawing = (width, height, attributes, ...inside) =>
  el("svg", { viewBox: `0 0 ${width} ${height}`, "aria-hidden": "true", focusable: "false", ...attributes }, ...inside);
const short = (position) => position.toFixed(1);

// A bar, as a share of its cell.
const bar = (share, track = false) => drawing(100, 8, { class: "share", preserveAspectRatio: "none" },
  track ? el("rect", { class: "track", width: 100, height: 8 }) : undefined,
  el("rect", { class: "bar", width: short(Math.min(Math.max(share, 0), 1) * 100), height: 8 }));

// Parts of a whole, side by side: [class, share].
const stack = (parts) => {
  let x = 0;
  const rects = parts.map(([name, share]) => {
    const rect = el("rect", { class: name, x: (x * 320).toFixed(2), width: (share * 320).toFixed(2), height: 14 });
    x += share;
    return rect;
  });
  return drawing(320, 14, { class: "stack", preserveAspectRatio: "none" }, rects);
};

// Whole powers of ten around some extents.
const MARGIN = 12, WIDTH = 320;
const scale = (extents) => {
  if (!extents.length) return undefined;
  const power = (value) => Math.log10(value);
  const first = Math.floor(Math.min(...extents.map((extent) => power(extent.low))));
  const last = Math.max(Math.ceil(Math.max(...extents.map((extent) => power(extent.high)))), first + 1);
  const x = (value) => MARGIN + Math.min(Math.max((power(value) - first) / (last - first), 0), 1) * (WIDTH - 2 * MARGIN);
  return { first, last, x };
};
const powerOfTen = (power) => {
  if (power < 0 || power > 14) return `1e${power}`;
  return `${10 ** (power % 3)}${["", "k", "M", "bn", "tn"][Math.floor(power / 3)]}`;
};
const ticks = (axis) => {
  const every = Math.floor((axis.last - axis.first) / 6) + 1;
  const marks = [];
  for (let power = axis.first; power <= axis.last; power += 1) {
    const x = short(axis.x(10 ** power));
    marks.push(el("line", { class: "tick", x1: x, x2: x, y1: 15, y2: 20 }));
    if ((power - axis.first) % every === 0) marks.push(el("text", { x, y: 11 }, powerOfTen(power)));
  }
  return drawing(WIDTH, 20, { class: "range" }, marks);
};
// A range, a dot for one figure; an arrow where an end is open; pale where it is rough.
const range = (axis, extent) => {
  const low = axis.x(extent.low), high = axis.x(extent.high);
  const [from, to] = [extent.open_low ? Math.max(low - 26, 0) : low, extent.open_high ? Math.min(high + 26, WIDTH) : high];
  const rough = extent.rough ? " rough" : "";
  const arrow = (x, side) => el("path", { class: "arrow", transform: `translate(${short(x)} 10)`, d: `M${-7 * side} -6 L${side} 0 L${-7 * side} 6` });
  const shape = to - from < 2 ? el("circle", { class: `dot${rough}`, cx: short(low), cy: 10, r: 4.5 })
    : el("rect", { class: `bar${rough}`, x: short(from), y: 7, width: short(to - from), height: 6, rx: 3 });
  return drawing(WIDTH, 20, { class: "range" }, el("line", { class: "rule", x1: 0, x2: WIDTH, y1: 10, y2: 10 }), shape,
    extent.open_high ? arrow(to, 1) : undefined, extent.open_low ? arrow(from, -1) : undefined);
};

// Columns over time, by year, month or day, whichever gives a number that can be seen: [label, from, to, count].
const periods = (days) => {
  const [first, last] = [days[0], days.at(-1)];
  const months = (day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
  const span = months(last) - months(first) + 1;
  const dayOf = (time) => new Date(time).toISOString().slice(0, 10);
  const all = [];
  if (span <= 2) {
    for (let time = Date.parse(first); time <= Date.parse(last); time += 86_400_000) all.push([dayOf(time), dayOf(time), dayOf(time)]);
  } else if (span <= 60) {
    for (let month = months(first); month <= months(last); month += 1) {
      const label = `${String(Math.floor(month / 12)).padStart(4, "0")}-${String(month % 12 + 1).padStart(2, "0")}`;
      const end = new Date(Date.UTC(Math.floor(month / 12), month % 12 + 1, 0)).getUTCDate();
      all.push([label, `${label}-01`, `${label}-${end}`]);
    }
  } else {
    for (let year = Number(first.slice(0, 4)); year <= Number(last.slice(0, 4)); year += 1) {
      const label = String(year).padStart(4, "0");
      all.push([label, `${label}-01-01`, `${label}-12-31`]);
    }
  }
  const width = all[0][0].length;
  const counts = new Map();
  for (const day of days) counts.set(day.slice(0, width), (counts.get(day.slice(0, width)) ?? 0) + 1);
  return all.map(([label, from, to]) => [label, from, to, counts.get(label) ?? 0]);
};
const columns = (parts) => {
  const most = Math.max(...parts.map((part) => part[3]), 1);
  const width = 800, height = 120, step = width / parts.length;
  const every = Math.ceil(parts.length / 10);
  const marks = parts.flatMap(([label, , , many], at) => {
    const tall = (many / most) * (height - 36);
    const x = at * step;
    const middle = short(Math.min(Math.max(x + step / 2, 26), width - 26));
    return [
      el("rect", { class: "bar", x: short(x + step * 0.1), y: short(height - 20 - tall), width: short(step * 0.8), height: short(tall) }, el("title", {}, `${label}: ${many}`)),
      many === most ? el("text", { x: middle, y: short(height - 24 - tall) }, number(many)) : undefined,
      at % every === 0 ? el("text", { x: middle, y: height - 5 }, label) : undefined,
    ];
  });
  return drawing(width, height, { class: "columns" }, el("line", { class: "tick", x1: 0, x2: width, y1: height - 20, y2: height - 20 }), marks);
};

