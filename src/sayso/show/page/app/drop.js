// Screen 9, the drop zone (serve only): files or pasted text become reports; failures say why.
import { h, go, said } from "./dom.js";
import { clip, plural } from "./words.js";
import { address } from "./route.js";
import { LIVE, send } from "./remote.js";

/** The whole screen. */
export function drop(refresh) {
  if (!LIVE) return [h("h1", {}, "Add reports"), h("p", { class: "empty" }, "This file cannot reach its ledger. Open the ledger with sayso serve.")];
  const log = h("ol", { class: "drop-log", "aria-live": "polite" });
  const text = h("textarea", { rows: 8, class: "field", "aria-label": "The text of a report, or its URL" });
  const outlet = h("input", { class: "field", placeholder: "outlet, where the text does not say" , "aria-label": "Outlet" });
  const published = h("input", { class: "field", type: "date", "aria-label": "Published" });
  const choose = h("input", { type: "file", multiple: true, class: "hidden-file", id: "choose", onchange: () => take([...choose.files]) });
  const zone = h("label", { class: "zone", for: "choose" }, h("b", {}, "Drop files here"), h("span", {}, "or choose them: text, HTML, and whatever else sayso read takes"), choose);
  zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
  zone.addEventListener("dragleave", () => zone.classList.remove("over"));
  zone.addEventListener("drop", (event) => { event.preventDefault(); zone.classList.remove("over"); take([...event.dataTransfer.files]); });

  async function take(files) {
    for (const file of files) await read(file.name, await file.arrayBuffer());
    refresh(true);
  }

  async function read(name, bytes, url = "") {
    const item = h("li", {}, said(clip(name, 80)), h("span", { class: "state" }, " — reading…"));
    log.prepend(item);
    const state = item.querySelector(".state");
    try {
      const query = new URLSearchParams({ name, url, outlet: outlet.value, published: published.value });
      const done = await send(`read?${query}`, bytes, "application/octet-stream");
      state.replaceChildren(" — ", done.known ? "known already" : plural(done.claims, "claim"), " ");
      for (const [, reason] of done.failures) state.append("could not be read: ", clip(reason, 240));
      if (done.report) state.append(go(address("report", done.report), {}, "open"));
      item.className = done.failures.length ? "failed" : "done";
    } catch (error) {
      state.textContent = ` — ${error.message}`;
      item.className = "failed";
    }
  }

  return [
    h("h1", {}, "Add reports"),
    zone,
    h("p", { class: "filters" }, h("label", {}, "Outlet ", outlet), h("label", {}, "Published ", published)),
    h("details", { open: true }, h("summary", {}, "Or paste the text, or a URL to fetch"), text,
      h("p", {}, h("button", { type: "button", class: "button", onclick: async () => { const words = text.value.trim(); if (words) { const url = /^https?:\/\/\S{1,290}$/.test(words); await (url ? read(words, "", words) : read("pasted.txt", new TextEncoder().encode(text.value))); refresh(true); } } }, "Read it"))),
    log,
  ];
}
