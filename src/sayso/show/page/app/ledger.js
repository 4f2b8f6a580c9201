// A slice of a ledger, indexed: what the screens ask of it. Pure functions of data.
import { fold, dayNumber } from "./words.js";
import { identified } from "./look.js";

const COLOURS = 8;
const REMEMBERED = 8;  // answers to filters, with what was worked out from them

/** Index a slice; see sayso/show/page/slice.py for what is in it. */
export function indexed(slice) {
  const L = { ...slice };
  L.report = new Map(L.reports.map((one) => [one.id, one]));
  for (const one of L.reports) one.dayNo = dayNumber(one.published);
  L.claim = new Map();
  for (const claim of L.claims) {
    const report = L.report.get(claim.report) || {};
    const published = report.published ? report.published.slice(0, 10) : null;
    claim.doc = report;
    claim.words = claim.content.text;
    claim.who = speakerOf(claim);
    claim.day = claim.said?.start || claim.said?.end || published;
    claim.by = !(claim.said && claim.said.edtf);
    claim.edtf = claim.by ? (published ? `/${published}` : "") : claim.said.edtf;
    claim.dayNo = dayNumber(claim.day);
    claim.weight = claim.heard = claim.hidden = null;
    claim.known = published && claim.said?.start > published ? claim.said.start : published;
    claim.found = null;
    L.claim.set(claim.id, claim);
  }
  L.records = new Map((slice.sources || []).map((one) => [one.id, one]));
  L.sources = sourcesOf(L.claims, L.records);
  L.partial = Boolean(L.ledger) && L.ledger.claims > L.claims.length;  // a part of a large ledger
  L.propOf = new Map();
  L.prop = new Map();
  for (const one of L.propositions) {
    L.prop.set(one.id, one);
    for (const id of one.claims) L.propOf.set(id, one);
  }
  L.linksOf = new Map();
  for (const link of L.links) for (const end of [link.a, link.b]) {
    if (!L.linksOf.has(end)) L.linksOf.set(end, []);
    L.linksOf.get(end).push(link);
  }
  L.conflicts = L.links.filter((link) => link.kind === "conflict").sort((a, b) => b.score - a.score);
  L.copies = L.links.filter((link) => link.kind === "copy");
  L.days = L.partial ? L.ledger.days : [...new Set(L.claims.map((claim) => claim.known).filter(Boolean))].sort();
  return L;
}

function speakerOf(claim) {
  if (claim.speaker) return { id: claim.speaker.id, name: claim.speaker.name, resolved: true };
  const words = claim.source.text;
  if (words) return { id: `?${fold(words).slice(0, 80)}`, name: words, resolved: false };
  if (claim.quote === "narration") return { id: "?outlet", name: claim.doc.outlet || "The report", resolved: false };
  return { id: "?", name: "Nobody named", resolved: false };
}

function sourcesOf(claims, records) {
  const sources = new Map();
  for (const claim of claims) {
    const { id, name, resolved } = claim.who;
    if (!sources.has(id)) sources.set(id, { id, name, resolved, names: records.get(id)?.names || [], held: records.get(id)?.roles || [], kind: claim.speaker?.kind || null, claims: [], roles: new Set() });
    const source = sources.get(id);
    source.claims.push(claim);
    if (claim.speaker?.role) source.roles.add(claim.speaker.role);
    source.identified = claim.chain[0]?.identified || source.identified || (resolved ? "named" : "unattributed");
  }
  const ranked = [...sources.values()].sort((a, b) => rank(b) - rank(a) || (a.name < b.name ? -1 : 1));
  const namesakes = new Map();
  for (const source of ranked) { const key = fold(source.name); namesakes.set(key, (namesakes.get(key) || 0) + 1); }
  for (const source of ranked) source.shared = namesakes.get(fold(source.name)) > 1;
  ranked.forEach((source, place) => {
    source.colour = source.resolved && place < COLOURS ? `c-${place}` : "c-rest";
  });
  return new Map(ranked.map((source) => [source.id, source]));
}

function rank(source) {
  return (source.resolved ? 1e7 : 0) + (source.kind === "outlet" ? 0 : 1e6) * (source.resolved && source.identified === "named" ? 1 : 0) + source.claims.length;
}

/** The class that gives a claim the colour of its source. */
export function colourOf(L, claim) {
  return L.sources.get(claim.who.id)?.colour || "c-rest";
}

/** The claims that the filters leave; in a part of a large ledger the ledger has done most of it. */
export function chosen(L, f) {
  const key = JSON.stringify([f.to, f.source, f.outlet, f.act, f.text]);
  L.memory ??= new Map();
  if (L.memory.has(key)) return L.memory.get(key);
  const words = fold(f.text).split(/\s+/).filter(Boolean);
  const claims = L.claims.filter((claim) =>
    (!f.to || (claim.known && claim.known <= f.to)) &&
    (!f.source || claim.who.id === f.source) &&
    (L.partial || !f.outlet || claim.doc.outlet === f.outlet) &&
    (L.partial || !f.act || claim.act === f.act) &&
    (L.partial || words.every((word) => haystack(claim).includes(word))));
  if (L.memory.size >= REMEMBERED) L.memory.delete(L.memory.keys().next().value);
  L.memory.set(key, claims);
  return claims;
}

/** Everything about a claim that a search may hit, folded once. */
export function haystack(claim) {
  claim.found ??= fold([claim.words, claim.who.name, claim.source.text, ...claim.chain.map((c) => c.name),
    claim.doc.outlet, (claim.doc.title || "").slice(0, 300), ...claim.places.map((p) => p.name)].join(" "));
  return claim.found;
}

