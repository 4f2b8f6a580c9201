// Step lines with bands for ranges: one figure over time.
import { s } from "./dom.js";
import { amount, clip, dayNumber } from "./words.js";
import { firmness, identified, mark } from "./look.js";
import { colourOf } from "./ledger.js";
import { claimAddress, onWord } from "./claims.js";
import { axis } from "./lanes.js";

/** The chart of one series; points without a day stand at its left end. */
export function steps(L, series, filters, width) {
  const points = series.points.filter(({ figure }) => low(figure) !== null);
  const days = points.map(({ claim }) => dayNumber(claim.day)).filter((day) => day !== null);
  const first = Math.min(...days), last = Math.max(...days);
  const [from, to] = days.length ? [first - (first === last), last + (first === last)] : [0, 1];
  const height = 210, top = 34, left = 64, right = 20;
  const values = points.flatMap(({ figure }) => [low(figure), high(figure)]).filter((v) => v !== null);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const log = least > 0 && most / least > 30;
  const scale = log ? Math.log10 : (v) => v;
  const [bottom, ceiling] = log ? [least, most] : [Math.min(0, least), most];
  const y = (v) => (ceiling === bottom ? (height + top) / 2 : height - 26 - ((scale(v) - scale(bottom)) / (scale(ceiling) - scale(bottom))) * (height - 30 - top - 16));
  const x = (day) => left + 14 + ((day - from) / Math.max(1, to - from)) * (width - left - right - 40);
  const at = (claim) => { const day = dayNumber(claim.day); return day === null ? left - 2 : x(day); };
  const line = points.filter(({ step }) => !step || (step.change !== "time" && step.change !== "scope")).map(({ claim, figure }, n) => {
    const v = y(middle(figure));
    return n ? `H${at(claim)} V${v}` : `M${at(claim)} ${v}`;
  }).join(" ");
  const ticks = [...new Set(log ? [least, Math.sqrt(least * most), most].map(round) : [bottom, (bottom + ceiling) / 2, ceiling].map(round))];
  const same = new Map();
  const taken = [];
  return s("svg", { class: "steps", width, height, viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": clip(`${series.of} over time`, 80) },
    days.length ? axis(from, to, x, top, height - 14, width) : null,
    ...ticks.map((v) => s("g", { class: "tick value" }, s("line", { x1: left, x2: width - right, y1: y(v), y2: y(v) }), s("text", { x: left - 8, y: y(v) + 4, "text-anchor": "end" }, v.toLocaleString("en", { notation: v >= 1e6 ? "compact" : "standard", maximumFractionDigits: 2 })))),
    ...points.filter(({ figure }) => figure.low !== figure.high).map(({ claim, figure }) => {
      const [a, b] = [figure.low === null ? y(bottom) : y(figure.low), figure.high === null ? top : y(figure.high)];
      return s("rect", { class: `band ${colourOf(L, claim)}`, x: at(claim) - 7, width: 14, y: Math.min(a, b), height: Math.max(2, Math.abs(a - b)), rx: 3 });
    }),
    s("path", { class: "step-line", d: line }),
    ...points.map(({ claim, figure }, n) => {
      const key = `${Math.round(at(claim))} ${Math.round(y(middle(figure)))}`;
      const shift = same.get(key) || 0;
      same.set(key, shift + 1);
      const cx = at(claim) + shift * 11, cy = y(middle(figure));
      const before = n ? points[n - 1].figure : null;
      const words = amount(figure), room = words.length * 3.4 + 4;
      const label = (!before || before.low !== figure.low || before.high !== figure.high) && !taken.some(([tx, ty, tr]) => Math.abs(tx - cx) < tr + room && Math.abs(ty - cy) < 14);
      if (label) taken.push([cx, cy, room]);
      return s("a", { class: "at", href: claimAddress(claim, filters), "data-claim": claim.id, "data-card": "", "aria-label": clip(`${amount(figure)} ${series.of}, ${onWord(claim)}`, 160) },
        mark(firmness(claim), colourOf(L, claim), identified(claim), cx, cy),
        label ? s("text", { x: cx, y: cy - 10, "text-anchor": cx > width - 60 ? "end" : "middle", class: "point" }, words) : null);
    }));
}

const low = (figure) => figure.low ?? figure.high ?? null;
const high = (figure) => figure.high ?? figure.low ?? null;
const middle = (figure) => (figure.low === null || figure.high === null ? low(figure) : (figure.low + figure.high) / 2);
const round = (v) => (Math.abs(v) >= 100 ? Math.round(v) : Number(v.toPrecision(2)));
