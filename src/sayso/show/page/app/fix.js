// Screen 8, the fix queue (serve only): least certain first; each fix is stored as a decision.
import { h, go, put, said } from "./dom.js";
import { clip, date, visible } from "./words.js";
import { chosen, colourOf } from "./ledger.js";
import { line, onWord, sign } from "./claims.js";
import { characters } from "./passage.js";
import { address, lasting } from "./route.js";
import { ask, LIVE, send } from "./remote.js";

let place = 0;

// What is asked of a pair: the verbs for yes and no, and the question.
const ANSWERS = {
  same: ["same", "not-same", "Do these two say the same thing?"],
  conflict: ["conflict", "not-conflict", "Do these two conflict?"],
  source: ["merge", "apart", "Are these two one source?"],
};

/** Pairs and claims a person could decide about, the least certain first. */
export function doubtful(L, claims, decided) {
  const shown = new Set(claims.map((claim) => claim.id));
  const done = new Set(decided.map((one) => [...one.subjects].sort().join(" ")));
  const open = (a, b) => !done.has([a, b].sort().join(" "));
  const pairs = L.conflicts.filter((link) => shown.has(link.a) && shown.has(link.b) && open(link.a, link.b))
    .map((link) => ({ kind: "conflict", link, doubt: 1 - link.score }));
  const same = L.propositions.flatMap((prop) => prop.claims.slice(1).map((id) => likes(L, prop, id)))
    .filter(({ link }) => shown.has(link.a) && shown.has(link.b) && open(link.a, link.b));
  return [...pairs, ...same].sort((a, b) => b.doubt - a.doubt);
}

/** A claim beside the one of its likes that it is most like, and why Sayso thinks so. */
function likes(L, prop, id) {
  const links = (L.linksOf.get(id) || []).filter((link) => link.kind === "same").sort((a, b) => b.score - a.score);
  const link = links.find((one) => prop.claims.includes(one.a) && prop.claims.includes(one.b)) || { a: prop.claims[0], b: id, score: 0.5, reasons: prop.reasons };
  return { kind: "same", link, doubt: 1 - link.score };
}

/** The whole screen, filled when the decisions have come. */
export function fix(L, filters, refresh) {
  if (!LIVE) return [h("h1", {}, "Fix queue"), h("p", { class: "empty" }, "Corrections are kept in the ledger; this file cannot reach it. Open the ledger with sayso serve.")];
  const room = h("div", {}, h("p", { class: "empty" }, "Asking the ledger…"));
  ask("decisions").then((answer) => queueRoom(L, filters, refresh, room, answer)).catch((error) => put(room, h("p", { class: "note", role: "alert" }, error.message)));
  return [h("h1", {}, "Fix queue"), h("p", { class: "lead" }, "What is least certain comes first. ", h("kbd", {}, "j"), " and ", h("kbd", {}, "k"), " go on and back, ", h("kbd", {}, "y"), " agrees, ", h("kbd", {}, "n"), " refuses, ", h("kbd", {}, "u"), " undoes."), room];
}

