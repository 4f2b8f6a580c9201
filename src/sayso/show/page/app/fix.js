// Screen 8, the fix queue (serve only): least certain first; each fix is stored as a decision.
import { h, go, put, said } from "./dom.js";
import { clip, date } from "./words.js";
import { chosen, colourOf } from "./ledger.js";
import { line, onWord, sign } from "./claims.js";
import { address, lasting } from "./route.js";
import { ask, LIVE } from "./remote.js";
import { choices, decide, DECIDED, failed, signature, undo } from "./decide.js";
import { correction, mover, verdict } from "./correct.js";

let place = 0;

// What is asked: the verbs for yes and no, the question, and what such cases are called.
const QUESTIONS = {
  claim: ["right", "not-a-claim", "Is this said, by whom, and in these words?", "claims"],
  same: ["same", "not-same", "Do these two say the same thing?", "same or not"],
  conflict: ["conflict", "not-conflict", "Do these two conflict?", "conflicts"],
  source: ["merge", "apart", "Are these two one source?", "sources"],
};

/** Claims and pairs that a person could decide about, the least certain first:
 * [{kind: "same", ids: [a, b], doubt: 0.4, reasons: [...]}]. */
export function doubtful(L, claims, decided, suggestions) {
  const shown = new Set(claims.map((claim) => claim.id));
  const named = (ids) => [...ids].sort().join(" ");
  const done = new Set(decided.map((one) => named(one.subjects)));
  const pair = (kind) => (link) => ({ kind, ids: [link.a, link.b], doubt: 1 - link.score, reasons: link.reasons, names: link.names });
  const likes = L.propositions.flatMap((prop) => prop.claims.slice(1).map((id) => likest(L, prop, id)));
  const pairs = [...L.conflicts.map(pair("conflict")), ...likes.map(pair("same"))].filter(({ ids }) => ids.every((id) => shown.has(id)));
  const single = claims.filter((claim) => !claim.checked && !claim.corrected)
    .map((claim) => ({ kind: "claim", ids: [claim.id], doubt: 1 - claim.confidence, reasons: claim.reasons.slice(0, 3).map((one) => one.words) }));
  return [...pairs, ...single, ...suggestions.map(pair("source"))].filter(({ ids }) => !done.has(named(ids))).sort((a, b) => b.doubt - a.doubt);
}

/** The pair of a claim and the one of its likes that it is most like. */
function likest(L, prop, id) {
  const links = (L.linksOf.get(id) || []).filter((link) => link.kind === "same").sort((a, b) => b.score - a.score);
  return links.find((one) => prop.claims.includes(one.a) && prop.claims.includes(one.b)) || { a: prop.claims[0], b: id, score: 0.5, reasons: prop.reasons };
}

/** The whole screen, filled when the decisions have come. */
export function fix(L, filters) {
  if (!LIVE) return [h("h1", {}, "Fix queue"), h("p", { class: "empty" }, "Corrections are kept in the ledger; this file cannot reach it. Open the ledger with sayso serve.")];
  const room = h("div", { id: "fix-room" }, h("p", { class: "empty" }, "Asking the ledger…"));
  ask("decisions").then(({ decisions }) => queueRoom(L, filters, room, decisions)).catch((error) => put(room, h("p", { class: "note", role: "alert" }, error.message)));
  const key = (name, words) => [h("kbd", {}, name), ` ${words} `];
  return [h("h1", {}, "Fix queue"),
    h("p", { class: "lead" }, "What is least certain comes first. What you decide is kept with your name, shown everywhere at once, and holds when a report is read again."),
    h("p", { class: "small" }, key("y", "yes"), key("n", "no"), key("j", "later"), key("k", "back"), key("e", "edges"), key("s", "speaker"), key("u", "undo the last")),
    room];
}

