// One at a time, across every tab of this browser.
const queues = new Map();

function queued(name, work) {
  const before = queues.get(name) ?? Promise.resolve();
  const now = before.then(work, work);
  queues.set(name, now.catch(() => {}));
  return now;
}

// Waits until nobody else is at `name`, then runs `work`.
export function alone(name, work) {
  return globalThis.navigator?.locks ? navigator.locks.request(`casefile-${name}`, work) : queued(name, work);
}

// Runs `work` at once, or returns null when another tab is at it.
export function aloneOrNot(name, work) {
  if (!globalThis.navigator?.locks) return queued(name, work);
  const options = { ifAvailable: true };
  return navigator.locks.request(`casefile-${name}`, options, (lock) => (lock ? work() : null));
}