/** Conflicts between claims that are shown. */
export function clashes(L, claims) {
  if (claims.clashes) return claims.clashes;
  const shown = new Set(claims.map((claim) => claim.id));
  claims.clashes = L.conflicts.filter((link) => shown.has(link.a) && shown.has(link.b));
  return claims.clashes;
}

/** What is said more than once, as far as it had been said: the most repeated first, of those the oldest. */
export function repeated(L, claims, to) {
  const rows = to && L.replay[to];
  if (claims.repeats && claims.repeats.rows === rows) return claims.repeats.found;
  claims.repeats = { rows, found: repeatedNow(L, claims, to) };
  return claims.repeats.found;
}

function repeatedNow(L, claims, to) {
  const shown = new Set(claims.map((claim) => claim.id));
  const rows = to && L.replay[to] ? L.replay[to].map(([ids, origins, texts]) => ({ ids, origins, texts }))
    : L.propositions.map((one) => ({ ids: one.claims, origins: one.origins, texts: one.texts }));
  return rows
    .map((row) => ({ ...row, members: row.ids.filter((id) => shown.has(id)).map((id) => L.claim.get(id)) }))
    .filter((row) => row.members.length > 1)
    .map((row) => ({ ...row, prop: L.propOf.get(row.members[0].id) }))
    .filter((row) => row.prop)
    .sort((a, b) => b.members.length - a.members.length || (firstDay(a) < firstDay(b) ? -1 : 1));
}

const firstDay = ({ members }) => members.map((claim) => claim.day || "9").sort()[0];

/** Whether the counts of origins are those of the chosen day, or of the whole ledger. */
export function replayed(L, to) {
  return !to || to >= (L.days[L.days.length - 1] || "") || Boolean(L.replay[to]);
}

/** A proposition as of a day: its members so far, and its counts so far where they are known. */
export function asOf(L, prop, to) {
  const members = prop.claims.map((id) => L.claim.get(id)).filter((c) => c && (!to || (c.known && c.known <= to)));
  const row = to && L.replay[to]?.find(([ids]) => ids.some((id) => members.length && id === members[0].id));
  return { members, origins: row ? row[1] : prop.origins, texts: row ? row[2] : prop.texts, exact: replayed(L, to) };
}

/** Whether a claim rests on people without a name. A body that is only described ("the ministry")
 * is not one of them, and of a speaker that stayed unresolved nothing is said. */
export function unnamed(claim) {
  return (claim.hidden ??= isUnnamed(claim));
}

function isUnnamed(claim) {
  const origin = claim.chain[claim.chain.length - 1];
  if (claim.quote === "narration") return false;
  if (!origin) return !claim.source.text;
  const body = origin.kind === "organisation" || origin.kind === "outlet" || origin.kind === "document";
  return origin.identified === "anonymous" || origin.identified === "unattributed" || (origin.identified === "described" && !body);
}

/** Whether all that these claims rest on are people without a name. */
export function onUnnamedOnly(claims) {
  return claims.some(unnamed) && claims.every((claim) => unnamed(claim) || !claim.chain.length);
}

/** Figures in series: those whose value moved, as the ledger's histories tell it, and all others. */
export function seriesOf(L, claims) {
  claims.series ??= told(L, claims);
  return claims.series;
}

const STAYS = new Set(["first", "none", "rounding", "overlap", "time"]);

function told(L, claims) {
  const shown = new Set(claims.map((claim) => claim.id));
  const used = new Set();
  const key = (id, spans) => `${id} ${JSON.stringify(spans)}`;
  const all = (L.series || []).map((one) => {
    const points = one.steps.filter((step) => shown.has(step.claim)).map((step) => ({ claim: L.claim.get(step.claim), figure: { ...step, of: one.label }, step }));
    const changes = points.filter(({ step }) => !STAYS.has(step.change)).length;
    return { key: one.id, of: one.label, place: null, unit: one.unit, points, changes, moved: points.length > 1 && changes > 0 };
  }).filter((one) => one.moved).sort((a, b) => b.changes - a.changes);
  for (const one of all) for (const { step } of one.points) used.add(key(step.claim, step.spans));
  const rest = grouped(claims, ({ claim, figure }) => !used.has(key(claim.id, figure.spans)));
  return [...all, ...rest];
}

/** Figures by what is counted, where and in what, the most given first. */
function grouped(claims, wanted) {
  const groups = new Map();
  for (const claim of claims) for (const figure of claim.figures) {
    if (!wanted({ claim, figure })) continue;
    const of = figure.of || figure.unit || "";
    const key = (figure.key ??= fold(`${of}|${figure.place || ""}|${figure.unit || ""}`));
    if (!groups.has(key)) groups.set(key, { key, of, place: figure.place, unit: figure.unit, points: [] });
    groups.get(key).points.push({ claim, figure });
  }
  const all = [...groups.values()];
  for (const one of all) one.points.sort((a, b) => ((a.claim.day || "9") < (b.claim.day || "9") ? -1 : 1));
  return all.sort((a, b) => Boolean(b.of) - Boolean(a.of) || b.points.length - a.points.length || (a.of < b.of ? -1 : 1));
}

/** The first and last day numbers that a picture of these claims spans. A few words from long before
 * the reports would press all else together: the span begins a little before the first report. */
export function extent(claims) {
  const days = [], told = [];
  for (const claim of claims) {
    const day = claim.dayNo, known = claim.doc.dayNo;
    if (day !== null) days.push(day);
    if (known !== null) told.push(known);
  }
  if (!days.length) return null;
  const high = days.reduce((a, b) => Math.max(a, b));
  const low = days.reduce((a, b) => Math.min(a, b));
  if (!told.length) return [low, high];
  const first = told.reduce((a, b) => Math.min(a, b));
  return [Math.max(low, first - Math.max(2, Math.round((high - first) * 0.12))), high];
}