function queueRoom(L, filters, refresh, room, { decisions, suggestions }) {
  const sources = suggestions.map((one) => ({ kind: "source", link: one, doubt: 1 - one.score }));
  const queue = [...doubtful(L, chosen(L, filters), decisions), ...sources].sort((a, b) => b.doubt - a.doubt);
  const decide = (verb, subjects) => send("decisions", { verb, subjects }).then(refresh).catch((error) => { put(message, error.message); });
  const message = h("p", { class: "note", role: "alert" });
  const box = h("div", { class: "fix" });
  const show = () => {
    place = Math.max(0, Math.min(place, queue.length - 1));
    put(box, queue.length ? one(L, queue[place], filters, decide, queue.length) : h("p", { class: "empty" }, "Nothing is left to decide."));
  };
  room.onkey = (key) => {
    const now = queue[place];
    if (key === "j" || key === "k") { place += key === "j" ? 1 : -1; show(); return true; }
    if (key === "y" && now) return decide(ANSWERS[now.kind][0], [now.link.a, now.link.b]) && true;
    if (key === "n" && now) return decide(ANSWERS[now.kind][1], [now.link.a, now.link.b]) && true;
    if (key === "u" && decisions.length) return decide("undo", [String(decisions[decisions.length - 1].number)]) && true;
    return false;
  };
  room.id = "fix-room";
  show();
  put(room, message, box, h("section", {}, h("h2", {}, "Decisions"), decisions.length
    ? h("ol", { class: "decisions" }, ...[...decisions].reverse().slice(0, 50).map((made) => h("li", {}, h("b", {}, made.verb), " ",
      ...made.subjects.map((id, n) => [n ? " / " : "", L.claim.has(id) ? go(address("claim", id), {}, said(clip(L.claim.get(id).words, 60))) : h("code", {}, clip(id, 20))]),
      made.value ? [" → ", said(clip(made.value, 60))] : "", h("small", {}, ` by ${clip(made.by, 40)}, ${clip(made.at, 25)} `),
      h("button", { type: "button", class: "undo", onclick: () => decide("undo", [String(made.number)]) }, "Undo"))))
    : h("p", { class: "empty" }, "No one has decided anything yet.")));
}

function one(L, item, filters, decide, count) {
  const pair = [item.link.a, item.link.b];
  const [yes, no, question] = ANSWERS[item.kind];
  const show = (id, n) => (item.kind === "source" ? who(L, id, item.link.names[n], filters) : context(L, L.claim.get(id), filters));
  return [
    h("p", { class: "kicker" }, `${place + 1} of ${count}`),
    h("h2", {}, question),
    h("div", { class: "two" }, ...pair.map(show)),
    h("p", { class: "by" }, "Sayso’s reason: ", clip(item.link.reasons.join("; "), 260)),
    h("p", { class: "tools" }, h("button", { type: "button", class: "button", "data-do": yes, onclick: () => decide(yes, pair) }, "Yes"), " ",
      h("button", { type: "button", class: "button", "data-do": no, onclick: () => decide(no, pair) }, "No"), " ",
      h("button", { type: "button", class: "button quiet", onclick: () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "j" })) }, "Later")),
  ];
}

function who(L, id, name, filters) {
  const source = L.sources.get(id);
  return h("article", { class: `card ${source?.colour || "c-rest"}`, "data-source": id }, h("h3", {}, go(address("source", id, lasting(filters)), {}, said(clip(name, 80)))),
    source ? h("ol", { class: "lines" }, ...source.claims.slice(0, 3).map((claim) => line(L, claim, filters))) : h("p", { class: "empty" }, "No claim of this source is in what is shown."));
}

function context(L, claim, filters) {
  return h("article", { class: `card ${colourOf(L, claim)}`, "data-claim": claim.id },
    h("p", { class: "by" }, sign(L, claim), h("b", {}, said(clip(onWord(claim), 90)))),
    go(address("claim", claim.id, lasting(filters)), { class: "words" }, said(clip(claim.words, 300))),
    h("p", { class: "small" }, [date(claim.edtf) || "undated", clip(claim.doc.outlet, 60)].filter(Boolean).join(" · ")));
}

/** A field that changes who speaks, or what a source is called; nothing in the offline file. */
export function correction(L, verb, subject, words, label) {
  if (!LIVE) return null;
  const names = h("datalist", { id: `names-${verb}` }, ...[...L.sources.values()].filter((one) => one.resolved).slice(0, 300).map((one) => h("option", { value: clip(one.name, 80) })));
  const field = h("input", { class: "field", list: `names-${verb}`, "aria-label": label, required: true });
  const message = h("p", { class: "note", role: "alert" });
  const button = h("button", { type: "button", class: "button", onclick: () => {
    if (!field.value.trim()) return;
    send("decisions", { verb, subjects: [subject], value: field.value.trim() })
      .then(() => document.dispatchEvent(new CustomEvent("changed")), (error) => put(message, error.message));
  } }, "Keep");
  return h("details", { class: "correct no-print" }, h("summary", {}, words), h("p", {}, h("label", {}, `${label} `, field), " ", button, names), message);
}
