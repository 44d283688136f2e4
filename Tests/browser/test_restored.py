"""A server that goes on from a backup made in the middle of a vote: every page says that this vote can only be voided."""

import test_edges
import test_member
import test_officer
from test_count import Votes, sign_in


class RestoredTests(Votes):
    members = 4
    cost = 3

    session_with = test_edges.EdgeTests.session_with
    mark = test_member.MemberTests.mark

    def restore(self):
        """The machine breaks down, and the server goes on from its last backup."""
        folder = self.town.folder
        self.town.stop()
        self.town.urne("restore", "copy.tar", "--data", "new")
        (folder / "urne-data").rename(folder / "broken")
        (folder / "new").rename(folder / "urne-data")
        self.town.start()

    def test_every_page_says_that_a_vote_from_a_backup_will_be_voided_and_offers_nothing_else(self):
        town = self.town
        vote = town.new_vote()
        town.ceremony(vote)
        officer = self.session_with(vote)
        member, late, teller = self.browser("001"), self.browser("003"), self.browser("T01")
        chair, hall = self.browser("C01"), self.browser("hall", "projector")
        self.officer("open", "--vote", vote)
        self.draw(vote, ["002", "003", "004"])
        hall.open("/ergebnis")
        sign_in(teller, "/zaehlung")
        sign_in(chair, "/vorsitz")
        member.open(f"/#p=001&c={town.code('001')}")
        member.wait("Ihre Marke ist da")
        self.officer("cast", "--vote", vote)
        self.mark(member, "Ja")
        hall.wait("Bitte stimmen Sie jetzt ab")
        officer.wait("Stimmabgabe schließen")
        town.urne("backup", "--out", "copy.tar")
        self.restore()
        for browser in (hall, chair, teller):
            browser.wait("aus einer Sicherung zurückgeholt und wird abgebrochen", 60)
            self.assertNotRegex(browser.text(), "Bitte stimmen Sie jetzt ab|Ende der Stimmabgabe|Die Stimmabgabe läuft")
        # Whoever was marking, and whoever comes now, gets no ballot.
        late.open(f"/#p=003&c={town.code('003')}")
        for browser in (member, late):
            browser.wait("Diese Abstimmung wird abgebrochen", 60)
            self.assertEqual(browser.driver.find_elements("css selector", ".ballot"), [])
        officer.wait("aus einer Sicherung zurückgeholt: nur noch abbrechen", 60)
        self.assertNotIn("Stimmabgabe schließen", officer.text())
        for browser, name in ((member, "member"), (hall, "hall"), (chair, "chair"), (teller, "teller"), (officer, "officer")):
            browser.shoot(f"restored-{name}")

        officer.click("#act-void")
        officer.type("#void-reason", "Der Server ist ausgefallen.")
        test_officer.act(officer, "#void-do", "Abstimmung abbrechen")
        for browser in (member, late, hall, chair, teller):
            browser.wait("Der Server ist ausgefallen.|Die Wahlleitung hat die Abstimmung abgebrochen")
            self.assertNotIn("Sicherung zurückgeholt", browser.text())
            # A screen reader is not told any more what belonged to the view before.
            self.assertEqual(browser.driver.execute_script("return document.getElementById('alert').textContent"), "")
