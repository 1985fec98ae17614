// Typing a sheet back: every row is read back while it is typed, and Enter or an arrow goes on to the next row.
// The server reads the same short words anew; what is said here only helps the eye.
const form = document.getElementById("re-entry");
if (form) {
  const { marks, reasons } = JSON.parse(form.dataset.letters);
  const words = JSON.parse(form.dataset.words);
  const most = Number(form.dataset.most);
  const fields = [...form.querySelectorAll("input[data-word], input[data-who]")];
  const save = form.querySelector("button[type=submit]");
  const shown = new Map(fields.map((field) => [field, field.value]));

  const LETTERS = { "ł": "l", "đ": "d", "ø": "o", "ı": "i", "ß": "ss", "ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": "" };
  function fold(text) {
    const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
    const latin = plain.replace(/[٠-٩]/g, (sign) => sign.charCodeAt(0) - 0x660).replace(/[۰-۹]/g, (sign) => sign.charCodeAt(0) - 0x6f0);
    return [...latin].map((sign) => LETTERS[sign] ?? sign).join("").split(/\s+/u).filter(Boolean).join(" ");
  }

  // What a short word says: [words, whether it is in doubt].
  function read(typed) {
    const text = fold(typed);
    if (!text) return [form.dataset.nothing, false];
    const found = text.match(/^(\p{L}+)(?: ?(\d{1,4}))?(?: ?(\p{L}+))?$/u);
    if (!found) return [form.dataset.unknown, true];
    let [, word, minutes, reason] = found;
    let status = marks[word];
    if (!status && !reason && marks[word[0]] === "excused") [status, reason] = ["excused", word.slice(1)];
    if (!status) return [form.dataset.unknown, true];
    const timed = status === "late" || status === "left_early";
    if (timed && !minutes) return [`${words.marks[status]}: ${form.dataset.addMinutes}`, true];
    if (!timed && minutes) return [form.dataset.tooMuch, true];
    if (status === "excused") {
      if (!reason) return [`${words.marks[status]}: ${form.dataset.addReason}`, true];
      return reasons[reason] ? [`${words.marks[status]}: ${words.reasons[reasons[reason]]}`, false] : [form.dataset.unknown, true];
    }
    if (reason) return [form.dataset.tooMuch, true];
    if (!timed) return [words.marks[status], false];
    const count = Number(minutes);
    if (count < 1 || count > most) return [`${form.dataset.addMinutes} 1–${most}`, true];
    return [form.dataset.minutes.replace("{words}", words.marks[status]).replace("{minutes}", count), false];
  }

  // Whoever is meant by a few letters, in any script: the server knows, and answers as the register's own page is answered.
  async function meant(letters) {
    if (fold(letters).length < 2 || !form.dataset.search) return null;
    try {
      const answer = await fetch(`${form.dataset.search}?q=${encodeURIComponent(letters)}`, { headers: { "HX-Request": "true" } });
      if (!answer.ok) return null;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      return [...page.querySelectorAll("button bdi")].map((one) => one.textContent);
    } catch { return null; }
  }

  async function tellWho(row, name, said) {
    const out = row.querySelector("[data-read]");
    const found = await meant(name);
    // Somebody typed on while the answer was on its way.
    if (row.querySelector("[data-who]").value !== name) return;
    const same = (found ?? []).filter((one) => fold(one) === fold(name));
    const names = (same.length ? same : found ?? []).slice(0, 4).map((one) => `\u2068${one}\u2069`);
    out.textContent = found === null ? said : names.length === 1 ? `${names[0]} · ${said}` : names.join(" · ") || form.dataset.nobody;
    row.classList.toggle("doubt", found !== null && names.length !== 1);
  }

  function tell(row) {
    const out = row.querySelector("[data-read]");
    const who = row.querySelector("[data-who]");
    const word = row.querySelector("[data-word]");
    let [said, doubt] = read(word.value);
    if (who && !who.value.trim()) [said, doubt] = word.value.trim() ? [form.dataset.nobody, true] : ["", false];
    out.textContent = said;
    out.classList.remove("field-error");
    row.classList.toggle("doubt", doubt);
    row.classList.toggle("told", !doubt && [...row.querySelectorAll("input[data-word]")].some((field) => field.value !== shown.get(field)));
    if (who?.value.trim()) {
      clearTimeout(row.asking);
      row.asking = setTimeout(() => tellWho(row, who.value, said), 150);
    }
  }

  function go(field, step) {
    const next = fields[fields.indexOf(field) + step];
    if (next) { next.focus(); } else if (step > 0) save.focus();
  }

  // What stands in a field is replaced by what is typed, as on the paper's own line.
  form.addEventListener("focusin", (event) => { if (fields.includes(event.target)) event.target.select(); });
  if (fields.includes(document.activeElement)) document.activeElement.select();
  form.addEventListener("input", (event) => { if (event.target.matches("[data-word], [data-who]")) tell(event.target.closest("tr")); });
  form.addEventListener("keydown", (event) => {
    if (!fields.includes(event.target) || event.isComposing) return;
    const step = { Enter: 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    go(event.target, step);
  });
  // Walk-ins are read by letters alone here: their rows begin empty.
  form.querySelectorAll("tr.come").forEach(tell);
}
