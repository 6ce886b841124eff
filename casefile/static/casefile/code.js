// Opens a link whose code stands behind the # of the address, where no server or log reads it.
const form = document.querySelector("form[data-code]");
const code = decodeURIComponent(window.location.hash.slice(1));

if (form && code) {
  window.history.replaceState(null, "", window.location.pathname);
  form.elements.code.value = code;
  if (form.dataset.code !== "wait") form.requestSubmit(); // there is more to fill in
}
