// Swim lanes: sources over time, the claims as marks, arcs where they repeat or conflict.
import { h, s } from "./dom.js";
import { shortDay, clip, isoDay, plural } from "./words.js";
import { firmness, identified, mark } from "./look.js";
import { colourOf, extent, onUnnamedOnly } from "./ledger.js";
import { claimAddress, spoken } from "./claims.js";
import { address, lasting } from "./route.js";

const HIGH = 3;     // marks of one source on one day, one above the other
const BROAD = 6;    // and beside one another, where the day is wide enough; the rest is one number
const COUNT = 24;   // pixels for the number of those that have no room
const ARCS = 160;   // more arcs than this are a thicket, not a picture

/** The picture of claims by source and day, `width` pixels wide. */
export function lanes(L, claims, links, repeats, filters, width, most) {
  const dated = extent(claims);
  if (!claims.length) return h("p", { class: "empty" }, "No claim is left by these filters.");
  const order = dated ? null : new Map(claims.map((claim, n) => [claim, n]));  // no date at all: the order of the texts
  const dayOf = (claim) => (order ? order.get(claim) : claim.dayNo);
  const span = dated || [0, claims.length - 1];
  const told = telling(links, repeats);
  const narrow = width < 620;
  const left = narrow ? 10 : Math.min(230, width * 0.24);
  const right = 48;
  const rows = laneRows(L, claims, most);
  const height = narrow ? 52 : 40;
  const top = 30;
  const total = top + rows.length * height + 8;
  const [low, high] = span;
  const gutter = dated && claims.some((claim) => claim.dayNo !== null && claim.dayNo < low) ? 68 : 0;
  const begin = left + 14 + gutter;
  const x = (day) => (day < low ? left + 34 : begin + ((day - low + 0.5) / (high - low + 1)) * (width - begin - right));
  const places = new Map();
  const drawn = [];
  rows.forEach((row, number) => {
    row.y = top + number * height + height / 2 + (narrow ? 8 : 0);
    drawn.push(...laneMarks(L, row, x, low, (width - begin - right) / (high - low + 1), places, filters, dayOf, told));
  });
  const arcs = [...repeatArcs(repeats, places), ...conflictArcs(links, places)];
  const picture = s("svg", { class: "lanes", width, height: total, viewBox: `0 0 ${width} ${total}`, role: "group",
    "aria-label": `${plural(claims.length, "claim")} by source and ${dated ? "day" : "place in the text"}; arrow keys go from mark to mark, Enter opens the passage` },
    gutter ? s("text", { x: left + 34, y: top - 14, "text-anchor": "middle", class: "river-head" }, "earlier") : null,
    dated ? axis(low, high, x, top, total, width) : s("text", { x: begin, y: top - 14, class: "river-head" }, "no date is known: in the order of the text →"),
    ...rows.map((row) => laneName(row, left, width, narrow, height, filters)),
    s("g", { class: "arcs" }, ...arcs), ...drawn);
  picture.addEventListener("keydown", (event) => step(event, picture));
  picture.querySelector("a.at")?.setAttribute("tabindex", "0");
  return picture;
}

function laneRows(L, claims, most) {
  const by = new Map();
  const open = [];
  for (const claim of claims) {
    if (!claim.who.resolved) { open.push(claim); continue; }
    if (!by.has(claim.who.id)) by.set(claim.who.id, []);
    by.get(claim.who.id).push(claim);
  }
  const ranked = [...L.sources.values()].filter((one) => by.has(one.id))
    .sort((a, b) => by.get(b.id).length - by.get(a.id).length);
  const rows = ranked.slice(0, most).map((source) => ({ source, claims: by.get(source.id) }));
  if (open.length) rows.push({ source: { id: open[0].who.id, name: "Speaker unresolved", colour: "c-rest", open: true }, claims: open });
  return rows;
}

function laneName(row, left, width, narrow, height, filters) {
  const { source } = row;
  const label = s("text", narrow ? { x: 10, y: row.y - 18, class: "lane-name" } : { x: left, y: row.y + 4, "text-anchor": "end", class: "lane-name" },
    clip(source.name, narrow ? 40 : Math.floor((left - 24) / 7.3)), s("tspan", { class: "lane-count", dx: 6 }, String(row.claims.length)));
  return s("g", { class: `lane ${source.colour}`, "data-source": source.open ? null : source.id },
    s("line", { x1: narrow ? 10 : left + 10, x2: width - 10, y1: row.y, y2: row.y, class: "lane-line" }),
    s("a", { href: source.open ? address("gaps", "", lasting(filters)) : address("source", source.id, lasting(filters)), "aria-label": `${clip(source.name, 80)}: ${plural(row.claims.length, "claim")}` }, label));
}

/** How much a claim tells of where the story turns: its conflicts, then its repeats. */
function telling(links, repeats) {
  const told = new Map();
  const add = (id, by) => told.set(id, (told.get(id) || 0) + by);
  for (const link of links) { add(link.a, 10); add(link.b, 10); }
  for (const { members } of repeats) for (const claim of members) add(claim.id, 1);
  return told;
}

