// Screen 2, the reader: the report as it is, its claims marked, and the record of one of them.
import { h, go, said } from "./dom.js";
import { amount, bounds, clip, date, plural, reason, visible } from "./words.js";
import { firmness, identified, FIRMNESS, IDENTIFIED, legend } from "./look.js";
import { asOf, colourOf } from "./ledger.js";
import { line, lines, picked, sign } from "./claims.js";
import { minimap, passage } from "./passage.js";
import { address, lasting } from "./route.js";
import { checkedBy, corrections } from "./correct.js";

/** A report; with a claim's record beside it where one is chosen. */
export function reader(L, report, selected, filters) {
  const claims = L.claims.filter((claim) => claim.report === report.id);
  const later = filters.to && !(report.published && report.published.slice(0, 10) <= filters.to);
  return [
    later ? h("p", { class: "note" }, `This report ${report.published ? "was published after" : "has no date; it is not among what was known on"} ${date(filters.to)}.`) : null,
    h("header", { class: "report-head" },
      h("p", { class: "kicker" }, [said(clip(report.outlet, 80) || "No outlet named"), " · ", date(report.published) || "no date"]),
      h("h1", {}, said(clip(report.title, 240) || "Without a title")),
      h("p", { class: "small" }, report.authors.length ? ["by ", said(clip(report.authors.join(", "), 160)), " · "] : null,
        plural(claims.length, "claim"), " · ", origin(report))),
    h("div", { class: "reader" },
      minimap(L, report, claims, selected, filters),
      h("article", { class: "text", "aria-label": "The report, its claims marked" }, report.text === undefined ? h("p", { class: "empty" }, "The text is on its way…") : passage(L, report, claims, selected, filters)),
      h("aside", { class: "record", "aria-label": selected ? "The claim's record" : "The report's claims" },
        selected ? record(L, selected, filters) : [h("h2", {}, "Claims in this report"), lines(L, claims, filters, 100)])),
    legend(h("p", {}, "In the text: ", h("b", {}, "who speaks"), ", ", h("i", {}, "the word that says so"), ", and [what is said], underlined as its mark is shaped. [[Two brackets]]: one source citing another, and so on.")),
    h("p", { class: "small custody" }, "SHA-256 of the text: ", h("code", {}, report.sha256)),
  ];
}

function origin(report) {
  const web = /^https?:\/\//i.test(report.url || "");
  if (web) return h("a", { href: report.url, rel: "noopener noreferrer nofollow", target: "_blank" }, "where it was published ↗");
  return said(clip(report.url || report.path || "given without an address", 90));
}

