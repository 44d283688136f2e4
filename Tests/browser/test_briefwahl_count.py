"""By post: two tellers who do not see each other's numbers, a third who compares, and counting again."""

import datetime
import unittest

from harness import By
from postal import KEY, PostalCase
from test_count import complaints

# The two numbers of each teller as the server would hand them out to this browser.
OPENINGS = """
const done = arguments[0];
import('/static/pages/postal/desk.js')
    .then(({openings}) => openings('clear', 1))
    .then((found) => done(JSON.stringify(found)), (error) => done(String(error.code ?? error.message)));
"""


class TwoTellersTests(PostalCase):
    members = 4

    def prepared(self):
        self.printed()
        self.posted(received=4)
        self.convened()
        self.stacked(clear=4)
        browsers = [self.enter(name) for name in ("T01", "T02", "T03")]
        for browser in browsers:
            self.tab(browser, "count")
        return browsers

    def tally(self, browser, ballots, ja, nein, enthaltung=0):
        self.fill(browser, "tally-clear", ballots=ballots, ja=ja, nein=nein, enthaltung=enthaltung)
        self.do(browser, "tally-clear")

    def shown(self, browser, css):
        return [each for each in browser.driver.find_elements(By.CSS_SELECTOR, css) if each.is_displayed()]

    def test_nobody_sees_the_others_numbers_and_a_difference_is_counted_again(self):
        first, second, third = self.prepared()
        # The wrong field is named while it is typed, the first one first.
        self.fill(first, "tally-clear", ballots=5)
        first.wait("passt nicht zum Stapel: „Stimmzettel im Stapel“")
        self.fill(first, "tally-clear", ballots=4, ja=1, nein=7)
        first.wait("passt nicht zum Stapel: „Nein“")
        self.assertEqual(first.find("#tally-clear-nein").get_attribute("aria-invalid"), "true")
        self.assertNotEqual(first.find("#tally-clear-ja").get_attribute("aria-invalid"), "true")
        self.look(first, "tally-field")
        self.fill(first, "tally-clear", nein="x")
        self.do(first, "tally-clear")
        first.wait("Bitte eine ganze Zahl eingeben")
        # What was sent stays with the one who counted.
        self.tally(first, 4, 3, 1)
        first.wait("Nun zählt eine zweite Person")
        self.assertEqual(self.shown(first, "#tally-clear-ballots"), [])
        second.wait("Abgegeben: Birgit Kamp")
        third.wait("Abgegeben: Birgit Kamp")
        for browser in (first, second, third):
            stack = self.state(browser)["stacks"]["clear"]
            self.assertEqual((stack["tellers"], stack["comparisons"], stack["agreed"]), (["T01"], [], None))
            self.assertNotIn("numbers", browser.driver.execute_async_script(OPENINGS))
            self.assertEqual(self.shown(browser, "#compare-clear"), [])
        self.assertNotIn("nonce", self.town.urne("postal", "overview", "--json"))
        self.look(second, "tally-second")
        self.tally(second, 4, 2, 2)
        second.wait("Eine dritte Person vergleicht")
        self.assertEqual(self.shown(first, "#compare-clear") + self.shown(second, "#compare-clear"), [])
        third.wait("Sie vergleichen sie als dritte Person")
        self.assertEqual(self.shown(third, "#tally-clear-ballots"), [])
        self.look(third, "compare")
        third.click("#compare-clear")
        third.wait("Die beiden Zählungen weichen ab")
        differing = [row.text for row in self.shown(third, "tr.differs")]
        self.assertEqual(len(differing), 2, differing)
        self.assertRegex(differing[0], r"Ja ≠ verschieden\s+3\s+2")
        # Anybody may count the second time; the third person of before is now one of the two.
        for browser in (second, third):
            browser.wait("Durchgang 2")
            self.tally(browser, 4, 3, 1)
            browser.wait("Nun zählt eine zweite Person|Eine dritte Person vergleicht")
        first.click("#compare-clear")
        first.wait("Zwei Zählungen stimmen überein")
        self.recount(first)
        for browser in (first, second, third):
            self.assertNotRegex(browser.text(), KEY)
            self.assertEqual(complaints(browser), [], browser.name)

    def recount(self, first):
        """Asked for and not granted it changes nothing; granted it begins anew."""
        self.unfold(first, "recount-part")
        self.fill(first, "recount", by="Änne Vogel", why="knapper Ausgang")
        self.do(first, "recount")
        first.wait("Zwei Zählungen stimmen überein")
        self.assertEqual(self.shown(first, "#tally-clear-ballots"), [])
        self.fill(first, "recount", by="Änne Vogel", why="knapper Ausgang")
        self.tick(first, "recount-granted")
        self.look(first, "recount")
        self.do(first, "recount")
        first.find("#tally-clear-ballots")
        self.tab(first, "result")
        first.wait("Es ist noch nicht zu Ende gezählt")
        self.recount_after_the_announcement(first)

    def recount_after_the_announcement(self, first):
        """Nobody has signed yet: the stacks begin anew, and the result is announced anew. A signature ends that."""
        self.now += datetime.timedelta(minutes=10)
        self.counted(4, 3, 1, 0)
        self.announced()
        self.go_on(first)
        first.wait("Bekannt gegeben: Rathaus")
        self.tab(first, "count")
        self.unfold(first, "recount-part")
        self.fill(first, "recount", by="Änne Vogel", why="Ein Stapel lag falsch")
        self.tick(first, "recount-granted")
        self.look(first, "recount-announced")
        self.do(first, "recount")
        first.find("#tally-clear-ballots")
        self.tab(first, "result")
        first.wait("Es ist noch nicht zu Ende gezählt")
        self.now += datetime.timedelta(minutes=10)
        self.counted(4, 2, 2, 0)
        self.announced()
        self.go_on(first)
        first.click("#sign")
        first.wait("1 von 3 Unterschriften")
        self.tab(first, "count")
        first.wait("Zwei Zählungen stimmen überein")
        self.assertEqual(first.driver.find_elements(By.CSS_SELECTOR, "#recount-part"), [])


if __name__ == "__main__":
    unittest.main()
