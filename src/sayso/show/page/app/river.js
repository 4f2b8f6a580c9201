// The origin river: from the springs (on whose word it rests) through what is cited to the reports
// and their reprints.
import { s } from "./dom.js";
import { shortDay, clip, plural } from "./words.js";
import { colourOf } from "./ledger.js";
import { claimAddress, spoken } from "./claims.js";

const ROW = 44;
const HEADS = ["on whose word", "cited through", "reported by", "reprinted by"];

/** Springs, tributaries, reports and reprints of one proposition's claims, joined by streams. */
export function courses(L, members) {
  const reports = new Map();
  for (const claim of members) {
    if (!reports.has(claim.report)) reports.set(claim.report, []);
    reports.get(claim.report).push(claim);
  }
  const copyOf = reprints(L, [...reports.keys()]);
  const nodes = new Map(), streams = new Map();
  const node = (key, column, name, claim, extra) => {
    if (!nodes.has(key)) nodes.set(key, { key, column, name, claims: [], ...extra });
    if (claim) nodes.get(key).claims.push(claim);
    return key;
  };
  const flow = (from, to, claim, why) => {
    const key = `${from} > ${to}`;
    if (!streams.has(key)) streams.set(key, { from, to, claims: [], why });
    if (claim) streams.get(key).claims.push(claim);
  };
  for (const [id, claims] of reports) {
    const doc = L.report.get(id) || {};
    const copied = copyOf.get(id);
    const here = node(`r:${id}`, copied ? 3 : 2, doc.outlet || "No outlet named", null, { day: doc.published, report: id });
    nodes.get(here).claims.push(...claims);
    if (copied) { flow(`r:${copied.from}`, here, claims[0], copied.why); continue; }
    for (const claim of claims) {
      const chain = claim.chain.length ? claim.chain : claim.speaker ? [{ ...claim.speaker, identified: "named" }] : [];
      const origin = chain[chain.length - 1];
      const faint = origin && origin.identified !== "named";
      const key = origin ? (faint ? `s:${origin.name}:${chain.length > 1 ? chain[chain.length - 2].id : id}` : `s:${origin.id}`) : `s:none:${id}`;
      const name = origin ? origin.name : claim.source.text || "nobody named";
      const self = origin && origin.kind === "outlet" && origin.name === doc.outlet;
      node(key, 0, self ? `${name}, in its own voice` : name, claim, { identified: origin?.identified || "unattributed" });
      const via = chain.slice(0, -1).reverse().filter((link) => link.id !== origin.id);
      let from = key;
      for (const link of via.slice(-1)) { const next = node(`v:${link.id}`, 1, link.name, claim, {}); flow(from, next, claim); from = next; }
      flow(from, here, claim);
    }
  }
  return { nodes: [...nodes.values()], streams: [...streams.values()].filter((one) => nodes.has(one.from) && nodes.has(one.to)) };
}

/** Report -> the earlier report of these that it reprints, and why that is said. */
function reprints(L, ids) {
  const inside = new Set(ids);
  const day = (id) => L.report.get(id)?.published || "9999";
  const firstCredit = (link) => link.reasons.find((reason) => reason.includes("credits")) || "";
  const out = new Map();
  for (const link of L.copies) {
    if (!inside.has(link.a) || !inside.has(link.b) || link.score < 0.5) continue;
    let [from, to] = day(link.a) <= day(link.b) ? [link.a, link.b] : [link.b, link.a];
    const credited = firstCredit(link).split(" credits ")[0];
    if (day(link.a) === day(link.b) && credited && credited === L.report.get(from)?.outlet) [from, to] = [to, from];
    const best = out.get(to);
    if (!best || link.score > best.score) out.set(to, { from, score: link.score, why: link.reasons.join("; ") });
  }
  // A reprint of a reprint flows from the first text.
  for (const [to, one] of out) {
    let from = one.from, guard = 0;
    while (out.has(from) && guard < 50) { from = out.get(from).from; guard += 1; if (from === to) break; }
    if (from !== to) one.from = from; else out.delete(to);
  }
  return out;
}

/** The river as a picture. */
export function river(L, members, filters, width) {
  const { nodes, streams } = courses(L, members);
  const columns = [...new Set(nodes.map((node) => node.column))].sort();
  if (width < 620) return downwards(L, nodes, streams, columns, filters, width);
    const w = Math.min(250, (width - (columns.length - 1) * 40) / columns.length);
  const x = (column) => 1 + columns.indexOf(column) * ((width - w - 2) / Math.max(1, columns.length - 1));
  const filled = columns.map((column) => nodes.filter((node) => node.column === column));
  const tall = Math.max(...filled.map((column) => column.length)) * ROW;
  const at = new Map(nodes.map((node) => [node.key, node]));
  const place = (column) => column.forEach((node, n) => { node.y = 34 + (tall - column.length * ROW) / 2 + n * ROW + ROW / 2; });
  filled.forEach((column) => {
    column.sort((a, b) => ((a.day || a.claims[0]?.day || "9") < (b.day || b.claims[0]?.day || "9") ? -1 : 1));
    place(column);
  });
  untangle(filled, streams, at, place);
  for (const one of streams) if (one.why) at.get(one.to).merge = briefly(one.why);
  const size = Math.max(8, Math.floor(w / 7.6));
  return s("svg", { class: "river", width, height: tall + 46, viewBox: `0 0 ${width} ${tall + 46}`, ...springsToReports(nodes) },
    ...columns.map((column) => s("text", { x: x(column), y: 14, class: "river-head" }, HEADS[column])),
    ...streams.map((one) => stream(L, at.get(one.from), at.get(one.to), one, x, w)),
    ...nodes.map((node) => spring(L, node, x(node.column), w, size, filters)));
}

