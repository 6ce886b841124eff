// The point on the map: the device's own position when asked for, a pin that is dragged, moved by
// buttons or typed as two numbers, and a way to take it off again. The pad shows our own tiles
// (data-tiles) or, without any, a grid with a scale; nothing is ever asked of another site.
// Without this file the two numbers can still be typed, or left out.
const root = document.querySelector("[data-pin]");
const said = root?.dataset;
const part = (name) => root.querySelector(`[data-pin-${name}]`);
const field = (name) => root.querySelector(`[name$=_${name}]`);
const TILE = 256;
const EQUATOR = 156543.03392; // metres a pixel at zoom 0
const [FARTHEST, NEAREST] = [5, 18];
const START = { lat: 52.5, lon: -1.9, zoom: 6 };
let view = null;
let pin = null;
let zoom = 16;

const metresAPixel = (lat) => (EQUATOR * Math.cos((lat * Math.PI) / 180)) / 2 ** zoom;
const limited = (value) => Math.min(NEAREST, Math.max(FARTHEST, value));

function toPixels({ lat, lon }) {
  const size = TILE * 2 ** zoom;
  const angle = (lat * Math.PI) / 180;
  const y = (1 - Math.log(Math.tan(angle) + 1 / Math.cos(angle)) / Math.PI) / 2;
  return { x: ((lon + 180) / 360) * size, y: y * size };
}

function toDegrees({ x, y }) {
  const size = TILE * 2 ** zoom;
  const angle = Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size)));
  return { lat: (angle * 180) / Math.PI, lon: (x / size) * 360 - 180 };
}

// The longest of 1, 2, 5, 10 … metres that fits into a width.
function roundMetres(pixels) {
  const most = pixels * metresAPixel(view.lat);
  const ten = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map((times) => times * ten).find((metres) => metres <= most);
}

function corner() {
  const middle = toPixels(view);
  const pad = part("pad");
  return { x: middle.x - pad.clientWidth / 2, y: middle.y - pad.clientHeight / 2 };
}

function drawTiles(from) {
  const layer = part("tiles");
  layer.replaceChildren();
  const pad = part("pad");
  const last = { x: from.x + pad.clientWidth, y: from.y + pad.clientHeight };
  for (let x = Math.floor(from.x / TILE); x * TILE < last.x; x += 1) {
    for (let y = Math.floor(from.y / TILE); y * TILE < last.y; y += 1) {
      const tile = new Image(TILE, TILE);
      tile.alt = "";
      tile.draggable = false;
      tile.style.left = `${x * TILE - from.x}px`;
      tile.style.top = `${y * TILE - from.y}px`;
      tile.src = `${said.tiles}${zoom}/${x}/${y}.png`;
      layer.append(tile);
    }
  }
}

function drawGrid(from) {
  const side = roundMetres(80) / metresAPixel(view.lat);
  const layer = part("tiles");
  layer.style.backgroundSize = `${side}px ${side}px`;
  layer.style.backgroundPosition = `${-(from.x % side)}px ${-(from.y % side)}px`;
}

function drawScale() {
  const metres = roundMetres(100);
  part("bar").style.width = `${metres / metresAPixel(view.lat)}px`;
  part("length").textContent = metres < 1000 ? `${metres} m` : `${metres / 1000} km`;
}

function draw() {
  part("map").hidden = !view;
  part("start").hidden = Boolean(view);
  part("remove").hidden = !pin;
  if (!view) return;
  const from = corner();
  if (said.tiles) drawTiles(from);
  else drawGrid(from);
  drawScale();
  const mark = part("mark");
  mark.toggleAttribute("hidden", !pin);
  if (!pin) return;
  const at = toPixels(pin);
  mark.style.left = `${at.x - from.x}px`;
  mark.style.top = `${at.y - from.y}px`;
}

function say(words) {
  part("status").textContent = words;
}

function put(point, source, metres) {
  pin = point;
  view ??= point;
  field("lat").value = point.lat.toFixed(5);
  field("lon").value = point.lon.toFixed(5);
  field("precision_m").value = String(Math.ceil(metres));
  field("source").value = source;
  draw();
}

