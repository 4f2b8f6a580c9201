// Screen 1, the story: what is new, what rests on unnamed sources only, what conflicts; who said
// what when.
import { h, go, said, put } from "./dom.js";
import { bounds, clip, date, plural, reason } from "./words.js";
import { legend } from "./look.js";
import { clashes, colourOf, chosen, onUnnamedOnly, repeated, replayed, seriesOf } from "./ledger.js";
import { claimAddress, line, onWord, sign } from "./claims.js";
import { address, lasting } from "./route.js";
import { lanes } from "./lanes.js";

const FIRST = 5;
const LANES = 14;

/** The whole screen. */
export function story(L, filters) {
  const claims = chosen(L, filters);
  const links = clashes(L, claims);
  const repeats = repeated(L, claims, filters.to);
  const keep = lasting(filters);
  return [
    strip(L, claims, links, repeats, filters),
    replayed(L, filters.to) ? null : h("p", { class: "note" }, "The counts of origins are those of the whole ledger, not of this day."),
    h("div", { class: "three" },
      column(claims.some((claim) => claim.known) || !claims.length ? "New" : "What is said", newest(L, claims, filters), "nothing was said for the first time on this day"),
      column("On unnamed sources only", faint(L, claims, repeats, filters), "nothing rests on unnamed sources alone"),
      column("In conflict", clashGroups(L, links).slice(0, FIRST).map(([link, ...others]) => pair(L, link, keep, others.length)), "no two claims conflict", everyClash(L, links, keep))),
    h("section", { class: "wide" },
      h("h2", {}, "Who said what, when"),
      chart(L, claims, links, repeats, filters),
      legend()),
    h("section", {}, h("h2", {}, "Said more than once"), repeatList(L, repeats, keep)),
  ];
}

/** The way to all conflicts: more than stand here, or those that a part of a large ledger does not hold. */
function everyClash(L, links, keep) {
  const all = L.partial ? L.ledger.conflicts : links.length;
  return all > Math.min(FIRST, links.length) ? go(address("conflicts", "", keep), { class: "all" }, `All ${plural(all, "conflict")}${L.partial ? " of the ledger" : ""}`) : null;
}

function strip(L, claims, links, repeats, filters) {
  const keep = lasting(filters);
  const part = L.partial && L.totals.of > claims.length;
  const all = part && L.totals.of === L.ledger.claims;  // no filter: the ledger's own counts
  const shown = part ? `in the ${claims.length.toLocaleString("en")} drawn here` : null;
  const moved = seriesOf(L, claims).filter((one) => one.moved).length;
  const open = claims.reduce((sum, claim) => sum + claim.unresolved.length, L.failures.length);
  const reports = new Set(claims.map((claim) => claim.report)).size;
  const alone = repeats.filter((row) => onUnnamedOnly(row.members)).length;
  const cell = (number, words, more, to) => h("li", {}, go(to, {}, h("b", {}, number.toLocaleString("en")), h("span", {}, words), h("small", {}, more)));
  return h("ul", { class: "strip", "aria-label": "The story in figures" },
    cell(part ? L.totals.of : claims.length, claims.length === 1 ? "claim" : "claims", all ? `in ${plural(L.ledger.reports, "report")}` : part && L.totals.more ? "or more" : part ? "that the filters leave" : `in ${plural(reports, "report")}`, address("search", "", keep)),
    cell(all ? L.ledger.repeated : repeats.length, "said more than once", all ? "in the whole ledger" : shown ? shown : !repeats.length ? "by anyone" : alone ? `${alone} on unnamed sources only` : "none on unnamed sources only", address("search", "", { ...keep, view: "said" })),
    cell(all ? L.ledger.conflicts : links.length, links.length === 1 ? "conflict" : "conflicts", all ? "in the whole ledger" : shown || (links.length ? "between two claims each" : "no two claims disagree"), address("conflicts", "", keep)),
    !L.series ? cell("→", "figures", "which of them moved", address("figures", "", keep)) : cell(moved, moved === 1 ? "figure moved" : "figures moved", shown || (moved ? "counted again with another value" : "none counted twice with another value"), address("figures", "", keep)),
    cell(open, "left open", shown || "a speaker, date or place", address("gaps", "", keep)));
}

function column(title, items, none, more) {
  return h("section", { class: "column" }, h("h2", {}, title),
    items.length ? h("ol", { class: "lines" }, ...items) : h("p", { class: "empty" }, `In what is shown, ${none}.`), more);
}

/** What the latest reports say that nobody had said before; a thing said by many first. */
function newest(L, claims, filters) {
  const last = claims.reduce((day, claim) => (claim.known > day ? claim.known : day), "");
  const seen = new Set();
  const fresh = claims.filter((claim) => {
    const prop = L.propOf.get(claim.id);
    if ((claim.known || "") !== last || (prop && seen.has(prop.id))) return false;
    if (prop) seen.add(prop.id);
    return claim.quote !== "narration" && !(prop && prop.claims.some((id) => L.claim.get(id)?.known < last));
  });
  const weight = (claim) => (claim.weight ??= (L.propOf.get(claim.id)?.claims.length || 1) * 10 + (claim.who.resolved ? 5 : 0) + claim.figures.length * 2 + (claim.stage ? 1 : 0) + Math.min(8, claim.words.length / 6));
  return heaviest(fresh, weight).map((claim) => line(L, claim, filters));
}

