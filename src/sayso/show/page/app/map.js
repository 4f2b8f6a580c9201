// Screen 7, map and time: places as areas of their precision, on an outline drawn without a network.
import { h, s, go, put, said } from "./dom.js";
import { clip, fold, plural } from "./words.js";
import { chosen } from "./ledger.js";
import { lines } from "./claims.js";
import { address, lasting } from "./route.js";

const CLOSEST = 5;  // times that the window was halved
const REACH = { country: 5, region: 1.6, area: 1.2, city: 0.5, site: 0.3 };  // degrees

/** The whole screen; the subject is a place that is looked at. */
export function map(L, outline, subject, filters) {
  const claims = chosen(L, filters);
  const places = placesOf(claims);
  const keep = lasting(filters);
  const on = places.filter((place) => place.lat !== null);
  const off = places.filter((place) => place.lat === null);
  const wanted = places.find((place) => place.name === subject);
  const list = (rows, title, why) => rows.length ? h("section", {}, h("h2", {}, title), why ? h("p", { class: "small" }, why) : null,
    h("ol", { class: "places" }, ...rows.slice(0, 60).map((place) => h("li", { "data-claim": place.claims.map((c) => c.id).join(" ") },
      go(address("map", place.name, keep), { "aria-current": place === wanted ? "true" : null }, said(clip(place.name, 60))), h("small", {}, ` ${place.precision || "place"}, ${plural(place.claims.length, "claim")}`))))) : null;
  return [
    h("h1", {}, plural(places.length, "place")),
    h("p", { class: "lead" }, "Where the claims are about. Each place is drawn as wide as it is known: a country is a country, not a point in it."),
    on.length ? drawing(outline, on, wanted, keep) : h("p", { class: "empty" }, places.length ? "None of these places stands in the gazetteer with a position, so nothing can be drawn; they are listed below." : "In what is shown, no place is named."),
    h("div", { class: on.length || wanted ? "two-thirds" : "" },
      h("div", {}, wanted ? h("section", {}, h("h2", {}, said(clip(wanted.name, 80))), lines(L, wanted.claims, filters)) : null, list(on, "On the map")),
      h(on.length || wanted ? "aside" : "div", {}, list(off, "Not on the map", "Named in the reports, but the gazetteer has no position for them."))),
  ];
}

function placesOf(claims) {
  const all = new Map();
  for (const claim of claims) for (const place of claim.places) {
    const key = fold(`${place.name}|${place.country}|${place.lat}`);
    if (!all.has(key)) all.set(key, { ...place, claims: [] });
    const { claims: known } = all.get(key);
    if (known[known.length - 1] !== claim) known.push(claim);
  }
  return [...all.values()].sort((a, b) => b.claims.length - a.claims.length || (a.name < b.name ? -1 : 1));
}

/** The outline's arcs as points in degrees (tenths, each from the one before). */
function points(arc) {
  const out = [];
  let x = 0, y = 0;
  for (let n = 0; n < arc.length; n += 2) { x += arc[n]; y += arc[n + 1]; out.push([x / 10, -y / 10]); }
  return out;
}

function rings(outline, country) {
  return outline.countries[country].map((ring) => ring.flatMap((number) => {
    const arc = points(outline.arcs[number < 0 ? -1 - number : number]);
    return number < 0 ? arc.reverse() : arc;
  }));
}

function path(outline, country) {
  return rings(outline, country).map((ring) => ring.map(([x, y], n) => {
    const jump = n && Math.abs(x - ring[n - 1][0]) > 180;
    return `${n && !jump ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`;
  }).join("")).join("");
}

