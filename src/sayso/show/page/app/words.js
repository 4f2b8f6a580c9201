// Small wordings and the care that hostile text needs.

const UNSEEN = /[\p{C}\p{Zl}\p{Zp}]/gu;

/** Every character that shows nothing or turns the direction of writing becomes one sign, so that
 * nothing hides and the places of the others do not move: "a\u202eb" -> "a\ufffdb". */
export function visible(words) {
  return String(words ?? "").replace(UNSEEN, (c) =>
    c === "\n" || c === "\t" ? c : c === "\r" ? " " : "\ufffd");
}

/** On one line, at most so many characters. */
export function clip(words, most = 140) {
  const start = String(words ?? "").slice(0, most * 4 + 200);
  const line = [...visible(start).replace(/\s+/g, " ").trim()];
  return line.length > most ? line.slice(0, most - 1).join("").trimEnd() + "…" : line.join("");
}

/** plural(2, "claim") -> "2 claims". */
export function plural(number, noun, nouns = noun + "s") {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : nouns}`;
}

/** A count between two bounds: {low: 1, high: 4} -> "1 to 4 origins". */
export function bounds(range, noun) {
  return range.low === range.high ? plural(range.low, noun) : `${range.low} to ${range.high} ${noun}s`;
}

/** Letters without case and marks, for looking up. */
export function fold(words) {
  return String(words ?? "").normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August",
  "September", "October", "November", "December"];

/** "2031-03-04" -> "4 March 2031"; a month stays a month, an interval an interval. */
export function date(value) {
  if (!value) return "";
  if (value.includes("/")) {
    const [from, to] = value.split("/").map((end) => (end === ".." ? "" : end));
    if (!from) return value.startsWith("..") ? `until ${date(to)}` : `by ${date(to)}`;
    return to ? `${date(from)} to ${date(to)}` : `from ${date(from)}`;
  }
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?/.exec(value);
  if (!parts) return clip(value, 40);
  const [, year, month, day] = parts;
  return [day && Number(day), month && MONTHS[month - 1], year].filter(Boolean).join(" ");
}

/** A reason with its days in words: "from 2031-09-01" -> "from 1 September 2031". */
export function reason(words) {
  return String(words ?? "").replace(/\b(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)[:\d.]*(?:Z|[+-]\d\d:?\d\d)?)?/g, (_, day, time) => date(day) + (time ? `, ${time}` : ""));
}

/** "2031-03-04" -> "4 Mar". */
export function shortDay(value) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(value || "");
  return parts ? `${Number(parts[3])} ${MONTHS[parts[2] - 1].slice(0, 3)}` : date(value);
}

/** Days since 1970 of an ISO day; null for anything else. */
export function dayNumber(day) {
  const time = Date.parse(`${(day || "").slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(time) ? null : Math.round(time / 86400000);
}

/** The ISO day of a day number. */
export function isoDay(number) {
  return new Date(number * 86400000).toISOString().slice(0, 10);
}

/** A figure in words: {low: 16, high: null, modifier: "at least"} -> "at least 16". */
export function amount(figure) {
  const sign = { exact: "", approximate: "about " }[figure.modifier] ?? `${figure.modifier} `;
  const ends = [...new Set([figure.low, figure.high].filter((n) => n !== null && n !== undefined))];
  const unit = figure.unit ? ({ percent: "%", "%": "%" }[figure.unit] ?? ` ${figure.unit}`) : "";
  return sign + ends.map((n) => n.toLocaleString("en", { maximumFractionDigits: 4 })).join(" to ") + unit;
}

/** The words of a text with the marks between them: ["10,500", " ", "troops"]. */
export function tokens(words) {
  return words.match(/[\p{L}\p{N}][\p{L}\p{N}.,’'-]*[\p{L}\p{N}]|[\p{L}\p{N}]|\s+|[^\s\p{L}\p{N}]/gu) || [];
}

/** Without the quotation marks around it and the comma before them: "“Too soon,”" -> "Too soon". */
export function unquoted(words) {
  const bare = String(words ?? "").trim(), inner = bare.replace(/^["“”„‘’'«»]+\s*/u, "");
  return (inner === bare ? bare : inner.replace(/\s*,?\s*["“”‘’'«»]+$/u, "")).replace(/,$/, "");
}

/** Whether two wordings differ in quotation marks, case and white space at most. */
export function alikeWords(a, b) {
  const bare = (words) => fold(unquoted(words)).replace(/["“”„‘’'«»]/gu, "").replace(/\s+/g, " ");
  return bare(a) === bare(b);
}

/** What a text adds to and leaves out of another: [["same"|"new"|"gone", words], ...]. Changes with
 * nothing but white space between them are one; marks of quotation are not compared. */
export function drift(before, after) {
  const [a, b] = [before, after].map((words) => tokens(unquoted(words).replace(/["“”„«»]/gu, "")).slice(0, 160));
  const same = (x, y) => fold(x) === fold(y);
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      table[i][j] = same(a[i], b[j]) ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
  const out = [];
  const add = (kind, word) => {
    if (out.length && out[out.length - 1][0] === kind) out[out.length - 1][1] += word;
    else out.push([kind, word]);
  };
  let i = 0, j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && same(a[i], b[j])) { add("same", b[j]); i += 1; j += 1; }
    else if (i < a.length && (j >= b.length || table[i + 1][j] >= table[i][j + 1])) { add("gone", a[i]); i += 1; }
    else { add("new", b[j]); j += 1; }
  }
  return joined(out);
}

/** Neighbouring changes as one that goes and one that comes. */
function joined(parts) {
  const out = [];
  let gone = "", fresh = "";
  const flush = () => {
    if (gone.trim()) out.push(["gone", gone]);
    if (fresh.trim()) out.push(["new", fresh]); else if (gone.trim() || fresh) out.push(["same", " "]);
    gone = fresh = "";
  };
  for (const [kind, words] of parts) {
    if (kind === "gone") gone += words;
    else if (kind === "new") fresh += words;
    else if (!words.trim() && (gone || fresh)) { gone += gone && words; fresh += fresh && words; }
    else { const lead = gone || fresh; const end = /\s$/.test(gone + fresh); flush(); out.push(["same", lead && end ? ` ${words.trimStart()}` : words]); }
  }
  flush();
  return out;
}

/** Which share of the words of a drift stays: 0..1. */
export function kept(parts) {
  const size = (kind) => parts.filter(([one]) => one === kind).reduce((sum, [, words]) => sum + words.trim().length, 0);
  return size("same") / Math.max(1, size("same") + Math.max(size("gone"), size("new")));
}
