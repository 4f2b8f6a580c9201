// Screen 3, the proposition: everyone who said it, in their words; on whose word it rests.
import { h, go, put, said } from "./dom.js";
import { alikeWords, bounds, clip, date, drift, kept, plural, reason, unquoted, visible } from "./words.js";
import { asOf, colourOf } from "./ledger.js";
import { claimAddress, onWord, sign } from "./claims.js";
import { courses, river } from "./river.js";
import { lasting } from "./route.js";
import { clashGroups, pair } from "./story.js";

/** The whole screen. */
export function proposition(L, prop, filters) {
  const { members, origins, texts, exact } = asOf(L, prop, filters.to);
  const keep = lasting(filters);
  if (!members.length) return [h("p", { class: "empty" }, `Nobody had said this by ${date(filters.to)}.`)];
  const ordered = [...members].sort((a, b) => ((a.day || "9") < (b.day || "9") ? -1 : 1));
  const conflicts = L.conflicts.filter((link) => members.some((claim) => claim.id === link.a || claim.id === link.b) && L.claim.has(link.a) && L.claim.has(link.b));
  const box = h("div", { class: "chart" });
  box.redraw = (room = box.clientWidth) => put(box, river(L, ordered, filters, Math.max(300, room)));
  const { nodes, streams } = courses(L, ordered);
  const copies = streams.filter((one) => one.why);
  const springs = nodes.filter((one) => one.column === 0).length;
  return [
    h("p", { class: "kicker" }, "Said more than once"),
    h("h1", { class: "claim-head" }, "“", said(clip(unquoted(ordered[0].words), 240)), "”"),
    h("ul", { class: "strip small-strip" },
      fact(bounds(origins, "origin"), "on whose word it finally rests"),
      fact(bounds(texts, "independent text"), `of ${plural(new Set(members.map((c) => c.report)).size, "report")}`),
      fact(date(ordered[0].edtf) || "undated", ["first said, by ", said(clip(onWord(ordered[0]), 60))])),
    exact ? null : h("p", { class: "note" }, "The counts are those of the whole ledger, not of this day."),
    h("section", { class: "wide" }, h("h2", {}, "From its springs to its reprints"), box,
      h("ul", { class: "reasons" }, ...(filters.to ? [] : prop.reasons).map((words) => h("li", {}, clip(counting(reason(words)), 300))),
        ...copies.map((one) => h("li", {}, said(clip(L.report.get(one.to.slice(2))?.outlet || "a report", 60)), " is folded into what it copies: ", clip(reason(one.why), 260)))),
      springs > origins.high ? h("p", { class: "small" }, "The springs are drawn as each report words them; several of them count as one.") : null,
      origins.sources?.length ? h("p", { class: "small" }, "Counted as origins: ", said(clip(origins.sources.join("; "), 400))) : null),
    h("section", {}, h("h2", {}, "In their words"),
      h("p", { class: "small" }, "Beside the first wording: ", h("ins", {}, "words that are new"), " and ", h("del", {}, "words that are gone"), "."),
      h("ol", { class: "lines wordings" }, ...ordered.map((claim, n) => wording(L, claim, ordered.slice(0, n), keep)))),
    conflicts.length ? h("section", {}, h("h2", {}, "In conflict with"), h("ol", { class: "lines" }, ...clashGroups(L, conflicts).map(([link, ...others]) => pair(L, link, keep, others.length)))) : null,
  ];
}

/** "origins: 1: one unnamed source" -> "Why 1 origin: one unnamed source". */
function counting(words) {
  return words.replace(/^origins: ([\d-]+): /, (_, n) => `Why ${n.replace("-", " to ")} ${n === "1" ? "origin" : "origins"}: `).replace(/^texts: /, "Counted as ");
}

function fact(number, words) {
  return h("li", {}, h("span", { class: "cell" }, h("b", {}, number), h("span", {}, words)));
}

/** One wording beside the first: word by word where most of it stays, whole where it is put otherwise. */
function wording(L, claim, earlier, keep) {
  const words = visible(claim.words), [first] = earlier;
  const again = earlier.find((one) => alikeWords(one.words, claim.words));
  let parts = first ? drift(visible(first.words), words) : [["same", words]];
  const other = first && !again && kept(parts) < 0.25;
  if (other) parts = [["same", words]];
  return h("li", { class: `line ${colourOf(L, claim)}`, "data-claim": claim.id }, sign(L, claim), h("div", {},
    h("p", { class: "by" }, h("b", { class: "name" }, said(onWord(claim))), " · ", date(claim.edtf) || "undated", " · ", said(clip(claim.doc.outlet, 60)), other ? " · in other words" : null),
    again ? go(claimAddress(claim, keep), { class: "small" }, again === first ? "in the same words as the first" : ["in the same words as ", said(clip(onWord(again), 50))]) : go(claimAddress(claim, keep), { class: "words", dir: "auto" }, ...parts.map(([kind, part]) =>
      kind === "new" ? [" ", h("ins", {}, part.trim()), " "] : kind === "gone" ? [" ", h("del", {}, part.trim()), " "] : part))));
}
