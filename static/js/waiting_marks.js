/* A page of the staff that is no register: marks that lie on this device are sent from here too. */
import { hasPin } from "./names_vault.js";
import { upkeep } from "./page_keeping.js";
import { Sender } from "./register_sending.js";

const line = document.getElementById("waiting-marks");
upkeep();
let waited = false;
const sender = new Sender(null, {
  onState(state, { count }) {
    /* What this page tells of registers was read before they arrived. */
    if (waited && !count) location.reload();
    waited = count > 0;
    line.hidden = !count;
    line.querySelector("[data-words]").textContent = line.dataset.words.replace("{count}", count);
  },
});
sender.start();
/* Somebody else than who keeps names here may be signed in: asking who it is takes them off. */
if (await hasPin()) sender.pass.get().catch(() => {});
