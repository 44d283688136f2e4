"""By post: whoever rejects a Wahlbrief lets the board vote on it, and what the vote says must be what is entered."""

import unittest

from harness import By
from postal import KEY, PostalCase
from test_count import complaints


class RejectingTests(PostalCase):
    members = 5

    def vote(self, browser, form, **votes):
        for person, word in votes.items():
            browser.click(f"label[for={form}-{person}-{word}]")

    def next_with(self, first, *wanted):
        """Puts Wahlbriefe aside until one of these lies on the table."""
        for _ in range(60):
            text = first.find("#letter").text
            for number in wanted:
                if number in text:
                    return number
            first.press("Diesen zurückstellen")
        return self.fail(f"never on the table: {wanted}")

    def test_the_board_votes_on_every_rejection_and_a_vote_that_goes_the_other_way_is_refused(self):
        self.printed()
        self.postal("S01", "send", *self.numbers)
        new = self.postal("S01", "replace", self.numbers[3], "--reason", "verloren", "--credible").strip()
        self.posted_back(self.numbers[0], self.numbers[1], self.numbers[2], self.numbers[3])
        self.convened()
        first = self.enter("T01")
        self.tab(first, "admission")
        unsigned, outside, plain, replaced = self.numbers[0], self.numbers[1], self.numbers[2], self.numbers[3]
        self.unsigned(first, unsigned)
        self.replaced(first, replaced, new)
        self.secrecy(first, outside)
        self.next_with(first, plain)
        first.wait("Kein Grund zur Zurückweisung")
        self.assertEqual(first.driver.find_elements(By.CSS_SELECTOR, "#reject"), [])
        first.click("#admit")
        first.wait(r"\b4 von 4 Wahlbriefen")
        self.tick(first, "end-admission-waited")
        self.do(first, "end-admission")
        first.wait("Zulassung abgeschlossen")
        self.assertNotRegex(first.text(), KEY)
        self.assertEqual(complaints(first), [])
        rejected = [letter for letter in self.state(first)["letters"] if not letter["admitted"]]
        self.assertEqual(sorted(letter["ground"] for letter in rejected), [2, 6, 8])

    def posted_back(self, *numbers):
        self.postal("S01", "receive", *numbers, "--place", "Tresor")
        self.over()
        self.handed_over = len(numbers)

    def unsigned(self, first, number):
        self.next_with(first, number)
        first.click("label[for=find-signed]")
        first.find("#reject-votes")
        # Everybody who is there is asked, and proposed is what follows from the finding.
        self.assertEqual(first.find("#reject-votes").text.count("Nein"), 3)
        for person in ("T01", "T02", "T03"):
            self.assertTrue(first.driver.find_element(By.ID, f"reject-{person}-no").is_selected())
        self.do(first, "reject")
        first.wait("Hier fehlt noch etwas")
        self.fill(first, "reject", note="nicht unterschrieben")
        self.do(first, "reject")
        first.wait("Ein zurückgewiesener Wahlbrief wird mit seinem Inhalt wieder verschlossen")
        self.tick(first, "reject-resealed")
        self.vote(first, "reject", T02="yes", T03="yes")
        self.look(first, "reject-vote")
        self.do(first, "reject")
        first.wait(r"Der Vorstand hat über den Wahlbrief Nr\. \d anders beschlossen")
        self.look(first, "reject-otherwise")
        first.wait(r"\b0 von 4 Wahlbriefen")
        self.vote(first, "reject", T03="no")
        self.do(first, "reject")
        first.wait(r"\b1 von 4 Wahlbriefen")
        letter = next(each for each in self.state(first)["letters"] if each["received"]["number"] == number)
        self.assertEqual((letter["ground"], letter["admitted"]), (6, False))

    def replaced(self, first, number, new):
        self.next_with(first, number)
        first.wait(f"ungültig; ersetzt durch {new}")
        first.wait("kein gültiger Wahlschein im Wahlbrief")
        # The Wahlschein decides: the envelope is not even looked at.
        self.assertFalse(first.driver.find_element(By.ID, "find-object").is_enabled())
        self.fill(first, "reject", note="alter Wahlschein")
        self.tick(first, "reject-resealed")
        self.do(first, "reject")
        first.wait(r"\b2 von 4 Wahlbriefen")

    def secrecy(self, first, number):
        """An objection is resolved by name, and what was resolved is not voted on again."""
        self.next_with(first, number)
        first.click("label[for=find-object]")
        first.wait("gefährdet das Wahlgeheimnis")
        self.unfold(first, "objection")
        self.fill(first, "object", why="Etwas Hartes im Umschlag")
        self.do(first, "object")
        first.find("#resolve-reason")
        self.vote(first, "resolve", T01="no", T02="no", T03="yes")
        self.fill(first, "resolve", reason="Der Gegenstand ist fühlbar")
        self.do(first, "resolve")
        first.wait("Der Vorstand weist zurück: Der Gegenstand ist fühlbar")
        first.click("label[for=find-object]")
        first.find("#reject-note")
        self.assertEqual(first.driver.find_elements(By.CSS_SELECTOR, "#reject-votes"), [])
        self.choose(first, "reject-ground", "8")
        self.fill(first, "reject", note="Gegenstand")
        self.tick(first, "reject-resealed")
        self.look(first, "reject-resolved")
        self.do(first, "reject")
        first.wait(r"\b3 von 4 Wahlbriefen")


if __name__ == "__main__":
    unittest.main()
