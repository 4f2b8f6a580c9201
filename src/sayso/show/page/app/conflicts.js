// Screen 4, conflicts: pairs as two cards, what differs marked. Nothing says who is right.
import { h, go, said } from "./dom.js";
import { clip, date, fold, plural, tokens, visible } from "./words.js";
import { chosen, clashes, colourOf } from "./ledger.js";
import { claimAddress, onWord, sign } from "./claims.js";
import { address, lasting } from "./route.js";
import { FIRMNESS, firmness } from "./look.js";

const PAGE = 20;

/** All pairs, or the one that the address names first. */
export function conflicts(L, subject, filters) {
  const all = clashes(L, chosen(L, filters));
  const keep = lasting(filters);
  const kinds = new Map();
  for (const link of all) kinds.set(kindOf(link), (kinds.get(kindOf(link)) || 0) + 1);
  const wanted = filters.view && kinds.has(filters.view) ? filters.view : null;
  const links = all.filter((link) => !wanted || kindOf(link) === wanted);
  links.sort((a, b) => (`${b.a}-${b.b}` === subject) - (`${a.a}-${a.b}` === subject));
  const list = h("div", { class: "clashes" });
  let shown = 0;
  const more = h("button", { type: "button", class: "more", onclick: () => add() });
  const add = () => {
    list.append(...links.slice(shown, shown + PAGE).map((link) => clash(L, link, keep, `${link.a}-${link.b}` === subject)));
    shown += PAGE;
    more.hidden = shown >= links.length;
    more.textContent = `Show more (${links.length - shown} left)`;
  };
  add();
  return [
    h("h1", {}, plural(links.length, "conflict")),
    h("p", { class: "lead" }, "Pairs of claims that cannot both hold as they are worded. Nothing here says who is right."),
    kinds.size > 1 ? h("p", { class: "chips" }, go(address("conflicts", "", keep), { class: wanted ? "chip" : "chip on" }, `all ${all.length}`),
      ...[...kinds].map(([kind, count]) => go(address("conflicts", "", { ...keep, view: kind }), { class: wanted === kind ? "chip on" : "chip" }, `${kind} ${count}`))) : null,
    links.length ? list : h("p", { class: "empty" }, "In what is shown, no two claims conflict."), more,
  ];
}

/** What a pair is about, by its first reason: "figure: 10,500 against 1,050" -> "figure". */
export function kindOf(link) {
  const named = /^([a-z][a-z ]{2,18}):/.exec(link.reasons[0] || "");
  return named ? named[1] : "other";
}

function clash(L, link, keep, chosenOne) {
  const [a, b] = [L.claim.get(link.a), L.claim.get(link.b)];
  return h("section", { class: chosenOne ? "clash chosen" : "clash" },
    h("h2", { class: "clash-kind" }, kindOf(link)),
    h("div", { class: "two" }, side(L, a, b, keep), side(L, b, a, keep)),
    h("p", { class: "by" }, "Why: ", clip(link.reasons.join("; "), 320), " · ", go(address("conflicts", `${link.a}-${link.b}`, keep), {}, "link to this pair")));
}

function side(L, claim, other, keep) {
  const theirs = new Set(tokens(visible(other.words)).map(fold));
  const parts = tokens(visible(claim.words)).map((word) => (telling(word) && !theirs.has(fold(word)) ? h("mark", {}, word) : word));
  const prop = L.propOf.get(claim.id);
  return h("article", { class: `card ${colourOf(L, claim)}`, "data-claim": claim.id },
    h("p", { class: "by" }, sign(L, claim), h("b", {}, said(onWord(claim)))),
    go(claimAddress(claim, keep), { class: "words", dir: "auto" }, ...parts),
    h("p", { class: "small" }, [date(claim.edtf) || "undated", clip(claim.doc.outlet, 60), FIRMNESS[firmness(claim)]].filter(Boolean).join(" · ")),
    prop ? h("p", { class: "small" }, go(address("said", prop.id, keep), {}, `said ${prop.claims.length} times`)) : null);
}

const NUMBER_WORDS = new Set(("no not never nobody none nothing neither without zero one two three four five six seven eight nine ten " +
  "eleven twelve dozen dozens hundred hundreds thousand thousands million millions half all every any most " +
  "denied deny false untrue wrong january february march april may june july august september october november december " +
  "begun began started ended over complete completed planned will would before after").split(" "));

/** Words that tell two claims apart: numbers, negations, stages. */
function telling(word) {
  return /\p{N}/u.test(word) || NUMBER_WORDS.has(fold(word));
}
