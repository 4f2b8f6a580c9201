// The characters of a claim, moved by hand: edges are dragged, stepped with the arrow keys, or taken
// from what is selected.
import { h, put } from "./dom.js";
import { visible } from "./words.js";
import { characters } from "./passage.js";

const ROLES = { content: ["[", "]"], source: ["(", ")"], cue: ["‹", "›"] };
const AROUND = 180;  // characters on either side that are shown

/** An excerpt with the edges of content, source and cue; `moved` is told the roles that changed, as
 * {content: [[12, 184]]}, after each move. */
export function edges(claim, text, moved) {
  const points = Array.from(text);
  const cut = characters(text).cut;
  const now = Object.fromEntries(Object.keys(ROLES).map((role) => [role, claim[role].spans.map((span) => [...span])]));
  const all = Object.values(now).flat(2);
  const [from, to] = [back(points, Math.min(...all) - AROUND), onward(points, Math.max(...all) + AROUND)];
  const box = h("div", { class: "excerpt", dir: "auto" });
  let held = null;

  function show(focused) {
    const places = [...new Set([from, to, ...Object.values(now).flat(2)])].sort((a, b) => a - b);
    const inside = ([start, end], at) => start <= at && at < end;
    const grips = (at, side) => Object.entries(now).flatMap(([role, spans]) => spans.map((span, n) => (span[side] === at ? grip(role, n, side) : null)));
    put(box, places.map((at, n) => [grips(at, 1).reverse(), grips(at, 0), n + 1 < places.length
      ? h("span", { "data-at": at, class: Object.keys(now).filter((role) => now[role].some((span) => inside(span, at))).map((role) => `in-${role}`).join(" ") }, visible(cut(at, places[n + 1]))) : null]));
    if (focused) box.querySelector(`[data-edge="${focused}"]`)?.focus();
  }

  function grip(role, n, side) {
    const [start, end] = now[role][n];
    return h("button", { type: "button", class: `grip of-${role}`, role: "slider", "data-edge": `${role} ${n} ${side}`,
      "aria-label": `${role} ${side ? "ends" : "begins"}`, "aria-valuemin": from, "aria-valuemax": to, "aria-valuenow": now[role][n][side],
      "aria-valuetext": visible(side ? cut(Math.max(start, end - 40), end) : cut(start, Math.min(end, start + 40))) }, ROLES[role][side]);
  }

  /** Put an edge somewhere, as far as its neighbours leave room. */
  function move(edge, at) {
    const [role, n, side] = edge.split(" ").map((part, i) => (i ? Number(part) : part));
    const spans = now[role];
    const [low, high] = side ? [spans[n][0] + 1, spans[n + 1]?.[0] ?? to] : [spans[n - 1]?.[1] ?? from, spans[n][1] - 1];
    const place = Math.max(low, Math.min(high, at));
    if (place === spans[n][side]) return;
    spans[n][side] = place;
    show(edge);
    tell();
  }

  function tell() {
    const same = (role) => JSON.stringify(now[role]) === JSON.stringify(claim[role].spans);
    moved(Object.fromEntries(Object.keys(now).filter((role) => !same(role)).map((role) => [role, now[role]])));
  }

  box.addEventListener("pointerdown", (event) => {
    const one = event.target.closest(".grip");
    if (!one) return;
    event.preventDefault();
    held = one.dataset.edge;
    box.setPointerCapture(event.pointerId);
    one.focus();
  });
  box.addEventListener("pointermove", (event) => {
    const at = held && under(event.clientX, event.clientY);
    if (at !== null && held) move(held, event.altKey ? at : nearest(points, at, Number(held.at(-1))));
  });
  for (const end of ["pointerup", "pointercancel"]) box.addEventListener(end, () => { held = null; });
  box.addEventListener("keydown", (event) => {
    const edge = event.target.dataset?.edge;
    const way = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 }[event.key];
    if (!edge || !way) return;
    event.preventDefault();
    const at = Number(event.target.getAttribute("aria-valuenow"));
    move(edge, event.shiftKey ? at + way : bordering(points, at, way, Number(edge.at(-1))));
  });

  /** What is selected in the excerpt becomes all of a role; nothing selected: the role is not there. */
  function take(role) {
    const range = getSelection().rangeCount ? getSelection().getRangeAt(0) : null;
    const [start, end] = range && !range.collapsed && box.contains(range.commonAncestorContainer) ? [charAt(range.startContainer, range.startOffset), charAt(range.endContainer, range.endOffset)] : [null, null];
    if (start === null || end === null ? role === "content" : start >= end) return;
    now[role] = start === null || end === null ? [] : [[start, end]];
    show();
    tell();
  }

  show();
  return h("div", { class: "edges" }, box,
    h("p", { class: "small" }, "Drag an edge, or step it with the arrow keys (Shift: by one character). Or select words and make them the ",
      ...Object.entries(ROLES).flatMap(([role, [open, close]]) => [h("button", { type: "button", class: "role", "data-role": role, onpointerdown: (event) => event.preventDefault(), onclick: () => take(role) }, `${open}${role}${close}`), " "])));
}

/** Where in the text a point of the window is; null where there is no text of the excerpt. */
function under(x, y) {
  const spot = document.caretPositionFromPoint ? document.caretPositionFromPoint(x, y) : document.caretRangeFromPoint?.(x, y);
  return spot ? charAt(spot.offsetNode ?? spot.startContainer, spot.offset ?? spot.startOffset) : null;
}

function charAt(node, offset) {
  const part = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] ?? node)?.closest?.("[data-at]");
  if (!part) return null;
  return Number(part.dataset.at) + (node.nodeType === Node.TEXT_NODE ? [...node.data.slice(0, offset)].length : 0);
}

const signKind = (sign) => (sign === undefined || /\s/u.test(sign) ? 0 : /[\p{L}\p{M}\p{N}]/u.test(sign) ? 1 : 2);

/** Whether a word or mark begins (side 0) or ends (side 1) at a place. */
function borders(points, at, side) {
  const [before, after] = [signKind(points[at - 1]), signKind(points[at])];
  return before !== after && Boolean(side ? before : after);
}

function bordering(points, at, way, side) {
  let next = at + way;
  while (next > 0 && next < points.length && !borders(points, next, side)) next += way;
  return Math.max(0, Math.min(points.length, next));
}

function nearest(points, at, side) {
  if (borders(points, at, side)) return at;
  const [left, right] = [bordering(points, at, -1, side), bordering(points, at, 1, side)];
  return at - left <= right - at ? left : right;
}

const back = (points, at) => (at <= 0 ? 0 : bordering(points, at, -1, 0));
const onward = (points, at) => (at >= points.length ? points.length : bordering(points, at, 1, 1));
