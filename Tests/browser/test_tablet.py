"""What a tablet has to show in one row."""

import test_officer
from test_count import Votes


class TabletTests(Votes):
    members = 3

    def test_the_officer_leaves_by_a_button_in_the_row_of_the_tabs(self):
        officer = self.browser("S01")
        test_officer.sign_in(officer, self.town, "S01")
        test_officer.open_session(officer, self.town)
        rows = officer.driver.execute_script(
            "return [...document.querySelectorAll('nav.tabs button')].map((button) => {"
            "    const { top, bottom, right } = button.getBoundingClientRect();"
            "    return [button.textContent, Math.round((top + bottom) / 20), right <= innerWidth, button.offsetHeight >= 44];"
            "})")
        self.assertGreater(len(rows), 3)
        self.assertEqual(rows[-1][0], "Abmelden")
        self.assertEqual(len({row for _, row, _, _ in rows}), 1, rows)
        self.assertTrue(all(fits and is_large for _, _, fits, is_large in rows), rows)
