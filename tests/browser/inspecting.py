"""What a page must be like in every window, asked of the browser that shows it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

Axe = Callable[[Page], list[str]]
Part = dict[str, str]

WIDTHS = (320, 768, 1280)
"""Pixels of CSS; the first is also what 400% of zoom leave of a window of 1280."""

_OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"

# What stands out on the right, though not within something that scrolls.
_STANDS_OUT = """() => [...document.querySelectorAll("main *")]
    .filter(one => !one.closest(".app-scroll") && !one.closest("svg *"))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1)
    .slice(0, 5).map(one => `${one.localName}.${one.getAttribute("class")}`).join(", ")"""

# Elements that scroll sideways and that the keyboard does not reach by a name of their own, and
# elements that cut words off. What only a screen reader meets is cut off by design.
_ASTRAY = """() => {
    const named = element => element.getAttribute("aria-label")
        || document.getElementById(element.getAttribute("aria-labelledby"))?.textContent.trim();
    const hidden = element => {
        for (let each = element; each; each = each.parentElement)
            if (getComputedStyle(each).clipPath !== "none" || each.offsetWidth === 1) return true;
        return false;
    };
    const called = element =>
        [element.localName, ...element.classList].join(".") + (element.id && `#${element.id}`);
    return [...document.querySelectorAll("body *")].flatMap(element => {
        if (element.scrollWidth <= element.clientWidth + 1 || hidden(element)) return [];
        const { overflowX } = getComputedStyle(element);
        if (["hidden", "clip"].includes(overflowX) && element.localName !== "svg")
            return element.clientWidth ? [`cut off: ${called(element)}`] : [];
        if (!["auto", "scroll"].includes(overflowX)) return [];
        const reached = element.tabIndex === 0 && element.matches("[role=region]");
        return reached && named(element) ? [] : [`scrolls unreached: ${called(element)}`];
    });
}"""

# One of each kind that can have the focus: how it looks with and without it. In forced colours
# only outlines and borders are left to tell.
_UNSEEN = """() => {
    const look = element => {
        const style = getComputedStyle(element);
        const outline = style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2
            || style.outlineColor.endsWith(", 0)") ? "" : style.outline;
        const forced = matchMedia("(forced-colors: active)").matches;
        const { border, backgroundColor, boxShadow } = style;
        const drawn = element.ownerSVGElement ? getComputedStyle(element.firstElementChild) : {};
        const stroke = `${drawn.stroke} ${drawn.strokeWidth}`;
        return [outline, border, stroke, ...(forced ? [] : [backgroundColor, boxShadow])].join("|");
    };
    const unseen = [], met = new Set();
    const all = "a[href], button, input:not([type=hidden]), select, summary, [tabindex='0']";
    for (const element of document.querySelectorAll(all)) {
        const kind = [element, element.closest("[class]")].map(
            each => `${each.localName}.${each.getAttribute("class")}`).join(" in ");
        if (met.has(kind) || !element.checkVisibility()) continue;
        met.add(kind);
        document.activeElement.blur();
        const before = look(element);
        element.focus({ focusVisible: true });
        if (document.activeElement !== element || look(element) === before) unseen.push(kind);
    }
    document.activeElement.blur();
    window.scrollTo(0, 0);
    return unseen;
}"""

_BEHIND = """element => document.activeElement !== document.body && Boolean(
    document.activeElement.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING)"""


_FITS = f"() => {_OVERFLOW} === 0 && ({_ASTRAY})().length === 0"
_PATIENCE = 10_000


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate(_OVERFLOW))


def astray(page: Page) -> list[str]:
    """Elements that scroll without being reached by the keyboard, or cut off what they hold."""
    found: list[str] = page.evaluate(_ASTRAY)
    return found


def unseen_focus(page: Page) -> list[str]:
    """Kinds of link, button and field that look the same with the focus and without."""
    found: list[str] = page.evaluate(_UNSEEN)
    return found


def misfits(page: Page) -> list[str]:
    """What does not fit this window: the page, or something within it.

    A chart is drawn anew for another width a moment after the window has it.
    """
    with suppress(PlaywrightTimeoutError):
        page.wait_for_function(_FITS, timeout=_PATIENCE)
    wide = overflow(page)
    said = f"{wide} pixels too wide: {page.evaluate(_STANDS_OUT)}"
    return [*astray(page), *([said] if wide else [])]


def barriers(page: Page, axe: Axe, widths: tuple[int, ...] = WIDTHS) -> dict[int, list[str]]:
    """What is wrong with the page, by width of its window; empty when nothing is."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = [*axe(page), *misfits(page)]
    return {width: what for width, what in found.items() if what}


def draw_charts(page: Page, most: int = 2) -> None:
    """Go to the first charts and wait until they are drawn."""
    for chart in page.locator("figure[data-chart]").all()[:most]:
        chart.scroll_into_view_if_needed()
        expect(chart).to_have_attribute("data-chart", "drawn")


def open_details(page: Page) -> None:
    """Unfold all that is folded."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")


def tab_to(page: Page, target: Locator, most: int = 150) -> None:
    """Press Tab, or Shift and Tab when it lies behind, until the target has the focus.

    Raises:
        AssertionError: it is not reached.
    """
    key = "Shift+Tab" if target.evaluate(_BEHIND) else "Tab"
    for _ in range(most):
        page.keyboard.press(key)
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} was not reached with {most} presses of {key}")
