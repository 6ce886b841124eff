// Puts a reference into the words of a statement where the cursor stands. Without it, it is typed.
for (const button of document.querySelectorAll("[data-insert]")) {
  const box = document.querySelector(`[name="${button.dataset.into}"]`);
  button.hidden = !box;
  button.addEventListener("click", () => {
    box.setRangeText(button.dataset.insert, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
    box.focus();
  });
}
