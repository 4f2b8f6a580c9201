// What a person can say of one claim: right, no claim, said by somebody else, in other characters.
import { h, put, said } from "./dom.js";
import { clip, date } from "./words.js";
import { ask, LIVE } from "./remote.js";
import { decide, failed } from "./decide.js";
import { edges } from "./edges.js";

/** Who checked a claim or put it right, and when; null for one as it was read. */
export function checkedBy(claim) {
  const words = [claim.checked && ["checked", claim.checked], ...(claim.corrected || []).map((one) => [`${one.field} put right`, one])].filter(Boolean);
  return words.length ? words.map(([what, one], n) => [n ? "; " : "", `${what} by `, said(clip(one.by, 40)), `, ${date(one.at.slice(0, 10))}`]) : null;
}

/** The tools beside a claim's record; nothing in the offline file. */
export function corrections(L, claim) {
  if (!LIVE) return null;
  const room = h("div", {});
  const open = () => { if (!room.childNodes.length) mover(claim, room); };
  return h("section", { class: "correct no-print" }, h("h3", {}, "Put right"),
    verdict(claim),
    correction(L, "speaker", claim.id, "Somebody else says this", "Who says it"),
    h("details", { ontoggle: open }, h("summary", {}, "Other characters"), room));
}

/** Yes or no to a claim as it stands. */
export function verdict(claim, ...more) {
  const say = (verb) => () => decide([verb, [claim.id]]).catch(failed);
  return h("p", { class: "tools" },
    h("button", { type: "button", class: "button", "data-do": "right", onclick: say("right") }, "It is right"), " ",
    h("button", { type: "button", class: "button", "data-do": "not-a-claim", onclick: say("not-a-claim") }, "No claim"), ...more);
}

/** The edges of a claim in its report, and the button that keeps them where they were moved. */
export async function mover(claim, room) {
  try {
    claim.doc.text ??= (await ask(`reports/${claim.report}`)).text;
    let moved = {};
    const spans = (role) => moved[role].map(([start, end]) => `${start}-${end}`).join(",");
    const keep = h("button", { type: "button", class: "button", "data-do": "edges", disabled: true,
      onclick: () => decide(...Object.keys(moved).map((role) => [role, [claim.id], spans(role)])).catch(failed) }, "Keep these edges");
    put(room, edges(claim, claim.doc.text, (now) => { moved = now; keep.disabled = !Object.keys(now).length; }), h("p", {}, keep));
  } catch (error) {
    put(room, h("p", { class: "note", role: "alert" }, error.message));
  }
}

/** A field that changes who speaks, or what a source is called; nothing in the offline file. */
export function correction(L, verb, subject, words, label) {
  if (!LIVE) return null;
  const names = h("datalist", { id: `names-${verb}` }, ...[...L.sources.values()].filter((one) => one.resolved).slice(0, 300).map((one) => h("option", { value: clip(one.name, 80) })));
  const field = h("input", { class: "field", list: `names-${verb}`, "aria-label": label, required: true });
  const keep = () => { if (field.value.trim()) decide([verb, [subject], field.value.trim()]).catch(failed); };
  field.addEventListener("keydown", (event) => { if (event.key === "Enter") keep(); });
  return h("details", { class: `correct no-print to-${verb}` }, h("summary", {}, words), h("p", {}, h("label", {}, `${label} `, field), " ", h("button", { type: "button", class: "button", onclick: keep }, "Keep"), names));
}
