// A pad to sign on: draws, and keeps its strokes with their pressure. The box holds a canvas and a button
// that clears it; a first stroke is told by the event "signed".
export class Pad {
  constructor(box) {
    this.box = box;
    this.canvas = box.querySelector("canvas");
    this.ink = this.canvas.getContext("2d");
    this.strokes = [];
    this.current = null;
    box.hidden = false;
    this.clear();
    this.ink.lineWidth = 3;
    this.ink.lineCap = "round";
    const on = (name, act) => this.canvas.addEventListener(name, act);
    on("pointerdown", (event) => this.begin(event));
    on("pointermove", (event) => this.move(event));
    on("pointerup", () => { this.current = null; });
    on("pointercancel", () => { this.current = null; });
    box.querySelector("[data-signature-clear]").addEventListener("click", () => this.clear());
  }

  clear() {
    this.ink.fillStyle = "#fff";
    this.ink.fillRect(0, 0, this.canvas.width, this.canvas.height);
    this.strokes.length = 0;
  }

  pointOf(event) {
    const frame = this.canvas.getBoundingClientRect();
    const x = ((event.clientX - frame.left) * this.canvas.width) / frame.width;
    const y = ((event.clientY - frame.top) * this.canvas.height) / frame.height;
    const p = Math.round(event.pressure * 100);
    return { x: Math.round(x), y: Math.round(y), p, t: Math.round(event.timeStamp) };
  }

  begin(event) {
    this.canvas.setPointerCapture(event.pointerId);
    this.current = [this.pointOf(event)];
    this.strokes.push(this.current);
    this.box.dispatchEvent(new Event("signed", { bubbles: true }));
  }

  move(event) {
    if (!this.current) return;
    const from = this.current[this.current.length - 1];
    const to = this.pointOf(event);
    this.current.push(to);
    this.ink.beginPath();
    this.ink.moveTo(from.x, from.y);
    this.ink.lineTo(to.x, to.y);
    this.ink.stroke();
  }

  // Returns {image (a PNG as a data URL), strokes (JSON)}; both are empty where nobody signed.
  value() {
    if (this.strokes.length === 0) return { image: "", strokes: "" };
    return { image: this.canvas.toDataURL("image/png"), strokes: JSON.stringify(this.strokes) };
  }
}
