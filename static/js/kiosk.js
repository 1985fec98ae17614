// A visit at a kiosk: it closes by itself when nobody touches the screen, and leaves nothing behind.
(() => {
  const still = document.getElementById("still");
  const ending = document.getElementById("ending");
  const left = still.querySelector("[data-left]");
  // The visit's cookie goes with the last second: signing out a little before is still heard by the server.
  const AHEAD_MS = 2000;
  const idleMs = Number(still.dataset.idle) * 1000 - AHEAD_MS;
  const warnedMs = Number(still.dataset.warned) * 1000;
  const SEND_EVERY_MS = 5000;
  let touched = Date.now();
  let sent = touched;
  let leaving = false;

  const blank = () => document.body.replaceChildren();
  const leave = () => {
    if (leaving) return;
    leaving = true;
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    const form = ending.cloneNode(true);
    blank();
    form.hidden = true;
    document.body.append(form);
    form.submit();
  };

  // The server counts too: it is told when the screen was touched, not when it was told.
  const tell = async () => {
    sent = Date.now();
    const body = new URLSearchParams({ csrf_token: ending.elements.csrf_token.value });
    body.set("ago", String(Math.floor((sent - touched) / 1000)));
    try {
      const answer = await fetch(still.dataset.touch, { method: "POST", body, headers: { "X-Requested-With": "fetch" } });
      if (answer.status === 401 || answer.status === 403) leave();
      else if (answer.ok && (await answer.json()).private !== (still.dataset.private === "y")) location.reload();
    } catch {
      // No network: the page closes by its own clock.
    }
  };
  const touch = () => { touched = Date.now(); still.hidden = true; };
  for (const kind of ["pointerdown", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(kind, touch, { passive: true });
  }
  still.querySelector("button").addEventListener("click", () => { touch(); tell(); });

  setInterval(() => {
    const now = Date.now();
    const rest = idleMs - (now - touched);
    if (rest <= 0) leave();
    else {
      still.hidden = rest > warnedMs;
      left.textContent = String(Math.ceil(rest / 1000));
      if (touched > sent && now - sent >= SEND_EVERY_MS) tell();
    }
  }, 500);

  ending.addEventListener("submit", () => {
    if ("speechSynthesis" in window) speechSynthesis.cancel();
  });
  // Whatever the browser keeps for its back button is empty.
  addEventListener("pagehide", blank);
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
})();
