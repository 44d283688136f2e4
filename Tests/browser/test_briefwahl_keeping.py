"""By post: what is kept and until when, a court that holds it back, and two people who destroy it when its time has come."""

import unittest

from harness import By
from postal import KEY, PostalCase
from test_count import complaints


class KeepingTests(PostalCase):
    members = 3

    def destroy(self, browser, count=2, what="ballots"):
        self.unfold(browser, "retention-part")
        self.choose(browser, "destroy-object", what)
        self.fill(browser, "destroy", count=count, method="Reißwolf, Stufe 4", backups="keine")
        self.do(browser, "destroy")
        browser.click("dialog button.danger")

    def test_nothing_is_destroyed_before_its_time_or_against_a_hold_or_by_one_alone(self):
        self.printed()
        self.posted(received=2)
        self.convened()
        self.stacked(clear=2)
        self.counted(2, 1, 1, 0)
        self.announced()
        self.packed("valid=2:A", "wahlscheine=2:B")
        first, second = self.enter("T01"), self.enter("T02")
        self.tab(first, "keep")
        self.unfold(first, "retention-part")
        rows = first.find("#retention-part").text
        for kept in ("Stimmzettel und leere Umschläge", "Wahlscheine", "Empfangsbuch"):
            self.assertRegex(rows, rf"{kept}[^\n]*wird aufbewahrt")
        self.look(first, "retention")
        # Whoever thinks again destroys nothing and finds everything as it was typed.
        self.choose(first, "destroy-object", "ballots")
        self.fill(first, "destroy", count=2, method="Reißwolf, Stufe 4", backups="keine")
        self.do(first, "destroy")
        first.press("^Nein, zurück$")
        self.assertEqual(first.find("#destroy-method").get_attribute("value"), "Reißwolf, Stufe 4")
        self.destroy(first)
        first.wait(r"Die Aufbewahrungsfrist läuft bis \S+\d")
        self.hold(first)
        self.wait_years(first, second)
        self.destroy(first)
        first.wait(r"Nichts darf vernichtet werden: Verwaltungsgericht hat das angehalten \([^)]*Grund: Klage\)")
        self.fill(first, "lift", reason="Klage abgewiesen")
        self.do(first, "lift")
        first.wait("Stimmzettel und leere Umschläge[^\n]*fällig, darf vernichtet werden")
        self.assertEqual(first.driver.find_elements(By.CSS_SELECTOR, "#lift"), [])
        # Another number than was packed: asked before, and shown to whoever is to confirm.
        self.unfold(first, "retention-part")
        self.choose(first, "destroy-object", "ballots")
        self.fill(first, "destroy", count=77, method="Reißwolf, Stufe 4", backups="keine")
        self.do(first, "destroy")
        first.wait("77 Stück, verpackt waren 2. Haben Sie richtig gezählt")
        first.click("dialog button.danger")
        first.wait("Eingetragen sind 77 Stück, verpackt waren 2")
        self.destroy(first)
        first.wait(r"Vernichtung: Stimmzettel und leere Umschläge \(Eintrag \d+\)")
        first.wait("Eine zweite Person muss das bestätigen")
        self.assertEqual(first.driver.find_elements(By.CSS_SELECTOR, "[id^=confirm-]:is(button)"), [])
        self.tab(second, "keep")
        self.unfold(second, "retention-part")
        second.wait("Bitte bestätigen Sie, dass Sie die Vernichtung gesehen haben")
        second.wait("Reißwolf, Stufe 4")
        self.look(second, "destruction")
        second.click("[id^=confirm-]:is(button)")
        second.wait("Bestätigt von Oliver Szymański")
        second.wait("Stimmzettel und leere Umschläge[^\n]*vernichtet")
        # Lists that are destroyed with the receipt book are not made again.
        self.tab(first, "overview")
        self.assertIn("Liste für Erinnerungen", first.driver.page_source)
        self.destroy(second, count=1, what="receipt-book")
        second.wait(r"Vernichtung: Empfangsbuch[^\n]*\(Eintrag \d+\)")
        self.tab(first, "keep")
        self.unfold(first, "retention-part")
        first.wait("Bitte bestätigen Sie, dass Sie die Vernichtung gesehen haben")
        first.click("[id^=confirm-]:is(button)")
        first.wait(r"Empfangsbuch[^\n]*\d\s+vernichtet")
        self.tab(first, "overview")
        first.wait("Die Listen sind mit dem Empfangsbuch vernichtet")
        self.assertNotIn("Liste für Erinnerungen", first.driver.page_source)
        for browser in (first, second):
            self.assertNotRegex(browser.text(), KEY)
            self.assertEqual(complaints(browser), [], browser.name)
        self.verified()

    def hold(self, first):
        self.fill(first, "hold", who="Verwaltungsgericht", reason="Klage")
        self.do(first, "hold")
        first.wait("angehalten: Verwaltungsgericht")
        first.find("#lift-reason")

    def wait_years(self, *browsers):
        for browser in browsers:
            self.set_clock(browser, 800, "09:00")


if __name__ == "__main__":
    unittest.main()
