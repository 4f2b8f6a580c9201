// The address is the state: every view, claim and span has a permalink.

export const SCREENS = ["story", "claim", "report", "said", "conflicts", "figures", "sources", "source",
  "map", "search", "reports", "brief", "gaps", "fix", "add"];

/** The address as a screen, its subject and filters: "#/claim/ab12?to=2031-03-12". */
export function parsed(hash) {
  const [path, query] = hash.replace(/^#\/?/, "").split("?");
  const [screen, ...rest] = path.split("/");
  const params = new URLSearchParams(query || "");
  const filters = {};
  for (const name of ["to", "source", "outlet", "act", "text", "pick", "at", "view", "after"]) {
    const value = params.get(name);
    if (value) filters[name] = value.slice(0, 4000);
  }
  if (filters.to && !/^\d{4}-\d\d-\d\d$/.test(filters.to)) delete filters.to;
  let subject = "";
  try { subject = decodeURIComponent(rest.join("/")); } catch { subject = ""; }
  return { screen: SCREENS.includes(screen) ? screen : "story", subject, filters };
}

/** The address of a screen; filters that go on from view to view are kept. */
export function address(screen, subject = "", filters = {}) {
  const kept = Object.entries(filters).filter(([, value]) => value);
  const query = new URLSearchParams(kept).toString();
  return `#/${screen}${subject ? `/${encodeURIComponent(subject)}` : ""}${query ? `?${query}` : ""}`;
}

/** The filters that stay when the reader goes elsewhere. */
export function lasting(filters) {
  return { to: filters.to, pick: filters.pick };
}
