/* The line at the foot of a register: where its marks are. Its words stand in the page. */
const signs = { sent: "sent", keeping: "waiting", sending: "waiting", waiting: "waiting", first: "waiting", held: "sent", "signed-out": "waiting", volatile: "conflict", conflict: "conflict", refused: "conflict", unsaved: "conflict" };
const acts = { waiting: "[data-send]", first: "[data-send]", volatile: "[data-send]", "signed-out": "[data-sign-in]" };

/* What one can do about it stands beside the words, and only then. */
function offer(line, act) {
  line.querySelectorAll(".btn").forEach((old) => { if (!act || !old.matches(act)) old.remove(); });
  if (act && !line.querySelector(act)) line.append(document.getElementById("sync-acts").content.querySelector(act).cloneNode(true));
}

export function tell(key, { count = 0 } = {}) {
  const line = document.getElementById("sync");
  if (!line) return;
  const state = signs[key];
  line.dataset.state = state;
  line.dataset.says = key;
  line.querySelectorAll("[data-sign]").forEach((sign) => { sign.hidden = sign.dataset.sign !== state; });
  const who = document.getElementById("marks").dataset.keeperName;
  const said = line.getAttribute(`data-words-${key}`).replace("{count}", count).replace("{who}", who);
  const place = line.querySelector("[data-words]");
  if (place.textContent !== said) place.textContent = said;
  offer(line, acts[key]);
}
