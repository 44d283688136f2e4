"""The chair interrupts the session, and it goes on: what everybody sees, and what nobody can do meanwhile."""

import re
import time

import test_edges
import test_member
import test_officer
from test_count import Votes, sign_in

PAUSED = "Die Sitzung ist unterbrochen"


class PauseTests(Votes):
    members = 4
    cost = 3

    session_with = test_edges.EdgeTests.session_with
    mark = test_member.MemberTests.mark
    review = test_member.MemberTests.review
    code_in = test_member.MemberTests.code_in

    def member(self, p):
        browser = self.browser(p)
        browser.send_late()
        browser.open(f"/#p={p}&c={self.town.code(p)}")
        return browser

    def interrupt(self, officer):
        test_officer.tab(officer, "disturbance")
        officer.type("#disturbance-text", "kein Ton im Saal")
        officer.click("#disturbance-enter")
        officer.type("#reason-1", "wird geprüft")
        officer.click("#decide-1-pause")
        officer.wait("wegen Störung 1 unterbrochen")

    def counts(self):
        status = self.town.status(self.vote)
        return status["draws"], status["ballots"]

    def test_an_interruption_reaches_everybody_and_nobody_draws_or_casts_meanwhile(self):
        town = self.town
        vote = self.vote = town.new_vote(more=("--late-issue", "--jitter", "12"))
        town.ceremony(vote)
        officer = self.session_with(vote)
        chair, hall, teller = self.browser("C01"), self.browser("hall", "projector"), self.browser("T01")
        for browser, path in ((chair, "/vorsitz"), (teller, "/zaehlung")):
            sign_in(browser, path)
        hall.open("/ergebnis")
        self.officer("open", "--vote", vote)
        self.officer("cast", "--vote", vote)
        hall.wait("Bitte stimmen Sie jetzt ab")
        sends, reviews, marks = self.member("001"), self.member("002"), self.member("003")
        tracker = self.review(reviews)
        self.review(sends)
        self.mark(marks, "Nein")
        sends.press("Jetzt abgeben")
        sends.wait("Ihre Stimme wird übertragen")

        self.interrupt(officer)
        for browser in (reviews, marks, sends, hall, chair, teller):
            browser.wait(PAUSED)
            self.assertIn("sobald der Vorsitz die Sitzung fortsetzt", browser.text())
        for browser in (hall, chair):
            self.assertNotIn("Bitte stimmen Sie jetzt ab", browser.text())
        hall.wait("unterbrochen")
        for browser, name in ((reviews, "review"), (hall, "hall"), (chair, "chair"), (teller, "teller")):
            browser.shoot(f"pause-{name}")
        # Also where the chair has all votes in view.
        chair.press("Zu den anderen Abstimmungen")
        chair.wait("Abstimmungen der Sitzung")
        chair.wait(PAUSED)
        teller.press("Zu den anderen Abstimmungen")
        teller.find(".votes")
        teller.wait(PAUSED)
        # Whoever looks at the marks keeps them, cannot cast, and is told why.
        self.assertFalse(reviews.find("#cast").is_enabled())
        self.assertIn("Abgeben können Sie wieder, sobald", reviews.find("#cast-held").text)
        self.assertEqual(self.code_in(reviews, "#tracker"), tracker)
        reviews.driver.execute_script("document.getElementById('cast').click()")
        marks.press("Weiter zur Durchsicht")
        marks.wait("Durchsicht vor der Abgabe")
        self.assertFalse(marks.find("#cast").is_enabled())
        # Whoever comes now gets no token yet; what was on its way arrives.
        late = self.member("004")
        late.wait("Ihre Marke wartet")
        late.wait(PAUSED)
        late.shoot("pause-held")
        sends.wait("Ihre Stimme ist angekommen", 40)
        self.assertEqual(self.counts(), (3, 1))
        self.assertFalse(reviews.find("#cast").is_enabled())

        test_officer.tab(officer, "disturbance")
        officer.click("#resume")
        late.wait("Ihr Stimmzettel")
        hall.wait("Bitte stimmen Sie jetzt ab")
        for browser in (reviews, marks, late, sends, hall, chair, teller):
            browser.until(lambda _, b=browser: not re.search(PAUSED, b.text()), "the interruption does not end", 10)
        self.assertEqual(self.code_in(reviews, "#tracker"), tracker)
        self.assertEqual(reviews.driver.find_elements("css selector", "#cast:disabled"), [])
        reviews.press("Jetzt abgeben")
        reviews.wait("Ihre Stimme ist angekommen", 40)
        self.assertEqual(self.code_in(reviews, "#tracker"), tracker)
        self.assertEqual(self.counts(), (4, 2))

    def is_held(self, browser, css, why):
        """Whether a button cannot be pressed, by nobody, and says so."""
        browser.wait(why)
        browser.driver.execute_script("document.querySelector(arguments[0]).click()", css)
        return not browser.find(css).is_enabled() and not browser.driver.find_elements("css selector", "dialog")

    def test_while_the_session_stands_still_nothing_is_opened_and_nothing_released(self):
        town = self.town
        vote = self.vote = town.new_vote()
        town.ceremony(vote)
        officer = self.session_with(vote)
        board = self.vote_to_board(vote)
        teller, chair, hall = self.browser("T03"), self.browser("C01"), self.browser("hall", "projector")
        hall.open(f"/ergebnis#{vote}")
        sign_in(teller, "/zaehlung")
        sign_in(chair, "/vorsitz")
        teller.press("Die Pause ist zu Ende", 60)
        teller.type("#board", board)
        self.interrupt(officer)
        self.assertTrue(self.is_held(teller, "#open", "Öffnen können Sie wieder, sobald die Sitzung weitergeht"))
        for browser in (teller, chair, hall):
            browser.wait("Bis dahin wird die Urne nicht geöffnet")
            self.assertNotRegex(browser.text(), "neu abgeben|unterwegs|Ihre Marke")
        teller.shoot("pause-teller-open")
        teller.press("English")
        teller.wait("You can open again as soon as the session goes on")
        teller.press("Deutsch")
        test_officer.tab(officer, "disturbance")
        officer.click("#resume")
        teller.until(lambda _: teller.find("#open").is_enabled(), "it cannot be opened again", 10)
        self.assertEqual(teller.find("#board").get_attribute("value"), board)

        for person in ("T01", "T02"):
            town.act(person, "teller", "share", "--vote", vote, "--board", board)
        for person in ("T01", "T02"):
            town.act(person, "teller", "sign", "--vote", vote)
        chair.button("^Ergebnis freigeben")
        officer.type("#disturbance-text", "Bild weg")
        officer.click("#disturbance-enter")
        officer.type("#reason-2", "wird geprüft")
        officer.click("#decide-2-pause")
        self.assertTrue(self.is_held(chair, "#release", "Freigeben können Sie wieder, sobald die Sitzung weitergeht"))
        chair.wait("Bis dahin wird kein Ergebnis freigegeben")
        chair.shoot("pause-chair-release")
        chair.press("Zu den anderen Abstimmungen")
        chair.wait("Gemeinsam freigeben")
        self.assertTrue(self.is_held(chair, "#release", "Freigeben können Sie wieder"))
        # The command line is held as well.
        hall.wait("unterbrochen")
        held = town.act("C01", "vote", "announce", "--vote", vote, check=False)
        self.assertIn("die Sitzung ist unterbrochen", held.stderr)
        # It is fixed: one reason ends the pause and the disturbance.
        officer.type("#reason-2", "der Projektor läuft wieder")
        officer.click("#decide-2-fixed")
        officer.wait("Behoben, es geht weiter: der Projektor läuft wieder")
        self.assertEqual(officer.driver.find_elements("css selector", "#decide-2-void"), [])
        self.assertRegex(officer.text(), r"Störungen\s+1\s+offen")
        chair.until(lambda _: "Freigeben können Sie wieder" not in chair.text(), "it is held for ever", 10)
        town.act("C01", "vote", "announce", "--vote", vote)
        hall.wait("Ergebnis bekannt gegeben")
        # What is out is out, also while the session stands still once more: the wall says nothing of an interruption.
        officer.type("#disturbance-text", "Ton weg")
        officer.click("#disturbance-enter")
        officer.type("#reason-3", "wird geprüft")
        officer.click("#decide-3-pause")
        officer.wait("wegen Störung 3 unterbrochen")
        time.sleep(3)
        self.assertIn("Ergebnis bekannt gegeben", hall.text())
        self.assertNotIn("unterbrochen", hall.text())
