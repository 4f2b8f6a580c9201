// Screen 6, sources: the list, and the card of one of them. Figures only, no scores.
import { h, go, put, said } from "./dom.js";
import { clip, date, fold, plural } from "./words.js";
import { chosen, clashes } from "./ledger.js";
import { growing, lines } from "./claims.js";
import { address, lasting } from "./route.js";
import { lanes } from "./lanes.js";
import { pair } from "./story.js";
import { IDENTIFIED } from "./look.js";
import { correction } from "./correct.js";

const ROWS = 40;

/** What can be counted about a source's claims, without a judgement. */
export function counted(L, claims) {
  const own = claims[0]?.who.id;
  const out = { claims: claims.length, record: 0, alone: 0, hearsay: 0, denials: 0, conflicts: new Set(), reversed: [], repeatedBy: new Map(), against: new Map(), channels: new Map(), outlets: new Set() };
  for (const claim of claims) {
    if (claim.quote === "direct" || claim.quote === "mixed") out.record += 1;
    if (claim.firm === "hearsay" || claim.hearsay) out.hearsay += 1;
    if (claim.act === "deny") out.denials += 1;
    if (claim.channel) out.channels.set(claim.channel, (out.channels.get(claim.channel) || 0) + 1);
    if (claim.doc.outlet) out.outlets.add(claim.doc.outlet);
    const others = (L.propOf.get(claim.id)?.claims || []).map((id) => L.claim.get(id)).filter((other) => other && other.who.id !== own);
    if (!others.length) out.alone += 1;
    for (const other of others) out.repeatedBy.set(other.who.id, (out.repeatedBy.get(other.who.id) || 0) + 1);
    for (const link of L.linksOf.get(claim.id) || []) {
      if (link.kind !== "conflict") continue;
      const other = L.claim.get(link.a === claim.id ? link.b : link.a);
      if (!other) continue;
      if (other.who.id === own) out.reversed.push(link); else out.against.set(other.who.id, (out.against.get(other.who.id) || 0) + 1);
      out.conflicts.add(link);
    }
  }
  return out;
}

/** The sources of a large ledger, which a part of its claims does not hold. */
function speakers(L, filters) {
  const keep = lasting(filters);
  const most = L.speakers[0]?.claims || 1;
  return [
    h("h1", {}, plural(L.ledger.sources, "source")),
    h("p", { class: "lead" }, `${filters.text ? `Those with “${clip(filters.text, 40)}” in a name` : "Those"} who are heard most.`),
    h("p", {}, h("label", {}, "Find a source ", h("input", { type: "search", class: "field", value: filters.text || "", onchange: (event) => { location.hash = address("sources", "", { ...keep, text: event.target.value }); } }))),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Sources" }, h("table", { class: "sources" }, h("thead", {}, h("tr", {}, ...["source", "speaks or is cited in", "as"].map((name) => h("th", { scope: "col" }, name)))),
      h("tbody", {}, ...L.speakers.map((one) => h("tr", { class: "c-rest" },
        h("td", { class: "source-name" }, h("span", { class: "swatch", "aria-hidden": "true" }), go(address("source", one.id, keep), {}, said(clip(one.name, 70))), h("small", {}, ` ${[one.kind, one.identified !== "named" && one.identified].filter(Boolean).join(", ")}`)),
        h("td", { class: "number" }, h("meter", { min: 0, max: most, value: one.claims, "aria-hidden": "true" }), plural(one.claims, "claim")),
        h("td", {}, said(clip(one.roles.map((held) => held.role).filter(Boolean).slice(0, 3).join("; "), 90)))))))),
    L.speakers.length ? null : h("p", { class: "empty" }, "No source has such a name."),
  ];
}

