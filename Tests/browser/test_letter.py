"""The letter's link: the code leaves the address bar at once, on every page that takes one, whatever else is missing."""

import unittest

from harness import Browser, Town

PAGES = {"/": "S01", "/leitung": "S01", "/vorsitz": "C01", "/zaehlung": "T01", "/briefwahl": "S01"}


class LetterTests(unittest.TestCase):
    cost = 1

    def setUp(self):
        self.town = Town(members=3)
        self.addCleanup(self.town.close)
        self.browser = Browser(self.town, "letter")
        self.addCleanup(self.browser.close)

    def block(self, urls):
        self.browser.driver.execute_cdp_cmd("Network.enable", {})
        self.browser.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": urls})

    def wait_for_clean_address(self, page):
        driver = self.browser.driver
        self.browser.until(lambda _: driver.current_url == self.town.url + page, f"code in the address of {page}", 10)

    def test_the_code_leaves_the_address_bar_though_the_words_do_not_come(self):
        self.block(["*/static/words/*"])
        for page, p in PAGES.items():
            self.browser.open("/static/page.js")
            self.browser.open(f"{page}#p={p}&c={self.town.code(p)}")
            self.wait_for_clean_address(page)
        self.block([])

    def test_a_page_that_does_not_come_whole_says_so_and_goes_on_when_the_rest_comes(self):
        for urls in (["*/static/words/*"], ["*/static/fault.js"]):
            self.block(urls)
            for page, p in PAGES.items():
                self.browser.open("/static/page.js")
                self.browser.open(f"{page}#p={p}&c={self.town.code(p)}")
                self.browser.wait("Bleibt es dabei, öffnen Sie sie noch einmal")
        self.block(["*/static/words/*"])
        self.browser.open("/static/page.js")
        self.browser.open("/#p=001&c=" + self.town.code("001"))
        self.browser.wait("Bleibt es dabei, öffnen Sie sie noch einmal")
        self.block([])
        self.browser.wait("keine Abstimmung")

    def test_a_browser_that_keeps_nothing_shows_the_pages_and_says_why_nobody_can_sign_in(self):
        driver = self.browser.driver
        refused = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError'); } });"
        refused += "LockManager.prototype.request = async () => { throw new DOMException('', 'SecurityError'); };"
        driver.execute_cdp_cmd("Page.enable", {})
        script = driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": refused})
        for page in ("/ergebnis", "/pruefen"):
            self.browser.open(page)
            self.browser.wait("keine Abstimmung")
            self.browser.press("English")
            self.browser.wait("no vote|no votes")
        self.assertEqual(driver.execute_script("return document.activeElement.id"), "language")
        for page, p in PAGES.items():
            self.browser.open("/static/page.js")
            self.browser.open(f"{page}#p={p}&c={self.town.code(p)}")
            self.browser.press("^Anmelden$")
            self.browser.wait("Dieser Browser darf für diese Seite nichts speichern")
        driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)

    def test_a_link_that_is_followed_on_the_open_page_is_taken_and_leaves_the_address_bar(self):
        for page, p in PAGES.items():
            code = self.town.code(p)
            self.browser.open(page)
            self.browser.find("input.code")
            self.browser.driver.execute_script("location.hash = arguments[0]", f"#p={p}&c={code}")
            self.wait_for_clean_address(page)
            if page == "/":
                continue
            typed = "return [...document.querySelectorAll('input')].map((input) => input.value)"
            self.browser.until(lambda driver: driver.execute_script(typed) == [p, code], f"no letter on {page}", 10)


if __name__ == "__main__":
    unittest.main(verbosity=2)
