"""By post: two officials where three should be, one who goes and comes back, a break, an incident, and people who watch."""

import datetime
import unittest

from postal import KEY, PostalCase
from test_count import complaints
from test_officer import set_date


class BoardTests(PostalCase):
    members = 3

    def arrive(self, browser, function):
        self.tab(browser, "board")
        browser.click(f"label:has(#arrive-function-{function})")
        self.do(browser, "arrive")
        browser.wait("Sie sind als anwesend eingetragen")

    def observer(self, browser, name, capacity, event, remark=""):
        self.unfold(browser, "observers")
        self.fill(browser, "observer", name=name, remark=remark)
        self.choose(browser, "observer-capacity", capacity)
        self.choose(browser, "observer-event", event)
        self.do(browser, "observer")

    def test_two_officials_with_a_reason_and_everything_that_happens_in_between(self):
        self.printed()
        self.posted(received=2)
        first, second = self.enter("T01"), self.enter("T02")
        self.tab(first, "board")
        first.wait("Tragen Sie zuerst Ihre Anwesenheit ein")
        self.arrive(first, "chair")
        self.arrive(second, "clerk")
        first.wait("2 Bedienstete anwesend, 3 sollen es sein")
        self.fill(first, "convene", place="Rathaus, Zimmer 4", handedOver=2)
        self.tick(first, "convene-instructed", "convene-lawsAvailable")
        self.do(first, "convene")
        first.wait("Anwesende Bedienstete: 2, es sollen 3 sein. Bitte warten oder eine Begründung eintragen")
        self.unfold(first, "short-opening-part")
        self.do(first, "short-opening")
        first.wait("Hier fehlt noch etwas")
        self.fill(first, "short-opening", reason="Ein Mitglied ist erkrankt")
        self.look(first, "short")
        self.do(first, "short-opening")
        first.wait("Ein Mitglied ist erkrankt")
        self.assertEqual(first.find("#convene-place").get_attribute("value"), "Rathaus, Zimmer 4")
        self.do(first, "convene")
        self.tick(first, "urn-empty", "urn-closed")
        self.do(first, "urn")
        first.wait("Urne geprüft und verschlossen")
        self.watch(first)
        self.between(first)
        self.leave(first, second)
        # What is decided without knowing who is there again would be refused as stale.
        first.until(lambda _: self.state(first)["officialsPresent"] == 2, "that one is back", 20)
        self.admit(first)
        self.count(first, second)
        self.assertNotRegex(first.text(), KEY)
        self.assertEqual(complaints(first) + complaints(second), [])
        minutes = str(self.minutes())
        for said in ("Ein Mitglied ist erkrankt", "Änne Vogel", "Kurt Zahn", "Die Heizung fiel aus", "Der Hausmeister"):
            self.assertIn(said, minutes)

    def watch(self, first):
        self.observer(first, "Kurt Zahn", "citizen", "arrived")
        first.wait("Zusehen dürfen hier nur Mitglieder des Rates")
        self.observer(first, "Kurt Zahn", "citizen", "declined", "nur der Rat")
        first.wait(r"Kurt Zahn \(Bürgerin oder Bürger\), abgelehnt – nur der Rat")
        self.observer(first, "Änne Vogel", "council-member", "left")
        first.wait("„Änne Vogel“ ist nicht als anwesend eingetragen")
        self.observer(first, "Änne Vogel", "council-member", "arrived")
        first.wait(r"Änne Vogel \(Mitglied des Rates\), gekommen")
        self.observer(first, "Änne Vogel", "council-member", "left")
        first.wait(r"Änne Vogel \(Mitglied des Rates\), gegangen")
        first.wait("3 Einträge über Zusehende")

    def between(self, first):
        """A break that is not over yet is refused; one that is, and an incident, stand on the page."""
        self.unfold(first, "incidents")
        self.fill(first, "break", guarded="Der Hausmeister, Zimmer verschlossen")
        set_date(first, "#break-from", "16:30")
        set_date(first, "#break-to", "23:59")
        self.do(first, "break")
        first.wait("Die Zeit liegt in der Zukunft")
        set_date(first, "#break-to", "16:31")
        self.do(first, "break")
        first.wait("Pause von 16:30 bis 16:31 Uhr: Der Hausmeister, Zimmer verschlossen")
        self.fill(first, "incident", text="Die Heizung fiel aus")
        self.do(first, "incident")
        first.wait(r"\d\d:\d\d: Die Heizung fiel aus")
        self.look(first, "incidents")

    def leave(self, first, second):
        self.tab(first, "admission")
        self.tab(second, "board")
        second.click("#leave-T02")
        second.find("#arrive-do")
        first.until(lambda _: self.state(first)["officialsPresent"] == 1, "that one has gone", 20)
        first.click("#admit")
        # Two were said to be enough, and not one.
        first.wait("Anwesende Bedienstete: 1, ")
        self.arrive(second, "clerk")
        rows = second.find("#main").text
        self.assertEqual(rows.count("Oliver Szymański"), 2, rows)
        self.look(second, "returned")

    def admit(self, first):
        for seen in (1, 2):
            first.click("#admit")
            first.wait(rf"\b{seen} von 2 Wahlbriefen")
        self.tick(first, "end-admission-waited")
        self.do(first, "end-admission")
        first.wait("Zulassung abgeschlossen, ")

    def count(self, first, second):
        """With a third person missing one of the two compares, once both are bound."""
        self.now = datetime.datetime.combine(self.now.date(), datetime.time(18), self.now.tzinfo)
        self.postal("T01", "open-urn", "--empty-after")
        self.postal("T01", "envelopes", "--counted", 2, "--wahlscheine", 2)
        self.postal("T01", "open", "--mixed", "--ballots", 2)
        self.postal("T01", "sort", "--clear", 2, "--blank", 0, "--doubtful", 0)
        self.go_on(first, second)
        for browser in (first, second):
            self.tab(browser, "count")
            self.fill(browser, "tally-clear", ballots=2, ja=2, nein=0, enthaltung=0)
            self.do(browser, "tally-clear")
            browser.wait("Nun zählt eine zweite Person|Beide Zählungen sind da")
        second.wait("Sie sind nur zu zweit: Vergleichen Sie sie gemeinsam")
        self.look(second, "short-compare")
        second.click("#compare-clear")
        second.wait("Zwei Zählungen stimmen überein")


if __name__ == "__main__":
    unittest.main()
