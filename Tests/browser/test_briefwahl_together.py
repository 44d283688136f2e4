"""By post: two people whose pages act at the same time. What was faster counts, what was slower is done after it or explained,
and nothing that somebody typed is lost or ends up with another Wahlbrief."""

import unittest

from harness import By, Keys
from postal import KEY, PostalCase
from selenium.webdriver import ActionChains
from test_count import complaints


class TogetherTests(PostalCase):
    members = 6

    def test_two_desks_scan_at_once_and_every_wahlbrief_stands_there_once(self):
        self.printed()
        self.postal("S01", "send", *self.numbers)
        desks = self.enter("S01"), self.enter("T01")
        for desk in desks:
            self.tab(desk, "receive")
            desk.click("#scan-receive")
            self.rest(desk)
        # Each page believes that the next Wahlbrief is number 1, 2, 3 …
        for numbers in zip(self.numbers[:3], self.numbers[3:]):
            for desk, number in zip(desks, numbers):
                ActionChains(desk.driver).send_keys(number + Keys.ENTER).perform()
        for desk, numbers in zip(desks, (self.numbers[:3], self.numbers[3:])):
            desk.wait(rf"ANGENOMMEN\s+{numbers[-1]}", 60)
            self.assertNotIn("ABGELEHNT", desk.text())
            self.rest(desk, still=False)
        for desk in desks:
            desk.wait("6 Wahlbriefe")
            letters = [letter["received"] for letter in self.state(desk)["letters"]]
            self.assertEqual([letter["running"] for letter in letters], [1, 2, 3, 4, 5, 6])
            self.assertEqual(sorted(letter["number"] for letter in letters), sorted(self.numbers))
            self.assertNotRegex(desk.text(), KEY)
            self.assertEqual(complaints(desk), [], desk.name)

    def test_who_was_slower_is_told_and_finds_what_was_typed(self):
        self.printed()
        self.posted(received=2)
        for teller, function in zip(("T01", "T02", "T03"), ("chair", "clerk", "member")):
            self.postal(teller, "arrive", "--function", function, "--official")
        first, second = self.enter("T01"), self.enter("T02")
        self.tab(first, "board")
        self.tab(second, "board")
        self.rest(first)
        self.fill(first, "convene", place="Rathaus, Zimmer 4", handedOver=2)
        self.tick(first, "convene-instructed", "convene-lawsAvailable")
        # What can be done after the other's entry is done without asking.
        self.observer(second, "Änne Vogel", "arrived", 1)
        self.do(first, "convene")
        first.wait("Jemand anders hat inzwischen etwas eingetragen")
        self.assertIn("Jemand anders", first.find("#convene-refusal .note").text)
        first.wait("Ein Eintrag über Zusehende")
        # It stays until it was read, whatever others do.
        self.observer(second, "Kurt Zahn", "requested", 2)
        self.rest(first, still=False)
        first.wait("2 Einträge über Zusehende")
        self.assertIn("Jemand anders", first.find("#convene-refusal .note").text)
        self.rest(first)
        self.look(first, "stale")
        self.assertEqual(first.find("#convene-place").get_attribute("value"), "Rathaus, Zimmer 4")
        self.assertTrue(first.find("#convene-instructed").is_selected())
        self.do(first, "convene")
        self.tick(first, "urn-empty", "urn-closed")
        self.do(first, "urn")
        first.wait("Urne geprüft und verschlossen")
        self.rest(first, still=False)
        self.same_wahlbrief(first, second)
        for browser in (first, second):
            self.assertNotRegex(browser.text(), KEY)
            self.assertEqual(complaints(browser), [], browser.name)

    def observer(self, browser, name, event, number):
        self.unfold(browser, "observers")
        self.fill(browser, "observer", name=name)
        self.choose(browser, "observer-event", event)
        self.do(browser, "observer")
        browser.until(lambda _: len(self.state(browser)["observers"]) == number, f"{number} entries", 20)

    def same_wahlbrief(self, first, second):
        for browser in (first, second):
            self.tab(browser, "admission")
        wanted = first.find("#letter h2").text
        if second.find("#letter h2").text != wanted:
            second.press("Diesen zurückstellen")
            second.wait(wanted)
        first.click("label[for=find-signed]")
        first.wait("Versicherung auf dem Wahlschein nicht unterschrieben")
        self.fill(first, "reject", note="Unterschrift fehlt")
        # What others do takes nothing away from a form that follows from what was found.
        self.tab(second, "board")
        self.observer(second, "Änne Vogel", "left", 3)
        first.until(lambda _: len(self.state(first)["observers"]) == 3, "the third entry", 20)
        self.assertEqual(first.find("#reject-note").get_attribute("value"), "Unterschrift fehlt")
        # The other one decides on the same Wahlbrief: nothing of it goes to the next one.
        self.tab(second, "admission")
        second.wait(wanted)
        second.click("#admit")
        first.wait("hat inzwischen jemand anders entschieden")
        self.assertNotEqual(first.find("#letter h2").text, wanted)
        self.assertTrue(first.find("#find-signed").is_selected())
        self.assertEqual(first.driver.find_elements(By.CSS_SELECTOR, "#reject-note"), [])
        self.look(first, "gone")
        # And both press at once: one is faster, the other one is told.
        self.rest(first)
        second.wait(r"\b1 von 2 Wahlbriefen")
        second.click("#admit")
        second.wait(r"\b2 von 2 Wahlbriefen")
        first.click("#admit")
        first.wait("Jemand anders hat inzwischen etwas eingetragen")
        # The form is gone, what is said to it is not.
        self.assertIn("Jemand anders", first.find("#notice .note").text)
        first.wait(r"\b2 von 2 Wahlbriefen")
        self.rest(first, still=False)


if __name__ == "__main__":
    unittest.main()