function laneMarks(L, row, x, low, dayWidth, places, filters, dayOf, told) {
  const days = new Map();
  for (const claim of row.claims) {
    const at = dayOf(claim);
    if (at === null || at === undefined) continue;
    const day = Math.max(at, low - 1);
    if (!days.has(day)) days.set(day, []);
    days.get(day).push(claim);
  }
  const out = [], rest = [];
  for (const [day, group] of days) {
    const beside = day < low ? 34 : dayWidth * 0.85;
    const columns = (wide) => Math.max(1, Math.min(BROAD, Math.floor(wide / 11)));
    const full = group.length > columns(beside) * HIGH;
    const tight = full && beside - COUNT < 11;  // no room beside: the number takes the last place
    const most = columns(full && !tight ? beside - COUNT : beside);
    const room = tight ? HIGH - 1 : most * HIGH;
    const middle = x(day) - (full && !tight ? COUNT / 2 : 0);
    const first = group.length > room ? [...group].sort((a, b) => (told.get(b.id) || 0) - (told.get(a.id) || 0)).slice(0, room) : group;
    const shown = first === group ? group : group.filter((claim) => first.includes(claim));
    const fits = Math.min(most, Math.max(Math.min(3, most), Math.ceil(shown.length / HIGH)));
    shown.forEach((claim, n) => {
      const column = n % fits, line = Math.floor(n / fits), lines = tight ? HIGH : Math.ceil(shown.length / fits);
      const cx = middle + (column - (Math.min(fits, shown.length) - 1) / 2) * 11;
      const cy = row.y + (line - (lines - 1) / 2) * Math.min(10, 32 / lines);
      places.set(claim.id, [cx, cy]);
      out.push(s("a", { class: "at", href: claimAddress(claim, filters), tabindex: "-1", "data-claim": claim.id, "data-card": "", "aria-label": (claim.heard ??= spoken(claim)) },
        mark(firmness(claim), colourOf(L, claim), identified(claim), cx, cy)));
    });
    if (full) note(rest, tight ? { x: x(day), y: row.y + 14, "text-anchor": "middle" } : { x: middle + (fits * 11) / 2 + 2, y: row.y + 4 }, group.length - shown.length, day);
  }
  return [...out, ...rest.map(({ at, more, days }) => s("a", { class: "at more-marks", tabindex: "-1",
    href: address("search", "", { ...lasting(filters), source: row.source.open ? "" : row.source.id, at: days.length > 1 ? "" : isoDay(days[0]) }),
    "aria-label": `${plural(more, "further claim")} of ${clip(row.source.name, 60)} on ${days.length > 1 ? "these days" : "this day"}` }, s("text", at, `+${more}`)))];
}

/** A number of marks that had no room; one that would run into the number before it joins that. */
function note(rest, at, more, day) {
  const near = rest.find((one) => Math.abs(one.at.x - at.x) < COUNT + 4 && Math.abs(one.at.y - at.y) < 10);
  if (near) { near.more += more; near.days.push(day); } else rest.push({ at, more, days: [day] });
}

function repeatArcs(repeats, places) {
  const out = [];
  for (const { members } of repeats) {
    const known = members.filter((claim) => places.has(claim.id));
    for (let n = 1; n < known.length && out.length < ARCS; n += 1)
      out.push(arc(known[n - 1].id, known[n].id, places, onUnnamedOnly(known) ? "repeat faint" : "repeat"));
  }
  return out;
}

function conflictArcs(links, places) {
  return links.filter((link) => places.has(link.a) && places.has(link.b)).slice(0, ARCS)
    .map((link) => arc(link.a, link.b, places, "stitch"));
}

function arc(a, b, places, kind) {
  const [[x1, y1], [x2, y2]] = [places.get(a), places.get(b)];
  const lift = Math.min(60, 14 + Math.abs(x2 - x1) * 0.12);
  const bend = Math.abs(y1 - y2) < 14 ? -lift : 0;
  const [mx, my] = [(x1 + x2) / 2 + (bend ? 0 : Math.min(40, Math.abs(y2 - y1) * 0.2)), (y1 + y2) / 2 + bend];
  return s("path", { class: `arc ${kind}`, "data-claim": `${a} ${b}`, d: `M${x1} ${y1} Q${mx} ${my} ${x2} ${y2}` });
}

/** Ticks at days, months or years, whichever leaves room for the words. */
export function axis(low, high, x, top, bottom, width) {
  const room = Math.max(2, Math.floor((x(high) - x(low)) / 74));
  const step = Math.max(1, Math.ceil((high - low) / room));
  const ticks = [];
  for (let day = low; day <= high; day += step) {
    const long = high - low > 300;
    const words = long ? isoDay(day).slice(0, 7) : shortDay(isoDay(day));
    ticks.push(s("g", { class: "tick" }, s("line", { x1: x(day), x2: x(day), y1: top - 8, y2: bottom }),
      s("text", { x: Math.min(x(day), width - 22), y: top - 14, "text-anchor": "middle" }, words)));
  }
  return s("g", { class: "axis", "aria-hidden": "true" }, ...ticks);
}

function step(event, picture) {
  const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
  const here = event.target.closest?.("a.at");
  if (!way || !here) return;
  event.preventDefault();
  const middle = (element) => { const b = element.getBoundingClientRect(); return [b.left + b.width / 2, b.top + b.height / 2]; };
  const [hx, hy] = middle(here);
  let best = null, least = Infinity;
  for (const other of picture.querySelectorAll("a.at")) {
    if (other === here) continue;
    const [ox, oy] = middle(other);
    const along = way[0] ? (ox - hx) * way[0] : (oy - hy) * way[1];
    const across = way[0] ? Math.abs(oy - hy) : Math.abs(ox - hx);
    const cost = along + across * 3;
    if (along > 0.5 && cost < least) { best = other; least = cost; }
  }
  if (best) { here.setAttribute("tabindex", "-1"); best.setAttribute("tabindex", "0"); best.focus(); }
}
