// Search over everything, the reports, and what was left open.
import { h, go, said } from "./dom.js";
import { clip, date, fold, plural } from "./words.js";
import { chosen, repeated } from "./ledger.js";
import { growing, line, lines } from "./claims.js";
import { address, lasting } from "./route.js";
import { repeatLine } from "./story.js";

/** Claims, sources and reports that hold the words; all claims where there are none. */
export function search(L, filters) {
  const keep = lasting(filters);
  if (filters.view === "said") {
    const rows = repeated(L, chosen(L, filters), filters.to);
    return [h("h1", {}, `${rows.length} said more than once`), ...growing(h("ol", { class: "lines many" }), rows, (row) => repeatLine(L, row, keep), 60, "other")];
  }
  const claims = chosen(L, filters).filter((claim) => !filters.at || claim.day === filters.at);
  const words = fold(filters.text).split(/\s+/).filter(Boolean);
  const has = (text) => words.length && words.every((word) => fold(text).includes(word));
  const sources = [...L.sources.values()].filter((one) => has([one.name, ...one.names].join(" / "))).slice(0, 8);
  const reports = L.reports.filter((one) => has(`${(one.title || "").slice(0, 400)} ${one.outlet || ""}`)).slice(0, 8);
  const acts = L.partial ? L.ledger.acts : [...new Set(L.claims.map((claim) => claim.act))].sort();
  const outlets = L.partial ? L.ledger.outlets : [...new Set(L.claims.map((claim) => claim.doc.outlet).filter(Boolean))].sort();
  const many = L.partial && !filters.at ? `${L.totals.more ? "More than " : ""}${plural(L.totals.of, "claim")}` : plural(claims.length, "claim");
  return [
    h("h1", {}, filters.text ? [many, " with “", said(clip(filters.text, 60)), "”"] : many),
    h("p", { class: "filters" }, choice("Act", "act", acts, filters), choice("Outlet", "outlet", outlets, filters)),
    sources.length ? h("p", {}, "Sources: ", sources.map((one, n) => [n ? " · " : "", go(address("source", one.id, keep), {}, said(clip(one.name, 50)))])) : null,
    reports.length ? h("p", {}, "Reports: ", reports.map((one, n) => [n ? " · " : "", go(address("report", one.id, keep), {}, said(clip(one.title || one.outlet, 70)))])) : null,
    claims.length ? lines(L, claims, filters, 50) : h("p", { class: "empty" }, "Nothing found. Fewer words, or another filter, may find more."),
  ];
}

function choice(label, name, values, filters) {
  return h("label", {}, `${label} `, h("select", { onchange: (event) => { location.hash = address("search", "", { ...filters, [name]: event.target.value }); } },
    h("option", { value: "" }, "any"), ...values.map((value) => h("option", { value, selected: filters[name] === value }, clip(value, 50)))));
}

/** Every report, in the order of publication. */
export function reports(L, filters) {
  const keep = lasting(filters);
  const count = new Map();
  for (const claim of chosen(L, filters)) count.set(claim.report, (count.get(claim.report) || 0) + 1);
  const shown = L.reports.filter((one) => !filters.to || (one.published && one.published.slice(0, 10) <= filters.to));
  const copies = new Set(L.copies.flatMap((link) => [link.a, link.b]));
  return [
    h("h1", {}, plural(shown.length, "report")),
    ...growing(h("ol", { class: "lines reports" }), shown, (one) => h("li", { class: "line" }, h("div", {},
      go(address("report", one.id, keep), { class: "words" }, said(clip(one.title || "Without a title", 150))),
      h("p", { class: "by" }, said(clip(one.outlet || "no outlet named", 60)), " · ", date(one.published) || "no date", " · ", plural(count.get(one.id) || 0, "claim"), copies.has(one.id) ? " · shares text with another report" : ""))), 100, "report"),
    L.failures.length ? h("p", {}, go(address("gaps", "", keep), {}, `${plural(L.failures.length, "input")} could not be read`)) : null,
  ];
}

const FIELDS = { said: "When it was said", about: "The time it is about", speaker: "Who speaks", place: "Where", figures: "How many", figure: "How many", source: "Who speaks", chain: "Whom the speaker cites" };
const CAUSES = 40;

/** Gaps of one field by what they have in common: the words and the reason, the commonest first. */
function causes(L, rows, filters) {
  const by = new Map();
  for (const one of rows) {
    const key = fold(`${one.gap.text}|${one.gap.reason}`);
    if (!by.has(key)) by.set(key, []);
    by.get(key).push(one);
  }
  const groups = [...by.values()].sort((a, b) => b.length - a.length);
  const alone = groups.slice(0, CAUSES).filter((group) => group.length === 1).map(([one]) => one);
  const list = (some, reason) => h("ol", { class: "lines" }, ...some.map(({ claim, gap }) => line(L, claim, filters, reason ? why(gap) : null)));
  return [
    ...groups.slice(0, CAUSES).filter((group) => group.length > 1).map((group) => h("details", { class: "cause" },
      h("summary", {}, ...why(group[0].gap), " ", h("b", {}, plural(group.length, "claim"))), list(group.slice(0, 60)))),
    alone.length ? list(alone, true) : null,
    groups.length > CAUSES ? h("p", { class: "small" }, `${groups.slice(CAUSES).reduce((sum, group) => sum + group.length, 0)} more are in sayso export --what gaps.`) : null,
  ];
}

const why = (gap) => [gap.text ? ["“", said(clip(gap.text, 60)), "”: "] : "", said(clip(gap.reason, 160))].flat();

/** What could not be read, dated, placed or resolved, and why. */
export function gaps(L, filters) {
  const open = chosen(L, filters).flatMap((claim) => claim.unresolved.map((gap) => ({ claim, gap })));
  const by = new Map();
  for (const one of open) { if (!by.has(one.gap.field)) by.set(one.gap.field, []); by.get(one.gap.field).push(one); }
  return [
    h("h1", {}, `${open.length + L.failures.length} left open`),
    h("p", { class: "lead" }, "What could not be read, dated, placed or resolved, and why. Nothing is dropped in silence."),
    L.failures.length ? h("section", {}, h("h2", {}, "Could not be read"), h("ul", { class: "plain-list" }, ...L.failures.slice(0, 200).map(([path, reason]) => h("li", {}, h("code", {}, said(clip(path, 90))), " — ", said(clip(reason, 240)))))) : null,
    ...[...by].sort((a, b) => b[1].length - a[1].length).map(([field, rows]) => h("section", {}, h("h2", {}, `${FIELDS[field] || field} (${rows.length})`), ...causes(L, rows, filters))),
    open.length + L.failures.length ? null : h("p", { class: "empty" }, "In what is shown, nothing is left open."),
  ];
}
