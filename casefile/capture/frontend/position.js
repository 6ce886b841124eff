// Where the tablet is, if it says so in time. A capture never waits longer than this for it, and no
// position is said to be none, not a point in the sea.
const WITHIN_MS = 2500;
const AT_MOST_OLD_MS = 60_000;
let last = null;
let watching = null;

export function asPosition({ coords, timestamp }) {
  if (!coords || (coords.latitude === 0 && coords.longitude === 0)) return null;
  return {
    latitude: String(coords.latitude),
    longitude: String(coords.longitude),
    accuracy_m: String(coords.accuracy),
    source: "device", // a browser does not tell satellites from networks
    at: new Date(timestamp).toISOString(),
  };
}

// Starts to look while a page for a capture is open, so that the position is there when it counts.
export function look() {
  if (watching !== null || !navigator.geolocation) return;
  const options = { enableHighAccuracy: true, maximumAge: AT_MOST_OLD_MS };
  watching = navigator.geolocation.watchPosition(
    (found) => {
      last = found;
    },
    () => {},
    options,
  );
}

export function stopLooking() {
  if (watching !== null) navigator.geolocation.clearWatch(watching);
  watching = null;
}

export async function position() {
  if (last && Date.now() - last.timestamp < AT_MOST_OLD_MS) return asPosition(last);
  if (!navigator.geolocation) return null;
  const options = { enableHighAccuracy: true, timeout: WITHIN_MS, maximumAge: AT_MOST_OLD_MS };
  const asked = new Promise((resolve) => {
    navigator.geolocation.getCurrentPosition(resolve, () => resolve(null), options);
  });
  // A question for permission that nobody answers has no time limit of its own.
  const late = new Promise((resolve) => setTimeout(resolve, WITHIN_MS, null));
  const found = await Promise.race([asked, late]);
  return found ? asPosition(found) : null;
}
