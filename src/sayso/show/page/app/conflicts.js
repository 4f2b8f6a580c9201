// Screen 4, conflicts: pairs as two cards, what differs marked. Nothing says who is right.
import { h, go, said } from "./dom.js";
import { clip, date, fold, plural, reason, tokens, visible } from "./words.js";
import { chosen, clashes, colourOf } from "./ledger.js";
import { claimAddress, growing, onWord, sign } from "./claims.js";
import { address, lasting } from "./route.js";
import { FIRMNESS, firmness } from "./look.js";
import { clashGroups, pair } from "./story.js";

const PAGE = 20;

/** All pairs, or the one that the address names first. */
export function conflicts(L, subject, filters) {
  const all = clashes(L, chosen(L, filters));
  const keep = lasting(filters);
  const kinds = new Map();
  for (const link of all) kinds.set(kindOf(link), (kinds.get(kindOf(link)) || 0) + 1);
  const wanted = filters.view && kinds.has(filters.view) ? filters.view : null;
  const groups = clashGroups(L, all.filter((link) => !wanted || kindOf(link) === wanted), subject);
  const count = groups.reduce((sum, links) => sum + links.length, 0);
  return [
    h("h1", {}, plural(count, "conflict")),
    h("p", { class: "lead" }, "Pairs of claims that cannot both hold as they are worded. Nothing here says who is right.", groups.length < count ? ` Pairs of the same two statements stand together, which leaves ${groups.length} to read.` : ""),
    kinds.size > 1 ? h("p", { class: "chips" }, go(address("conflicts", "", keep), { class: wanted ? "chip" : "chip on" }, `all ${all.length}`),
      ...[...kinds].map(([kind, count]) => go(address("conflicts", "", { ...keep, view: kind }), { class: wanted === kind ? "chip on" : "chip" }, `${kind} ${count}`))) : null,
    ...(count ? growing(h("div", { class: "clashes" }), groups, (links) => clash(L, links, keep, named(links[0]) === subject), PAGE, "other") : [h("p", { class: "empty" }, "In what is shown, no two claims conflict.")]),
  ];
}

const named = (link) => `${link.a}-${link.b}`;

/** What a pair is about, by its first reason: "figure: 10,500 against 1,050" -> "figure". */
export function kindOf(link) {
  const named = /^([a-z][a-z ]{2,18}):/.exec(link.reasons[0] || "");
  return named ? named[1] : "other";
}

function clash(L, links, keep, chosenOne) {
  const [link, ...others] = links;
  const [a, b] = [L.claim.get(link.a), L.claim.get(link.b)];
  const kind = TELLS[kindOf(link)] || ((word) => TELLS.figure(word) || TELLS.date(word) || TELLS.denial(word) || TELLS.stage(word));
  const tells = wordsApart(a, b, kind).size + wordsApart(b, a, kind).size ? kind : (word) => word.length > 4;
  return h("section", { class: chosenOne ? "clash chosen" : "clash" },
    h("h2", { class: "clash-kind" }, kindOf(link)),
    h("div", { class: "two" }, side(L, a, wordsApart(a, b, tells), keep), side(L, b, wordsApart(b, a, tells), keep)),
    h("p", { class: "by" }, "Why: ", clip(reason(link.reasons.join("; ")), 320), " · ", go(address("conflicts", `${link.a}-${link.b}`, keep), {}, "link to this pair")),
    others.length ? h("details", { class: "others" }, h("summary", {}, `The same two statements in ${plural(others.length, "other pair")}`), h("ol", { class: "lines" }, ...others.map((one) => pair(L, one, keep)))) : null);
}

/** The words of a claim that tell it from another, of those that such a conflict turns on. */
function wordsApart(claim, other, tells) {
  const words = (one) => tokens(visible(one.words)).map(fold);
  const theirs = new Set(words(other));
  return new Set(words(claim).filter((word) => tells(word) && !theirs.has(word)));
}

function side(L, claim, marked, keep) {
  const parts = tokens(visible(claim.words)).map((word) => (marked.has(fold(word)) ? h("mark", {}, word) : word));
  const prop = L.propOf.get(claim.id);
  return h("article", { class: `card ${colourOf(L, claim)}`, "data-claim": claim.id },
    h("p", { class: "by" }, sign(L, claim), h("b", {}, said(onWord(claim))), claim.act === "deny" && claim.cue.text ? [" ", h("mark", {}, said(clip(claim.cue.text, 40)))] : null),
    go(claimAddress(claim, keep), { class: "words", dir: "auto" }, ...parts),
    h("p", { class: "small" }, [date(claim.edtf) || "undated", clip(claim.doc.outlet, 60), FIRMNESS[firmness(claim)]].filter(Boolean).join(" · ")),
    prop ? h("p", { class: "small" }, go(address("said", prop.id, keep), {}, `said ${prop.claims.length} times`)) : null);
}

const among = (words) => { const known = new Set(words.split(" ")); return (word) => known.has(word); };
const NUMBER = among("half quarter dozen dozens hundred hundreds thousand thousands million millions billion billions " +
  "zero one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety " +
  "least most fewer more less about around some only nearly almost");
const DATE = among("january february march april may june july august september october november december monday tuesday wednesday " +
  "thursday friday saturday sunday today yesterday tomorrow before after until since by week weeks month months year years not never");
const DENIAL = among("no not never nobody none nothing neither nor without denied deny denies false untrue wrong refused rejected cannot isn't wasn't didn't doesn't won't");
const STAGE = among("begun began begin started start starts starting ended end ends over complete completed planned plans will would remain remains " +
  "remained stay stays staying leave leaves leaving left withdraw withdrawing withdrawal pulling defeated alive dead unchanged continue continues still already no not never");

/** The words that tell two claims apart, by what their conflict is about. */
const TELLS = {
  figure: (word) => /\p{N}/u.test(word) || NUMBER(word),
  date: (word) => /\p{N}/u.test(word) || DATE(word),
  denial: DENIAL,
  stage: STAGE,
};
