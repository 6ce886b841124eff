// The tablet's clock as it stands, doubtful or not: the server judges it, nobody corrects it here.
export const boot = crypto.randomUUID();

export function monotonic() {
  return Math.round(performance.now());
}

// ISO 8601 with the offset of the tablet's own zone.
export function deviceTime(date = new Date()) {
  const minutes = -date.getTimezoneOffset();
  const local = new Date(date.getTime() + minutes * 60_000).toISOString().slice(0, -1);
  const two = (number) => String(Math.floor(number)).padStart(2, "0");
  const ahead = Math.abs(minutes);
  return `${local}${minutes < 0 ? "-" : "+"}${two(ahead / 60)}:${two(ahead % 60)}`;
}

export function moment() {
  return { boot, monotonic_ms: monotonic(), device_time: deviceTime() };
}