function drawing(outline, places, wanted, keep) {
  let zoom = wanted ? 2 : 0;
  const box = h("div", { class: "map-box" });
  const to = (level) => () => { zoom = Math.max(-1, Math.min(CLOSEST, level())); draw(); };
  const button = (words, level) => h("button", { type: "button", class: "more", onclick: to(level) }, words);
  const [closer, wider, all] = [button("Closer", () => zoom + 1), button("Wider", () => zoom - 1), button("All places", () => 0)];
  const countries = Object.keys(outline.countries).map((code) => [code, path(outline, code)]);
  const named = new Map(places.filter((place) => place.precision === "country").map((place) => [place.country, place]));
  const parts = new Map(places.filter((place) => place.wide && place.country in outline.countries).map((place) => [place.country, place]));
  const draw = (room = box.clientWidth) => {
    const view = windowOn(places, wanted || places[0], zoom, room && room < 620 ? 1.25 : 2.2);
    const unit = view[2] / Math.max(320, room || 900);
    put(box, s("svg", { class: "map", viewBox: view.join(" "), role: "group", "aria-label": `Map with ${plural(places.length, "place")}` },
      ...countries.map(([code, d]) => {
        const place = named.get(code) || parts.get(code);
        return s("path", { d, class: named.has(code) ? "land named" : place ? "land within" : "land", "stroke-width": unit * 0.7, "data-claim": place ? place.claims.map((c) => c.id).join(" ") : null });
      }),
      ...[...places].sort((a, b) => reachOf(b) - reachOf(a)).map((place) => area(place, unit, place === wanted, keep, parts.get(place.country) === place)),
      ...names(places, unit, view)));
    [closer.disabled, wider.disabled, all.disabled] = [zoom === CLOSEST, zoom === -1, zoom === 0];
  };
  box.redraw = draw;
  box.classList.add("chart");
  return h("div", { class: "wide" }, box,
    h("p", { class: "small" }, "A square stands for a country, which is shaded whole (lightly, where only a part of it is meant); a ring is as wide as a region or area; a dot is a city or a site. The larger a mark, the more claims."),
    h("p", { class: "tools" }, closer, " ", wider, " ", all));
}

/** The window of the world that is shown: all places, or closer around one, or (-1) the whole world. */
function windowOn(places, around, zoom, ratio) {
  if (zoom < 0) return [-180, -84, 360, 145];
  const [left, top, width, height] = frame(places, ratio);
  if (!zoom) return [left, top, width, height];
  const [w, h2] = [width / 2 ** zoom, height / 2 ** zoom];
  return [Math.max(-180, Math.min(180 - w, around.lon - w / 2)), Math.max(-84, Math.min(62 - h2, -around.lat - h2 / 2)), w, h2];
}

/** A window around the places, a third of it air. */
function frame(places, ratio) {
  const xs = places.map((p) => p.lon), ys = places.map((p) => -p.lat);
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const width = Math.max(34, (right - left) * 1.35), height = Math.max(15, (bottom - top) * 1.35);
  const w = Math.min(360, Math.max(width, height * ratio)), h2 = Math.min(146, w / ratio);
  const cx = (left + right) / 2, cy = (top + bottom) / 2;
  return [Math.max(-180, Math.min(180 - w, cx - w / 2)), Math.max(-84, Math.min(62 - h2, cy - h2 / 2)), w, h2];
}

/** How wide a place is known, in degrees; the widest are drawn first, so that none hides a town. */
const reachOf = (place) => (place.wide ? REACH.country : REACH[place.precision] || 0.6);

function area(place, unit, wanted, keep, outlined) {
  const dot = unit * (3 + Math.min(7, Math.sqrt(place.claims.length)));
  const reach = reachOf(place);
  const mine = wanted ? "wanted" : "";
  const link = { href: address("map", place.name, keep), "data-claim": place.claims.map((c) => c.id).join(" "), "aria-label": `${clip(place.name, 60)}: ${place.precision}, ${plural(place.claims.length, "claim")}` };
  const wide = place.precision !== "country" && !outlined && reach > dot
    ? s("circle", { cx: place.lon, cy: -place.lat, r: reach, class: `place-area ${mine}`, "stroke-width": unit, "stroke-dasharray": `${unit * 3} ${unit * 3}` }) : null;
  const shape = place.precision === "country"
    ? s("rect", { x: place.lon - dot, y: -place.lat - dot, width: dot * 2, height: dot * 2, rx: unit * 2, class: `place ${mine}`, "stroke-width": unit })
    : s("circle", { cx: place.lon, cy: -place.lat, r: dot, class: `place ${mine}`, "stroke-width": unit });
  return s("a", link, wide, shape, s("title", {}, `${clip(place.name, 60)} (${place.precision}), ${plural(place.claims.length, "claim")}`));
}

/** The names of the most mentioned places, where there is room for them. */
function names(places, unit, [left, top, width, height]) {
  const taken = [];
  const out = [];
  const size = unit * 13;
  for (const place of places) {
    const words = clip(place.name, 24), w = words.length * size * 0.55;
    const box = [place.lon + unit * 9, -place.lat - size * 0.5, w, size];
    if (box[0] + w > left + width || box[1] < top || box[1] + size > top + height) continue;
    if (taken.some(([x, y, tw, th]) => box[0] < x + tw && x < box[0] + box[2] && box[1] < y + th && y < box[1] + box[3])) continue;
    taken.push(box);
    out.push(s("text", { x: box[0], y: -place.lat + size * 0.33, "font-size": size, class: "place-name" }, words));
    if (out.length > 40) break;
  }
  return out;
}
