// Screen 5, figures: one chart per thing counted and place; each change with its kind and words.
import { h, go, put, redraw, said } from "./dom.js";
import { amount, clip, date, fold, plural } from "./words.js";
import { chosen, colourOf, seriesOf } from "./ledger.js";
import { claimAddress, growing, onWord, sign } from "./claims.js";
import { lasting } from "./route.js";
import { steps } from "./steps.js";

const CHARTS = 12;

/** The whole screen; `view` in the address narrows to what is counted. */
export function figures(L, filters) {
  const claims = chosen(L, filters);
  const wanted = fold(filters.view);
  const all = seriesOf(L, claims).filter((one) => !wanted || fold(one.of).includes(wanted) || wanted.includes(fold(one.of) || "\0"));
  const moved = all.filter((one) => one.moved);
  const rest = all.filter((one) => !one.moved);
  const list = h("div", {});
  list.addEventListener("drawn", () => { if (list.isConnected) redraw(list); });
  return [
    h("h1", {}, plural(moved.length, "figure moved", "figures moved")),
    h("p", { class: "lead" }, "What is counted, where, and what each source gave for it. A band is a range; nothing is averaged."),
    wanted ? h("p", {}, go("#/figures", { class: "chip on" }, `only “${clip(filters.view, 40)}” ✕`)) : null,
    ...(moved.length ? growing(list, moved, (one) => seriesChart(L, one, filters), CHARTS, "figure") : [h("p", { class: "empty" }, "In what is shown, no figure was given twice with another value.")]),
    h("section", {}, h("h2", {}, "Figures that did not move"), table(L, rest, filters)),
  ];
}

function seriesChart(L, series, filters) {
  const box = h("div", { class: "chart" });
  const dated = series.points.some(({ claim }) => claim.day);
  box.redraw = (room = box.clientWidth) => put(box, dated ? steps(L, series, filters, Math.max(300, room)) : h("p", { class: "empty" }, "None of these has a date, so there is no line to draw; they stand in the order of the reports."));
  return h("section", { class: "series wide" },
    h("h2", {}, said(clip(series.of, 80))),
    h("div", { class: "pair-of" }, box, chronicle(L, series, filters)));
}

/** Every step of a series as the ledger's history tells it: its value, its kind, and the words that show it. */
function chronicle(L, series, filters) {
  return h("ol", { class: "changes" }, ...series.points.slice(0, 40).map(({ claim, figure, step }) => h("li", { "data-claim": claim.id, class: step.quiet ? "quiet-step" : "" },
    h("b", { class: "value" }, amount(figure)), " ", h("span", { class: "kind" }, step.words), " · ", by(L, claim, filters),
    step.quiet || !step.reasons.length ? null : h("p", { class: "small" }, clip(step.reasons.join("; "), 220), step.evidence.length ? [" — ", step.evidence.slice(0, 2).map((words, n) => [n ? ", " : "", "“", said(clip(words, 80)), "”"])] : null))));
}

function by(L, claim, filters) {
  return [sign(L, claim), go(claimAddress(claim, lasting(filters)), {}, said(clip(onWord(claim), 60))), ", ", date(claim.edtf) || "undated", claim.doc.outlet ? [", ", said(clip(claim.doc.outlet, 40))] : null];
}

function table(L, rest, filters) {
  const points = rest.flatMap((one) => one.points.map((point) => ({ ...point, of: one.of, place: one.place })));
  if (!points.length) return h("p", { class: "empty" }, "None.");
  const row = ({ claim, figure, of, place }) => h("tr", { "data-claim": claim.id },
    h("td", { class: "number" }, amount(figure)), h("td", {}, said(clip(of, 50))), h("td", {}, said(clip(place, 40))),
    h("td", {}, sign(L, claim), go(claimAddress(claim, lasting(filters)), { class: colourOf(L, claim) }, said(clip(onWord(claim), 60)))),
    h("td", { class: "day" }, date(claim.edtf) || "undated"));
  const [body, more] = growing(h("tbody", {}), points, row, 40, "figure");
  return h("div", {}, h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Figures that did not move" }, h("table", {}, h("thead", {}, h("tr", {}, ...["figure", "of", "where", "on whose word", "said"].map((name) => h("th", { scope: "col" }, name)))), body)), more);
}
