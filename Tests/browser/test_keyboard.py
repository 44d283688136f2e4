"""Officer, teller and chair with the keyboard alone; the members' page has its own test (test_member). No test here
clicks or sets a value by script. Files are chosen in the operating system's window, for which a test stands in."""

import json
import unittest
import urllib.request

import test_count
import test_officer
from harness import Browser, Keys, Town


def sign_in(browser, path, person):
    browser.open(path)
    browser.tab_to("#person")
    browser.keys(person, Keys.TAB, browser.town.code(person), Keys.ENTER)


def press(browser, text, key=Keys.ENTER):
    browser.tab_to("button", text)
    browser.keys(key)


def confirm(browser, text):
    """In a dialog the focus is inside, and stays there."""
    browser.find("dialog")
    assert browser.driver.execute_script("return document.activeElement.closest('dialog') !== null")
    browser.tab_to("dialog button", f"^{text}$")
    browser.keys(Keys.ENTER)


def choose(browser, css, beginning):
    """A list chooses by the first letters."""
    browser.tab_to(css)
    browser.keys(beginning)


class KeyboardTests(unittest.TestCase):
    cost = 3

    def setUp(self):
        self.town = self.enterContext(Town(5))
        self.count = test_count.Votes()
        self.count.town = self.town

    def browser(self, name):
        return self.enterContext(Browser(self.town, name))

    def test_teller_and_chair_lead_a_vote_from_the_keys_to_the_release(self):
        town = self.town
        vote = self.count.lawful_vote()
        teller, chair = self.browser("T01"), self.browser("C01")
        sign_in(teller, "/zaehlung", "T01")
        press(teller, "Schlüssel jetzt erzeugen")
        teller.wait("Es fehlt noch")
        self.count.finish_ceremony(vote, "T02", "T03")
        teller.wait("Der Schlüssel ist fertig")
        sign_in(chair, "/vorsitz", "C01")
        chair.wait("noch nicht eröffnet")
        town.act("S01", "vote", "open", "--vote", vote)
        press(teller, "anders", Keys.SPACE)
        teller.wait("Ich erhebe Einspruch")
        press(teller, "Noch einmal vergleichen", Keys.SPACE)
        press(teller, "stimmt überein", Keys.SPACE)
        teller.wait("Sagen Sie laut")
        people = self.count.people()
        self.stays(chair, lambda: self.count.draw(vote, people))
        town.act("S01", "vote", "cast", "--vote", vote)
        teller.wait("Die Stimmabgabe läuft")
        self.stays(teller, lambda: self.count.cast(vote, people[1:]))
        town.act("S01", "vote", "close", "--vote", vote)
        board = town.status(vote)["board"]

        press(teller, "Die Pause ist zu Ende", Keys.SPACE)
        teller.tab_to("#board")
        # Enter in a field is as good as the button.
        teller.keys(board.lower().replace("-", " "), Keys.ENTER)
        teller.wait("Bitte geben Sie eine Zahl ein")
        teller.tab_to("#gap")
        teller.keys("1", Keys.ENTER)
        # Escape takes a step back, and nothing has happened.
        teller.find("dialog")
        teller.keys(Keys.ESCAPE)
        self.assertEqual(town.status(vote)["shares"], [])
        press(teller, "^Öffnen$")
        confirm(teller, "Öffnen")
        teller.wait("Ihr Anteil ist abgegeben", 60)
        town.act("T02", "teller", "share", "--vote", vote, "--board", board, "--gap", "1")
        teller.wait("selbst nachgerechnet", 60)
        press(teller, "Ergebnis unterschreiben")
        teller.wait("Unterschrieben")
        town.act("T02", "teller", "sign", "--vote", vote)

        chair.wait("NOCH NICHT FREIGEGEBEN", 60)
        press(chair, "^Ergebnis freigeben")
        chair.find("dialog")
        chair.keys(Keys.ESCAPE)
        self.assertNotEqual(town.status(vote)["state"], "announced")
        press(chair, "^Ergebnis freigeben")
        confirm(chair, "Freigeben")
        chair.wait("Für die Niederschrift")
        self.assertEqual(town.status(vote)["state"], "announced")

    def stays(self, browser, act):
        """Numbers that change take the focus from nothing."""
        browser.tab_to("button", "Zu den anderen Abstimmungen")
        before = browser.text()
        act()
        browser.until(lambda _: browser.text() != before, "no other numbers", 20)
        self.assertEqual(browser.driver.execute_script("return document.activeElement.textContent"), "Zu den anderen Abstimmungen")

    def test_the_officer_leads_a_session_from_its_opening_to_the_close(self):
        town = self.town
        b = self.b = self.browser("S01")
        sign_in(b, "/leitung", "S01")
        b.wait("Sitzung wählen")
        b.tab_to("#session-title")
        b.keys("14. Sitzung des Rates")
        b.tab_to("#session-date")
        # The twelfth of the twelfth: the same in every order of day and month.
        b.keys("12122026")
        self.assertEqual(b.find("#session-date").get_attribute("value"), "2026-12-12")
        b.tab_to("#session-place")
        b.keys("Ratssaal")
        b.tab_to("#session-keys")
        test_officer.upload(b, "#session-keys", town.folder / "reg" / "keys.jsonl")
        b.find("input[value=C01]")
        b.tab_to("input[value=C01]")
        b.keys(Keys.SPACE)
        press(b, "Sitzung eröffnen")
        b.wait("Es fehlt noch")
        b.tab_to("#council-files")
        test_officer.upload(b, "#council-files", town.folder / "people.csv")
        press(b, "Einlesen und ansehen")
        press(b, "In die Sitzung übernehmen")
        b.wait("Der Rat steht im Journal")

        self.tab("attendance")
        b.tab_to("#all-present")
        b.keys(Keys.ENTER)
        confirm(b, "Alle eintragen")
        b.find("#attendance-C01-room[checked]")
        # Native radio buttons: the arrow goes on to the next place.
        b.tab_to("#attendance-004-room")
        b.keys(Keys.ARROW_DOWN)
        b.find("#attendance-004-video[checked]")
        choose(b, "#exclude-member", "Piotr")
        b.tab_to("#exclude-item")
        b.keys("3")
        press(b, "^Ausschließen$")
        b.wait("ausgeschlossen bei TOP 3")

        self.tab("vote")
        b.tab_to("#compose-open")
        b.keys(Keys.ENTER)
        b.tab_to("#compose-item")
        b.keys("3")
        b.tab_to("#compose-title")
        b.keys("Verkauf des Grundstücks")
        b.tab_to("#compose-question")
        b.keys("Soll das Grundstück verkauft werden?")
        for css, beginning in (("chair", "Ulr"), ("t1", "Bir"), ("t2", "Oli"), ("t3", "Dil")):
            choose(b, f"#compose-{css}", beginning)
        b.find("#compose-matter")
        b.tab_to("#compose-preview")
        b.keys(Keys.ENTER)
        b.wait("Nicht stimmberechtigt: 1")
        b.tab_to("#compose-submit")
        b.keys(Keys.ENTER)
        b.wait("Wartet auf die Prüfung")
        self.four_eyes()
        b.wait("Geprüft von Ulrike Sundermann")
        press(b, "^Abstimmung anlegen$")
        confirm(b, "Abstimmung anlegen")
        b.wait("Die drei Zählpersonen machen jetzt die Schlüssel")
        vote = self.newest()
        town.ceremony(vote)
        self.next("Marken freigeben", "Noch ohne Marke: 5")
        for p in ("001", "002", "003"):
            town.act(p, "member", "draw", "--vote", vote)
        b.wait("Noch ohne Marke: 2")
        self.next("Stimmabgabe öffnen", "Die Stimmabgabe läuft")
        (town.folder / "ja").write_text("Ja\n")
        for p in ("001", "002", "003"):
            town.act(p, "member", "vote", "--vote", vote, "--choice-file", "ja")
        b.wait("0 Marken sind noch nicht abgegeben")
        self.next("Stimmabgabe schließen", "Einspruchspause: Der Vorsitz")
        self.assertEqual(town.status(vote)["state"], "boxed")
        # And the way out: the objection pause ends with a void.
        b.tab_to("#void summary")
        b.keys(Keys.ENTER)
        b.tab_to("#void-reason")
        b.keys("Einspruch")
        b.tab_to("#void-do")
        b.keys(Keys.ENTER)
        confirm(b, "Abstimmung abbrechen")
        b.wait("Neue Abstimmung aus dieser vorbereiten")
        self.assertEqual(town.status(vote)["state"], "voided")

    def tab(self, name):
        self.b.tab_to(f"#tab-{name}")
        self.b.keys(Keys.ENTER)

    def next(self, text, said):
        """The officer's next act, and what the page says then."""
        self.b.find("#act-next")
        self.b.button(text)
        self.b.tab_to("#act-next")
        self.b.keys(Keys.ENTER)
        confirm(self.b, text)
        self.b.wait(said)

    def four_eyes(self):
        chair = self.browser("C01")
        sign_in(chair, "/leitung", "C01")
        press(chair, "öffnen$")
        chair.wait("Vorgelegt von Claudia Rennefeld")
        press(chair, "Geprüft und richtig")
        confirm(chair, "Geprüft und richtig")
        chair.wait("Geprüft von Ulrike Sundermann")

    def newest(self):
        with urllib.request.urlopen(self.town.url + "/v1/votes") as answer:
            return [vote["vote"] for vote in json.load(answer) if vote["state"] == "ceremony"][0]


if __name__ == "__main__":
    unittest.main()
