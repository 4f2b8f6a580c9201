// A claim on one line or as a card, wherever claims are listed.
import { h, go, said } from "./dom.js";
import { clip, date, plural } from "./words.js";
import { badge, firmness, identified, FIRMNESS, IDENTIFIED } from "./look.js";
import { colourOf } from "./ledger.js";
import { address, lasting } from "./route.js";

/** On whose word: "Tarnhaven Herald, citing two unnamed officials". */
export function onWord(claim) {
  const names = claim.chain.length ? claim.chain.map((link) => link.name) : [claim.who.name];
  const [first, ...rest] = names.map((name) => clip(name, 60));
  if (claim.quote === "narration") return `${first}, in its own voice`;
  return rest.length ? `${first}, citing ${rest.join(", citing ")}` : first;
}

/** Everything about a mark in one sentence, for those who do not see it. */
export function spoken(claim) {
  return clip(`${onWord(claim)}, ${date(claim.edtf) || "undated"}, ${FIRMNESS[firmness(claim)]}, on ${IDENTIFIED[identified(claim)]}: ${claim.words}`, 260);
}

/** The mark of a claim. */
export function sign(L, claim) {
  return badge(firmness(claim), colourOf(L, claim), identified(claim));
}

/** The address of a claim's exact characters. */
export function claimAddress(claim, filters = {}) {
  return address("claim", claim.id, lasting(filters));
}

/** A claim as a line of a list: who, when, and the words, which lead to the passage. */
export function line(L, claim, filters, extra) {
  return h("li", { class: `line ${colourOf(L, claim)}`, "data-claim": claim.id },
    sign(L, claim),
    h("div", {},
      go(claimAddress(claim, filters), { class: "words" }, said(clip(claim.words, 180))),
      h("p", { class: "by" },
        h("span", { class: "name" }, said(onWord(claim))), " · ",
        date(claim.edtf) || "undated", claim.doc.outlet ? [" · ", said(clip(claim.doc.outlet, 60))] : null,
        extra ? [" · ", extra] : null)));
}

/** Many claims; more are shown when asked for. */
export function lines(L, claims, filters, most = 30) {
  return h("div", {}, growing(h("ol", { class: "lines" }), claims, (claim) => line(L, claim, filters), most, "claim"));
}

/** A list of which so many items are shown at first, and the button that shows more. */
export function growing(list, items, made, most, noun) {
  let shown = 0;
  const more = h("button", { type: "button", class: "more", onclick: () => add() });
  function add() {
    list.append(...items.slice(shown, shown + most).map(made));
    shown = Math.min(shown + most, items.length);
    more.hidden = shown >= items.length;
    more.textContent = `Show more (${plural(items.length - shown, noun)} left)`;
    list.dispatchEvent(new Event("drawn", { bubbles: true }));
  }
  add();
  return [list, more];
}

/** Pick a claim for the brief, or let it go. */
export function picked(filters) {
  return (filters.pick || "").split(",").filter(Boolean);
}
