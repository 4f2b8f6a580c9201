// A person's word: kept with who and when, shown everywhere at once, said of alike cases on request,
// undone at any time.
import { h, put, said } from "./dom.js";
import { clip, plural } from "./words.js";
import { ask, send } from "./remote.js";

const NAME = "sayso-name";
const ALIKE = new Set(["same", "not-same", "conflict", "not-conflict", "speaker", "not-a-claim"]);
/** What a verb decides, in words. */
export const DECIDED = { right: "It is right", "not-a-claim": "No claim", same: "The same", "not-same": "Not the same", conflict: "A conflict", "not-conflict": "No conflict",
  merge: "One source", apart: "Two sources", rename: "Another name", speaker: "Another speaker", content: "Content moved", source: "Source moved", cue: "Cue moved" };
const slip = h("aside", { class: "slip no-print", role: "status", "aria-label": "The last decision", hidden: true });
document.body.append(slip);
addEventListener("hashchange", () => { slip.hidden = true; });

/** Who decides, as this browser remembers it; "page" for one who does not say. */
function deciding() {
  try { return localStorage.getItem(NAME) || "page"; } catch { return "page"; }
}

/** The field in which a person says who decides. */
export function signature() {
  const field = h("input", { class: "field", maxlength: 80, placeholder: "your name or desk", value: deciding() === "page" ? "" : deciding(),
    onchange: () => { try { localStorage.setItem(NAME, field.value.trim()); } catch { /* kept for this page only */ } } });
  return h("p", { class: "small" }, h("label", {}, "Decisions are kept as made by ", field));
}

/** Keep decisions ([verb, subjects, value] each), then show them everywhere; rejects with one sentence. */
export async function decide(...all) {
  const made = [];
  try {
    for (const [verb, subjects, value = ""] of all) made.push(await send("decisions", { verb, subjects, value, by: deciding() }));
  } finally {
    if (made.length) document.dispatchEvent(new CustomEvent("changed"));
  }
  const [first] = made;
  if (first.verb === "undo") tell(["Undone."]);
  else tell([h("b", {}, made.map((one) => DECIDED[one.verb] || one.verb).join(", ")), " · kept, by ", said(clip(first.by, 40)), " "], made);
  return made;
}

/** Cases of which a decision could be said too, in the slip; all are decided by one more click. */
export async function offer(made) {
  try {
    const { cases } = await ask("alike", { number: made.number });
    if (!cases.length) return tell([`No other case is like this one. `], [made], false);
    tell([h("p", {}, h("b", {}, plural(cases.length, "alike case")), `: ${DECIDED[made.verb] || made.verb}, as in decision ${made.number}`),
      h("ol", { class: "alike" }, ...cases.slice(0, 20).map(({ words }) => h("li", {}, words.map((one, n) => [n ? " / " : "", said(clip(one, 90))])))),
      cases.length > 20 ? h("p", { class: "small" }, `and ${cases.length - 20} more`) : null,
      h("button", { type: "button", class: "button", "data-do": "as-decided", onclick: () => alike(made).catch(failed) }, `Decide ${cases.length === 1 ? "it" : `all ${cases.length}`} the same`), " "]);
  } catch (error) { failed(error); }
}

async function alike(one) {
  const { made } = await send("decisions", { verb: "as-decided", subjects: [String(one.number)], by: deciding() });
  document.dispatchEvent(new CustomEvent("changed"));
  tell([`${plural(made.length, "alike case")} decided the same. `], made, false);
}

/** What went wrong, in the slip. */
export function failed(error) {
  tell([error.message]);
}

/** The slip: what was done, its undoing, and the way to alike cases. */
function tell(words, made = [], offered = true) {
  put(slip, words,
    made.length ? slipButton("Undo", () => undo(made)) : null,
    offered && made.length === 1 && ALIKE.has(made[0].verb) ? [" ", slipButton("Alike cases", () => offer(made[0]))] : null,
    " ", h("button", { type: "button", class: "quiet", "aria-label": "Close", onclick: () => { slip.hidden = true; } }, "✕"));
  slip.hidden = false;
}

/** Undo decisions. */
export function undo(made) {
  return decide(["undo", made.map((one) => String(one.number))]).catch(failed);
}

/** What can be done about a decision that stands. */
export function choices(made) {
  return [slipButton("Undo", () => undo([made])), ALIKE.has(made.verb) ? [" ", slipButton("Alike cases", () => offer(made))] : null];
}

const slipButton = (words, onclick) => h("button", { type: "button", class: "undo", onclick }, words);
