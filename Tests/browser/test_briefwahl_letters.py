"""By post: a Wahlbrief of a kit that nobody entered as sent, and the long tables on a telephone."""

import unittest

from harness import By
from postal import KEY, PostalCase
from test_count import complaints
from test_officer import set_date

#: Every cell that reaches beyond the window or the box in which its table lies, and does not scroll there.
CUT = """
const wide = [];
for (const table of document.querySelectorAll(arguments[0])) {
    const box = table.closest(".scroll");
    if (box.scrollWidth > box.clientWidth + 1) wide.push(`${box.scrollWidth} > ${box.clientWidth}`);
    for (const cell of table.querySelectorAll("td")) {
        const { left, right } = cell.getBoundingClientRect();
        if (left < 0 || right > innerWidth + 1 || cell.scrollWidth > cell.clientWidth + 1) wide.push(cell.textContent);
    }
}
return [document.documentElement.scrollWidth > innerWidth, wide];
"""


class LetterTests(PostalCase):
    members = 4

    def uncut(self, browser, name):
        self.look(browser, name)
        self.assertTrue(browser.driver.find_elements(By.CSS_SELECTOR, "table.rows td"))
        self.assertEqual(browser.driver.execute_script(CUT, "table.rows"), [False, []], name)

    def pick(self, browser, identity):
        browser.again(lambda: browser.driver.execute_script(
            "const e = document.getElementById(arguments[0]); e.scrollIntoView({block: 'center'}); e.click()", identity))

    def choose_for_one(self, officer):
        """What is said of one Wahlbrief is not said of the next one, and another office has a name."""
        self.pick(officer, "came-condition-damaged")
        self.pick(officer, "came-channel-other-office")
        self.fill(officer, "came", remark="Ecke offen")
        said = self.scan(officer, "receive", self.numbers[0], "ABGELEHNT")
        self.assertIn("bei welcher Stelle der Wahlbrief abgegeben wurde", said)
        self.fill(officer, "came", office="Bürgerbüro")
        self.scan(officer, "receive", self.numbers[0], "ABGELEHNT")
        set_date(officer, "#came-day", self.now.date().isoformat())
        set_date(officer, "#came-clock", f"{self.now:%H:%M}")
        self.look(officer, "other-office")
        self.scan(officer, "receive", self.numbers[0], "ANGENOMMEN")
        self.scan(officer, "receive", self.numbers[1], "ANGENOMMEN")
        first, second = [letter["received"] for letter in self.state(officer)["letters"]]
        self.assertEqual(
            (first["channel"], first["condition"], first["remark"]), ("other-office", "damaged", "Bürgerbüro; Ecke offen"))
        self.assertEqual(first["arrival"][:16], f"{self.now:%Y-%m-%dT%H:%M}")
        self.assertEqual((second["channel"], second["condition"], second.get("remark")), ("post", "closed", None))
        self.assertNotEqual(second["arrival"], first["arrival"])
        self.assertFalse(officer.driver.find_element(By.ID, "came-office-part").is_displayed())

    def test_a_letter_that_was_never_sent_is_taken_with_a_word_and_nothing_is_cut_on_a_telephone(self):
        self.printed()
        self.postal("S01", "send", *self.numbers[:3])
        officer = self.enter("S01", "phone")
        self.tab(officer, "receive")
        self.choose_for_one(officer)
        said = self.scan(officer, "receive", self.numbers[3], "ANGENOMMEN, ABER")
        self.assertIn("nicht als versandt eingetragen", said)
        self.uncut(officer, "phone-letters")
        self.tab(officer, "send")
        said = self.scan(officer, "send", self.numbers[3], "ABGELEHNT")
        self.assertIn("Der Wahlbrief ist schon da", said)
        officer.wait("3 von 3 verschickt")
        officer.wait("Wahlbrief ist da; war nicht als versandt eingetragen")
        self.uncut(officer, "phone-kits")
        overview = self.state(officer)["overview"]
        self.assertEqual((overview["issued"], overview["sent"], overview["received"]), (4, 3, 3))
        self.over()
        self.handed_over = 3
        self.convened()
        self.stacked(clear=3)
        self.counted(3, 2, 1, 0)
        self.announced()
        self.packed("valid=3:Siegel-A-2026-000017", "wahlscheine=3:Siegel-B-2026-000018")
        self.go_on(officer)
        self.tab(officer, "keep")
        officer.wait("Siegel-A-2026-000017")
        self.uncut(officer, "phone-packages")
        self.assertNotRegex(officer.text(), KEY)
        self.assertEqual(complaints(officer), [])
        self.assertEqual(self.verified()["admission"]["sent"], 3)


if __name__ == "__main__":
    unittest.main()
