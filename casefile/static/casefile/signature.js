// The signature pad of a statement: draws, keeps the strokes, and hands over a PNG when the form is
// sent. Without it the witness types the name instead.
const box = document.querySelector("[data-signature]");
const form = box?.closest("form");
const pad = box?.querySelector("canvas");
const ink = pad?.getContext("2d");
const strokes = [];
let current = null;

function pointOf(event) {
  const frame = pad.getBoundingClientRect();
  const x = ((event.clientX - frame.left) * pad.width) / frame.width;
  const y = ((event.clientY - frame.top) * pad.height) / frame.height;
  return { x: Math.round(x), y: Math.round(y), t: Math.round(event.timeStamp) };
}

function clear() {
  ink.fillStyle = "#fff";
  ink.fillRect(0, 0, pad.width, pad.height);
  strokes.length = 0;
}

function begin(event) {
  pad.setPointerCapture(event.pointerId);
  current = [pointOf(event)];
  strokes.push(current);
  form.querySelector("input[name=method][value=drawn]").checked = true;
}

function move(event) {
  if (!current) return;
  const from = current[current.length - 1];
  const to = pointOf(event);
  current.push(to);
  ink.beginPath();
  ink.moveTo(from.x, from.y);
  ink.lineTo(to.x, to.y);
  ink.stroke();
}

function handOver() {
  form.elements.image.value = strokes.length ? pad.toDataURL("image/png") : "";
  form.elements.strokes.value = strokes.length ? JSON.stringify(strokes) : "";
}

if (pad) {
  box.hidden = false;
  clear();
  ink.lineWidth = 3;
  ink.lineCap = "round";
  pad.addEventListener("pointerdown", begin);
  pad.addEventListener("pointermove", move);
  pad.addEventListener("pointerup", () => { current = null; });
  pad.addEventListener("pointercancel", () => { current = null; });
  box.querySelector("[data-signature-clear]").addEventListener("click", clear);
  form.addEventListener("submit", handOver);
}
