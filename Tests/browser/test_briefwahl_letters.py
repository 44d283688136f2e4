"""By post: a Wahlbrief of a kit that nobody entered as sent, and the long tables on a telephone."""

import unittest

from harness import By
from postal import KEY, PostalCase
from test_count import complaints

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

    def test_a_letter_that_was_never_sent_is_taken_with_a_word_and_nothing_is_cut_on_a_telephone(self):
        self.printed()
        self.postal("S01", "send", *self.numbers[:3])
        officer = self.enter("S01", "phone")
        self.tab(officer, "receive")
        self.scan(officer, "receive", self.numbers[0], "ANGENOMMEN")
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
        self.assertEqual((overview["issued"], overview["sent"], overview["received"]), (4, 3, 2))
        self.over()
        self.handed_over = 2
        self.convened()
        self.stacked(clear=2)
        self.counted(2, 1, 1, 0)
        self.announced()
        self.packed("valid=2:Siegel-A-2026-000017", "wahlscheine=2:Siegel-B-2026-000018")
        self.go_on(officer)
        self.tab(officer, "keep")
        officer.wait("Siegel-A-2026-000017")
        self.uncut(officer, "phone-packages")
        self.assertNotRegex(officer.text(), KEY)
        self.assertEqual(complaints(officer), [])
        self.assertEqual(self.verified()["admission"]["sent"], 3)


if __name__ == "__main__":
    unittest.main()
