// The page: an address becomes a screen over a slice of the ledger.
import { go, h, put, redraw } from "./dom.js";
import { indexed } from "./ledger.js";
import { address, lasting, parsed } from "./route.js";
import { ask, LIVE } from "./remote.js";
import { watch } from "./marks.js";
import { story } from "./story.js";
import { reader } from "./reader.js";
import { proposition } from "./proposition.js";
import { conflicts } from "./conflicts.js";
import { figures } from "./figures.js";
import { source, sources } from "./sources.js";
import { map } from "./map.js";
import { gaps, reports, search } from "./search.js";
import { brief } from "./brief.js";
import { fix } from "./fix.js";
import { drop } from "./drop.js";
import { bar } from "./bar.js";
import { clip, plural } from "./words.js";

const main = document.getElementById("main");
const held = (id) => JSON.parse(document.getElementById(id).textContent);
let L = null;
let world = null;
let asked = "";
let large = false;
let asking = 0;
const look = watch(main, () => L);
const update = bar(document.getElementById("bar"), (filters, screen) => {
  const now = parsed(location.hash);
  delete now.filters.after;
  const to = screen && now.screen !== screen && filters.text ? address(screen, "", { ...lasting(now.filters), ...filters }) : address(now.screen, now.subject, { ...now.filters, ...filters });
  history.replaceState(null, "", to);
  render(false);
});

function screenOf({ screen, subject, filters }) {
  const report = L.report.get(subject);
  const claim = L.claim.get(subject);
  const prop = L.prop.get(subject) || L.propOf.get(subject);
  if (screen === "claim") return claim ? reader(L, claim.doc, claim, filters) : missing("claim");
  if (screen === "report") return report ? reader(L, report, null, filters) : missing("report");
  if (screen === "said") return prop ? proposition(L, prop, filters) : missing("proposition");
  if (screen === "conflicts") return conflicts(L, subject, filters);
  if (screen === "figures") return figures(L, filters);
  if (screen === "sources") return sources(L, filters);
  if (screen === "source") return source(L, subject, filters);
  if (screen === "map") return map(L, world, subject, filters);
  if (screen === "search") return search(L, filters);
  if (screen === "reports") return reports(L, filters);
  if (screen === "gaps") return gaps(L, filters);
  if (screen === "brief") return brief(L, filters);
  if (screen === "fix") return fix(L, filters);
  if (screen === "add") return drop(refresh);
  return story(L, filters);
}

const missing = (noun) => [h("h1", {}, "Not here"), h("p", { class: "empty" }, `There is no such ${noun} in what this page holds.`)];

/** Show what the address says; `fresh` goes to the top and moves the focus. */
async function render(fresh = true) {
  const route = parsed(location.hash);
  asking += 1;
  const mine = asking;
  if (LIVE) await fetched(route, () => mine === asking);
  if (!L || mine !== asking) return;  // something newer was asked for meanwhile
  const began = performance.now();
  update(L, route);
  const parts = L.claims.length || L.partial || route.screen === "add" ? screenOf(route) : [h("h1", {}, "An empty ledger"), h("p", { class: "empty" }, "There are no claims yet. Read some reports: sayso read FOLDER, or Add.")];
  put(main, left(route), h("div", { class: `screen ${route.screen}` }, parts));
  redraw(main);
  look.hide();
  look.gather();
  document.title = `${clip(main.querySelector("h1")?.textContent || "The story", 80)} — Sayso`;
  if (fresh) {
    scrollTo(0, 0);
    const here = main.querySelector(".door.here, .asked");
    if (here) here.scrollIntoView({ block: "center" });
  }
  document.documentElement.dataset.ms = Math.round(performance.now() - began);
  document.documentElement.dataset.ready = location.hash || "#";
}