function tell() {
  const at = `${field("lat").value}, ${field("lon").value}`;
  say(said.at.replaceAll("{at}", at).replaceAll("{metres}", field("precision_m").value));
}

function putPin(point) {
  put(point, "pin", Math.max(5, 8 * metresAPixel(point.lat)));
}

function follow(event) {
  const frame = part("pad").getBoundingClientRect();
  const from = corner();
  putPin(toDegrees({ x: from.x + event.clientX - frame.left, y: from.y + event.clientY - frame.top }));
}

// Brings a pin that came near the edge back to the middle.
function settle() {
  const pad = part("pad");
  const [from, at] = [corner(), toPixels(pin)];
  const aside = Math.abs((at.x - from.x) / pad.clientWidth - 0.5);
  const up = Math.abs((at.y - from.y) / pad.clientHeight - 0.5);
  if (Math.max(aside, up) > 0.3) view = pin;
  draw();
  tell();
}

function move(right, down) {
  const at = toPixels(pin ?? view);
  putPin(toDegrees({ x: at.x + 10 * right, y: at.y + 10 * down }));
  settle();
}

function look(nearer) {
  zoom = limited(zoom + nearer);
  view = pin ?? view;
  draw();
}

function found({ coords }) {
  const point = { lat: coords.latitude, lon: coords.longitude };
  zoom = limited(Math.floor(Math.log2((EQUATOR * 20) / Math.max(coords.accuracy, 10))) - 1);
  view = point;
  put(point, "device", Math.max(1, coords.accuracy));
  tell();
}

function askDevice() {
  say(said.asking);
  const failed = (problem) => say(problem.code === 1 ? said.denied : said.failed);
  const options = { enableHighAccuracy: true, timeout: 20000, maximumAge: 0 };
  navigator.geolocation.getCurrentPosition(found, failed, options);
}

function readTyped() {
  const [lat, lon] = ["lat", "lon"].map((name) => Number(field(name).value.replace(",", ".")));
  field("precision_m").value = "";
  field("source").value = "typed";
  const isPoint = lat && lon && Math.abs(lat) < 85 && Math.abs(lon) <= 180;
  pin = isPoint ? { lat, lon } : null;
  view = pin ?? view;
  draw();
}

function remove() {
  ["lat", "lon", "precision_m", "source"].forEach((name) => { field(name).value = ""; });
  pin = null;
  draw();
  say(said.removed);
}

function start() {
  const pad = part("pad");
  let isHeld = false;
  if (said.tiles) ({ zoom } = START);
  if (said.tiles) view = START;
  part("tools").hidden = false;
  part("pad").classList.toggle("app-pin__pad--grid", !said.tiles);
  part("device").hidden = !navigator.geolocation;
  part("device").addEventListener("click", askDevice);
  part("remove").addEventListener("click", remove);
  ["lat", "lon"].forEach((name) => field(name).addEventListener("change", readTyped));
  root.querySelectorAll("[data-pin-move]").forEach((button) => {
    button.addEventListener("click", () => move(...button.dataset.pinMove.split(" ").map(Number)));
  });
  root.querySelectorAll("[data-pin-look]").forEach((button) => {
    button.addEventListener("click", () => look(Number(button.dataset.pinLook)));
  });
  pad.addEventListener("pointerdown", (event) => {
    isHeld = true;
    pad.setPointerCapture(event.pointerId);
    follow(event);
  });
  pad.addEventListener("pointermove", (event) => { if (isHeld) follow(event); });
  pad.addEventListener("pointerup", () => { isHeld = false; settle(); });
  pad.addEventListener("pointercancel", () => { isHeld = false; });
  root.addEventListener("toggle", draw);
  if (field("lat").value) {
    const kept = [field("precision_m").value, field("source").value];
    readTyped();
    [field("precision_m").value, field("source").value] = kept;
    zoom = said.tiles ? 15 : 16;
  }
  draw();
}

if (root) start();
