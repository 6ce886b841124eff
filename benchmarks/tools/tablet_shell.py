"""Opens the tablet's app with no network, on a slowed processor, and says how long it took."""

import statistics

from tests.browser import chromium

SLOWED = 4
READY = "main form, #cases"
# From the start of the navigation to a painted page with something to press.
TOOK = """async () => {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now();
}"""


def interactive_ms(port: int, cookie: str, rounds: int) -> float:
    """Return the median in ms from opening the app offline to a page that can be used."""
    address, (name, _, value) = f"http://127.0.0.1:{port}", cookie.partition("=")
    with chromium() as browser:
        context = browser.new_context(viewport={"width": 800, "height": 1200})
        context.add_cookies([{"name": name, "value": value, "url": address}])
        page = context.new_page()
        for _ in range(2):  # the second visit has the shell
            page.goto(f"{address}/capture/")
            page.wait_for_selector(READY)
            page.evaluate("navigator.serviceWorker.ready.then(() => true)")
        context.set_offline(True)
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        found = []
        for _ in range(rounds):
            page.goto(f"{address}/capture/")
            page.wait_for_selector(READY)
            found.append(float(page.evaluate(TOOK)))
    return statistics.median(found)
