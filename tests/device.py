"""A tablet: Chromium with a profile on the disk, that can be killed and started again."""

import contextlib
import os
import shutil
import signal
from pathlib import Path

from django.db import connections
from playwright.sync_api import sync_playwright

from tests import browser as tools
from tests.line import wait

PASSPHRASE = "harbour at dusk"
COUNT_PIECES = """() => new Promise((resolve) => {
  const asked = indexedDB.open("casefile-tablet");
  asked.onsuccess = () => {
    const count = asked.result.transaction("pieces").objectStore("pieces").count();
    count.onsuccess = () => resolve(count.result);
  };
})"""
# A tablet whose battery was flat for long wakes up in another year.
IN_ANOTHER_YEAR = """(() => {
  const Real = Date, apart = 3 * 365 * 24 * 3600 * 1000;
  globalThis.Date = class extends Real {
    constructor(...parts) { parts.length ? super(...parts) : super(Real.now() - apart); }
    static now() { return Real.now() - apart; }
  };
})()"""
CACHED = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
  }
  return found;
}"""
LOOK = """async (tags) => {
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
  for (const each of document.querySelectorAll("a, button, summary, select, textarea, .option")) {
    const isSeen = each.checkVisibility() && !each.matches(".skip");
    if (isSeen && each.getBoundingClientRect().height < 44) found.push(`small: ${each.outerHTML}`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(`${location.hash} is too wide`);
  return found;
}"""
LITTLE_ROOM = """navigator.storage.estimate = async () => ({
  quota: 64_000_000_000, usage: 63_960_000_000,
})"""


class Device:
    """A browser with a profile on the disk, which can be killed and started again."""

    def __init__(self, address, profile, cookies):
        self.address, self.profile, self.cookies = address, profile, cookies
        self.scripts: list[str] = []
        self.problems: list[str] = []
        self.tools = sync_playwright().start()

    def start(self, *, is_offline=False):
        self.context = self.tools.chromium.launch_persistent_context(
            self.profile,
            executable_path=shutil.which("chromium"),
            args=[*tools.FLAGS, *tools.MICROPHONE],
            viewport=tools.PHONE,
            permissions=["geolocation"],
            geolocation={"latitude": 52.95, "longitude": -1.15, "accuracy": 8},
        )
        self.context.add_cookies(self.cookies)
        for script in self.scripts:
            self.context.add_init_script(script)
        self.context.set_offline(is_offline)
        self.page = self.context.pages[0]
        self.page.goto(f"{self.address}/capture/")
        return self.page

    def unlock(self):
        self.page.fill("[name=passphrase]", PASSPHRASE)
        self.page.click("button[type=submit]")
        self.page.wait_for_selector("#bottom a")

    def kill(self):
        """End the browser as a flat battery does: every process of this profile, at once."""
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            with contextlib.suppress(OSError):
                if str(self.profile).encode() in path.read_bytes():
                    os.kill(int(path.parent.name), signal.SIGKILL)
        with contextlib.suppress(Exception):
            self.context.close()

    def open_case(self, title):
        self.page.click(f"#cases >> text={title}")
        self.page.wait_for_selector(".takes")

    def take(self, kind, **words):
        """Open a form and fill it in; leave it before what seals it."""
        self.page.click(f".takes >> text={kind}")
        self.page.wait_for_selector("main form")
        for name, value in words.items():
            self.page.fill(f"#q-{name}", value)

    def assess_needs(self, name):
        """Ask at the scene what somebody needs, and seal it."""
        self.page.click("text=Other forms")
        self.page.click("text=Needs assessment")
        self.page.check(f"text={name}")
        self.page.check("#q-is_vulnerable-0")
        self.page.check("#q-is_intimidated-1")
        self.look()
        self.save()

    def look(self):
        """Judge the page as it stands, in both lights: axe, room for a thumb, no sideways."""
        self.page.evaluate(tools.AXE.read_text())
        for scheme in ("light", "dark"):
            self.page.emulate_media(color_scheme=scheme)
            self.problems += self.page.evaluate(LOOK, tools.RULES)

    def save(self):
        """Seal a form of words; return what the tablet says of it."""
        self.page.click("text=Save and seal")
        return self.sealed()

    def sealed(self):
        wait(self.page, "document.querySelector('#said').innerText.includes('sealed')")
        self.page.wait_for_selector(".takes")
        return self.page.inner_text("#said")

    def close(self):
        with contextlib.suppress(Exception):
            self.context.close()
        # Opened beside Playwright's loop, and kept apart by it: left open, the next test would
        # write into the database of this one.
        connections.close_all()
        self.tools.stop()
