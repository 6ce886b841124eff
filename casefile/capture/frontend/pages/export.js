// The button that puts what is not sent into a file, to be handed in another way. It works on a locked
// tablet too: the file stays encrypted.
import { button, h, say } from "../dom.js";
import { exportUnsent } from "../exporting.js";

export function ready(tablet) {
  const place = h("div", { class: "export" });
  const act = async () => {
    say("Writing the file…");
    const files = await exportUnsent(tablet.db, tablet.device);
    if (files.length === 0) return say("Nothing waits to be sent");
    place.replaceChildren(...files.map((file) => save(file)));
    place.querySelector("a").focus();
    return say("The file is ready to be saved");
  };
  const words = "Export what is not sent";
  return h("div", {}, button(words, act, { id: "export" }), place);
}

function save({ name, blob }) {
  const href = URL.createObjectURL(blob);
  return h("p", {}, h("a", { href, download: name, class: "main" }, `Save ${name}`));
}
