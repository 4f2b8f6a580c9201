// Building the page: elements are made, never parsed, so words of a report stay words.

const SVG = "http://www.w3.org/2000/svg";

/** An element: h("p", {class: "lead"}, "words", child). Null children are left out. */
export function h(tag, props, ...children) {
  return furnish(document.createElement(tag), props, children);
}

/** An SVG element, made like `h`. */
export function s(tag, props, ...children) {
  return furnish(document.createElementNS(SVG, tag), props, children);
}

function furnish(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "indeterminate") element[name] = value;
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(4).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Replace what an element holds. */
export function put(element, ...children) {
  element.replaceChildren(...children.flat(4).filter(Boolean));
  return element;
}

/** Draw all charts inside an element: their widths are read before any is drawn, so that the page is
 * laid out once and not once for each. */
export function redraw(element) {
  const boxes = [...element.querySelectorAll(".chart")];
  const rooms = boxes.map((box) => box.clientWidth);
  boxes.forEach((box, n) => box.redraw(rooms[n]));
}

/** Words in the direction of their own script, cut off from what stands around them. */
export function said(words, props) {
  return h("bdi", { dir: "auto", ...props }, words);
}

/** A link inside the page. */
export function go(address, props, ...children) {
  return h("a", { href: address, ...props }, ...children);
}