/** The river on a narrow page: from above to below, its streams at the left. */
function downwards(L, nodes, streams, columns, filters, width) {
  const left = 46;
  let y = 0;
  const heads = columns.map((column) => {
    const head = s("text", { x: left, y: (y += 18), class: "river-head" }, HEADS[column]);
    y += 8;
    for (const node of nodes.filter((one) => one.column === column)) { node.y = y + 16; y += 40; }
    return head;
  });
  const at = new Map(nodes.map((node) => [node.key, node]));
  for (const one of streams) if (one.why) at.get(one.to).merge = briefly(one.why);
  const w = width - left - 2, size = Math.floor(w / 7.6);
  const flow = (one, n) => {
    const [from, to] = [at.get(one.from), at.get(one.to)];
    const out = left - 14 - (n % 4) * 9;
    return streamPath(L, from, to, one, `M${left} ${from.y} C${out} ${from.y} ${out} ${to.y} ${left} ${to.y}`);
  };
  return s("svg", { class: "river", width, height: y + 4, viewBox: `0 0 ${width} ${y + 4}`, ...springsToReports(nodes) },
    ...heads, ...streams.map(flow), ...nodes.map((node) => spring(L, node, left, w, size, filters)));
}

const springsToReports = (nodes) => ({ role: "group", "aria-label": `${plural(nodes.filter((n) => n.column === 0).length, "source")} to ${plural(nodes.filter((n) => n.column > 1).length, "report")}` });

/** Fewer crossings: each column in the order of what it flows from, or to; days decide between equals. */
function untangle(filled, streams, at, place) {
  const mean = (node, mine, other) => {
    const ys = streams.filter((one) => one[mine] === node.key).map((one) => at.get(one[other]).y);
    return ys.length ? ys.reduce((a, b) => a + b, 0) / ys.length : node.y;
  };
  const sweep = (columns, mine, other) => {
    for (const column of columns) {
      const wish = new Map(column.map((node, n) => [node, mean(node, mine, other) + n / 1000]));
      column.sort((a, b) => wish.get(a) - wish.get(b));
      place(column);
    }
  };
  for (let round_no = 0; round_no < 3; round_no += 1) {
    sweep(filled.slice(1), "to", "from");
    sweep(filled.slice(0, -1).reverse(), "from", "to");
  }
}

/** Why a text counts as a reprint, in the room of a node: "90% the same words". */
function briefly(why) {
  const share = /(\d+)% of the shorter/.exec(why), credit = /credits? ([^;]+)/.exec(why);
  return [share && `${share[1]}% the same words`, !share && credit && `credits ${credit[1]}`].filter(Boolean).join(", ");
}

function stream(L, from, to, one, x, w) {
  const x1 = x(from.column) + w, x2 = x(to.column), bend = (x2 - x1) / 2;
  return streamPath(L, from, to, one, `M${x1} ${from.y} C${x1 + bend} ${from.y} ${x2 - bend} ${to.y} ${x2} ${to.y}`);
}

function streamPath(L, from, to, one, d) {
  const claim = one.claims[0];
  return s("path", { class: `stream ${claim ? colourOf(L, claim) : "c-rest"} ${one.why ? "reprint" : ""} is-${from.identified || "named"}`,
    "data-claim": one.claims.map((c) => c.id).join(" "), d },
    s("title", {}, one.why || `${clip(from.name, 60)} → ${clip(to.name, 60)}`));
}

function spring(L, node, x, w, size, filters) {
  const claim = node.claims[0];
  const body = [
    s("rect", { x, y: node.y - 16, width: w, height: 32, rx: node.column === 0 ? 16 : 3, class: `node ${claim ? colourOf(L, claim) : "c-rest"} is-${node.identified || "named"}` }),
    s("text", { x: x + 10, y: node.day ? node.y - 1 : node.y + 4, class: "node-name" }, clip(node.name, size)),
    node.day ? s("text", { x: x + 10, y: node.y + 12, class: "node-day" }, clip([shortDay(node.day), node.merge].filter(Boolean).join(" · "), Math.floor(w / 5.6))) : null,
    s("title", {}, clip(node.name, 200)),
  ];
  return claim ? s("a", { href: claimAddress(claim, filters), "data-claim": node.claims.map((c) => c.id).join(" "), "aria-label": `${clip(node.name, 80)}. ${spoken(claim)}` }, ...body) : s("g", {}, ...body);
}
