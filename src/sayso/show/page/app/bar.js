// The bar on every screen: where one is, the time slider, the filters, search, and the theme.
import { h, go, put, said } from "./dom.js";
import { clip, date, dayNumber, isoDay, shortDay } from "./words.js";
import { address, lasting } from "./route.js";
import { picked } from "./claims.js";
import { LIVE } from "./remote.js";

const PLACES = [["story", "Story"], ["conflicts", "Conflicts"], ["figures", "Figures"], ["sources", "Sources"],
  ["map", "Map"], ["reports", "Reports"], ["search", "Claims"], ["brief", "Brief"]];

// Where in the bar one is on a screen that has no place of its own there.
const PARENT = { claim: "reports", report: "reports", said: "search", source: "sources", gaps: "story" };

/** Make the bar once; the answer brings it up to date with an address. */
export function bar(root, change) {
  const nav = h("nav", { "aria-label": "Screens" });
  const field = h("input", { type: "search", id: "find", class: "field", placeholder: "Search  /", "aria-label": "Search claims, sources and reports" });
  let wait;
  field.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(() => change({ text: field.value || undefined }, "search"), 90); });
  const slider = h("input", { type: "range", id: "when", min: 0, step: 1, "aria-label": "As known on" });
  const words = h("output", { for: "when" });
  const play = h("button", { type: "button", class: "play", "aria-label": "Replay day by day" }, "▶");
  const chips = h("span", { class: "chips" });
  const theme = h("button", { type: "button", class: "theme", "aria-label": "Light or dark", onclick: turn }, "◐");
  const time = h("div", { class: "time" }, h("label", { for: "when" }, "As known on"), play, slider, words, chips);
  put(root, h("header", { class: "bar" }, h("div", { class: "top" }, go("#/story", { class: "brand" }, "Sayso"), nav, field, theme), time));

  let days = [];
  let timer = null;
  const day = () => (Number(slider.value) >= days.length - 1 ? undefined : days[Number(slider.value)]);
  slider.addEventListener("input", () => { stop(); change({ to: day() }); });
  play.addEventListener("click", () => {
    if (timer) return stop();
    if (Number(slider.value) >= days.length - 1) slider.value = 0; else slider.value = Number(slider.value) + 1;
    change({ to: day() });
    play.textContent = "❚❚";
    timer = setInterval(() => {
      slider.value = Number(slider.value) + 1;
      change({ to: day() });
      if (Number(slider.value) >= days.length - 1) stop();
    }, 900);
  });
  function stop() { clearInterval(timer); timer = null; play.textContent = "▶"; }

  return (L, { screen, filters }) => {
    const keep = lasting(filters);
    const count = picked(filters).length;
    const live = LIVE ? [["fix", "Fix"], ["add", "Add"]] : [];
    put(nav, ...[...PLACES, ...live].map(([name, title]) => go(address(name, "", keep), { "aria-current": name === screen ? "page" : name === PARENT[screen] ? "true" : null }, title, name === "brief" && count ? h("sup", {}, String(count)) : null)));
    const here = nav.querySelector("[aria-current]");
    nav.scrollLeft = here ? here.offsetLeft - nav.offsetLeft - (nav.clientWidth - here.offsetWidth) / 2 : 0;
    days = L.days;
    time.hidden = days.length < 2;
    slider.max = Math.max(0, days.length - 1);
    const at = filters.to ? days.findLastIndex((one) => one <= filters.to) : days.length - 1;
    slider.value = Math.max(0, at);
    const last = days[days.length - 1];
    put(words, filters.to ? [date(filters.to), h("small", {}, holds(filters.to, days[at + 1]))] : last ? [date(last), h("small", {}, " (all)")].flat() : "");
    slider.setAttribute("aria-valuetext", filters.to ? date(filters.to) : "everything");
    if (document.activeElement !== field) field.value = filters.text || "";
    const drop = (name) => address(screen, "", { ...filters, [name]: undefined });
    put(chips,
      filters.source ? go(drop("source"), { class: "chip on" }, "only ", said(clip(L.sources.get(filters.source)?.name || "one source", 30)), " ✕") : null,
      filters.outlet ? go(drop("outlet"), { class: "chip on" }, "in ", said(clip(filters.outlet, 30)), " ✕") : null,
      filters.act ? go(drop("act"), { class: "chip on" }, clip(filters.act, 20), " ✕") : null,
      filters.text && screen !== "search" ? go(drop("text"), { class: "chip on" }, "with “", said(clip(filters.text, 30)), "” ✕") : null);
  };
}

/** What was known on a day was known until the day before the next report. */
function holds(day, next) {
  if (!next || dayNumber(next) - dayNumber(day) < 2) return "";
  return ` (the same until ${shortDay(isoDay(dayNumber(next) - 1))})`;
}

function turn() {
  const dark = document.documentElement.dataset.theme === "dark" || (!document.documentElement.dataset.theme && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.dataset.theme = dark ? "light" : "dark";
}
