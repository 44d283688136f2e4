"""What every view must be for people who see badly, hear it read out, or have a small screen.

axe-core looks for barriers; it comes from PyPI, in a package that is fetched by Tests/browser/run and used for nothing but
the file in it. Beside it: no view may be wider than the window at 200 % (640 CSS pixels) or on a telephone.
"""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = pathlib.Path(os.environ.get("URNE_AXE", ROOT / ".build" / "axe"))

#: Widths in CSS pixels: 1280 at 200 %, a telephone, and 1280 at 400 % (WCAG 2.2, 1.4.10).
WIDTHS = (640, 390, 320)

# Writes down what a screen reader is told from now on.
LISTEN = """
window.said = [];
for (const id of ["live", "alert"]) {
    const place = document.getElementById(id);
    new MutationObserver(() => place.textContent && window.said.push(place.textContent)).observe(
        place, {childList: true, characterData: true, subtree: true});
}
"""

# What stands out of the window although nothing around it can be scrolled, and what is cut off within its own box.
OVERHANG = """
const shown = [];
const scrolls = (element) => {
    for (let at = element; at; at = at.parentElement) {
        if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    }
    return false;
};
const isHidden = (element) => Boolean(element.closest(".unseen, .skip"));
for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0 || isHidden(element)) continue;
    const isOut = box.right > innerWidth + 1 && !scrolls(element.parentElement);
    const isCut = getComputedStyle(element).overflowX === "hidden" && element.scrollWidth > element.clientWidth + 1;
    if (isOut || isCut) shown.push(`${element.tagName}.${element.className} ${element.textContent.slice(0, 40)}`);
}
if (document.documentElement.scrollWidth > innerWidth) shown.push(`the page is ${document.documentElement.scrollWidth} wide`);
return shown;
"""


def axe():
    """The text of axe-core; a missing one is an error and never a reason to look at less."""
    found = sorted(FOLDER.rglob("axe.min.js"))
    if not found:
        raise AssertionError(f"no axe.min.js in {FOLDER}: start the tests with Tests/browser/run, which fetches it")
    return found[0].read_text(encoding="utf-8")


def barriers(browser):
    """What axe-core finds on the view as it stands: rule, and the elements."""
    driver = browser.driver
    if not driver.execute_script("return typeof axe === 'object'"):
        driver.execute_script(axe())
    report = driver.execute_async_script(
        "const done = arguments[0];"
        "axe.run(document, {resultTypes: ['violations']}).then(done, (error) => done({error: String(error)}))"
    )
    if "error" in report:
        raise AssertionError(report["error"])
    return [
        f"{found['id']}: {found['help']}: {[node['html'][:160] for node in found['nodes']]}" for found in report["violations"]
    ]


def overhang(browser, width):
    """What is cut off or makes the page scroll sideways in a window of this width."""
    browser.driver.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 800, "deviceScaleFactor": 1, "mobile": False}
    )
    return [f"{width} px: {what}" for what in browser.driver.execute_script(OVERHANG)]


def check(browser, name):
    """Refuses a view with a barrier; the window is as it was afterwards."""
    found = barriers(browser)
    for width in WIDTHS:
        found += overhang(browser, width)
    browser.resize(browser.size)
    if found:
        raise AssertionError(f"{name}:\n" + "\n".join(found))