/** A large ledger comes in parts; say which part this is, and lead to the next. */
function left({ screen, subject, filters }) {
  const { claims, of, more, last } = L.totals;
  if (!L.partial || of <= claims || ["claim", "report", "said", "brief", "fix", "add", "sources"].includes(screen)) return null;
  const asked = of === L.ledger.claims ? `The ledger holds ${plural(of, "claim")}` : `The filters leave ${more ? "more than " : ""}${plural(of, "claim")}`;
  return h("p", { class: "note" }, `${asked}; this is drawn from ${claims.toLocaleString("en")} of them, ${filters.after ? "earlier ones" : "the latest"}. `,
    filters.after ? [go(address(screen, subject, { ...filters, after: undefined }), {}, "Back to the latest"), " · "] : null,
    last ? go(address(screen, subject, { ...filters, after: last }), { id: "earlier" }, "Go on to earlier ones") : null);
}

/** From `serve`: the slice that the address asks for, and the text of the report that is read. */
async function fetched(route, current = () => true) {
  const { to, source: by, outlet, act, text, view, after } = route.filters;
  try {
    if (!L) {
      asked = "{}";
      L = indexed(await ask("slice"));
      large = L.partial;
    }
    const ids = route.screen === "brief" ? route.filters.pick : "";
    const near = ["claim", "report", "said", "source"].includes(route.screen) ? route.subject : route.screen === "conflicts" ? route.subject.split("-")[0] : "";
    const only = near ? "" : route.screen === "conflicts" ? "conflict" : route.screen === "search" && view === "said" ? "repeated" : "";
    const wanted = large ? JSON.stringify({ by, outlet, act, text: route.screen === "sources" ? "" : text, as_of: to, near, ids, only, after, figures: route.screen === "figures" ? "1" : "" }) : asked;
    if (large && wanted !== asked) {
      const slice = await ask("slice", JSON.parse(wanted));
      if (!current()) return;
      asked = wanted;
      L = indexed(slice);
    }
    if (large && route.screen === "sources") L.speakers = (await ask("sources", { text })).sources;
    world ??= route.screen === "map" ? await ask("outline") : null;
    if (to && !large && !L.replay[to] && to < (L.days[L.days.length - 1] || "")) recount(to);
    const report = L.report.get(route.subject) || L.claim.get(route.subject)?.doc;
    if (report && report.text === undefined && (route.screen === "report" || route.screen === "claim")) report.text = (await ask(`reports/${report.id}`)).text;
  } catch (error) {
    put(main, h("p", { class: "note", role: "alert" }, error.message));
    L = null;
  }
}

/** The counts of origins as of a day come a moment after the day's claims. */
function recount(day) {
  const now = L;
  ask("replay", { as_of: day }).then(({ rows }) => {
    now.replay[day] = rows;
    if (L === now && parsed(location.hash).filters.to === day) render(false);
  }).catch(() => {});
}

/** After a change of the ledger: ask again; stay where one is. */
function refresh(quiet) {
  L = null;
  if (quiet === true) return fetched(parsed(location.hash)).then(() => L && update(L, parsed(location.hash)));
  return render(false);
}

main.addEventListener("click", (event) => {
  const stretch = event.target.closest("[data-open]");
  if (stretch && !getSelection().toString() && !event.target.closest("a")) location.hash = address("claim", stretch.dataset.open, lasting(parsed(location.hash).filters));
});
document.addEventListener("changed", () => refresh());
main.addEventListener("drawn", () => look.gather());
addEventListener("hashchange", () => render(true));
let resizing;
let width = innerWidth;
addEventListener("resize", () => { clearTimeout(resizing); resizing = setTimeout(() => { if (innerWidth !== width) { width = innerWidth; redraw(main); look.gather(); } }, 120); });
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input,textarea,select")) return;
  if (event.key === "/") { event.preventDefault(); document.getElementById("find").focus(); return; }
  if (document.getElementById("fix-room")?.onkey?.(event.key)) return;
  const doors = [...main.querySelectorAll(".door")];
  if ((event.key === "j" || event.key === "k") && doors.length) {
    const at = doors.findIndex((door) => door.classList.contains("here"));
    const next = doors[Math.max(0, Math.min(doors.length - 1, at + (event.key === "j" ? 1 : -1)))];
    location.hash = next.getAttribute("href");
  }
});

if (!LIVE) { L = indexed(held("ledger")); world = held("outline"); }
render(true);
