"""One window that goes from page to page as any reader, and the accessibility check of what it has not seen before.

Every rule looks at every page at full width, the costly one of colours at every kind of element; a narrow window shows
the same elements in another style, so that every rule looks there once at every kind. A kind is an element with its
class, role and state below all that is around it: whatever the style sheet can tell apart. Source: rec, D-069.
"""

from dataclasses import dataclass, field

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.live_pages import WCAG_22_AA, WIDE

HIGH = 900
TELL_KINDS = """() => {
  const states = 'class|type|role|open|disabled|checked|hidden|style|fill|stroke';
  const tells = new RegExp(`^(${states}|aria-(?!label|desc|controls|owns).*)$`);
  const first = {}, all = window.shownElements = [];
  const look = (one, sums) => {
    const marks = [...one.attributes].filter(at => tells.test(at.name)).map(at => `${at.name}=${at.value}`).sort();
    const kind = `${one.localName}[${marks.join(' ')}]`;
    let [low, high] = sums;
    for (let at = 0; at < kind.length; at++) {
      low = Math.imul(low ^ kind.charCodeAt(at), 0x9E3779B1) >>> 0;
      high = Math.imul(high ^ kind.charCodeAt(at), 0x85EBCA77) + at >>> 0;
    }
    const mark = `${low}.${high}`;
    all.push([mark, one]);
    first[mark] = true;
    for (const child of one.children) look(child, [low, high]);
  };
  look(document.body, [7, 11]);
  return Object.keys(first);
}"""
MARK_NEW = """found => {
  const fresh = new Set(found);
  for (const [mark, one] of window.shownElements) {
    if (fresh.has(mark)) one.setAttribute('data-is-new', '');
  }
}"""
FIND = """async ([where, options]) => {
  axe.configure({rules: [{id: 'color-contrast', selector: '[data-is-new]'}]});
  const all = await axe.run(where ?? document, options);
  return all.violations.map(one => `${one.id}: ${one.nodes[0].html.slice(0, 200)}`);
}"""
LOOK = """() => ({
  text: document.body.innerText, title: document.title, headings: document.querySelectorAll('h1').length,
  goes_sideways: document.documentElement.scrollWidth > window.innerWidth,
})"""
NEW_ONES = {"include": [["[data-is-new]"]]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a page shows: text, title, how many main headings; people would have to scroll sideways."""

    text: str
    title: str
    headings: int
    goes_sideways: bool


@dataclass
class CheckedPage:
    """The window, who looks through it, and which kinds of elements it has shown."""

    context: BrowserContext
    page: Page
    line: CDPSession
    reader: str | None = None
    kinds: set[str] = field(default_factory=set)
    has_new: bool = False

    def read_as(self, reader: str, *, cookie: str | None, address: str) -> None:
        """Become somebody else, with the session of a plain client; None: somebody who has not signed in."""
        if reader == self.reader:
            return
        self.context.clear_cookies()
        if cookie is not None:
            self.context.add_cookies([{"name": "folkmoot", "value": cookie, "url": address}])
        self.reader = reader

    def be_wide(self, width: int) -> None:
        """Make the window this wide."""
        size = {"width": width, "height": HIGH, "deviceScaleFactor": 1, "mobile": False}
        self.line.send("Emulation.setDeviceMetricsOverride", size)

    def mark_new(self) -> None:
        """Mark on the page what is of a kind not shown before."""
        found = sorted(set(self.page.evaluate(TELL_KINDS)) - self.kinds)
        if found:
            self.page.evaluate(MARK_NEW, found)
        self.kinds.update(found)
        self.has_new = bool(found)

    def find_everywhere(self) -> list[str]:
        """Give what the accessibility check finds at WCAG 2.2 A and AA: rule and first element, one line each."""
        return self._find(None)

    def find_in_new(self) -> list[str]:
        """Give what it finds in the elements of kinds not shown before."""
        return self._find(NEW_ONES) if self.has_new else []

    def _find(self, where: object) -> list[str]:
        return list(self.page.evaluate(FIND, [where, WCAG_22_AA]))

    def look(self) -> "Shown":
        """Read the page as it stands."""
        return Shown(**self.page.evaluate(LOOK))


def open_checked_page(chromium: Browser) -> CheckedPage:
    """Open the window; the check is loaded with every page it shows."""
    context = chromium.new_context(viewport={"width": WIDE, "height": HIGH})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Page.enable")
    line.send("Page.addScriptToEvaluateOnNewDocument", {"source": AXE_SCRIPT})
    return CheckedPage(context, page, line)
