/* A series being planned or changed: people are found by name. Everything else the page does by itself. */
const people = document.querySelector("[data-people]");
const find = people?.querySelector("[data-find]");
const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

if (find) {
  find.closest(".field").hidden = false;
  find.addEventListener("input", () => {
    const sought = plain(find.value.trim());
    people.querySelectorAll("label.choice").forEach((one) => { one.hidden = !plain(one.textContent).includes(sought) && !one.querySelector("input").checked; });
  });
  find.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
}
