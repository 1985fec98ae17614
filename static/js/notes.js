/* Drafts are kept while they are written, a moment after the last key. What cannot be sent stays in this page's memory
   alone, for nothing that is written here may lie readable on a shared tablet; who leaves before is asked first. */
const form = document.querySelector("[data-notes]");
const PAUSE = 3000, AGAIN = 8000;
const token = form.querySelector("[name=csrf_token]").value;
let leaving = false;

class Draft {
  constructor(place) {
    this.place = place;
    this.area = place.querySelector("textarea");
    this.basedOn = place.querySelector("[name^='based_on.']");
    this.state = place.querySelector("[data-state]");
    this.kept = this.area.value;
    this.timer = 0;
    this.sending = false;
    this.stopped = false;
    this.area.addEventListener("input", () => this.later(PAUSE));
    this.area.addEventListener("blur", () => { if (this.unsaved && !this.stopped) this.later(200); });
  }
  get unsaved() { return this.area.value !== this.kept; }
  later(wait) {
    clearTimeout(this.timer);
    if (!this.stopped) this.timer = setTimeout(() => this.send(), wait);
  }
  say(name) { this.state.textContent = name ? form.dataset[name] : ""; }
  async send() {
    if (this.sending || this.stopped || leaving || !this.unsaved) return;
    // A field that was only just begun, and a draft that is being emptied, are for the button.
    if (!this.area.value.trim()) return;
    const text = this.area.value;
    this.sending = true;
    this.say("saving");
    try {
      const body = JSON.stringify({ about: this.place.dataset.note || null, text, based_on: this.basedOn.value || null });
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token, "HX-Request": "true" };
      const answer = await fetch(form.dataset.drafts, { method: "POST", headers, body, redirect: "manual" });
      this.read(answer.status, text, await answer.json().catch(() => null));
    } catch {
      this.say("waiting");
      this.later(AGAIN);
    } finally { this.sending = false; }
    if (this.unsaved && !this.stopped && !this.timer) this.later(PAUSE);
  }
  read(status, text, told) {
    this.timer = 0;
    if (status === 200 && told) {
      this.basedOn.value = told.saved;
      this.kept = text;
      this.say("saved");
    } else if (status === 409 && told?.theirs?.text === text.trim()) {
      // It had arrived, and only the answer was lost on the way.
      this.basedOn.value = told.theirs.id;
      this.kept = text;
      this.say("saved");
    } else if (status === 409 && told?.theirs) {
      this.stopped = true;
      this.place.querySelector("[data-theirs-text]").textContent = told.theirs.text;
      this.place.querySelector("[data-theirs-by]").textContent = [told.theirs.by, told.theirs.when].filter(Boolean).join(" · ");
      this.place.querySelector("[data-theirs]").hidden = false;
      // Whoever saves by the button has seen both; a signed note is answered by the page itself.
      if (!told.closed) this.basedOn.value = told.theirs.id;
      this.say("refused");
    } else if (status === 0 || status === 401 || status === 403 || status === 400) {
      this.say("signedOut");
    } else if (status >= 500) {
      this.say("waiting");
      this.later(AGAIN);
    } else { this.say("refused"); }
  }
}

const drafts = [...form.querySelectorAll("[data-note]")].map((place) => new Draft(place));
const flush = () => drafts.forEach((draft) => { if (draft.unsaved) draft.send(); });
window.addEventListener("online", flush);
document.addEventListener("visibilitychange", flush);
// The sheet takes all that stands in it along, so there is nothing left to ask about.
form.addEventListener("submit", () => { leaving = true; });
window.addEventListener("pageshow", () => { leaving = false; });
window.addEventListener("beforeunload", (event) => { if (!leaving && drafts.some((draft) => draft.unsaved)) event.preventDefault(); });
