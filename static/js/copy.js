// Copies what stands in the element named by data-copy; where the browser may not, it selects it for the hand.
(() => {
  for (const button of document.querySelectorAll("[data-copy]")) {
    const source = document.querySelector(button.dataset.copy);
    const label = button.querySelector("span");
    const before = label.textContent;
    button.hidden = false;
    button.setAttribute("aria-live", "polite");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent.trim());
        label.textContent = button.dataset.copied;
        setTimeout(() => { label.textContent = before; }, 4000);
      } catch {
        // Over plain http browsers give no clipboard.
        getSelection().selectAllChildren(source);
      }
    });
  }
})();
