"""The election officer's page: a session from its opening to its journal, in a real browser."""

import contextlib
import json
import os
import unittest

from harness import ROOT, Browser, By, Town

MEETING = "14. Sitzung des Rates"


def upload(browser, css, *paths):
    browser.driver.find_element(By.CSS_SELECTOR, css).send_keys("\n".join(str(path) for path in paths))


def sign_in(browser, town, person):
    """Opens the page with the letter's link; the code is gone from the address before anything is done with it."""
    browser.driver.get("about:blank")
    browser.open(f"/leitung#p={person}&c={town.code(person)}")
    browser.find("input.code")
    assert "#" not in browser.driver.current_url
    browser.press("^(Anmelden|Sign in)$")


def set_date(browser, css, day):
    browser.driver.execute_script(
        "const input = document.querySelector(arguments[0]); input.value = arguments[1];"
        "input.dispatchEvent(new Event('input', {bubbles: true}));", css, day)


def open_session(browser, town, day="2026-12-10", rehearsal=False):
    browser.wait("Sitzung wählen")
    browser.type("#session-title", MEETING)
    set_date(browser, "#session-date", day)
    browser.type("#session-place", "Ratssaal")
    if rehearsal:
        browser.click("#rehearsal")
    upload(browser, "#session-keys", town.folder / "reg" / "keys.jsonl")
    browser.find("input[value=C01]").click()
    browser.press("Sitzung eröffnen")
    browser.wait("Es fehlt noch")


def read_council(browser, town):
    browser.type("#council-body", "Stadt Erlenbrück")
    upload(browser, "#council-files", town.folder / "people.csv", town.folder / "agenda.csv")
    browser.press("Einlesen und ansehen")
    browser.wait("Gelesen: ")
    browser.press("In die Sitzung übernehmen")
    browser.wait("Der Rat steht im Journal")


def tab(browser, name):
    browser.click(f"#tab-{name}")


def attend(browser, p, how):
    browser.click(f"#attendance-{p}-{how}")
    browser.find(f"#attendance-{p}-{how}[checked]")


def confirm(browser, text):
    for button in browser.driver.find_elements(By.CSS_SELECTOR, "dialog button"):
        if button.text == text:
            return button.click()
    raise AssertionError(f"no {text} in the dialog")


def act(browser, css, text):
    browser.click(css)
    browser.find("dialog")
    confirm(browser, text)


class OfficerPage(unittest.TestCase):
    def setUp(self):
        self.town = Town(members=5)
        self.addCleanup(self.town.close)
        (self.town.folder / "agenda.csv").write_text(
            "TOP;Titel;öffentlich\n1;Eröffnung;ja\n3;Verkauf des Grundstücks;ja\n4;Wahl einer Beigeordneten;ja\n",
            encoding="utf-8")
        self.browser = Browser(self.town, "officer")
        self.addCleanup(self.browser.close)

    def shoot(self, name):
        if os.environ.get("URNE_SHOTS"):
            self.browser.shoot(name)

    def complaints(self, browser=None):
        return [line for line in (browser or self.browser).errors() if "favicon" not in line]

    def test_session_with_a_vote_of_the_command_line(self):
        town, browser = self.town, self.browser
        sign_in(browser, town, "S01")
        self.shoot("officer-opening")
        open_session(browser, town)
        read_council(browser, town)
        browser.wait("Alles ist da")
        self.shoot("officer-session")
        tab(browser, "attendance")
        for p in ("001", "002", "003", "004"):
            attend(browser, p, "room")
        attend(browser, "005", "video")
        browser.wait("Beschlussfähig")
        self.shoot("officer-attendance")

        vote = town.new_vote()
        tab(browser, "vote")
        browser.wait("nicht in diesem Journal")
        browser.click("#other-votes summary")
        browser.type(f"#adopt-{vote}", "3")
        browser.click(f"#adopt-do-{vote}")
        browser.wait("Die drei Zählpersonen machen jetzt die Schlüssel")
        self.shoot("officer-ceremony")
        town.ceremony(vote)
        browser.wait("Wenn der Vorsitz die Abstimmung eröffnet")
        act(browser, "#act-next", "Marken freigeben")
        browser.wait("Noch ohne Marke: 5")
        groups = browser.driver.find_elements(By.CSS_SELECTOR, "p.code span[aria-hidden]")
        self.assertEqual("-".join(group.text for group in groups), town.status(vote)["fingerprint"])
        for p in ("001", "002", "003", "004"):
            town.act(p, "member", "draw", "--vote", vote)
        browser.wait("Noch ohne Marke: 1")
        browser.wait(r"Piotr Wiśniewski \(005\)")
        self.shoot("officer-issuing")
        browser.click("#act-next")
        browser.wait("1 Stimmberechtigte haben noch keine Marke")
        confirm(browser, "Stimmabgabe öffnen")
        browser.wait("4 Marken sind noch nicht abgegeben")
        (town.folder / "ja").write_text("Ja\n")
        for p in ("001", "002", "003"):
            town.act(p, "member", "vote", "--vote", vote, "--choice-file", "ja")
        browser.wait("1 Marken sind noch nicht abgegeben")
        self.shoot("officer-casting")
        act(browser, "#act-next", "Stimmabgabe schließen")
        browser.wait("Einspruchspause: Der Vorsitz liest")
        self.assertEqual(town.status(vote)["state"], "boxed")
        board = json.loads(town.urne("vote", "status", "--vote", vote, "--json"))
        browser.wait("Soweit bekannt, geht die Rechnung auf|Die Rechnung geht auf")
        self.shoot("officer-boxed")
        self.assertEqual(board["ballots"], 3)
        tab(browser, "journal")
        browser.wait("Abstimmung „Verkauf des Grundstücks Am Markt“ aufgenommen")
        self.shoot("officer-journal")
        self.assertEqual(self.complaints(), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
