// The brief: picked claims as one page to print, or as Markdown with footnotes to the passages.
import { h, go, said } from "./dom.js";
import { bounds, clip, date, plural, visible } from "./words.js";
import { FIRMNESS, firmness, identified, IDENTIFIED } from "./look.js";
import { chosen, clashes, repeated } from "./ledger.js";
import { line, onWord, picked } from "./claims.js";
import { address } from "./route.js";

/** The whole screen. */
export function brief(L, filters) {
  const claims = picked(filters).map((id) => L.claim.get(id)).filter(Boolean);
  if (!claims.length) {
    const some = start(L, filters);
    return [h("h1", {}, "Brief"), h("p", { class: "lead" }, "Pick claims (“Put into the brief”, beside each passage) to get one page with a footnote to each passage. What is picked stays in the address, so a brief can be sent as a link."),
      some.length ? h("p", {}, go(address("brief", "", { ...filters, pick: some.join(",") }), { class: "button" }, `Start with ${plural(some.length, "claim")}: the most repeated and the conflicts`)) : null];
  }
  const text = markdown(L, claims);
  return [
    h("h1", {}, "Brief"),
    h("p", { class: "tools no-print" },
      h("button", { type: "button", class: "button", onclick: () => print() }, "Print"), " ",
      h("button", { type: "button", class: "button", onclick: () => save(text) }, "Save as Markdown"), " ",
      go(address("brief", "", { to: filters.to }), { class: "button" }, "Empty it")),
    h("ol", { class: "brief" }, ...claims.map((claim, n) => h("li", { id: `brief-${n + 1}` }, line(L, claim, filters, [FIRMNESS[firmness(claim)],
      h("span", { class: "no-print" }, " · ", go(address("brief", "", { ...filters, pick: picked(filters).filter((id) => id !== claim.id).join(",") }), {}, "take out"))])))),
    h("h2", {}, "Passages"),
    h("ol", { class: "notes" }, ...claims.map((claim) => h("li", {}, "“", said(visible(claim.words)), "” — ", said(clip(claim.doc.outlet || "no outlet named", 80)), ", “", said(clip(claim.doc.title || "without a title", 120)), "”, ", date(claim.doc.published) || "no date", ", characters ", where(claim), "."))),
    h("details", { class: "no-print" }, h("summary", {}, "As Markdown"), h("pre", { tabindex: "0" }, text)),
  ];
}

function start(L, filters) {
  const claims = chosen(L, filters);
  const out = new Set(repeated(L, claims, filters.to).slice(0, 4).map((row) => row.members[0].id));
  for (const link of clashes(L, claims).slice(0, 3)) { out.add(link.a); out.add(link.b); }
  return [...out];
}

const where = (claim) => claim.content.spans.map(([start, end]) => `${start}–${end}`).join(", ");

/** Claims as Markdown; what a report says cannot become markup in it. */
export function markdown(L, claims) {
  const plain = (words) => visible(words).replace(/\s+/g, " ").trim().replace(/[\\`*_{}[\]()#+!<>|~&-]/g, "\\$&");
  const rows = claims.map((claim, n) => {
    const prop = L.propOf.get(claim.id);
    const times = prop ? `; said ${prop.claims.length} times, on ${bounds(prop.origins, "origin")}` : "";
    return `- **${plain(onWord(claim))}** (${date(claim.edtf) || "undated"}; ${FIRMNESS[firmness(claim)]}; on ${IDENTIFIED[identified(claim)]}${times}): “${plain(claim.words)}”[^${n + 1}]`;
  });
  const notes = claims.map((claim, n) => `[^${n + 1}]: ${plain(claim.doc.outlet || "No outlet named")}, “${plain(clip(claim.doc.title || "without a title", 200))}”, ${date(claim.doc.published) || "no date"}, characters ${where(claim)}; claim ${claim.id}.`);
  return ["# Brief", "", ...rows, "", ...notes, ""].join("\n");
}

function save(text) {
  const link = h("a", { href: URL.createObjectURL(new Blob([text], { type: "text/markdown" })), download: "brief.md" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
