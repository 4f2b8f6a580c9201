// A report's text with its claims marked: overlapping contents, sources and cues told apart.
import { h, s, go } from "./dom.js";
import { visible } from "./words.js";
import { firmness, identified } from "./look.js";
import { colourOf } from "./ledger.js";
import { claimAddress, sign, spoken } from "./claims.js";

/** Text by code points, as the ledger counts them, not by the halves that JavaScript counts. */
export function characters(text) {
  const plain = !/[\ud800-\udfff]/.test(text);
  const points = plain ? null : Array.from(text);
  return {
    length: plain ? text.length : points.length,
    cut: (start, end) => (plain ? text.slice(start, end) : points.slice(start, end).join("")),
  };
}

const ASKED = { id: "asked" };  // characters that the address names, whether a claim stands there or not

/** The characters that an address names: "12-184,190-201" -> [[12, 184], [190, 201]]. */
export function ranges(at) {
  return [...String(at || "").matchAll(/(\d{1,9})-(\d{1,9})/g)].map(([, start, end]) => [Number(start), Number(end)]).slice(0, 50);
}

/** The text as stretches within which nothing begins or ends: [{start, end, roles: [[claim, role]]}]. */
export function stretches(claims, length, asked = []) {
  const edges = new Map();
  const note = (at, change) => { if (!edges.has(at)) edges.set(at, []); edges.get(at).push(change); };
  for (const claim of claims)
    for (const role of ["content", "source", "cue"])
      for (const [start, end] of claim[role].spans)
        if (start < end && end <= length) { note(start, [1, claim, role]); note(end, [-1, claim, role]); }
  for (const [start, end] of asked) if (start < end && end <= length) { note(start, [1, ASKED, "asked"]); note(end, [-1, ASKED, "asked"]); }
  const places = [...new Set([0, ...edges.keys(), length])].sort((a, b) => a - b);
  const open = new Map();
  const out = [];
  places.forEach((at, n) => {
    for (const [change, claim, role] of edges.get(at) || []) {
      const key = `${claim.id} ${role}`;
      if (change > 0) open.set(key, [claim, role]); else open.delete(key);
    }
    if (n + 1 < places.length) out.push({ start: at, end: places[n + 1], roles: [...open.values()] });
  });
  return out;
}

const SIZE = (claim) => claim.content.spans.reduce((sum, [start, end]) => sum + end - start, 0);

/** The whole text, marked; `selected` is the claim that is looked at. */
export function passage(L, report, claims, selected, filters) {
  const text = characters(report.text);
  const begins = new Map(), ends = new Map();
  const add = (map, at, claim) => { if (!map.has(at)) map.set(at, []); map.get(at).push(claim); };
  for (const claim of claims) {
    const spans = claim.content.spans;
    if (!spans.length) continue;
    add(begins, spans[0][0], claim);
    add(ends, spans[spans.length - 1][1], claim);
  }
  const parts = [];
  for (const { start, end, roles } of stretches(claims, text.length, ranges(filters.at))) {
    for (const claim of (begins.get(start) || []).sort((a, b) => SIZE(b) - SIZE(a))) parts.push(opening(L, claim, selected, filters));
    parts.push(stretch(L, visible(text.cut(start, end)), roles, selected));
    for (const claim of (ends.get(end) || []).sort((a, b) => SIZE(a) - SIZE(b))) parts.push(closing(L, claim));
  }
  return h("div", { class: "passage", dir: "auto" }, ...parts);
}

function stretch(L, words, all, selected) {
  if (!all.length) return words;
  const roles = all.filter(([claim]) => claim !== ASKED);
  const asked = all.length > roles.length ? "asked" : "";
  if (!roles.length) return h("span", { class: asked }, words);
  const mine = roles.find(([claim]) => claim === selected);
  const contents = roles.filter(([, role]) => role === "content").map(([claim]) => claim).sort((a, b) => SIZE(a) - SIZE(b));
  const inner = contents[0];
  const names = ["s", asked];
  if (inner) names.push("content", colourOf(L, inner), `f-${firmness(inner)}`, `is-${identified(inner)}`, contents.length > 1 ? "deep" : "");
  for (const [claim, role] of roles) if (role !== "content") names.push(role, inner ? "" : colourOf(L, claim));
  if (mine) names.push("mine", `my-${mine[1]}`, colourOf(L, selected));
  const owner = inner || roles[0][0];
  return h("span", { class: [...new Set(names)].filter(Boolean).join(" "), "data-claim": [...new Set(roles.map(([claim]) => claim.id))].join(" "), "data-open": owner.id }, words);
}

/** Where a content begins: its mark, which is the door to its record, and a bracket for each link of its chain. */
function opening(L, claim, selected, filters) {
  return h("span", { class: `edge ${colourOf(L, claim)} is-${identified(claim)}` },
    go(claimAddress(claim, filters), { class: claim === selected ? "door here" : "door", "aria-label": spoken(claim), "data-claim": claim.id, "data-card": "", "aria-current": claim === selected ? "true" : null }, sign(L, claim)),
    h("span", { class: "bracket", "aria-hidden": "true" }, "[".repeat(Math.max(1, claim.chain.length))));
}

function closing(L, claim) {
  return h("span", { class: `edge ${colourOf(L, claim)} is-${identified(claim)}`, "aria-hidden": "true" },
    h("span", { class: "bracket" }, "]".repeat(Math.max(1, claim.chain.length))));
}

/** Where in the report the claims stand, from its first character to its last. */
export function minimap(L, report, claims, selected, filters) {
  const length = Math.max(1, characters(report.text).length);
  const bars = claims.filter((claim) => claim.content.spans.length).map((claim) => {
    const start = claim.content.spans[0][0], end = claim.content.spans[claim.content.spans.length - 1][1];
    const y = (start / length) * 400, height = Math.max(3, ((end - start) / length) * 400);
    return s("a", { href: claimAddress(claim, filters), tabindex: "-1", "data-claim": claim.id, "aria-label": spoken(claim) },
      s("rect", { x: claim === selected ? 0 : 3, y, width: claim === selected ? 14 : 8, height, rx: 1, class: `part ${colourOf(L, claim)} is-${identified(claim)}` }));
  });
  return s("svg", { class: "minimap", viewBox: "0 0 14 400", preserveAspectRatio: "none", "aria-hidden": "true" }, ...bars);
}
