// Screen 9, the drop zone (serve only): files, pasted text or a URL become reports; their claims
// appear as they are read; failures say why.
import { h, go, put, said } from "./dom.js";
import { clip, plural } from "./words.js";
import { indexed } from "./ledger.js";
import { line } from "./claims.js";
import { address } from "./route.js";
import { ask, LIVE, send, stop } from "./remote.js";

const BESIDE = 5;       // claims of a report that are shown at once
const LOOK_MS = 700;   // how often a reading beside is looked at

/** The whole screen. */
export function drop(refresh) {
  if (!LIVE) return [h("h1", {}, "Add reports"), h("p", { class: "empty" }, "This file cannot reach its ledger. Open the ledger with sayso serve.")];
  const log = h("ol", { class: "drop-log", "aria-live": "polite", "aria-label": "What was read" });
  const text = h("textarea", { rows: 8, class: "field", "aria-label": "The text of a report, or its URL" });
  const outlet = h("input", { class: "field", placeholder: "if the text does not say", "aria-label": "Outlet" });
  const published = h("input", { class: "field", type: "date", "aria-label": "Published" });
  const choose = h("input", { type: "file", multiple: true, class: "hidden-file", id: "choose", onchange: () => take([...choose.files]) });
  const zone = h("label", { class: "zone", for: "choose" }, h("b", {}, "Drop files or folders here"), h("span", {}, "or choose files: text, HTML, PDF, DOCX, mail, feeds, archives, tables, subtitles"), choose);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", async (event) => {
    event.preventDefault();
    zone.classList.remove("over");
    const words = event.dataTransfer.getData("text/uri-list") || event.dataTransfer.getData("text/plain");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = entries.length ? (await Promise.all(entries.map(filesOf))).flat() : [...event.dataTransfer.files];
    if (files.length) await take(files); else if (words.trim()) await paste(words);
  });

  async function take(files) {
    for (const file of files) await read(file.name, () => file.arrayBuffer());
    refresh(true);
  }

  async function paste(words) {
    const url = /^https?:\/\/\S{1,290}$/.test(words.trim()) ? words.trim() : "";
    await (url ? read(url, () => "", url) : read("pasted.txt", () => new TextEncoder().encode(words)));
    refresh(true);
  }

  async function read(name, bytes, url = "") {
    const state = h("span", { class: "state" }, " — reading…");
    const item = h("li", {}, h("b", {}, said(clip(name, 80))), state);
    log.prepend(item);
    try {
      const query = new URLSearchParams({ name, url, outlet: outlet.value, published: published.value });
      let done = await send(`read?${query}`, await bytes(), "application/octet-stream");
      if (done.job) done = await followed(done.job, state);
      const told = done.known && !done.new ? "known already" : plural(done.claims, "claim");
      put(state, ` — ${done.new > 1 ? `${plural(done.new, "report")}, ` : ""}${done.report ? told : "nothing was read"} `,
        ...done.failures.map(([where, why]) => h("p", { class: "why-not" }, where === name ? "" : [said(clip(where, 80)), ": "], "could not be read: ", said(clip(why, 300)))));
      if (done.report) item.append(...await claimsOf(done.report));
      item.className = done.failures.length ? "failed" : "done";
    } catch (error) {
      put(state, ` — ${error.message || "could not be read by this browser"}`);
      item.className = "failed";
    }
  }

  return [
    h("h1", {}, "Add reports"),
    zone,
    h("p", { class: "filters" }, h("label", {}, "Outlet ", outlet), h("label", {}, "Published ", published)),
    h("p", {}, h("label", {}, "Or paste the text, or the URL of a page to fetch", text)),
    h("p", {}, h("button", { type: "button", class: "button", onclick: () => { if (text.value.trim()) paste(text.value); } }, "Read it")),
    log,
  ];
}

/** A reading that goes on beside: how far it is, and the button that stops it, until it has ended. */
async function followed(job, state) {
  const words = h("span", {});
  put(state, words, " ", h("button", { type: "button", class: "undo", onclick: () => stop(`jobs/${job}`).catch(() => {}) }, "Stop"));
  for (;;) {
    const told = await ask(`jobs/${job}`);
    if (told.state !== "reading") return told;
    put(words, ` — reading for ${plural(Math.round(told.seconds), "second")}${told.progress ? ` · ${clip(told.progress, 90)}` : ""}`);
    await new Promise((done) => setTimeout(done, LOOK_MS));
  }
}

/** The first claims of a report that was just read, and the way to all of them. */
async function claimsOf(report) {
  const L = indexed(await ask("slice", { near: report, limit: 500 }));
  const claims = L.claims.filter((claim) => claim.report === report);
  return [h("ol", { class: "lines" }, ...claims.slice(0, BESIDE).map((claim) => line(L, claim, {}))),
    h("p", { class: "small" }, go(address("report", report), {}, "Open the report"), claims.length > BESIDE ? ` with all ${claims.length} claims` : null)];
}

/** The files of what was dropped, folders walked. */
async function filesOf(entry) {
  if (entry.isFile) return [await new Promise((done, not) => entry.file(done, not))];
  const reader = entry.createReader(), out = [];
  for (;;) {
    const some = await new Promise((done, not) => reader.readEntries(done, not));
    if (!some.length) return out;
    for (const one of some) out.push(...await filesOf(one));
  }
}