/** Everything the ledger knows of one claim, and why. */
export function record(L, claim, filters) {
  const keep = lasting(filters);
  const spans = claim.content.spans.map(([start, end]) => `${start}–${end}`).join(", ");
  const rows = [
    ["on the word of", chain(L, claim, keep)],
    ["how firmly", [FIRMNESS[firmness(claim)], claim.act !== "say" ? `, to ${claim.act}` : "", claim.polarity === "negative" ? ", in the negative" : ""]],
    ["rests on", IDENTIFIED[identified(claim)]],
    ["said", [date(claim.edtf) || "not dated", claim.by && claim.edtf ? " (the report’s day)" : "", claim.said?.text ? [" — “", said(visible(claim.said.text)), "”"] : ""]],
    claim.about && ["about", [date(claim.about.edtf) || "no calendar date", claim.about.text ? [" — “", said(visible(claim.about.text)), "”"] : ""]],
    claim.stage && ["stage", claim.stage],
    claim.channel && ["through", claim.channel],
    claim.figures.length && ["figures", claim.figures.map((f, n) => [n ? "; " : "", go(address("figures", "", { ...keep, view: f.of || "" }), {}, [amount(f), f.of ? ` ${clip(f.of, 60)}` : "", f.place ? `, ${clip(f.place, 60)}` : ""].join(""))])],
    claim.places.length && ["places", claim.places.map((p, n) => [n ? ", " : "", go(address("map", p.name, keep), {}, said(clip(p.name, 60)))])],
    ["wording", { direct: "quoted word for word", indirect: "in the reporter’s words", mixed: "partly quoted", narration: "the outlet’s own voice" }[claim.quote]],
    checkedBy(claim) && ["by hand", checkedBy(claim)],
    ["confidence", `${claim.confidence.toFixed(2)} that this is what was said by whom`],
    ["characters", spans ? go(address("report", claim.report, { ...keep, at: claim.content.spans.map(([start, end]) => `${start}-${end}`).join(",") }), {}, spans) : "none"],
  ].filter(Boolean);
  return [
    h("h2", { class: colourOf(L, claim) }, sign(L, claim), "This claim"),
    h("blockquote", { class: colourOf(L, claim) }, said(visible(claim.words))),
    h("dl", { class: "fields" }, ...rows.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, value)])),
    claim.unresolved.length ? h("div", { class: "open" }, h("h3", {}, "Left open"), h("ul", {}, ...claim.unresolved.map((gap) => h("li", {}, `${gap.field}: `, gap.text ? ["“", said(clip(gap.text, 80)), "” — "] : "", said(clip(gap.reason, 240)))))) : null,
    related(L, claim, keep),
    pickButton(claim, filters),
    corrections(L, claim),
    h("details", { class: "why" }, h("summary", {}, `Why (${plural(claim.reasons.length, "reason")})`),
      h("ul", {}, ...claim.reasons.map((one) => h("li", {}, h("b", {}, one.field), " ", said(clip(one.words, 300)))))),
    h("p", {}, go(address("report", claim.report, keep), {}, "All claims of this report")),
  ];
}

function chain(L, claim, keep) {
  const links = claim.chain.length ? claim.chain : claim.speaker ? [claim.speaker] : [];
  if (!links.length) return claim.source.text ? ["“", said(visible(claim.source.text)), "” (unresolved)"] : "nobody named";
  const known = (link) => L.sources.has(link.id);
  return links.map((link, n) => [n ? " citing " : "", known(link) ? go(address("source", link.id, keep), {}, said(clip(link.name, 80))) : said(clip(link.name, 80)),
    link.identified && link.identified !== "named" ? h("small", {}, ` (${link.identified})`) : ""]);
}

function related(L, claim, keep) {
  const prop = L.propOf.get(claim.id);
  const then = prop && asOf(L, prop, keep.to);
  const known = (link) => { const other = L.claim.get(link.a === claim.id ? link.b : link.a); return other && (!keep.to || (other.known && other.known <= keep.to)); };
  const links = (L.linksOf.get(claim.id) || []).filter((link) => link.of === "claims" && known(link));
  const kinds = { conflict: "In conflict with", update: "Updates or is updated by", scope: "Counts something else", time: "Of another time" };
  return [
    then && then.members.length > 1 ? h("p", { class: "also" }, go(address("said", prop.id, keep), { class: "button" }, `Said ${then.members.length} times${keep.to ? " by then" : ""}, on ${bounds(then.origins, "origin")}`)) : null,
    ...Object.entries(kinds).map(([kind, words]) => {
      const rows = links.filter((link) => link.kind === kind);
      return rows.length ? h("div", { class: "links" }, h("h3", {}, words), h("ol", { class: "lines" }, ...rows.slice(0, 6).map((link) => {
        const other = L.claim.get(link.a === claim.id ? link.b : link.a);
        return other ? line(L, other, keep, kind === "conflict" ? go(address("conflicts", `${link.a}-${link.b}`, keep), {}, "side by side") : clip(reason(link.reasons[0]), 90)) : null;
      }))) : null;
    }),
  ];
}

/** Into the brief, or out of it. */
function pickButton(claim, filters) {
  const now = picked(filters);
  const has = now.includes(claim.id);
  const next = has ? now.filter((id) => id !== claim.id) : [...now, claim.id];
  return h("p", {}, go(address("claim", claim.id, { ...filters, pick: next.join(",") }), { class: "button pick", role: "button" }, has ? "Take out of the brief" : "Put into the brief"));
}
