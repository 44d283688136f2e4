"""By post: candidates who are equal until a lot is drawn, and lists that share seats."""

import datetime
import unittest

from postal import KEY, PostalCase
from test_count import complaints, sign_in
from test_officer import set_date, upload


class ElectionTests(PostalCase):
    members = 3

    def test_a_tie_between_candidates_waits_for_the_lot_and_is_announced_with_it(self):
        names = ["Änne Vogel", "Müslüm Öztürk", "Søren Ærø"]
        self.printed(
            kind="election", options=names, seats=2, title="Wahl der Schriftführungen", question="Wen wählen Sie?")
        self.posted()
        self.convened()
        self.stacked(clear=3)
        first = self.enter("T01")
        self.tab(first, "count")
        # Two seats, two marks on each Stimmzettel.
        self.fill(first, "tally-clear", ballots=3, **{"1": 2, "2": 2, "3": 4})
        first.wait("passt nicht zum Stapel: „Søren Ærø“")
        self.fill(first, "tally-clear", **{"3": 2})
        first.wait("Summe der Stimmen: 6 bei 3 Stimmzetteln")
        self.look(first, "election-tally")
        self.do(first, "tally-clear")
        first.wait("Nun zählt eine zweite Person")
        (self.town.folder / "zahlen").write_text("3\n2\n2\n2\n")
        self.now += datetime.timedelta(minutes=10)
        self.postal("T02", "stack", "--stack", "clear", "--from", "zahlen")
        self.postal("T03", "compare", "--stack", "clear")
        self.tab(first, "result")
        self.go_on(first)
        first.click("#determine")
        first.wait("Gleich viele Stimmen: Müslüm Öztürk, Søren Ærø, Änne Vogel. Zu ziehen für 2 Sitze")
        # Nothing is announced while a lot is open: afterwards it could not be entered.
        self.assertNotIn("Lesen Sie das Ergebnis im Raum vor", first.text())
        self.look(first, "lot")
        self.do(first, "lot")
        first.wait("Hier fehlt noch etwas")
        self.fill(first, "lot", drawnBy="Claudia Rennefeld", witness="claudia  RENNEFELD", how="Zettel aus einem Hut")
        self.tick(first, "lot-0")
        self.do(first, "lot")
        first.wait("Das Los passt nicht: Wer das Los zieht, kann es nicht selbst bezeugen")
        self.fill(first, "lot", witness="Änne Vogel")
        self.do(first, "lot")
        first.wait("Das Los passt nicht: Zu verlosen: 2; eingetragen: 1")
        self.tick(first, "lot-2")
        self.do(first, "lot")
        first.find("#announce-place")
        first.wait(r"Die Lose fielen auf .*\(gezogen: Claudia Rennefeld; bezeugt: Änne Vogel\)")
        self.look(first, "lot-drawn")
        self.do(first, "announce")
        first.wait("Bekannt gegeben: Rathaus")
        self.assertRegex(first.find("#record-text").text, "Los")
        self.assertNotRegex(first.text(), KEY)
        self.assertEqual(complaints(first), [])
        self.assertIn("Zettel aus einem Hut", str(self.minutes()))


class ListTests(PostalCase):
    members = 3

    def test_lists_share_the_seats_in_a_vote_that_was_entered_by_hand(self):
        officer = self.browser("S01")
        sign_in(officer, "/briefwahl")
        self.unfold(officer, "start-fresh")
        # An empty form names what is missing and starts nothing.
        self.do(officer, "fresh")
        officer.wait("Hier fehlt noch etwas")
        self.choose(officer, "fresh-closing", "16:00")
        self.fresh(
            officer, "list", "Liste Forum\nListe Mitte", title="Besetzung des Bauausschusses",
            question="Welche Liste wählen Sie?", seats=3, reason="Die Leitung fiel aus.",
            recipient="Stadt Erlenbrück, Markt 1, 53721 Erlenbrück")
        self.look(officer, "start-list")
        self.do(officer, "fresh")
        officer.wait("Briefwahl beschlossen")
        self.postal_id = self.state(officer)["postal"]
        self.case_file(kind="list", options=["Liste Forum", "Liste Mitte"])
        self.now += datetime.timedelta(minutes=5)
        self.printed()
        self.posted()
        self.convened()
        self.stacked(clear=3)
        self.counted(3, 2, 1)
        first = self.enter("T01")
        self.tab(first, "result")
        first.click("#determine")
        first.find("#announce-place")
        said = first.find("#numbers").text
        self.assertRegex(said, r"Liste Forum[^\n]*2 Sitze")
        self.assertRegex(said, r"Liste Mitte[^\n]*1 Sitz\b")
        self.look(first, "list-result")
        self.do(first, "announce")
        first.wait("Bekannt gegeben: Rathaus")
        self.assertNotRegex(first.text(), KEY)
        self.assertEqual(complaints(officer) + complaints(first), [])
        self.assertEqual([option["votes"] for option in self.minutes()["result"]["counts"]["options"]], [2, 1])
        self.narrower(officer)

    def fresh(self, officer, kind, options, **values):
        """Fills in the form of a vote that never was electronic."""
        self.choose(officer, "fresh-kind", kind)
        self.fill(
            officer, "fresh", municipality="Stadt Erlenbrück", body="Rat der Stadt Erlenbrück", sessionNumber="IX/7",
            item="TOP 8", **values)
        officer.type("#fresh-options", options)
        set_date(officer, "#fresh-sessionDate", self.today.isoformat())
        upload(officer, "#fresh-keys", self.town.folder / "reg" / "keys.jsonl")
        officer.find("#fresh-staff-T01")
        self.tick(officer, "fresh-staff-T01", "fresh-staff-T02", "fresh-staff-T03", "fresh-rehearsal")

    def narrower(self, officer):
        """A second ballot that was entered by hand names the first one."""
        earlier = self.postal_id
        officer.open("/briefwahl")
        sign_in(officer, "/briefwahl")
        self.unfold(officer, "start-fresh")
        self.choose(officer, "fresh-earlier", earlier)
        self.fresh(
            officer, "election", "Ada Kühn\nBea Jung", title="Engere Wahl", question="Wen wählen Sie?", seats=1,
            reason="Niemand hatte die Mehrheit.")
        # An address is typed in lines.
        officer.type("#fresh-recipient", "Stadt Erlenbrück\nMarkt 1\n53721 Erlenbrück")
        self.do(officer, "fresh")
        officer.wait("Briefwahl beschlossen")
        start = self.state(officer)["start"]
        self.assertEqual([start["wahlgang"], start["earlier"]], [2, earlier])
        self.assertEqual(start["settings"]["recipient"], "Stadt Erlenbrück, Markt 1, 53721 Erlenbrück")
        self.assertEqual(complaints(officer), [])


if __name__ == "__main__":
    unittest.main()
