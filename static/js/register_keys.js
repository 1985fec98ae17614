/* Keys: a letter marks the person one stands on, arrows go to the next person or mark, R is the rest, Z or U takes back. */
const letters = { p: "present", l: "late", a: "unexcused", e: "excused" };
const stepping = { "+": 5, "=": 5, "-": -5 };
const written = "input:not([type=radio]), textarea, select";

function go(row) {
  (row.querySelector(".marks input:checked") || row.querySelector(".marks input")).focus();
  row.scrollIntoView({ block: "nearest" });
}

/* choose(row, status) is called when a letter was pressed, step(row, by) for minutes, rest() and undo() for the group */
export function listen(rows, { choose, step, rest, undo, close }) {
  document.addEventListener("keydown", (event) => {
    const { target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || target.matches(written)) return;
    const row = target.closest(".person");
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const aside = { ArrowRight: 1, ArrowLeft: -1 }[event.key] * (document.dir === "rtl" ? -1 : 1);
    /* On an Arabic or Russian keyboard the same keys */
    const letter = event.key > "\u007f" ? event.code.slice(-1).toLowerCase() : event.key.toLowerCase();
    if (letter === "r") rest();
    else if (letter === "z" || letter === "u") undo();
    else if (!row) {
      if (!down || !(target === document.body || target.closest(".register-bar")) || !rows.length) return;
      go(rows.find((one) => one.classList.contains("waiting")) || rows[0]);
    } else if (down) {
      const next = rows[rows.indexOf(row) + down];
      if (next) go(next);
    } else if (aside && target.type === "radio") {
      const marks = [...row.querySelectorAll(".marks input")];
      const next = marks[marks.indexOf(target) + aside];
      if (next) next.focus();
    } else if (letters[letter]) {
      row.querySelector(`.marks [value=${letters[letter]}]`).focus();
      choose(row, letters[letter]);
    } else if (stepping[event.key]) step(row, stepping[event.key]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
}