function queueRoom(L, filters, room, decisions) {
  let all = [], queue = [];
  const box = h("div", { class: "fix" }), chips = h("p", { class: "chips" }), number = h("p", { class: "kicker" });
  const answer = (item, verb) => decide([verb, item.ids]).catch(failed);
  const show = (at) => {
    place = Math.max(0, Math.min(at, queue.length - 1));
    put(number, queue.length ? `${place + 1} of ${queue.length}` : "");
    put(box, queue.length ? questioned(L, queue[place], filters, answer, () => show(place + 1)) : h("p", { class: "empty" }, "Nothing is left to decide."));
  };
  /** The queue as far as it is known; what is looked at stays where it is. */
  const fill = (suggestions) => {
    const now = queue[place];
    all = doubtful(L, chosen(L, filters), decisions, suggestions);
    queue = filters.view in QUESTIONS ? all.filter((item) => item.kind === filters.view) : all;
    const chip = (view, words) => go(address("fix", "", { ...lasting(filters), view }), { class: (filters.view || "") === view ? "chip on" : "chip" }, words);
    const count = (kind) => all.filter((item) => item.kind === kind).length;
    put(chips, chip("", `all ${all.length}`), ...Object.entries(QUESTIONS).filter(([kind]) => count(kind)).map(([kind, [, , , words]]) => chip(kind, `${words} ${count(kind)}`)));
    const again = now && queue.findIndex((item) => item.ids.join() === now.ids.join());
    if (!now) show(place); else { place = again; put(number, `${place + 1} of ${queue.length}`); }
  };
  const keys = {
    j: () => show(place + 1),
    k: () => show(place - 1),
    y: () => queue[place] && answer(queue[place], QUESTIONS[queue[place].kind][0]),
    n: () => queue[place] && answer(queue[place], QUESTIONS[queue[place].kind][1]),
    u: () => decisions.length && undo([decisions[decisions.length - 1]]),
    e: () => box.querySelector(".grip")?.focus(),
    s: () => { const field = box.querySelector(".to-speaker"); if (field) { field.open = true; field.querySelector("input").focus(); } },
  };
  room.onkey = (key) => { keys[key]?.(); return key in keys; };
  put(room, chips, number, box,
    h("section", {}, h("h2", {}, "Decisions"), signature(), decisions.length
      ? h("ol", { class: "decisions" }, ...[...decisions].reverse().slice(0, 50).map((made) => decision(L, made)))
      : h("p", { class: "empty" }, "No one has decided anything yet.")));
  fill([]);
  ask("suggestions").then(({ suggestions }) => fill(suggestions)).catch(failed);
}

/** One decision that stands: what, of what, by whom, when. */
function decision(L, made) {
  const subject = (id) => (L.claim.has(id) ? go(address("claim", id), {}, said(clip(L.claim.get(id).words, 60)))
    : L.sources.has(id) ? go(address("source", id), {}, said(clip(L.sources.get(id).name, 60))) : h("code", {}, clip(id, 12)));
  return h("li", {}, h("b", {}, DECIDED[made.verb] || made.verb), ": ", ...made.subjects.map((id, n) => [n ? " / " : "", subject(id)]),
    made.value ? [" → ", said(clip(made.value, 60))] : "", h("small", {}, " by ", said(clip(made.by, 40)), `, ${date(made.at.slice(0, 10))}, ${made.at.slice(11, 16)} `), made.note ? h("small", {}, said(clip(made.note, 90)), " ") : null, choices(made));
}

function questioned(L, item, filters, answer, later) {
  const [yes, no, question] = QUESTIONS[item.kind];
  const button = (verb, words) => h("button", { type: "button", class: "button", "data-do": verb, onclick: () => answer(item, verb) }, words);
  const next = h("button", { type: "button", class: "button quiet", onclick: later }, "Later");
  const head = h("h2", {}, question);
  const why = h("p", { class: "by" }, "Sayso’s reason: ", said(clip(item.reasons.join("; "), 260)), ` · confidence ${(1 - item.doubt).toFixed(2)}`);
  if (item.kind === "claim") {
    const claim = L.claim.get(item.ids[0]), room = h("div", {});
    mover(claim, room);
    return [head, verdict(claim, " ", next), h("div", { class: "two" }, h("div", {}, context(L, claim, filters), why, correction(L, "speaker", claim.id, "Somebody else says this", "Who says it")), room)];
  }
  const side = (id, n) => (item.kind === "source" ? who(L, id, item.names[n], filters) : context(L, L.claim.get(id), filters));
  return [head, h("p", { class: "tools" }, button(yes, "Yes"), " ", button(no, "No"), " ", next), h("div", { class: "two" }, ...item.ids.map(side)), why];
}

function who(L, id, name, filters) {
  const source = L.sources.get(id);
  const cited = source ? source.claims : L.claims.filter((claim) => claim.chain.some((link) => link.id === id));
  return h("article", { class: `card ${source?.colour || "c-rest"}`, "data-source": id }, h("h3", {}, source ? go(address("source", id, lasting(filters)), {}, said(clip(name, 80))) : said(clip(name, 80))),
    cited.length ? h("ol", { class: "lines" }, ...cited.slice(0, 3).map((claim) => line(L, claim, filters, source ? null : "cited here"))) : h("p", { class: "empty" }, "No claim of this source is in what is shown."));
}

function context(L, claim, filters) {
  return h("article", { class: `card ${colourOf(L, claim)}`, "data-claim": claim.id },
    h("p", { class: "by" }, sign(L, claim), h("b", {}, said(clip(onWord(claim), 90)))),
    go(address("claim", claim.id, lasting(filters)), { class: "words" }, said(clip(claim.words, 300))),
    h("p", { class: "small" }, [date(claim.edtf) || "undated", clip(claim.doc.outlet, 60)].filter(Boolean).join(" · ")));
}
