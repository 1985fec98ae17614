/* Keys: a letter marks the person one stands on, arrows go to the next person or mark */
const letters = { p: "present", l: "late", a: "unexcused", e: "excused" };

/* choose(row, status) is called when a letter was pressed */
export function listen(form, rows, choose) {
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest(".person");
    if (!row || event.ctrlKey || event.metaKey || event.altKey || !["radio", "checkbox"].includes(event.target.type)) return;
    const down = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const aside = { ArrowRight: 1, ArrowLeft: -1 }[event.key] * (document.dir === "rtl" ? -1 : 1);
    /* On an Arabic or Russian keyboard the same four keys */
    const letter = event.key > "\u007f" ? event.code.slice(-1).toLowerCase() : event.key.toLowerCase();
    const status = letters[letter];
    const marks = [...row.querySelectorAll(".marks input")];
    if (down) {
      const next = rows[rows.indexOf(row) + down];
      if (next) { (next.querySelector(".marks input:checked") || next.querySelector(".marks input")).focus(); next.scrollIntoView({ block: "nearest" }); }
    } else if (aside && event.target.type === "radio") {
      const next = marks[marks.indexOf(event.target) + aside];
      if (next) next.focus();
    } else if (status && !row.querySelector(".conflict")) { choose(row, status); marks.find((one) => one.value === status).focus(); } else return;
    event.preventDefault();
  });
}
