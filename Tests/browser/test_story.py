"""One whole vote as a town holds it: twelve members in browsers of their own and three people on the command line,
officer, chair, hall and two tellers in browsers, the third teller on the command line. All of them see the same."""

import json
import subprocess
import unittest

import test_count
import test_member
import test_officer
from harness import BIN, Browser, By, Town

CHOICES = ["Ja", "Nein", "Ja", "Enthaltung", "Ja"]


class StoryTests(unittest.TestCase):
    cost = 9

    def setUp(self):
        self.town = self.enterContext(Town(members=14))
        agenda = "TOP;Titel;öffentlich\n3;Verkauf des Grundstücks;ja\n"
        (self.town.folder / "agenda.csv").write_text(agenda, encoding="utf-8")
        # The steps on the pages, as the tests of the single pages have them.
        self.desk, self.count = test_officer.OfficerPage(), test_count.Votes()
        self.member = test_member.MemberTests()
        for steps in (self.desk, self.count, self.member):
            steps.town = self.town

    def browser(self, name, size="tablet"):
        return self.enterContext(Browser(self.town, name, size))

    def remote(self, person, *arguments):
        """The same person's program on another machine: it knows the server by its address alone."""
        return self.town.act(person, *arguments, "--vote", self.vote, "--server", self.town.url)

    def at_once(self, *commands):
        """Programs of several people that run side by side; what each wrote to standard output."""
        running = [
            subprocess.Popen(
                [BIN / "urne", *arguments, "--as", p, "--code-file", f"reg/codes/{p}.txt", "--home", f"home-{p}",
                 "--vote", self.vote, "--server", self.town.url],
                cwd=self.town.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            )
            for p, *arguments in commands
        ]
        outputs = [process.communicate(timeout=120) for process in running]
        self.assertEqual([process.returncode for process in running], [0] * len(running), outputs)
        return [output for output, _ in outputs]

    # MARK: The steps

    def compose(self, officer, chair):
        town, desk = self.town, self.desk
        desk.browser = officer
        test_officer.sign_in(officer, town, "S01")
        test_officer.open_session(officer, town)
        test_officer.read_council(officer, town)
        test_officer.tab(officer, "attendance")
        officer.click("#all-present")
        officer.find("dialog")
        test_officer.confirm(officer, "Alle eintragen")
        officer.find("#attendance-C01-room[checked]")
        test_officer.attend(officer, "002", "video")
        desk.compose("3", "Soll das Grundstück Am Markt verkauft werden?")
        desk.officers()
        officer.find("#compose-matter")
        desk.submit()
        test_officer.sign_in(chair, town, "C01")
        chair.press("öffnen$")
        chair.wait("Vorgelegt von Claudia Rennefeld")
        chair.press("Geprüft und richtig")
        chair.find("dialog")
        test_officer.confirm(chair, "Geprüft und richtig")
        chair.wait("Geprüft von Ulrike Sundermann")
        return desk.create()

    def ceremony(self, tellers):
        for teller in tellers:
            test_count.sign_in(teller, "/zaehlung")
            teller.press("Schlüssel jetzt erzeugen")
        self.remote("T03", "teller", "ceremony", "--wait")
        for teller in tellers:
            teller.wait("Der Schlüssel ist fertig", 60)

    def test_a_whole_vote_by_pages_and_command_line_ends_with_the_same_counts_everywhere(self):
        town = self.town
        officer, chair, hall = self.browser("S01"), self.browser("C01"), self.browser("hall", "projector")
        tellers = [self.browser("T01"), self.browser("T02")]
        vote = self.vote = self.compose(officer, chair)
        self.ceremony(tellers)
        hall.open("/ergebnis")
        test_count.sign_in(chair, "/vorsitz")
        chair.wait("noch nicht eröffnet")

        # Twelve profiles; the members wait before anything is opened.
        in_browsers = [p for p, _ in town.members[:12]]
        by_program = ["013", "014", "C01"]
        members = {p: self.browser(p, "phone") for p in in_browsers}
        for p, browser in members.items():
            self.member.sign_in(browser, p)
        profiles = {browser.driver.capabilities["chrome"]["userDataDir"] for browser in members.values()}
        self.assertEqual(len(profiles), 12)
        for browser in members.values():
            browser.wait("Gleich geht es los")

        test_officer.act(officer, "#act-next", "Marken freigeben")
        for p, browser in members.items():
            browser.wait("Ihre Marke ist da", 60)
        fingerprint = town.status(vote)["fingerprint"]
        for browser in members.values():
            self.assertEqual(self.member.code_in(browser, "#vote-fingerprint"), fingerprint)
        for browser in (*tellers, hall, officer):
            browser.wait(fingerprint.replace("-", r"\s*"))
        # The chair reads it letter by letter.
        chair.wait("(?s)" + fingerprint.replace("-", ".{1,80}"))
        tellers[0].press("stimmt überein")
        tellers[1].press("stimmt überein")
        self.assertIn(fingerprint, self.remote("T03", "teller", "confirm"))
        self.at_once(*[(p, "member", "draw", "--fingerprint", fingerprint) for p in by_program])
        officer.wait("Alle Stimmberechtigten haben ihre Marke")
        hall.wait(r"Marken abgeholt\s*15")
        hall.shoot("story-hall-issuing")

        # All press the button before the first ballot has to be there.
        test_officer.act(officer, "#act-next", "Stimmabgabe öffnen")
        trackers, wanted = {}, []
        for i, (p, browser) in enumerate(members.items()):
            choice = CHOICES[i % len(CHOICES)]
            trackers[p] = self.member.review(browser, choice)
            wanted.append(choice)
            browser.press("Jetzt abgeben")
        commands = []
        for i, p in enumerate(by_program):
            (town.folder / f"choice-{p}").write_text(CHOICES[i] + "\n")
            wanted.append(CHOICES[i])
            choice = ("--choice-file", f"choice-{p}", "--fingerprint", fingerprint)
            commands.append((p, "member", "vote", *choice, "--json"))
        for p, output in zip(by_program, self.at_once(*commands)):
            trackers[p] = json.loads(output)["tracker"]
        for browser in members.values():
            browser.wait("Ihre Stimme ist angekommen", 60)
        self.assertEqual(len(set(trackers.values())), 15)

        officer.wait("0 Marken sind noch nicht abgegeben")
        test_officer.act(officer, "#act-next", "Stimmabgabe schließen")
        for p, browser in members.items():
            browser.wait("steht genau einmal in der Liste", 60)
            self.assertEqual(browser.find(".trackers .own").text.split(" ")[0], trackers[p])
        board = town.status(vote)["board"]
        for browser in members.values():
            self.assertEqual(self.member.code_in(browser, "#board-fingerprint"), board)
        hall.wait("selbst geprüft: gültig", 60)
        hall.wait(board.replace("-", r"\s*"))
        chair.wait("(?s)" + board.replace("-", ".{1,80}"))

        # One teller opens in the browser, one with the program.
        self.count.open_board(tellers[0], board)
        tellers[0].wait("Ihr Anteil ist abgegeben", 60)
        self.remote("T03", "teller", "share", "--board", board)
        for teller in tellers:
            self.count.sign_result(teller)
        self.remote("T03", "teller", "sign")
        chair.wait("NOCH NICHT FREIGEGEBEN", 60)
        self.assertNotRegex(hall.text(), r"Ja\s+\d")
        chair.press("^Ergebnis freigeben")
        chair.click("dialog button.main")
        chair.wait("Für die Niederschrift")

        counts = [wanted.count(choice) for choice in ("Ja", "Nein", "Enthaltung")]
        self.compare(members, officer, chair, hall, trackers, counts)
        hall.shoot("story-hall-announced")
        for browser in (officer, chair, hall, *tellers, *members.values()):
            self.assertEqual(test_count.complaints(browser), [], browser.name)

    def compare(self, members, officer, chair, hall, trackers, counts):
        """The same counts on every page, in every program, and in the visitor's own browser."""
        town, vote = self.town, self.vote
        self.assertEqual(sum(counts), 15)
        bars = ["Ja", str(counts[0]), "Nein", str(counts[1]), "Enthaltung", str(counts[2])]
        hall.wait("Ergebnis bekannt gegeben")
        for browser in (hall, chair, *members.values()):
            browser.find(".bars", 60)
            self.assertEqual(browser.find(".bars").text.split("\n"), bars, browser.name)
        officer.wait("Die Rechnung geht auf|Soweit bekannt, geht die Rechnung auf")
        officer.wait(r"15\s*gezählte Stimmen|gezählte Stimmen\s*15")
        status = town.status(vote)
        self.assertEqual((status["state"], status["draws"], status["ballots"]), ("announced", 15, 15))
        record = town.folder / "record"
        town.urne("record", "export", "--vote", vote, "--out", record, "--server", town.url)
        report = json.loads(town.urne(record, "--json", program="urne-verify"))
        self.assertTrue(report["valid"])
        self.assertEqual(report["counts"], counts)
        for tracker in trackers.values():
            town.urne(record, "--tracker", tracker, program="urne-verify")
        visitor = self.browser("visitor")
        visitor.open(f"/pruefen#vote={vote}")
        visitor.wait("\nGÜLTIG", 60)
        self.assertEqual(visitor.find(".bars").text.split("\n"), bars)
        self.assertEqual(len(visitor.driver.find_elements(By.CSS_SELECTOR, ".checks .passed")), 22)
        visitor.shoot("story-check")


if __name__ == "__main__":
    unittest.main()
