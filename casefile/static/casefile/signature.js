// The signature pads of a statement or a hand-over, one for each person who signs, handed over when the
// form is sent. Without it they type the name.
import { Pad } from "./pad.js";

function handOver({ box, pad }) {
  const field = (name) => box.querySelector(`[data-signature-${name}] input`);
  const { image, strokes } = pad.value();
  field("image").value = image;
  const kept = field("strokes"); // kept only where a statement is signed
  if (kept) kept.value = strokes;
}

const boxes = [...document.querySelectorAll("[data-signature]")];
const pads = boxes.map((box) => ({ box, pad: new Pad(box) }));
if (pads.length) {
  const form = boxes[0].closest("form");
  const drawn = form.querySelector("input[name=method][value=drawn]");
  boxes[0].addEventListener("signed", () => { drawn.checked = true; });
  form.addEventListener("submit", () => {
    pads.forEach(handOver);
    const size = form.elements.screen;
    if (size) size.value = `${window.screen.width} x ${window.screen.height}`;
  });
}
