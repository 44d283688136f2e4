"""By post: somebody does not sign, packages that do not fit, the hand-over, and an addendum to minutes already signed."""

import unittest

from harness import By
from postal import KEY, TELLERS, PostalCase
from test_count import complaints
from test_officer import set_date


class SigningTests(PostalCase):
    members = 3

    def test_one_refuses_with_a_reason_and_the_packages_are_handed_over(self):
        self.printed()
        self.posted(received=2, late=1)
        self.convened()
        self.stacked(clear=2)
        self.counted(2, 1, 1, 0)
        self.announced()
        first, second = self.enter("T01"), self.enter("T02")
        for number, browser in enumerate((first, second), 1):
            self.tab(browser, "result")
            browser.click("#sign")
            browser.wait(f"{number} von 3 Unterschriften")
        self.refuse(first)
        self.pack(first, second)
        self.addendum(second)
        for browser in (first, second):
            self.assertNotRegex(browser.text(), KEY)
            self.assertEqual(complaints(browser), [], browser.name)
        minutes = str(self.verified())
        for said in ("Nicht einverstanden mit Stimmzettel 2", "Heute kommt niemand mehr", "Stadtarchiv", "Nachtrag zu TOP 6"):
            self.assertIn(said, minutes)

    def refuse(self, first):
        first.find("#refuse-part")
        self.unfold(first, "refuse-part")
        # Whoever has signed is not among those who refuse.
        first.wait("2 von 3 Unterschriften")
        names = first.again(
            lambda: [option.text for option in first.driver.find_elements(By.CSS_SELECTOR, "#refuse-p option")])
        self.assertIn("Dilan Kaya", names)
        self.assertNotIn("Birgit Kamp", names)
        first.wait("Es fehlt noch die Unterschrift von: Dilan Kaya")
        self.assertEqual(self.counts(first), ["note warn"])
        self.choose(first, "refuse-p", "T03")
        self.do(first, "refuse")
        first.wait("Hier fehlt noch etwas")
        self.fill(first, "refuse", reason="Nicht einverstanden mit Stimmzettel 2")
        self.look(first, "refuse")
        self.do(first, "refuse")
        first.wait("Dilan Kaya unterschreibt nicht: Nicht einverstanden mit Stimmzettel 2")
        # Two signatures are not three: the reason is a decision of its own.
        self.tab(first, "keep")
        first.wait("Verpackt wird, wenn die Niederschrift unterschrieben ist")
        self.tab(first, "result")
        self.unfold(first, "short-signing-part")
        self.fill(first, "short-signing", reason="Heute kommt niemand mehr")
        self.do(first, "short-signing")
        first.wait("Mit weniger Personen: Unterschriften – Heute kommt niemand mehr")
        # It stays in sight, and two of three are not as good as three of three.
        self.assertEqual(self.counts(first), ["note warn"])
        self.look(first, "signed-by-two")
        self.tab(first, "keep")
        first.find("#pack-seal-valid")

    def counts(self, browser):
        """Of what kind the number of signatures is shown."""
        notes = browser.driver.find_elements(By.CSS_SELECTOR, ".note")
        return [note.get_attribute("class") for note in notes if "von 3 Unterschriften" in note.text]

    def pack(self, first, second):
        self.fill(first, "pack", **{"count-valid": 3, "seal-valid": "S-1", "seal-wahlscheine": "S-1", "seal-late": "S-3"})
        self.do(first, "pack")
        first.wait("Nummern und Siegel der Pakete müssen verschieden sein")
        self.fill(first, "pack", **{"seal-wahlscheine": "S-2"})
        self.do(first, "pack")
        first.wait("Bei „Stimmzettel mit eindeutiger Kennzeichnung“ müssen es 2 sein, eingetragen sind 3")
        self.fill(first, "pack", **{"count-valid": 2})
        self.do(first, "pack")
        first.wait("Eine zweite Person muss das bestätigen")
        self.assertEqual(first.driver.find_elements(By.CSS_SELECTOR, "#confirm-pack"), [])
        self.tab(second, "keep")
        second.wait("Bitte prüfen Sie Pakete und Siegel und bestätigen Sie")
        self.look(second, "confirm-pack")
        second.click("#confirm-pack")
        second.wait("Bestätigt von Oliver Szymański")
        self.do(second, "hand-over")
        second.wait("Hier fehlt noch etwas")
        self.fill(second, "hand-over", to="Stadtarchiv")
        self.tick(second, "hand-over-complete")
        self.do(second, "hand-over")
        second.wait("Übergeben an Stadtarchiv")

    def addendum(self, second):
        self.unfold(second, "addendum-part")
        self.do(second, "addendum")
        second.wait("Hier fehlt noch etwas")
        set_date(second, "#addendum-minutesSigned", self.today.isoformat())
        self.fill(second, "addendum", text="Nachtrag zu TOP 6: Ja 1, Nein 1.")
        self.do(second, "addendum")
        second.wait(rf"Nachtrag zur Niederschrift vom {self.today.day}\.")
        second.wait("Nachtrag zu TOP 6: Ja 1, Nein 1")
        # A further one gets a number; the first one stays.
        set_date(second, "#addendum-minutesSigned", self.today.isoformat())
        self.fill(second, "addendum", text="Berichtigt: Beginn 18 Uhr.")
        self.do(second, "addendum")
        second.wait(r"1\. Nachtrag zur Niederschrift.*Ja 1, Nein 1")
        second.wait(r"2\. Nachtrag zur Niederschrift.*Beginn 18 Uhr")
        self.look(second, "addendum")


class FourthTests(PostalCase):
    members = 3

    def test_three_of_four_signed_and_the_fourth_is_not_forgotten(self):
        self.printed()
        self.posted(received=2)
        self.handed_over = 2
        self.convened()
        self.stacked(clear=2)
        self.counted(2, 1, 1, 0)
        self.postal("S01", "arrive", "--function", "member", "--official")
        self.announced()
        for teller in TELLERS:
            self.postal(teller, "sign")
        first = self.enter("T01")
        self.tab(first, "result")
        # Enough of them, and still somebody of whom nothing is said.
        first.wait("3 von 3 Unterschriften")
        self.assertEqual(SigningTests.counts(self, first), ["note warn"])
        self.unfold(first, "refuse-part")
        self.fill(first, "refuse", reason="Nach Hause gegangen")
        self.look(first, "fourth")
        self.do(first, "refuse")
        first.wait("unterschreibt nicht: Nach Hause gegangen")
        first.until(lambda _: SigningTests.counts(self, first) == ["note good"], "three signed, and the fourth has a reason", 20)
        self.assertEqual(first.driver.find_elements(By.CSS_SELECTOR, "#refuse-part"), [])
        self.assertEqual(complaints(first), [])


if __name__ == "__main__":
    unittest.main()
