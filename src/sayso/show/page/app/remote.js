// Asking `sayso serve`. The offline file never gets here: its policy forbids every connection.

const SERVE = document.getElementById("serve");

/** Whether this page comes from `sayso serve`. */
export const LIVE = Boolean(SERVE);

const TOKEN = LIVE ? JSON.parse(SERVE.textContent).token : "";

/** A JSON answer; throws an Error whose message is one sentence. */
export async function ask(path, params = {}) {
  const query = new URLSearchParams(Object.entries(params).filter(([, value]) => value)).toString();
  return answer(await fetch(`/api/${path}${query ? `?${query}` : ""}`));
}

/** Something to keep: a decision, or a report to read. */
export async function send(path, body, type = "application/json") {
  return answer(await fetch(`/api/${path}`, {
    method: "POST",
    headers: { "content-type": type, "x-sayso-token": TOKEN },
    body: type === "application/json" ? JSON.stringify(body) : body,
  }));
}

/** End what goes on under an address. */
export async function stop(path) {
  return answer(await fetch(`/api/${path}`, { method: "DELETE", headers: { "x-sayso-token": TOKEN } }));
}

async function answer(response) {
  const data = await response.json().catch(() => ({}));
  if (!response.ok) throw new Error(data.error || `The ledger answered ${response.status}.`);
  return data;
}
