// The first page of a kiosk: keys on the screen, a card before the camera, and nothing typed that stays.
(() => {
  const door = document.getElementById("door");
  const number = document.getElementById("number");
  const pin = document.getElementById("pin");
  const keypad = document.getElementById("keypad");
  const CARD = 40;
  const MOST = 6;
  const STALE_MS = 60000;
  let field = number;
  let touched = Date.now();

  // What did not fit was answered to a form: going back or loading this page again must not send it once more.
  if (location.pathname !== door.dataset.start) history.replaceState(null, "", door.dataset.start);
  keypad.hidden = false;
  document.getElementById("plain").hidden = true;
  for (const one of [number, pin]) {
    one.addEventListener("focus", () => { field = one; });
    // The tablet's own keyboard would cover the keys of the page.
    if (matchMedia("(pointer: coarse)").matches) one.inputMode = "none";
  }
  keypad.addEventListener("click", (event) => {
    const key = event.target.closest("button");
    if (!key || key.type === "submit") return;
    if ("back" in key.dataset) field.value = field.value.slice(0, -1);
    else if (field.value.length < MOST) field.value += key.dataset.digit;
  });
  door.addEventListener("submit", (event) => {
    // A number alone: what comes next is the PIN, not a refusal. A card needs none.
    const named = door.querySelector("[name=chosen]:checked");
    if ((number.value.length < CARD && number.value && !pin.value) || (named && !pin.value)) {
      event.preventDefault();
      pin.focus();
    }
  });
  for (const radio of door.querySelectorAll("[name=chosen]")) {
    radio.addEventListener("change", () => { number.value = ""; pin.focus(); });
  }

  // Somebody went away with half a number typed; and now and next are of a minute ago.
  for (const kind of ["pointerdown", "keydown"]) document.addEventListener(kind, () => { touched = Date.now(); });
  // Only while the server answers: the browser's own page of a lost connection would stand here until somebody came.
  setInterval(async () => {
    if (Date.now() - touched <= STALE_MS) return;
    door.reset();
    const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" }).catch(() => null);
    if (answer && answer.status < 500) location.replace(location.pathname);
  }, 5000);
  // Kept by the browser for its back button: what was typed is in it.
  addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
  addEventListener("pagehide", () => door.reset());

  const camera = document.getElementById("camera");
  const lens = document.getElementById("lens");
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  camera.hidden = false;
  camera.addEventListener("click", async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "user" } });
    } catch {
      camera.hidden = true;
      return;
    }
    const detector = new window.BarcodeDetector({ formats: ["qr_code"] });
    lens.srcObject = stream;
    lens.hidden = false;
    await lens.play();
    const until = Date.now() + 30000;
    const stop = () => {
      for (const track of stream.getTracks()) track.stop();
      lens.hidden = true;
    };
    const look = async () => {
      const found = await detector.detect(lens).catch(() => []);
      const card = found.map((one) => one.rawValue).find((text) => text.length === CARD && /^\d+$/.test(text));
      if (card) {
        stop();
        number.value = card;
        door.submit();
      } else if (Date.now() > until) stop();
      else setTimeout(look, 200);
    };
    look();
  });
})();
