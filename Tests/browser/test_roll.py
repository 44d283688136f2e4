"""The officer's page where something changes after it was prepared: the roll, the draft, the chair's decision, the language."""

import json
import unittest

import test_officer
from harness import Browser, Town
from test_officer import act, attend, choose_item, confirm, open_session, read_council, set_date, sign_in, tab, upload


class RollTests(unittest.TestCase):
    cost = 4

    def setUp(self):
        self.town = self.enterContext(Town(members=5))
        (self.town.folder / "agenda.csv").write_text(
            "TOP;Titel;öffentlich\n3;Verkauf des Grundstücks;ja\n4;Zuschuss;ja\n5;Bürgschaft;ja\n", encoding="utf-8")
        self.officer = self.browser("S01")
        self.desk = test_officer.OfficerPage()
        self.desk.town, self.desk.browser = self.town, self.officer
        self.addCleanup(self.desk.doCleanups)

    def browser(self, name):
        return self.enterContext(Browser(self.town, name))

    def chair(self):
        browser = self.browser("C01")
        sign_in(browser, self.town, "C01")
        browser.press("öffnen$")
        return browser

    def exclude(self, browser, p, item):
        browser.find(f"#exclude-member option[value='{p}']").click()
        browser.find(f"#exclude-item option[value='{item}']").click()
        browser.press("^Ausschließen$")

    def readmit(self, browser, name):
        """The first entry of this name that is in force."""
        def pressed(driver):
            for row in driver.find_elements("xpath", f"//section//li[contains(., '{name}')]//button"):
                row.click()
                return True
        browser.until(pressed, f"{name} is not excluded", 10)

    def value(self, css):
        return self.officer.find(css).get_attribute("value")

    def submit(self):
        self.officer.find("#compose-matter")
        self.desk.submit()

    def test_who_is_excluded_after_the_vote_was_made_is_named_until_it_is_made_anew(self):
        town, b = self.town, self.officer
        self.desk.begin()
        self.desk.compose("3", "Soll das Grundstück verkauft werden?")
        self.desk.officers()
        self.desk.choose("#compose-majority", "two-thirds")
        b.type("#compose-statutory", "6")
        self.desk.choose("#compose-basis", "47a")
        # Nobody asked for it: then it is not secret.
        b.type("#compose-movers", "0")
        b.click("#compose-preview")
        b.wait("[Kk]ein Antrag|nicht geheim|[Nn]iemand")
        b.type("#compose-movers", "2")
        b.click("#compose-preview")
        # Three signatures are wanted, and no more than two are needed to open.
        settings = [
            "Zum Öffnen sind 2 der drei Zählpersonen nötig.", "Für die Bekanntgabe sind 2 Unterschriften von Zählpersonen nötig.",
            "Sitzungsform: digitale oder hybride Sitzung in besonderer Lage", "Antrag mindestens eines Fünftels der Mitglieder",
            "Unter 3 Stimmen wird nicht geöffnet.", "Beim Abgeben wartet jedes Gerät eine zufällige Zeit, höchstens 8 Sekunden.",
        ]
        for said in settings:
            b.wait(said)
        self.submit()

        # The second person sees the same, who is left out, and what to do if that is wrong.
        chair = self.chair()
        chair.press("Rechtliche Festlegungen zeigen")
        for said in settings:
            chair.wait(said)
        chair.wait("Nicht stimmberechtigt: 1")
        chair.wait(r"Renate Außem \(004\): nicht anwesend")
        chair.wait("Ist etwas nicht richtig, drücken Sie nichts und sagen Sie es Claudia Rennefeld")
        chair.shoot("roll-four-eyes")

        # A draft that is stale fills the form, and is folded away once the new one is there.
        tab(b, "attendance")
        attend(b, "003", "left")
        tab(b, "vote")
        b.wait("bitte bereiten Sie die Abstimmung neu vor")
        b.press("Aus diesem Entwurf neu vorbereiten")
        b.find("#compose-matter")
        self.assertEqual(self.value("#compose-question"), "Soll das Grundstück verkauft werden?")
        self.assertEqual([self.value("#compose-majority"), self.value("#compose-statutory")], ["two-thirds", "6"])
        self.submit()
        b.wait("Ein überholter Entwurf")
        self.assertNotIn("bitte bereiten Sie die Abstimmung neu vor", b.text())
        b.shoot("roll-drafts")
        chair.wait("Nicht stimmberechtigt: 2")
        chair.press("Geprüft und richtig")
        chair.find("dialog")
        confirm(chair, "Geprüft und richtig")
        vote = self.desk.create()
        b.wait("Soweit bekannt, geht die Rechnung auf")

        # Bias is declared when the item is called; the page says at once what that means for the vote that is there.
        tab(b, "attendance")
        self.exclude(b, "001", "3")
        b.wait(r"Ausgeschlossen bei diesem Punkt, aber auf der Liste: Änne Vogel \(001\)")
        b.wait("brechen Sie diese Abstimmung ab und bereiten Sie sie neu vor")
        attend(b, "005", "left")
        b.wait(r"Auf der Liste, aber nicht mehr da: Piotr Wiśniewski \(005\)")
        b.find("#exclude-item option[value='-']").click()
        b.type("#exclude-item-other", "9")
        b.find("#exclude-member option[value='002']").click()
        b.press("^Ausschließen$")
        b.wait("„TOP 9“ steht nicht auf der Tagesordnung")
        b.shoot("roll-late-exclusion")
        tab(b, "vote")
        b.wait("auch wenn die Zahlen zusammenpassen")
        self.assertNotIn("geht die Rechnung auf", b.text())
        town.ceremony(vote)
        b.click("#act-next")
        self.assertIn("aber auf der Liste: Änne Vogel (001)", b.find("dialog").text)
        b.shoot("roll-dialog")
        b.press("^Nein, zurück$")
        self.assertEqual(town.status(vote)["state"], "ready")

        # An entry that was wrong is taken back, and it goes on; whoever left is only mentioned.
        tab(b, "attendance")
        self.readmit(b, "Änne Vogel")
        tab(b, "vote")
        b.until(lambda _: "Änne Vogel (001)" not in b.text(), "the note stays", 10)
        b.click("#act-next")
        self.assertIn("nicht mehr da: Piotr Wiśniewski (005)", b.find("dialog").text)
        confirm(b, "Marken freigeben")
        b.wait("Noch ohne Marke: 4")
        for p in ("001", "002"):
            town.act(p, "member", "draw", "--vote", vote)
        b.wait("Noch ohne Marke: 2")
        b.click("#act-next")
        asked = b.find("dialog").text
        self.assertIn("Haben alle drei Zählpersonen laut bestätigt", asked)
        self.assertIn(town.status(vote)["fingerprint"], asked)
        b.shoot("roll-cast-dialog")
        # The chair is faster than the answer.
        tab(chair, "attendance")
        self.exclude(chair, "001", "3")
        chair.wait("aber auf der Liste: Änne Vogel")
        confirm(b, "Stimmabgabe öffnen")
        b.wait("Während Sie gefragt wurden, hat sich die Anwesenheit oder ein Ausschluss geändert")
        self.assertEqual(town.status(vote)["state"], "issuing")
        self.readmit(chair, "Änne Vogel")
        b.until(lambda _: "Änne Vogel (001)" not in b.text(), "the note stays", 10)
        act(b, "#act-next", "Stimmabgabe öffnen")
        b.wait("Die Stimmabgabe läuft")

        # Nobody casts: the dialog says what closing means, and then there is nothing left but the void.
        b.click("#act-next")
        self.assertIn("Abgegeben sind 0, geöffnet werden darf erst ab 3", b.find("dialog").text)
        confirm(b, "Stimmabgabe schließen")
        b.wait("Zu wenige Stimmen: Abgegeben sind 0")
        self.assertNotIn("Danach öffnen die Zählpersonen", b.text())
        b.shoot("roll-too-few")
        b.click("#void-too-few")
        self.assertIn("zu wenige Stimmen", self.value("#void-reason"))
        act(b, "#void-do", "Abstimmung abbrechen")
        b.wait("Abgebrochen")
        self.assertTrue(b.find("#go-postal").get_attribute("href").endswith("/briefwahl"))
        b.click("#compose-again")
        b.wait("Abstimmung vorbereiten")
        self.submit()

        # Three drafts, one law; only the numbers of people differ.
        (lines,) = self.desk.journals().values()
        entries = [json.loads(line) for line in lines]
        laws = [json.loads(json.loads(entry["body"])["law"]) for entry in entries if entry["type"] == "draft"]
        self.assertEqual(len(laws), 3)
        rules = [{name: law[name] for name in ("kind", "matter", "seats", "round", "majority", "settings", "options")} for law in laws]
        self.assertEqual(rules[0]["majority"]["share"], [2, 3])
        self.assertEqual([law["numbers"]["statutory"] for law in laws], [6, 6, 6])
        for other in rules[1:]:
            self.assertEqual(other, rules[0])
        for browser in (b, chair):
            self.assertEqual(self.desk.complaints(browser), [])

    def adopt(self, title, item):
        b, vote = self.officer, self.town.new_vote(title=title, present="001,002,003,005")
        tab(b, "vote")
        b.wait("nicht in diesem Journal")
        b.click("#other-votes summary")
        choose_item(b, f"#adopt-{vote}", item)
        b.click(f"#adopt-do-{vote}")
        b.wait("Die drei Zählpersonen machen jetzt die Schlüssel")
        return vote

    def disturb(self, browser, text, number):
        tab(browser, "disturbance")
        browser.type("#disturbance-text", text)
        browser.click("#disturbance-enter")
        browser.type(f"#reason-{number}", "Verfahrensschritt betroffen")

    def state(self, vote):
        return self.town.status(vote)["state"]

    def test_a_decision_names_its_vote_and_waits_for_the_officer(self):
        b = self.officer
        self.desk.begin()
        grant, surety = self.adopt("Zuschuss", "4"), self.adopt("Bürgschaft", "5")
        # The size is right where nobody is entered twice; the people are not.
        tab(b, "attendance")
        attend(b, "001", "left")
        b.wait("Anwesend und nicht ausgeschlossen, aber nicht auf der Liste: Ulrike Sundermann")
        tab(b, "vote")
        self.assertNotIn("geht die Rechnung auf", b.text())
        tab(b, "attendance")
        attend(b, "001", "room")

        # What is half written outlives another language.
        tab(b, "disturbance")
        b.type("#disturbance-text", "kein Ton")
        b.find("#disturbance-way option[value='phone']").click()
        b.click("#disturbance-continued")
        b.press("^English$")
        b.wait("Disturbances")
        self.assertEqual([self.value("#disturbance-text"), self.value("#disturbance-way")], ["kein Ton", "phone"])
        self.assertTrue(b.find("#disturbance-continued").is_selected())
        b.press("^Deutsch$")
        self.disturb(b, "kein Ton", 1)
        b.press("^English$")
        b.wait("Disturbance 1")
        self.assertEqual(self.value("#reason-1"), "Verfahrensschritt betroffen")
        b.press("^Deutsch$")

        # Two votes run: which one is asked, and named.
        b.wait("Um welche Abstimmung geht es")
        b.click("#decide-1-void")
        b.wait("Bitte wählen Sie zuerst, um welche es geht")
        b.find(f"#which-1 option[value='{grant}']").click()
        b.shoot("decision-which")
        b.click("#decide-1-void")
        self.assertIn("„Zuschuss“ wird abgebrochen", b.find("dialog").text)
        b.shoot("decision-dialog")
        confirm(b, "Abstimmung abbrechen")
        b.wait("Abbruch: Verfahrensschritt betroffen")
        b.until(lambda _: self.state(grant) == "voided", "it is not voided", 10)
        self.assertEqual(self.state(surety), "ceremony")

        # The chair decides, and the officer voids.
        chair = self.chair()
        self.disturb(chair, "kein Bild", 2)
        chair.click("#decide-2-repeat")
        asked = chair.find("dialog").text
        self.assertIn("„Bürgschaft“ zu wiederholen", asked)
        self.assertIn("Abbrechen und neu vorbereiten kann nur die Wahlleitung", asked)
        chair.shoot("decision-of-the-chair")
        confirm(chair, "Entscheidung eintragen")
        chair.wait("Die Wahlleitung dieser Abstimmung bricht sie jetzt ab")
        self.assertEqual(chair.driver.find_elements("css selector", f"#end-{surety}"), [])
        b.wait("Der Vorsitz hat entschieden, „Bürgschaft“ zu wiederholen")
        tab(b, "vote")
        b.shoot("decision-pending")
        self.assertEqual(self.state(surety), "ceremony")
        b.click(f"#end-{surety}")
        b.wait("Abstimmung vorbereiten")
        self.assertEqual(self.value("#compose-title"), "Bürgschaft")
        self.assertEqual(self.state(surety), "voided")
        for each in (b, chair):
            each.until(lambda _, e=each: "Der Vorsitz hat entschieden" not in e.text(), "the decision still waits", 10)

        # Nothing runs any more, and the page says so instead of voiding what is shown.
        self.disturb(b, "kein Licht", 3)
        b.click("#decide-3-void")
        self.assertIn("Es läuft gerade keine Abstimmung", b.find("dialog").text)
        confirm(b, "Entscheidung eintragen")
        b.until(lambda _: not b.driver.find_elements("css selector", "#decide-3-void"), "the decision is not entered", 10)
        self.assertEqual(self.desk.complaints(), [])

    def test_a_title_names_no_item_that_the_vote_is_not_about_whatever_tab_was_looked_at(self):
        b = self.officer
        self.desk.begin()
        self.desk.compose("3", "Soll es so sein?")
        self.assertEqual(self.value("#compose-title"), "TOP 3: Verkauf des Grundstücks")

        def look_elsewhere():
            tab(b, "attendance")
            tab(b, "vote")
            b.click("#compose-open")

        # Between the choice of another item and its name.
        choose_item(b, "#compose-item", "-")
        look_elsewhere()
        choose_item(b, "#compose-item", "4")
        self.assertEqual(self.value("#compose-title"), "TOP 4: Zuschuss")
        # A title of one's own stays, and so does the own part of one that begins with the item.
        b.type("#compose-title", "TOP 4: Zuschuss an den Chor")
        choose_item(b, "#compose-item", "-")
        look_elsewhere()
        choose_item(b, "#compose-item", "5")
        self.assertEqual(self.value("#compose-title"), "TOP 5: Zuschuss an den Chor")
        b.type("#compose-title", "Der Chor")
        look_elsewhere()
        choose_item(b, "#compose-item", "3")
        self.assertEqual(self.value("#compose-title"), "Der Chor")
        self.assertEqual(self.desk.complaints(), [])

    def test_each_disturbance_is_offered_what_can_be_decided_on_it_now(self):
        b = self.officer
        self.desk.begin()
        for number, text in ((1, "Ton weg"), (2, "Bild weg")):
            self.disturb(b, text, number)
        b.click("#decide-1-pause")
        b.wait("wegen Störung 1 unterbrochen")
        # A session that stands still is not interrupted once more.
        b.until(lambda _: not b.driver.find_elements("css selector", "#decide-2-pause"), "it can be paused twice", 10)
        self.assertEqual(self.value("#reason-2"), "Verfahrensschritt betroffen")
        b.click("#resume")
        b.find("#decide-2-pause")
        # What has its last word is offered nothing more.
        b.type("#reason-1", "es lässt sich nicht beheben")
        act(b, "#decide-1-void", "Entscheidung eintragen")
        b.wait("Entschiedene Störungen")
        self.assertEqual(b.driver.find_elements("css selector", "[id^=decide-1-]"), [])
        b.click("#decide-2-fixed")
        b.wait("Behoben, es geht weiter: Verfahrensschritt betroffen")
        self.assertEqual(b.driver.find_elements("css selector", "[id^=decide-]"), [])
        self.assertEqual(self.desk.complaints(), [])

    def test_a_rehearsal_is_marked_before_it_is_opened_and_the_form_outlives_another_language(self):
        town, b = self.town, self.officer
        sign_in(b, town, "S01")
        b.wait("Sitzung wählen")
        b.type("#session-title", "14. Sitzung des Rates")
        set_date(b, "#session-date", "2026-12-10")
        b.type("#session-place", "Ratssaal")
        b.click("#rehearsal")
        upload(b, "#session-keys", town.folder / "reg" / "keys.jsonl")
        b.find("input[value=C01]").click()
        b.press("^English$")
        b.wait("The file keys.jsonl has been read")
        self.assertEqual([self.value("#session-title"), self.value("#session-place")], ["14. Sitzung des Rates", "Ratssaal"])
        for css in ("#rehearsal", "input[value=C01]"):
            self.assertTrue(b.find(css).is_selected())
        b.press("^Deutsch$")
        b.press("Sitzung eröffnen")
        b.wait("Es fehlt noch")
        sign_in(b, town, "S01")
        b.button("^PROBE – 14. Sitzung des Rates öffnen$")
        b.wait("Donnerstag, 10. Dezember 2026, Ratssaal")
        self.assertEqual(self.value("#session-title"), "")
        open_session(b, town)
        read_council(b, town)
        sign_in(b, town, "S01")
        b.wait("Sitzung wählen")
        b.shoot("sessions")
        names = [each.text for each in b.driver.find_elements("css selector", "ul.plain button")]
        self.assertEqual(sorted(names), ["14. Sitzung des Rates öffnen", "PROBE – 14. Sitzung des Rates öffnen"])
        self.assertEqual(self.desk.complaints(), [])


if __name__ == "__main__":
    unittest.main()
