// The look, one everywhere: colour = source, shape = firmness, opacity = how identified the origin
// is. No colour for truth.
import { h, s } from "./dom.js";

export const FIRMNESS = {
  certain: "said as certain",
  planned: "planned",
  denied: "denied",
  hearsay: "hearsay",
  expected: "expected or possible",
};

export const IDENTIFIED = {
  named: "a named source",
  described: "a source described, not named",
  anonymous: "an anonymous source",
  unattributed: "nobody: not attributed",
};

/** How firmly a claim is said, as the terminal shows it too. */
export function firmness(claim) {
  if (claim.act === "deny") return "denied";
  if (claim.hearsay) return "hearsay";
  if (claim.stage === "planned") return "planned";
  if (claim.certainty === "probable" || claim.certainty === "possible") return "expected";
  return "certain";
}

/** How identified the source is on whose word a claim finally rests. */
export function identified(claim) {
  if (claim.quote === "narration" && !claim.chain.length) return "named";
  return claim.chain.length ? claim.chain[claim.chain.length - 1].identified || "described" : "unattributed";
}

/** The drawing of one mark around (x, y): its shape says how firmly, its class who. */
export function mark(kind, colour, known, x, y, r = 5) {
  const shape = {
    certain: () => [s("circle", { cx: x, cy: y, r, class: "ink-fill" })],
    planned: () => [s("circle", { cx: x, cy: y, r: r - 1, class: "ink-line paper" })],
    denied: () => [
      s("circle", { cx: x, cy: y, r: r - 1, class: "ink-line paper" }),
      s("line", { x1: x - r - 1, y1: y + r + 1, x2: x + r + 1, y2: y - r - 1, class: "ink-line" }),
    ],
    hearsay: () => [s("circle", { cx: x, cy: y, r: r - 1, class: "ink-line dots paper" })],
    expected: () => [
      s("circle", { cx: x, cy: y, r: r + 1, class: "nothing" }),
      s("path", { class: "ink-line wave", d: wave(x, y, r) }),
    ],
  }[kind]();
  return s("g", { class: `mark ${colour} is-${known}` }, ...shape);
}

function wave(x, y, r) {
  const step = (2 * r + 2) / 4;
  return `M${x - 2 * step} ${y + 1} q${step / 2} ${-r} ${step} 0 t${step} 0 t${step} 0 t${step} 0`;
}

/** A mark by itself, to stand in a line of text. */
export function badge(kind, colour, known) {
  return s("svg", { class: "badge", viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" },
    mark(kind, colour, known, 8, 8));
}

/** What the marks mean. */
export function legend(...more) {
  const shapes = Object.entries(FIRMNESS).map(([kind, words]) => h("li", {}, badge(kind, "c-none", "named"), words));
  const known = ["named", "described", "anonymous"].map((kind) =>
    h("li", {}, badge("certain", "c-none", kind), { named: "origin named", described: "described only", anonymous: "anonymous" }[kind]));
  return h("details", { class: "legend" },
    h("summary", {}, "What the marks mean"),
    h("p", {}, "Colour is the source; shape is how firmly it is said; the fainter a mark, the less its origin is identified. Nothing here says who is right."),
    h("ul", {}, ...shapes, ...known), ...more);
}
