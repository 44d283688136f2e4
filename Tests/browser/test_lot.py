"""The lot of a tie (edge case 66): entered once by the chair, with who drew it and who saw it; shown to everybody."""

import json
import unittest

from harness import By
from test_count import Votes, complaints, sign_in


class LotTests(Votes):
    members = 4

    def tie(self):
        """A released election of lists in which two lists are equal for the last seat."""
        everybody = ",".join(self.people())
        vote = self.town.new_vote(
            title="Besetzung des Bauausschusses", question="Welche Liste wählen Sie?", kind="choice",
            more=["--option", "Rot", "--option", "Blau", "--law-kind", "list", "--seats", "3",
                  "--session", "2026-12-10", "--present", everybody],
        )
        self.town.ceremony(vote)
        self.officer("open", "--vote", vote)
        self.draw(vote, self.people())
        self.officer("cast", "--vote", vote)
        self.cast(vote, self.people(), ("Rot", "Blau"))
        self.officer("close", "--vote", vote)
        board = self.town.status(vote)["board"]
        for teller in ("T01", "T02"):
            self.town.act(teller, "teller", "share", "--vote", vote, "--board", board)
        for teller in ("T01", "T02", "T03"):
            self.town.act(teller, "teller", "sign", "--vote", vote)
        return vote

    def enter(self, chair, winner, drawn_by, witness):
        chair.driver.find_element(By.XPATH, f"//label[contains(@class,'choice')][.//span[text()='{winner}']]").click()
        chair.type("#lot-drawn", drawn_by)
        chair.type("#lot-witness", witness)
        chair.click("#lot-enter")

    def test_edge_66_the_chair_enters_the_lot_once_and_hall_and_verifiers_say_so(self):
        vote = self.tie()
        chair, hall = self.browser("C01"), self.browser("hall", "projector")
        hall.open(f"/ergebnis#{vote}")
        sign_in(chair, "/vorsitz")
        chair.press("^Ergebnis freigeben")
        chair.click("dialog button.main")
        chair.wait("Vor dem Ziehen: bitte vorlesen")
        chair.wait("Über 1 Sitz oder Platz entscheidet das Los zwischen Blau und Rot")
        chair.shoot("lot-chair-open")
        hall.wait("entscheidet das Los zwischen Blau und Rot")
        hall.shoot("lot-hall-open")

        # Nothing is signed before everything is there, and nobody witnesses their own draw.
        chair.click("#lot-enter")
        chair.wait("Bitte geben Sie an, auf wen das Los fiel")
        chair.wait("Bitte geben Sie an, wer es bezeugt")
        chair.shoot("lot-chair-missing")
        self.enter(chair, "Rot", "Änne Vogel", " änne  VOGEL ")
        chair.wait("Wer das Los zieht, kann es nicht selbst bezeugen")
        self.assertEqual(chair.find("#lot-drawn").get_attribute("value"), "Änne Vogel")
        self.enter(chair, "Rot", "Änne Vogel", "Kurt Zahn")
        chair.wait("Das Los fiel auf Rot; gezogen von Änne Vogel, bezeugt von Kurt Zahn")
        chair.press("Nein, zurück")
        self.assertNotEqual(self.town.act("C01", "vote", "words", "--vote", vote, "--what", "minutes").count("entscheidet das Los"), 0)
        chair.click("#lot-enter")
        chair.find("dialog button.main")
        chair.shoot("lot-chair-confirm")
        chair.click("dialog button.main")
        chair.wait("Das Los ist eingetragen")
        chair.wait(r"Für die Niederschrift[\s\S]*Das Los fiel auf Rot \(gezogen: Änne Vogel; bezeugt: Kurt Zahn\)")
        chair.shoot("lot-chair-entered")
        hall.wait(r"Das Los fiel auf Rot \(gezogen: Änne Vogel; bezeugt: Kurt Zahn\)")
        hall.wait("Rot 2 Sitze")
        self.assertNotIn("entscheidet das Los", hall.text())
        hall.shoot("lot-hall-entered")

        # The same as the programs say; a second lot is refused.
        words = self.town.urne("vote", "words", "--vote", vote, "--what", "minutes")
        self.assertIn("Das Los fiel auf Rot (gezogen: Änne Vogel; bezeugt: Kurt Zahn)", words)
        self.assertIn("Rot 2 Sitze", words)
        self.assertEqual(chair.find("#minutes").text, words.strip())
        other = self.town.act(
            "C01", "vote", "lot", "--vote", vote, "--lot", "Blau", "--drawn-by", "X", "--witness", "Y", check=False
        )
        self.assertNotEqual(other.returncode, 0)
        record = self.town.folder / "record"
        self.town.urne("record", "export", "--vote", vote, "--out", record)
        self.assertIn("Los nach Eintrag des Vorsitzes", self.town.urne(record, program="urne-verify"))

        # Anybody verifies it; an entry that was changed is said to be none, and the record stays what it is.
        hall.open(f"/pruefen#vote={vote}")
        hall.wait("\nGÜLTIG")
        hall.wait("Los nach Eintrag des Vorsitzes: Das Los fiel auf Rot")
        hall.resize("tablet")
        hall.shoot("lot-check")
        entry = record / "lot.jsonl"
        entry.write_text(entry.read_text().replace('winners\\":[\\"Rot', 'winners\\":[\\"Blau'))
        hall.press("Zurück zur Übersicht")
        hall.click(".drop summary")
        hall.driver.find_element(By.ID, "files").send_keys("\n".join(str(file) for file in record.iterdir()))
        hall.wait(r"Der Eintrag des Loses \(lot.jsonl\) gilt nicht")
        hall.wait("\nGÜLTIG")
        hall.shoot("lot-check-changed")
        told = json.loads(self.town.urne(record, "--json", program="urne-verify", check=False).stdout)
        self.assertIsNone(told["lot"])
        self.assertTrue(told["valid"])
        self.assertEqual(complaints(chair) + complaints(hall), [])


if __name__ == "__main__":
    unittest.main()
