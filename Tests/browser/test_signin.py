"""Signing in: what was refused stays said, in the other language, too; a code is refused once; and a code that nothing on
the server can check yet is called so."""

import unittest

import test_count
from harness import Browser, Town

WRONG = "passen nicht zusammen"
UNCHECKED = "kann diese Seite noch nicht prüfen"

# Questions of this kind wait for their answer until they are let go.
HOLD = """
const real = window.fetch, held = window.held = [];
window.fetch = async (url, ...more) => {
    if (String(url).endsWith(arguments[0])) await new Promise((go) => held.push(go));
    return real(url, ...more);
};
"""

PAGES = (("002", "/"), ("T02", "/zaehlung"), ("C01", "/vorsitz"), ("S01", "/leitung"), ("S01", "/briefwahl"))


class SignInTests(unittest.TestCase):
    cost = 3

    def setUp(self):
        self.town = self.enterContext(Town(3))

    def browser(self, name):
        return self.enterContext(Browser(self.town, name))

    def typed(self, browser, path, person, code):
        browser.open(path)
        browser.type("#number" if path == "/" else "#person", person)
        browser.type("#code", code)
        return browser

    def test_a_refusal_is_said_in_the_other_language_too(self):
        for person, path in PAGES:
            with self.subTest(path):
                b = self.typed(self.browser(person), path, person, "ABCD")
                b.press("^Anmelden$")
                b.wait("hier sind es 4")
                b.press("English")
                b.wait("has 20 characters")
                self.assertEqual(b.find("#code").get_attribute("aria-invalid"), "true")
                # The next try begins anew.
                b.type("#code", self.town.code(person))
                b.press("^Sign in$")
                b.until(lambda _, b=b: not b.driver.find_elements("css selector", "#code"), "nobody is signed in", 20)
                self.assertEqual(test_count.complaints(b), [])

    def test_a_wrong_code_is_refused_once_while_the_language_changes(self):
        vote = self.town.new_vote()
        self.town.ceremony(vote)
        for path, question in (("/leitung", "/v1/journals"), ("/briefwahl", "/v1/postal")):
            with self.subTest(path):
                b = self.typed(self.browser("S01"), path, "S01", self.town.code("001"))
                b.driver.execute_script(HOLD, question)
                asked = lambda number, b=b: b.until(
                    lambda _: b.driver.execute_script("return window.held.length") == number, "nothing is asked", 20)
                b.press("^Anmelden$")
                asked(1)
                # Another language asks again while the first answer is on its way.
                b.press("English")
                asked(2)
                b.driver.execute_script("held.forEach((go) => go())")
                b.wait("do not belong together")
                # Both answers are there.
                b.driver.execute_async_script("setTimeout(arguments[0], 1000)")
                b.press("Deutsch")
                b.wait(WRONG)
                self.assertEqual(b.find("#person").get_attribute("value"), "S01")
                self.assertEqual(test_count.complaints(b), [])

    def test_a_code_that_nothing_can_check_yet_is_called_so(self):
        for path in ("/leitung", "/briefwahl"):
            with self.subTest(path):
                b = self.typed(self.browser("S01"), path, "S01", self.town.code("001"))
                b.press("^Anmelden$")
                b.wait(UNCHECKED)
        self.town.new_vote()
        for path in ("/leitung", "/briefwahl"):
            with self.subTest(path):
                b = self.typed(self.browser("S01"), path, "S01", self.town.code("S01"))
                b.press("^Anmelden$")
                b.wait("in keiner Sitzung genannt|keine Briefwahl, in der")
                self.assertNotIn(UNCHECKED, b.text())


if __name__ == "__main__":
    unittest.main()
