"""The officer's page for a whole session: the council from OParl, who is there, access data by e-mail, a list election,
and a count that can never be finished."""

import datetime
import email
import email.policy
import re
import unittest

import oparl
import test_count
import test_member
import test_officer
from harness import Browser, Town
from test_officer import act, attend, choose_item, confirm, sign_in, tab, upload


def day(ahead):
    return (datetime.date.today() + datetime.timedelta(days=ahead)).isoformat()


class SessionTests(unittest.TestCase):
    cost = 4

    def setUp(self):
        self.town = self.enterContext(Town(6))
        self.officer = self.browser("S01")
        # The steps, as the tests of the single pages have them.
        self.desk, self.member, self.count = test_officer.OfficerPage(), test_member.MemberTests(), test_count.Votes()
        for steps in (self.desk, self.member, self.count):
            steps.town = self.town
        self.desk.browser = self.officer
        self.addCleanup(self.desk.doCleanups)

    def browser(self, name, size="tablet"):
        return self.enterContext(Browser(self.town, name, size))

    def read(self, *files):
        b = self.officer
        # Otherwise a driver adds to what was chosen before.
        b.driver.execute_script("document.getElementById('council-files').value = ''")
        upload(b, "#council-files", *files)
        b.press("Einlesen und ansehen")

    def take_council(self):
        """First the list that has everybody's number, then the information system with faction, body, and agenda."""
        town, b = self.town, self.officer
        self.read(town.folder / "people.csv")
        b.wait("Gelesen: 11 Personen, davon 7 mit Stimmrecht")
        b.press("In die Sitzung übernehmen")
        b.wait("Der Rat steht im Journal")
        self.read(*oparl.write(town.folder / "oparl", town.members, "Ulrike Sundermann"))
        b.wait("6 Kleinigkeiten, die hingenommen wurden")
        b.press("In die Sitzung übernehmen")
        b.wait("Der Rat steht im Journal")

    def test_a_council_from_oparl_its_attendance_and_its_exclusions(self):
        town, b = self.town, self.officer
        sign_in(b, town, "S01")
        test_officer.open_session(b, town)
        broken = town.folder / "kaputt.json"
        broken.write_text('{"id": "https://ris.example/1", "type": ', encoding="utf-8")
        self.read(broken)
        b.wait("kein gültiges JSON")
        self.assertNotIn("In die Sitzung übernehmen", b.text())
        stranger = town.folder / "fremd.json"
        stranger.write_text('{"rezept": ["Mehl"]}', encoding="utf-8")
        self.read(stranger)
        b.wait("nichts, was zu OParl gehört")
        self.take_council()
        b.wait(r"Mitglieder\s+7\b")
        b.shoot("session-oparl")
        b.wait("Stadt Erlenbrück")

        # Attendance: nobody, too few, enough; who left does not count.
        tab(b, "attendance")
        b.wait("Noch nicht beschlussfähig: nötig sind mindestens 4")
        for p in ("001", "002"):
            attend(b, p, "room")
        attend(b, "003", "video")
        b.wait("Noch nicht beschlussfähig")
        attend(b, "C01", "room")
        b.wait("Beschlussfähig: mehr als die Hälfte")
        attend(b, "002", "left")
        b.wait("Noch nicht beschlussfähig")
        attend(b, "002", "video")
        attend(b, "004", "room")
        b.wait("Beschlussfähig: mehr als die Hälfte")

        # Excluded for one item, and let in again for another.
        for p, item in (("004", "3"), ("003", "2")):
            self.desk.choose("#exclude-member", p)
            choose_item(b, "#exclude-item", item)
            b.press("^Ausschließen$")
            b.wait(f"ausgeschlossen bei TOP {item}")
        self.desk.choose("#exclude-member", "004")
        choose_item(b, "#exclude-item", "3")
        b.press("^Ausschließen$")
        b.wait("Nummer 004 ist bei diesem Punkt schon ausgeschlossen")
        row = [each for each in b.driver.find_elements("css selector", "section li") if "TOP 2" in each.text][0]
        row.find_element("tag name", "button").click()
        b.wait("wieder zugelassen")
        b.shoot("session-excluded")

        # The agenda's words come along, and the roll is who is there, may vote, and is not excluded.
        self.desk.compose("3", "Soll das Grundstück verkauft werden?")
        self.assertEqual(b.find("#compose-title").get_attribute("value"), "TOP 3: Verkauf des Grundstücks Am Markt")
        self.desk.officers()
        b.find("#compose-matter")
        self.desk.submit()
        self.desk.four_eyes()
        vote = self.desk.create()
        roll = [line["p"] for line in self.desk.get(f"/v1/{vote}/roll.jsonl?log")]
        self.assertEqual(roll, ["001", "002", "003", "C01"])
        for p, reason in (("004", "Bei TOP 3 sind Sie ausgeschlossen"), ("005", "noch nicht als anwesend eingetragen")):
            left_out = self.member.sign_in(self.browser(p, "phone"), p)
            left_out.wait("Sie stimmen bei diesem Punkt nicht mit")
            left_out.wait(reason)
        self.assertEqual(self.desk.complaints(), [])

    def test_access_data_go_out_by_mail_and_the_page_watches_the_day(self):
        town, b = self.town, self.officer
        lines = (town.folder / "people.csv").read_text(encoding="utf-8").splitlines()
        addressed = [f"{line};p{i}@example.org" for i, line in enumerate(lines[1:-1])]
        rows = [f"{lines[0]};email", *addressed, f"{lines[-1]};"]
        (town.folder / "mail.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
        told = town.urne("code", "mail", "--people", "mail.csv", "--codes", "reg/codes", "--url", town.url,
                         "--out", "mail", "--from", "rat@example.org", "--session", day(3), "--json")
        mails = sorted((town.folder / "mail").glob("*.eml"))
        # Whoever has no address is named, and gets a letter.
        self.assertRegex(told, '"without":.*T03')
        self.assertEqual(len(mails), len(lines) - 2)
        listed = (town.folder / "mail" / "versand.csv").read_text(encoding="utf-8-sig")
        self.assertEqual(len(re.findall(r"\.eml", listed)), len(mails))

        # A mail opens the member's page with its link alone.
        message = email.message_from_bytes(mails[0].read_bytes(), policy=email.policy.default)
        self.assertIn("p0@example.org", message["To"])
        link = re.search(r"http\S+#p=001&c=\S+", message.get_content()).group()
        self.assertIn(town.code("001"), link)
        for other in ("002", "003"):
            self.assertNotIn(town.code(other), message.get_content())
        town.new_vote()
        member = self.browser("001", "phone")
        member.driver.get(link)
        member.wait("Änne Vogel")
        self.assertNotIn("#", member.driver.current_url)

        sign_in(b, town, "S01")
        test_officer.open_session(b, town, day=day(30))
        self.take_council()
        b.wait("Bis zur Sitzung sind es 30 Kalendertage")
        self.correct(day(3))
        b.wait("Bis zur Sitzung sind es 3 Kalendertage")
        b.wait("Spätestens 3 Kalendertage vor der Sitzung")
        self.correct(day(2))
        b.wait("Es sind weniger als 3 Kalendertage, und es ist nichts verschickt")
        b.type("#access-count", "0")
        b.press("Versand eintragen")
        b.wait("Bitte geben Sie an, wie viele Nachrichten verschickt sind")
        b.type("#access-count", "1")
        b.press("Versand eintragen")
        b.wait("1 von 7 verschickt, es fehlen: 6")
        b.wait(r"Verschickt am .*: 1 Nachricht$|Verschickt am .*: 1 Nachricht\n")
        self.assertNotIn("rechtzeitig verschickt", b.text())
        b.type("#access-count", str(len(mails)))
        b.press("Versand eintragen")
        b.wait("später als 3 Kalendertage vor der Sitzung verschickt")
        b.wait(f"{len(mails)} Nachrichten")
        b.shoot("session-access-late")
        self.correct(day(3))
        b.wait("Die Zugangsdaten sind an alle Mitglieder rechtzeitig verschickt")
        tab(b, "journal")
        b.wait(f"Zugangsdaten verschickt am .*, Zahl der Nachrichten: {len(mails)}")
        self.assertEqual(self.desk.complaints(), [])

    def correct(self, date):
        """Corrects the session's day."""
        b = self.officer
        tab(b, "session")
        b.click("details:has(#session-date) > summary")
        test_officer.set_date(b, "#session-date", date)
        b.press("Berichtigung eintragen")
        self.assertTrue(b.wait("Zugangsdaten"))

    def test_a_list_election_is_composed_voted_and_judged(self):
        town, b = self.town, self.officer
        sign_in(b, town, "S01")
        test_officer.open_session(b, town)
        self.take_council()
        tab(b, "attendance")
        b.click("#all-present")
        b.find("dialog")
        confirm(b, "Alle eintragen")
        b.find("#attendance-C01-room[checked]")
        self.desk.compose("2", "Welche Liste wählen Sie?")
        self.desk.choose("#compose-template", "list")
        b.type("#compose-names", "Liste Forum; 5\nListe Mitte; 5\nListe Forum; 2")
        b.type("#compose-list-seats", "5")
        self.desk.officers()
        b.find("#compose-matter")
        b.click("#compose-preview")
        b.wait("„Liste Forum“ steht zweimal auf dem Stimmzettel")
        b.type("#compose-names", "Liste Forum; 5\nListe Mitte; 5\nListe Linde; 1")
        self.desk.submit()
        b.shoot("session-list-draft")
        self.desk.four_eyes()
        vote = self.desk.create()
        entitled = [line["p"] for line in self.desk.get(f"/v1/{vote}/roll.jsonl?log")]
        # The mayor has no vote here (§ 40 (2) with § 50 (3)).
        self.assertEqual(entitled, ["001", "002", "003", "004", "005", "006"])
        choices = ["Liste Forum", "Liste Forum", "Liste Forum", "Liste Mitte", "Liste Mitte", "Liste Linde"]
        self.desk.announce(vote, dict(zip(entitled, choices)))
        hall = self.browser("hall", "projector")
        hall.open(f"/ergebnis#{vote}")
        hall.wait("Ergebnis bekannt gegeben")
        hall.find(".bars")
        self.assertEqual(hall.find(".bars").text.split("\n"),
                         ["Liste Forum", "3", "Liste Mitte", "2", "Liste Linde", "1", "Enthaltung", "0"])
        # Five seats for 3 : 2 : 1 by highest quotients: three are certain, all lists have the same claim to the rest.
        hall.wait("Sicher vergeben sind: Liste Forum 2 Sitze, Liste Mitte 1 Sitz und Liste Linde 0 Sitze")
        hall.wait("Über 2 Sitze entscheidet das Los zwischen Liste Forum, Liste Linde und Liste Mitte")
        hall.shoot("session-list-result")
        self.assertEqual(self.desk.complaints(), [])

    def test_edge_49_a_count_whose_tellers_are_lost_is_given_up_on_the_page(self):
        town, b = self.town, self.officer
        sign_in(b, town, "S01")
        test_officer.open_session(b, town)
        self.take_council()
        vote = town.new_vote()
        tab(b, "vote")
        b.click("#other-votes summary")
        choose_item(b, f"#adopt-{vote}", "3")
        b.click(f"#adopt-do-{vote}")
        b.wait("Die drei Zählpersonen machen jetzt die Schlüssel")
        town.ceremony(vote)
        board = self.count.vote_to_board(vote)
        member = self.member.sign_in(self.browser("001", "phone"), "001")
        hall = self.browser("hall", "projector")
        hall.open(f"/ergebnis#{vote}")
        # Before anything is opened it is voided, not given up.
        b.wait("Einspruchspause: Der Vorsitz liest")
        self.assertEqual(b.find("#void summary").text, "Abstimmung abbrechen")
        town.act("T01", "teller", "share", "--vote", vote, "--board", board)
        b.wait("Die Zählpersonen öffnen")
        b.wait("Auszählung aufgeben")
        b.click("#void summary")
        b.click("#void-do")
        b.wait("Bitte geben Sie einen Grund an")
        b.type("#void-reason", "Zwei Zählpersonen sind nicht mehr zu erreichen.")
        act(b, "#void-do", "Nein, zurück")
        self.assertEqual(town.status(vote)["state"], "tallying")
        b.shoot("session-giving-up")
        act(b, "#void-do", "Auszählung aufgeben")
        b.wait("Aufgegeben")
        b.wait("Diese Abstimmung ist beendet")
        self.assertNotIn("Die Zählpersonen öffnen", b.text())
        b.shoot("session-given-up")
        for other in (member, hall):
            other.wait("aufgegeben")
        member.wait("Zwei Zählpersonen sind nicht mehr zu erreichen")
        self.assertTrue(town.status(vote)["abandoned"])
        # Nothing can be opened any more, and the same vote can be prepared once more.
        refused = town.act("T02", "teller", "share", "--vote", vote, "--board", board, check=False)
        self.assertNotEqual(refused.returncode, 0)
        b.click("#compose-again")
        b.wait("Abstimmung vorbereiten")
        self.assertEqual(self.desk.complaints(), [])


if __name__ == "__main__":
    unittest.main()
