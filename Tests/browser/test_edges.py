"""What goes wrong in the middle, for several people at once: a void while members vote, a minute without a connection,
two tabs of the officer, many pages in one browser, a wrong code."""

import json
import time
import unittest

import test_count
import test_member
import test_officer
from harness import Browser, Town

MINUTE = 60


class EdgeTests(unittest.TestCase):
    cost = 6
    turn = 1

    def setUp(self):
        self.town = self.enterContext(Town(5))
        self.member, self.count = test_member.MemberTests(), test_count.Votes()
        self.member.town = self.count.town = self.town

    def browser(self, name, size="tablet"):
        return self.enterContext(Browser(self.town, name, size))

    def session_with(self, vote):
        b = self.browser("S01")
        test_officer.sign_in(b, self.town, "S01")
        test_officer.open_session(b, self.town)
        test_officer.tab(b, "vote")
        b.click("#other-votes summary")
        b.type(f"#adopt-{vote}", "3")
        b.click(f"#adopt-do-{vote}")
        b.find("#vote-heading")
        return b

    def kept_of(self, browser, vote):
        kept = json.loads(self.member.kept(browser))
        return json.loads(kept[f"urne:{vote}:{browser.name}:member"])["store"]

    def test_a_void_in_the_middle_reaches_everybody_wherever_they_are(self):
        town = self.town
        vote = town.new_vote(more=("--jitter", "60"))
        town.ceremony(vote)
        officer = self.session_with(vote)
        test_officer.act(officer, "#act-next", "Marken freigeben")
        members = {p: self.member.sign_in(self.browser(p, "phone"), p) for p in ("001", "002", "003", "004")}
        for browser in members.values():
            browser.wait("Ihre Marke ist da")
        town.act("005", "member", "draw", "--vote", vote)
        test_officer.act(officer, "#act-next", "Stimmabgabe öffnen")
        # One marks, one reviews, one checks the device, one has a ballot on its way; a fifth has drawn only.
        self.member.mark(members["001"], "Ja")
        self.member.review(members["002"], "Nein")
        self.member.review(members["003"], "Nein")
        members["003"].press("Prüfen statt abgeben")
        members["003"].find("#qr svg")
        self.member.review(members["004"], "Ja")
        members["004"].press("Jetzt abgeben")
        members["004"].wait("Ihre Stimme wird übertragen|angekommen")
        officer.wait("Stimmabgabe läuft")
        officer.click("#void summary")
        officer.type("#void-reason", "Der Ton im Saal ist ausgefallen.")
        test_officer.act(officer, "#void-do", "Abstimmung abbrechen")
        for browser in members.values():
            browser.wait("Die Abstimmung ist abgebrochen")
            browser.wait("Der Ton im Saal ist ausgefallen.")
            self.assertNotIn("Jetzt abgeben", browser.text())
            self.assertEqual(self.kept_of(browser, vote), {})
        officer.wait("Abgebrochen")
        status = town.status(vote)
        self.assertEqual(status["state"], "voided")
        self.assertEqual((status["counts"], status["board"], status["shares"]), (None, None, []))
        # Nothing more is taken, and nothing is opened.
        (town.folder / "ja").write_text("Ja\n")
        late = town.act("005", "member", "vote", "--vote", vote, "--choice-file", "ja", check=False)
        self.assertNotEqual(late.returncode, 0)
        refused = town.act("T01", "teller", "share", "--vote", vote, "--board", status["fingerprint"], check=False)
        self.assertNotEqual(refused.returncode, 0)
        for browser in (officer, *members.values()):
            self.assertEqual(test_count.complaints(browser), [], browser.name)

    def test_two_tabs_of_the_officer_that_race_make_one_step(self):
        town = self.town
        vote = town.new_vote()
        town.ceremony(vote)
        b = self.session_with(vote)
        first = b.driver.current_window_handle
        b.driver.switch_to.new_window("tab")
        test_officer.sign_in(b, town, "S01")
        b.press(f"^{test_officer.MEETING} öffnen$")
        b.find("#tab-vote")
        test_officer.tab(b, "vote")
        b.button("Marken freigeben")
        second = b.driver.current_window_handle
        for text, state in (("Marken freigeben", "issuing"), ("Stimmabgabe öffnen", "casting")):
            for window in (first, second):
                b.driver.switch_to.window(window)
                b.button(text)
                b.click("#act-next")
                b.find("dialog")
            # Both confirm before either can know of the other.
            for window in (first, second):
                b.driver.switch_to.window(window)
                b.driver.execute_script("document.querySelector('dialog button').click()")
            for window in (first, second):
                b.driver.switch_to.window(window)
                b.wait({"issuing": "Noch ohne Marke: 5", "casting": "Die Stimmabgabe läuft"}[state])
                self.assertNotIn("Unterschriften sind nicht erlaubt", b.text())
            self.assertEqual(town.status(vote)["state"], state)
        with open(self.log_of(vote), encoding="utf-8") as log:
            types = [json.loads(line)["type"] for line in log]
        self.assertEqual((types.count("open"), types.count("cast")), (1, 1))
        self.assertEqual(test_count.complaints(b), [])

    def log_of(self, vote):
        record = self.town.folder / "log-of"
        self.town.urne("record", "export", "--vote", vote, "--out", record)
        return record / "log.jsonl"

    def test_a_minute_without_a_connection_is_said_and_made_up_for_on_every_page(self):
        town = self.town
        vote = self.count.lawful_vote()
        town.ceremony(vote)
        town.act("S01", "vote", "open", "--vote", vote)
        drawn, late = [self.member.sign_in(self.browser(p, "phone"), p) for p in ("001", "002")]
        teller, chair, hall = self.browser("T01"), self.browser("C01"), self.browser("hall", "projector")
        for browser, path in ((teller, "/zaehlung"), (chair, "/vorsitz")):
            test_count.sign_in(browser, path)
        hall.open("/ergebnis")
        for browser in (drawn, late):
            browser.wait("Ihre Marke ist da")
        town.act("S01", "vote", "cast", "--vote", vote)
        tracker = self.member.review(drawn, "Ja")
        late.wait("Ihr Stimmzettel")
        chair.wait("Beginn der Stimmabgabe")
        hall.wait("Stimmabgabe läuft")
        everybody = (drawn, late, teller, chair, hall)
        for browser in everybody:
            browser.offline(True)
        began = time.monotonic()
        drawn.press("Jetzt abgeben")
        drawn.wait("Ihre Stimme wird übertragen")
        # Marking and encrypting need no connection.
        self.member.mark(late, "Nein")
        for browser in everybody:
            browser.wait("Keine Verbindung zum Server", MINUTE)
        time.sleep(max(0, MINUTE - (time.monotonic() - began)))
        self.assertEqual(town.status(vote)["ballots"], 0)
        for browser in everybody:
            browser.offline(False)
        drawn.wait("Ihre Stimme ist angekommen", 40)
        self.assertEqual(self.member.code_in(drawn, "#tracker"), tracker)
        # What was marked is still marked.
        late.press("Weiter zur Durchsicht")
        late.wait("Durchsicht vor der Abgabe")
        late.press("Jetzt abgeben")
        late.wait("Ihre Stimme ist angekommen", 40)
        hall.wait(r"Stimmen abgegeben\s*2", 40)
        for browser in everybody:
            browser.wait(r"(?s)^(?!.*Keine Verbindung zum Server)", 40)
        town.act("S01", "vote", "close", "--vote", vote)
        chair.wait("Es wird nichts geöffnet")
        teller.wait("Einspruchspause|geöffnet werden darf erst")
        self.assertEqual(town.status(vote)["ballots"], 2)

    def test_many_pages_in_one_browser_leave_each_other_a_connection(self):
        town = self.town
        vote = town.new_vote()
        town.ceremony(vote)
        b = self.browser("hall", "projector")
        b.driver.set_page_load_timeout(20)
        for _ in range(8):
            b.driver.switch_to.new_window("tab")
            b.open("/ergebnis")
            b.wait("Verkauf des Grundstücks", 10)
        # Each waits for news now; whoever presses a button here still gets through at once.
        took = b.driver.execute_async_script(
            "const [told, began] = [arguments[0], performance.now()];"
            "fetch('/v1/server').then(() => told(performance.now() - began))")
        self.assertLess(took, 3000)
        town.act("S01", "vote", "open", "--vote", vote)
        b.wait("Marken abgeholt", 5)

    def test_a_wrong_code_opens_no_page(self):
        town = self.town
        vote = town.new_vote()
        town.ceremony(vote)
        town.act("S01", "vote", "open", "--vote", vote)
        # The right form, the wrong person: every page says that the two do not belong together.
        for person, path in (("002", "/"), ("T02", "/zaehlung"), ("C01", "/vorsitz")):
            b = self.browser(person)
            b.open(path)
            b.type("#number" if path == "/" else "#person", person)
            b.type("#code", town.code("001"))
            b.press("^Anmelden$")
            b.wait("passen nicht zusammen|passen nicht zu")
            self.assertNotIn(town.code("001"), json.dumps(test_count.stored(b)))
        self.assertEqual(town.status(vote)["draws"], 0)


if __name__ == "__main__":
    unittest.main()
