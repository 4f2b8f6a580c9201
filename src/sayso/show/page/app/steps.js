// Step lines with bands for ranges: one figure over time, each change with its kind.
import { s } from "./dom.js";
import { amount, clip, dayNumber } from "./words.js";
import { firmness, identified, mark } from "./look.js";
import { colourOf } from "./ledger.js";
import { claimAddress, onWord } from "./claims.js";
import { axis } from "./lanes.js";

const LOG = 6;      // a slip of a digit must not press all other values flat: from here on the scale is logarithmic
const LEFT = 64;    // room for the words of the scale
const NEAR = 22;    // pixels within which two of one value stand beside one another

/** The chart of one series; points without a day stand at its left end. Values of one source are
 * joined by its line; nothing joins what different sources gave. */
export function steps(L, series, filters, width) {
  const points = series.points.filter(({ figure }) => low(figure) !== null);
  const days = points.map(({ claim }) => dayNumber(claim.day)).filter((day) => day !== null);
  const first = Math.min(...days), last = Math.max(...days);
  const [from, to] = days.length ? [first - (first === last), last + (first === last)] : [0, 1];
  const height = Math.min(330, 220 + points.length * 6), top = 40, left = LEFT, right = 20, foot = height - 26;
  const values = points.flatMap(({ figure }) => [low(figure), high(figure)]).filter((v) => v !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const log = least > 0 && most / least > LOG;
  const scale = log ? Math.log10 : (v) => v;
  const [bottom, ceiling] = log ? [least, most] : [Math.min(0, least), most];
  const y = (v) => (ceiling === bottom ? (height + top) / 2 : foot - 6 - ((scale(v) - scale(bottom)) / (scale(ceiling) - scale(bottom))) * (foot - 6 - top - 26));
  const x = (day) => left + 14 + ((day - from) / Math.max(1, to - from)) * (width - left - right - 40);
  const at = (claim) => { const day = dayNumber(claim.day); return day === null ? left - 2 : x(day); };
  const ticks = [...new Set(log ? [least, Math.sqrt(least * most), most].map(round) : [bottom, (bottom + ceiling) / 2, ceiling].map(round))];
  const placed = beside(points, at, (figure) => y(middle(figure)));
  const own = ownSteps(placed);
  const taken = [...placed.map(({ cx, cy }) => [cx - 6, cy - 6, 12, 12]), ...own.flatMap(drawnOver)];
  const labels = placed.map((one, n) => label(one, n ? points[n - 1].figure : null, taken, width));
  return s("svg", { class: "steps", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": clip(`${series.of} over time`, 80) },
    days.length ? axis(from, to, x, top - 6, foot, width) : null,
    ...ticks.map((v) => s("g", { class: "tick value" }, s("line", { x1: left, x2: width - right, y1: y(v), y2: y(v) }), s("text", { x: left - 8, y: y(v) + 4, "text-anchor": "end" }, v.toLocaleString("en", { notation: v >= 1e6 ? "compact" : "standard", maximumFractionDigits: 2 })))),
    log ? s("text", { x: left - 8, y: height - 4, "text-anchor": "end", class: "point-kind" }, "log scale") : null,
    ...points.filter(({ figure }) => figure.low !== figure.high).map(({ claim, figure }) => {
      const [a, b] = [figure.low === null ? y(bottom) : y(figure.low), figure.high === null ? top - 6 : y(figure.high)];
      return s("rect", { class: `band ${colourOf(L, claim)}`, x: at(claim) - 7, width: 14, y: Math.min(a, b), height: Math.max(2, Math.abs(a - b)), rx: 3 });
    }),
    ...own.map((several) => s("path", { class: `step-line ${colourOf(L, several[0].claim)}`, "data-claim": several.map(({ claim }) => claim.id).join(" "),
      d: several.map(({ cx, cy }, n) => (n ? `H${cx} V${cy}` : `M${cx} ${cy}`)).join(" ") })),
    ...placed.map(({ claim, figure, cx, cy }) => s("a", { class: "at", href: claimAddress(claim, filters), "data-claim": claim.id, "data-card": "", "aria-label": clip(`${amount(figure)} ${series.of}, ${onWord(claim)}`, 160) },
      mark(firmness(claim), colourOf(L, claim), identified(claim), cx, cy))),
    ...labels);
}

/** Points with their places; of several at one place each stands a little to the right. */
function beside(points, at, height) {
  const same = new Map();
  return points.map((point) => {
    const x = at(point.claim), cy = height(point.figure);
    const key = `${Math.round(x / NEAR)} ${Math.round(cy)}`;
    const shift = same.get(key) || 0;
    same.set(key, shift + 1);
    return { ...point, cx: x + shift * 11, cy };
  });
}

/** The points of each source that gave several values, which its step line joins. */
function ownSteps(placed) {
  const own = new Map();
  for (const one of placed) {
    if (one.step && (one.step.change === "time" || one.step.change === "scope")) continue;
    if (!own.has(one.claim.who.id)) own.set(one.claim.who.id, []);
    own.get(one.claim.who.id).push(one);
  }
  return [...own.values()].filter((several) => several.length > 1);
}

/** What a step line covers, as boxes: across to the next day, then up or down to its value. */
function drawnOver(several) {
  return several.slice(1).flatMap(({ cx, cy }, n) => {
    const { cx: x0, cy: y0 } = several[n];
    return [[Math.min(x0, cx), y0 - 1, Math.abs(cx - x0), 2], [cx - 1, Math.min(y0, cy), 2, Math.abs(cy - y0)]];
  });
}

/** The value of a point, and below it what kind of change it is, where there is room for them. */
function label({ figure, step, cx, cy }, before, taken, width) {
  const told = step && !step.quiet;
  if (!told && before && before.low === figure.low && before.high === figure.high) return null;
  const value = amount(figure);
  return (told ? worded(value, step.words, cx, cy, taken, width) : null) || worded(value, "", cx, cy, taken, width);
}

/** Words where nothing else stands: above the point, below, beside it, or a little further off. */
function worded(value, kind, cx, cy, taken, width) {
  const w = Math.max(value.length * 6.4, kind.length * 5.6) + 4, h = kind ? 25 : 13;
  const start = Math.max(LEFT, Math.min(cx - w / 2, width - w - 4));
  const room = [[start, cy - 9 - h], [start, cy + 9], [cx + 9, cy - h / 2], [cx - 9 - w, cy - h / 2], [cx + 7, cy - 7 - h], [cx - 7 - w, cy + 9], [Math.min(cx + 2, width - w - 4), cy + 9], [start, cy - 24 - h]]
    .find(([bx, by]) => by > 14 && bx >= LEFT - 2 && bx + w < width && !taken.some(([tx, ty, tw, th]) => bx < tx + tw && tx < bx + w && by < ty + th && ty < by + h));
  if (!room) return null;
  taken.push([...room, w, h]);
  const middleOf = room[0] + w / 2;
  return s("g", {}, s("text", { x: middleOf, y: room[1] + 11, "text-anchor": "middle", class: "point" }, value),
    kind ? s("text", { x: middleOf, y: room[1] + 22, "text-anchor": "middle", class: "point-kind" }, kind) : null);
}

const low = (figure) => figure.low ?? figure.high ?? null;
const high = (figure) => figure.high ?? figure.low ?? null;
const middle = (figure) => (figure.low === null || figure.high === null ? low(figure) : (figure.low + figure.high) / 2);
const round = (v) => (Math.abs(v) >= 100 ? Math.round(v) : Number(v.toPrecision(2)));