/** The list of all who speak. */
export function sources(L, filters) {
  if (L.partial && L.speakers) return speakers(L, filters);
  const by = new Map();
  for (const claim of chosen(L, { ...filters, source: undefined })) {
    if (!by.has(claim.who.id)) by.set(claim.who.id, []);
    by.get(claim.who.id).push(claim);
  }
  const all = [...by].map(([id, claims]) => ({ source: L.sources.get(id), claims })).sort((a, b) => b.source.resolved - a.source.resolved || b.claims.length - a.claims.length);
  const most = all.reduce((n, one) => Math.max(n, one.claims.length), 1);
  const table = h("div", {});
  const show = (rows) => {
    const [body, more] = growing(h("tbody", {}), rows, (one) => row(L, one, most, filters), ROWS, "source");
    put(table, h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Sources" }, h("table", { class: "sources" }, h("thead", {}, h("tr", {}, ...["source", "claims", "word for word", "alone", "denials", "in conflict", "first", "last"].map((name) => h("th", { scope: "col" }, name)))), body)), more);
  };
  const find = (event) => {
    const words = fold(event.target.value);
    show(all.filter(({ source }) => fold([source.name, ...source.names].join(" / ")).includes(words)));
  };
  show(all);
  const resolved = all.filter(({ source }) => source.resolved).length;
  return [
    h("h1", {}, plural(all.length, "source")),
    h("p", { class: "lead" }, `${resolved} resolved to a person, body or group; ${all.length - resolved} known only by the words of a report.`),
    h("p", {}, h("label", {}, "Find a source ", h("input", { type: "search", class: "field", oninput: find }))),
    table,
  ];
}

function row(L, { source, claims }, most, filters) {
  const facts = counted(L, claims);
  const days = claims.map((claim) => claim.day).filter(Boolean).sort();
  return h("tr", { class: source.colour, "data-source": source.id },
    h("td", { class: "source-name" }, h("span", { class: "swatch", "aria-hidden": "true" }), go(address("source", source.id, lasting(filters)), { class: source.resolved ? "" : "unresolved" }, said(clip(source.name, 70))),
      h("small", {}, source.resolved ? ` ${[source.kind === "unknown" ? null : source.kind, source.identified !== "named" && source.identified, source.shared && apart(source)].filter(Boolean).join(", ")}` : " as worded; unresolved")),
    h("td", { class: "number" }, h("meter", { min: 0, max: most, value: claims.length, "aria-hidden": "true" }), String(claims.length)),
    ...[facts.record, facts.alone, facts.denials, facts.conflicts.size].map((n) => h("td", { class: "number" }, n || "·")),
    h("td", { class: "day" }, date(days[0])), h("td", { class: "day" }, date(days[days.length - 1])));
}

/** What tells a source from others of its name: what it is, or where it is heard. */
function apart(source) {
  const held = source.held.find((one) => one.role || one.affiliation);
  if (held) return clip([held.role, held.affiliation].filter(Boolean).join(", "), 50);
  const outlets = [...new Set(source.claims.map((claim) => claim.doc.outlet).filter(Boolean))];
  return outlets.length ? `in ${clip(outlets.slice(0, 2).join(", "), 50)}${outlets.length > 2 ? " and others" : ""}` : null;
}

/** Roles with the days on which reports give them. */
function roles(one) {
  const rows = one.held.filter((held) => held.role || held.affiliation);
  if (!rows.length) return one.roles.size ? h("p", { class: "lead" }, "as ", said(clip([...one.roles].sort((a, b) => b.length - a.length).slice(0, 5).join("; "), 260))) : null;
  const days = (held) => (!held.first ? "" : !held.last || held.first === held.last ? ` (${date(held.first)})` : ` (${date(held.first)} to ${date(held.last)})`);
  return h("p", { class: "lead" }, "as ", rows.slice(0, 5).map((held, n) => [n ? "; " : "", said(clip([held.role, held.affiliation && !(held.role || "").includes(held.affiliation) ? held.affiliation : null].filter(Boolean).join(", "), 90)), h("small", {}, days(held))]));
}

/** The card of one source. */
export function source(L, id, filters) {
  const one = L.sources.get(id);
  if (!one) return [h("p", { class: "empty" }, "No claim in what is shown is by this source.")];
  const claims = chosen(L, { ...filters, source: id, text: undefined, outlet: undefined, act: undefined });
  const facts = counted(L, claims);
  const keep = lasting(filters);
  const names = (map) => [...map].sort((a, b) => b[1] - a[1]).slice(0, 8).map(([other, n], i) => [i ? ", " : "", go(address("source", other, keep), {}, said(clip(L.sources.get(other)?.name, 50))), ` (${n})`]);
  const rows = [
    ["word for word", `${facts.record} of ${facts.claims}`],
    ["said by nobody else", `${facts.alone} of ${facts.claims}`],
    ["passed on from others", facts.hearsay || "none"],
    ["denials", facts.denials || "none"],
    ["through", [...facts.channels].map(([name, n]) => `${name} (${n})`).join(", ") || "no channel named"],
    ["in", [...facts.outlets].sort().map((name) => clip(name, 50)).slice(0, 12).join(", ") || "no outlet named"],
    ["repeated by", facts.repeatedBy.size ? names(facts.repeatedBy) : "nobody else"],
    ["in conflict with", facts.against.size ? names(facts.against) : "nobody else"],
    ["against its own words", facts.reversed.length ? plural(new Set(facts.reversed).size, "time") : "never"],
  ];
  const box = h("div", { class: "chart" });
  box.redraw = (room = box.clientWidth) => put(box, lanes(L, claims, clashes(L, claims), [], filters, Math.max(300, room), 1));
  return [
    h("p", { class: "kicker" }, one.resolved ? [one.kind || "source", " · ", IDENTIFIED[one.identified] || ""] : "unresolved: as a report words it"),
    h("h1", { class: `source-head ${one.colour}` }, h("span", { class: "swatch big", "aria-hidden": "true" }), said(clip(one.name, 160))),
    roles(one),
    one.names.length ? h("p", { class: "small" }, "Also called ", said(clip(one.names.join(", "), 200)), ".") : null,
    h("div", { class: "two-thirds" },
      h("section", {}, h("h2", {}, plural(claims.length, "claim"), L.partial && L.totals.of > L.totals.claims ? " of those drawn here" : ""), box, lines(L, [...claims].sort((a, b) => ((a.day || "9") < (b.day || "9") ? -1 : 1)), filters, 40)),
      h("aside", {}, h("h2", {}, "In figures"), h("dl", { class: "fields" }, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
        facts.conflicts.size ? [h("h2", {}, "Conflicts"), h("ol", { class: "lines" }, ...[...facts.conflicts].slice(0, 8).map((link) => pair(L, link, keep)))] : null,
        h("p", {}, go(address("story", "", { ...keep, source: id }), { class: "button" }, "The story by this source only")),
        one.resolved ? correction(L, "rename", id, "Another name for this source", "Its name") : null)),
  ];
}