/** The few that weigh most, without sorting thousands. */
function heaviest(claims, weight) {
  const best = [];
  for (const claim of claims) {
    const own = weight(claim);
    if (best.length === FIRST && own <= best[FIRST - 1][0]) continue;
    best.push([own, claim]);
    best.sort((a, b) => b[0] - a[0]);
    best.length = Math.min(best.length, FIRST);
  }
  return best.map(([, claim]) => claim);
}

/** What only sources without a name say; what is repeated most first. */
function faint(L, claims, repeats, filters) {
  const hidden = (claim) => claim.chain.length > 0 && claim.chain[claim.chain.length - 1].identified === "anonymous";
  const all = repeats.filter((row) => onUnnamedOnly(row.members));
  const rows = [...all.filter((row) => row.members.some(hidden)), ...all.filter((row) => !row.members.some(hidden)).slice(0, 2)];
  const items = rows.slice(0, FIRST).map((row) =>
    line(L, row.members[0], filters, go(address("said", row.prop.id, lasting(filters)), {}, `${row.members.length} times, ${bounds(row.origins, "origin")}`)));
  const shown = new Set(rows.flatMap((row) => row.ids));
  const single = claims.filter((claim) => !shown.has(claim.id) && !L.propOf.has(claim.id) && hidden(claim) && claim.words.length > 30);
  return [...items, ...single.slice(0, FIRST - items.length).map((claim) => line(L, claim, filters, "said once"))];
}

/** Conflicts by what is said on either side, as the conflicts screen has them. */
export function clashGroups(L, links, subject = "") {
  const side = (id) => L.propOf.get(id)?.id || id;
  const name = (link) => `${link.a}-${link.b}`;
  const groups = new Map();
  for (const link of [...links].sort((a, b) => (name(b) === subject) - (name(a) === subject))) {
    const key = [side(link.a), side(link.b)].sort().join(" ");
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(link);
  }
  return [...groups.values()];
}

/** Two claims that do not agree, on two lines. */
export function pair(L, link, keep, others = 0) {
  const side = (id) => {
    const claim = L.claim.get(id);
    return h("span", { class: `side ${colourOf(L, claim)}`, "data-claim": id }, sign(L, claim), h("span", {},
      h("b", {}, said(clip(onWord(claim), 70))), ": ", said(clip(claim.words, 110))));
  };
  return h("li", { class: "pair" }, go(address("conflicts", `${link.a}-${link.b}`, keep), { class: "plain" }, side(link.a), side(link.b)),
    h("p", { class: "by" }, clip(reason(link.reasons[0]), 120), others ? ` · and ${plural(others, "other pair")} of the same two statements` : null));
}

function chart(L, claims, links, repeats, filters) {
  const box = h("div", { class: "chart" });
  const sources = new Set(claims.filter((claim) => claim.who.resolved).map((claim) => claim.who.id)).size;
  let most = LANES;
  const draw = (room = box.clientWidth) => put(box, lanes(L, claims, links, repeats, filters, Math.max(300, room), most));
  const more = sources > LANES ? h("button", { type: "button", class: "more", onclick: (event) => { most = most === LANES ? 60 : LANES; event.target.textContent = words(); draw(); box.dispatchEvent(new Event("drawn", { bubbles: true })); } }) : null;
  const words = () => (most === LANES ? `Show more sources (${sources - LANES} more have spoken)` : "Show the most heard only");
  if (more) more.textContent = words();
  box.redraw = draw;
  return h("div", {}, box, more);
}

function repeatList(L, repeats, keep) {
  if (!repeats.length) return h("p", { class: "empty" }, "In what is shown, nothing is said twice.");
  return h("ol", { class: "lines many", id: "repeated" }, ...repeats.slice(0, 12).map((row) => repeatLine(L, row, keep)),
    repeats.length > 12 ? h("li", {}, go(address("search", "", { ...keep, view: "said" }), { class: "all" }, `All ${repeats.length}`)) : null);
}

/** One thing that is said more than once. */
export function repeatLine(L, row, keep) {
  const first = row.members[0];
  return h("li", { class: `line ${colourOf(L, first)}`, "data-claim": row.members.map((claim) => claim.id).join(" ") },
    sign(L, first),
    h("div", {}, go(address("said", row.prop.id, keep), { class: "words" }, said(clip(first.words, 170))),
      h("p", { class: "by" }, `${row.members.length} times, on ${bounds(row.origins, "origin")}, in ${bounds(row.texts, "independent text")}`,
        onUnnamedOnly(row.members) ? h("em", {}, " · unnamed sources only") : null,
        " · first ", date(first.edtf) || "undated", " · ", go(claimAddress(first, keep), {}, "first passage"))));
}
