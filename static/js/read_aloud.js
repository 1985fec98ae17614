// "Read my day to me": the browser's own voice, offered only where it has one.
(() => {
  const button = document.querySelector("[data-read]");
  if (!button || !("speechSynthesis" in window)) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel();
      return;
    }
    const rows = document.querySelectorAll(`${button.dataset.read} > li:not(.gap)`);
    for (const row of rows) {
      const words = [row.querySelector(".at"), row.querySelector(".what")].map((part) => part.innerText.trim());
      const said = new SpeechSynthesisUtterance(words.join(", "));
      said.lang = document.documentElement.lang;
      speechSynthesis.speak(said);
    }
  });
})();
