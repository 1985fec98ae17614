/* Nothing on the wall is cut and nothing scrolls: titles shrink to 90, then several take turns; the list leaves its end out. */
const LEAST = 90;
const over = (box) => box.scrollHeight > box.clientHeight + 1 || box.scrollWidth > box.clientWidth + 1;

/* Whether these slots of a panel stand in it together at a size; they stay shown. */
function stand(panel, due, chosen, size, tight) {
  for (const slot of due) slot.hidden = !chosen.includes(slot);
  panel.style.setProperty("--what", size);
  panel.classList.toggle("tight", tight);
  return !over(panel);
}

/* Show the slots of a panel that are due: as many at a time as always fit; `turn` counts the turns. */
function fitPanel(panel, turn, most) {
  const due = [...panel.children].filter((slot) => slot.dataset.due === "yes");
  for (const slot of panel.children) slot.hidden = slot.dataset.due !== "yes";
  if (!due.length) return;
  let count = due.length;
  const pages = () => Array.from({ length: Math.ceil(due.length / count) }, (_, page) => due.slice(page * count, (page + 1) * count));
  while (count > 1 && !pages().every((page) => stand(panel, due, page, LEAST, true))) count -= 1;
  const chosen = pages()[turn % pages().length];
  for (let size = most; size >= LEAST; size -= 7) if (stand(panel, due, chosen, size, false)) return;
  if (stand(panel, due, chosen, LEAST, false) || stand(panel, due, chosen, LEAST, true)) return;
  /* One alone and still too tall: the names give way, then what else is small; the title never. */
  for (const part of [".wall-people", ".wall-gone", ".wall-told"]) {
    for (const one of panel.querySelectorAll(part)) one.hidden = true;
    if (!over(panel)) return;
  }
}

function fitList(list) {
  const rows = [...list.querySelectorAll(".ribbon > li")].filter((row) => row.dataset.due === "yes");
  for (const row of list.querySelectorAll(".ribbon > li")) row.hidden = row.dataset.due !== "yes";
  const more = list.querySelector("[data-more]");
  more.hidden = true;
  for (let size = 40; size >= 30; size -= 2) {
    list.style.setProperty("--row", size);
    if (!over(list)) return;
  }
  for (let left = 1; left < rows.length; left += 1) {
    rows[rows.length - left].hidden = true;
    more.hidden = false;
    more.querySelector("[data-more-count]").textContent = left;
    if (!over(list)) return;
  }
}

export function fit(face, turn) {
  for (const part of face.querySelectorAll(".wall-people, .wall-gone, .wall-told")) part.hidden = part.dataset.silent === "yes";
  fitPanel(face.querySelector(".wall-next"), turn, 104);
  fitPanel(face.querySelector(".wall-now"), turn, 150);
  fitList(face.querySelector("[data-list]"));
}
