"""Whether everybody can use a page: axe-core, the path of the Tab key, and no sideways scrolling."""

from typing import Any

from playwright.sync_api import Page

from tests.rig.browser import axe_script

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe_faults(page: Page, only: str = "") -> list[str]:
    """Return one readable line for each fault axe-core finds on the page as it is shown now.

    :param only: one rule instead of all, such as ``color-contrast``.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(axe_script())
    chosen = {"type": "rule", "values": [only]} if only else {"type": "tag", "values": TAGS}
    found: dict[str, Any] = page.evaluate(
        "chosen => axe.run(document, {runOnly: chosen, resultTypes: ['violations'], elementRef: false})", chosen
    )
    return [
        f"{fault['impact']}: {fault['id']} at {' '.join(map(str, node['target']))}: {' '.join(node['failureSummary'].split())}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def assert_accessible(page: Page) -> None:
    """Fail on faults by day or by night, and when the page scrolls sideways."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        faults = axe_faults(page)
        assert not faults, f"{page.url} ({scheme}):\n" + "\n".join(faults)
    # A telephone zooms out of a page that is too wide: its innerWidth grows with the fault, clientWidth does not.
    beyond = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert beyond <= 0, f"{page.url} is {beyond} px wider than the screen"


_PROBE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const s = getComputedStyle(e);
  const outline = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0;
  const name = e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || e.name || '';
  const same = e === window.__lastStop;
  window.__lastStop = e;
  return {id: e.tagName.toLowerCase() + ':' + name.trim().slice(0, 40), seen: outline || s.boxShadow !== 'none', same};
}"""


def tab_stops(page: Page, limit: int = 80) -> list[str]:
    """Press Tab through the page and return its stops in order.

    Fails when a stop cannot be seen or the focus cannot get away.
    """
    stops: list[str] = []
    repeats = 0  # a date field holds the focus for one Tab a part
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(_PROBE)
        if stop is None:
            return stops
        repeats = repeats + 1 if stop["same"] else 0
        assert repeats < 8, f"the keyboard is trapped at {stop['id']}"
        assert stop["seen"], f"the focus cannot be seen on {stop['id']}"
        if not repeats:
            stops.append(stop["id"])
    raise AssertionError(f"the focus did not leave the page after {limit} stops")
