// Cross-highlighting and the small card: what the pointer or the focus is on lights up everywhere.
import { h, put, said } from "./dom.js";
import { clip, date, bounds } from "./words.js";
import { firmness, FIRMNESS, identified, IDENTIFIED } from "./look.js";
import { colourOf } from "./ledger.js";
import { onWord, sign } from "./claims.js";

/** Watch a screen; returns a function that forgets what it held. */
export function watch(root, current) {
  const card = h("div", { class: "card float", hidden: true, role: "tooltip" });
  document.body.append(card);
  let lit = [];
  let beside = null;
  let index = new Map();

  function gather() {
    index = new Map();
    for (const element of root.querySelectorAll("[data-claim]"))
      for (const id of element.dataset.claim.split(" ")) {
        if (!index.has(id)) index.set(id, []);
        index.get(id).push(element);
      }
  }

  function show(event) {
    const L = current();
    const target = event.target.closest?.("[data-claim],[data-source]");
    for (const element of lit) element.classList.remove("lit");
    lit = [];
    root.classList.remove("lighting");
    card.hidden = true;
    if (!target || !L) return;
    const ids = litWith(L, target);
    lit = ids.flatMap((id) => index.get(id) || []);
    for (const element of lit) element.classList.add("lit");
    root.classList.toggle("lighting", lit.length > 0);
    const claim = target.dataset.card !== undefined && L.claim.get(target.dataset.claim);
    if (claim) place(L, claim, target);
  }

  function place(L, claim, target) {
    put(card, ...cardOf(L, claim));
    card.className = `card float ${colourOf(L, claim)}`;
    card.hidden = false;
    beside = target;
    move();
  }

  function move() {
    const at = beside.getBoundingClientRect();
    const { width, height } = card.getBoundingClientRect();
    const left = Math.max(8, Math.min(at.left + at.width / 2 - width / 2, innerWidth - width - 8));
    const top = at.top - height - 10 > 8 ? at.top - height - 10 : Math.min(at.bottom + 10, innerHeight - height - 8);
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
  }

  root.addEventListener("mouseover", show);
  root.addEventListener("focusin", show);
  root.addEventListener("mouseleave", show);
  // A card that the keyboard opened moves with its mark; one of the pointer goes.
  addEventListener("scroll", () => { if (card.hidden) return; if (beside === document.activeElement) move(); else card.hidden = true; }, { passive: true });
  return { gather, hide: () => { card.hidden = true; } };
}

function litWith(L, target) {
  if (target.dataset.source) return (L.sources.get(target.dataset.source)?.claims || []).map((claim) => claim.id);
  const ids = new Set(target.dataset.claim.split(" "));
  if (ids.size === 1) {
    const [id] = ids;
    for (const other of L.propOf.get(id)?.claims || []) ids.add(other);
    for (const link of L.linksOf.get(id) || []) if (link.kind === "conflict") { ids.add(link.a); ids.add(link.b); }
  }
  return [...ids];
}

function cardOf(L, claim) {
  const prop = L.propOf.get(claim.id);
  const conflicts = (L.linksOf.get(claim.id) || []).filter((link) => link.kind === "conflict").length;
  return [
    h("p", { class: "by" }, sign(L, claim), h("b", {}, said(onWord(claim)))),
    h("p", { class: "words" }, said(clip(claim.words, 220))),
    h("p", { class: "small" }, [date(claim.edtf) || "undated", clip(claim.doc.outlet, 60), FIRMNESS[firmness(claim)],
      `on ${IDENTIFIED[identified(claim)]}`].filter(Boolean).join(" · ")),
    prop || conflicts ? h("p", { class: "small" }, [prop && `said ${prop.claims.length} times, on ${bounds(prop.origins, "origin")}`,
      conflicts && `in ${conflicts === 1 ? "a conflict" : `${conflicts} conflicts`}`].filter(Boolean).join(" · ")) : null,
  ].filter(Boolean);
}
