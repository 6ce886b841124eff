"""A real browser beside a live server: opens pages, answers forms by keyboard, asks axe-core."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[1]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
# A microphone that is always there and always allowed, and hears a beep.
MICROPHONE = ("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
STAFF_WIDTHS = (320, 768, 1280)
PHONE = {"width": 320, "height": 640}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@contextmanager
def live_server() -> Iterator[str]:
    """Serve the product from this process on a free port of this machine; yield its address."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()


@contextmanager
def chromium(*flags: str) -> Iterator[Browser]:
    """Start Chromium, without a sandbox of its own as it may run as root in a container."""
    # Playwright keeps an event loop in this thread, in which Django would refuse every query.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=shutil.which("chromium"), args=[*FLAGS, *flags]
        )
        try:
            yield browser
        finally:
            browser.close()
            # Connections opened beside that loop are kept apart from the thread's others: left
            # open, the next browser's test would write into the database of this one.
            connections.close_all()
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


# Puts a page into the judge's own, without loading it: axe-core stays, and its style sheet is kept.
JUDGE = """async ([html, tags]) => {
  const next = new DOMParser().parseFromString(html, "text/html");
  const link = next.querySelector("link[rel=stylesheet]")?.getAttribute("href");
  window.sheets ??= {};
  if (link && !window.sheets[link]) {
    window.sheets[link] = new CSSStyleSheet();
    window.sheets[link].replaceSync(await (await fetch(link)).text());
  }
  next.querySelectorAll("script, link[rel=stylesheet]").forEach((each) => each.remove());
  document.replaceChild(document.adoptNode(next.documentElement), document.documentElement);
  document.adoptedStyleSheets = link ? [window.sheets[link]] : [];
  const { violations } = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html.slice(0, 160)}`);
}"""


class Judge:
    """Asks axe-core about a page as it stands, also one that was opened with scripts off."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.context: BrowserContext = browser.new_context(viewport=PHONE, bypass_csp=True)
        self.page: Page = self.context.new_page()
        self.page.goto(f"{address}/accessibility/")
        self.page.evaluate(AXE.read_text())

    def violations(self, page: Page) -> list[str]:
        """Return each broken rule with the first element that breaks it."""
        found: list[str] = self.page.evaluate(JUDGE, [page.content(), RULES])
        return found

    def is_too_wide(self, page: Page) -> bool:
        """Return whether the page scrolls sideways on a small phone."""
        return bool(page.evaluate("document.documentElement.scrollWidth > window.innerWidth"))


def visit(page: Page, address: str, path: str) -> None:
    """Open a page and fail when another was shown instead, such as the one to sign in."""
    answer = page.goto(f"{address}{path}")
    assert answer is not None
    assert answer.status == 200, f"{path}: {answer.status}"
    assert page.url == f"{address}{path}", f"{path} led to {page.url}"


class StaffWalk:
    """A signed-in person's pages in Chromium, each judged at every width; faults gather.

    With STAFF_SHOTS set to a folder, each page is also pictured there.
    """

    def __init__(self, browser: Browser, address: str, client: Client) -> None:
        self.address, self.judge = address, Judge(browser, address)
        context = browser.new_context()
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])
        self.page: Page = context.new_page()
        self.problems: list[str] = []

    def open(self, name: str, path: str) -> None:
        """Open a page and look at it."""
        visit(self.page, self.address, path)
        self.look(name)

    def press(self, name: str, selector: str) -> None:
        """Press what leads on to another page, wait for that page, and look at it."""
        with self.page.expect_navigation():
            self.page.click(selector)
        self.look(name)

    def look(self, name: str) -> None:
        """Judge the page as it stands, and see that it never scrolls sideways."""
        self.problems += [f"{name}: {fault}" for fault in self.judge.violations(self.page)]
        for width in STAFF_WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 900})
            if self.judge.is_too_wide(self.page):
                self.problems.append(f"{name}: scrolls sideways at {width}")
            if shots := os.environ.get("STAFF_SHOTS"):
                self.page.screenshot(path=Path(shots) / f"{name}-{width}.png", full_page=True)


def draw_signature(page: Page) -> None:
    """Draw a line on the first pad of a page, as a finger does."""
    pad = page.locator("canvas").first
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 120, box["y"] + 60, steps=5)
    page.mouse.up()


def tab_to(page: Page, selector: str, *, at_most: int = 200) -> None:
    """Press Tab until the element has the focus; fail when it cannot be reached so."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by keyboard on {page.url}")


def press_and_wait(page: Page, selector: str) -> None:
    """Reach a button or link by keyboard, press Enter, and wait for the page it leads to."""
    tab_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")
