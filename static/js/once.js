/* A single session: the end follows the kind and the beginning until somebody writes another; people are found by name. */
const form = document.getElementById("once");
const { type, start, end } = form.elements;
const who = form.elements.who;
const parts = form.querySelector("[data-people]");
const find = form.querySelector("[data-find]");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function follow() {
  const [hours, minutes] = start.value.split(":").map(Number);
  const lasts = Number(type.selectedOptions[0]?.dataset.minutes);
  if (Number.isNaN(hours + minutes + lasts)) return;
  const at = (hours * 60 + minutes + lasts) % 1440;
  end.value = `${String(Math.floor(at / 60)).padStart(2, "0")}:${String(at % 60).padStart(2, "0")}`;
}

type.addEventListener("change", follow);
start.addEventListener("change", follow);
end.addEventListener("input", () => { type.removeEventListener("change", follow); start.removeEventListener("change", follow); });

function choose() { parts.hidden = !["chosen", "invited"].includes(who.value); }
who.addEventListener("change", choose);
choose();

if (find) {
  find.closest(".field").hidden = false;
  find.addEventListener("input", () => {
    const sought = plain(find.value.trim());
    parts.querySelectorAll("label.choice").forEach((one) => { one.hidden = !plain(one.textContent).includes(sought) && !one.querySelector("input").checked; });
  });
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}
