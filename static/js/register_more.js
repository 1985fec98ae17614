/* What a mark needs besides its button: minutes, a reason, another mark. One piece for the whole page, laid under the row
   that asks for it; every touch of it is a mark that is kept at once. */
import { fault, timed, valueOf } from "./register_rows.js";

export class More {
  /* choose(row, value) makes a mark; refuse() is called when minutes were typed that cannot be. */
  constructor(form, { choose, refuse }) {
    this.form = form;
    this.choose = choose;
    this.refuse = refuse;
    this.piece = document.getElementById("more").content.cloneNode(true).firstElementChild;
    this.minutes = this.piece.querySelector("[data-minutes]");
    this.piece.addEventListener("click", (event) => this.press(event));
    this.minutes.addEventListener("change", () => this.type());
    form.addEventListener("click", (event) => {
      const link = event.target.closest("a.more-toggle, a.said");
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const row = link.closest(".person");
      const whole = link.matches(".more-toggle");
      if (this.row === row && (this.whole || !whole)) this.close(); else this.open(row, whole);
    });
  }

  get row() { return this.piece.isConnected ? this.piece.closest(".person") : null; }

  get invalid() { return this.row && this.minutes.hasAttribute("aria-invalid") ? this.minutes : null; }

  open(row, whole = false) {
    this.close();
    this.whole = whole;
    this.piece.setAttribute("aria-label", row.querySelector(".person-name").textContent);
    this.piece.querySelector("[data-history]").href = `/registers/${this.form.dataset.register}/people/${row.dataset.person}/marks`;
    row.append(this.piece);
    row.querySelector(".more-toggle").setAttribute("aria-expanded", "true");
    this.refresh(row);
    this.piece.scrollIntoView({ block: "nearest" });
  }

  close() {
    const { row } = this;
    if (!row) return;
    if (this.invalid) fault(row, "");
    row.querySelector(".more-toggle").removeAttribute("aria-expanded");
    this.piece.remove();
  }

  /* A mark was chosen by its button or its key: what it needs opens, what it does not need goes. */
  follow(row) {
    const { status } = valueOf(row);
    if (timed.includes(status) || status === "excused") { if (this.row !== row) this.open(row); } else if (this.row === row && !this.whole) this.close();
    this.refresh(row);
  }

  refresh(row) {
    if (this.row !== row) return;
    const { status, minutes, absence_reason } = valueOf(row);
    const part = (name) => this.piece.querySelector(`[data-part="${name}"]`);
    part("timed").hidden = !timed.includes(status);
    part("excused").hidden = status !== "excused";
    part("rest").hidden = !this.whole;
    this.minutes.value = minutes || "";
    this.minutes.removeAttribute("aria-invalid");
    this.minutes.removeAttribute("aria-describedby");
    this.piece.querySelectorAll("[data-reason]").forEach((chip) => chip.setAttribute("aria-pressed", String(chip.dataset.reason === absence_reason)));
    this.piece.querySelectorAll("[data-status]").forEach((chip) => chip.setAttribute("aria-pressed", String(chip.dataset.status === status)));
  }

  press(event) {
    const button = event.target.closest("button");
    const { row } = this;
    if (!button || !row) return;
    if (button.dataset.step) this.step(row, Number(button.dataset.step));
    else if (button.dataset.status) this.choose(row, button.dataset.status);
    else {
      /* One tap says it all: the piece goes, the row has the word. */
      const reason = button.dataset.reason;
      this.close();
      this.choose(row, { status: "excused", minutes: null, absence_reason: reason });
      row.querySelector(".marks [value=excused]").focus();
    }
  }

  step(row, by) {
    const value = valueOf(row);
    if (!timed.includes(value.status)) return;
    const minutes = Math.max(1, Math.min(Number(this.form.dataset.most), (value.minutes || 0) + by));
    this.choose(row, { ...value, minutes });
  }

  fits() {
    const { validity, value } = this.minutes;
    return !validity.badInput && /^\d+$/.test(value) && Number(value) >= 1 && Number(value) <= Number(this.form.dataset.most);
  }

  type() {
    const { row } = this;
    if (this.fits()) { this.choose(row, { ...valueOf(row), minutes: Number(this.minutes.value) }); return; }
    this.minutes.setAttribute("aria-invalid", "true");
    this.minutes.setAttribute("aria-describedby", `fault-${row.dataset.person}`);
    fault(row, this.form.dataset.minutes);
    this.refuse();
  }
}
