"""The papers of a vote by post, made on the page: the officer prints the kits, a second person looks at the very files and
releases them, one kit is printed again, and lists and records come as PDF."""

import datetime
import re
import subprocess
import time
import unittest

from harness import ROOT, By
from postal import KEY, PostalCase
from test_count import complaints, sign_in
from test_officer import upload

STREET = "Am Brückentor"


class PrintTests(PostalCase):
    cost = 3
    members = 8
    serve = ("--town", ROOT / "samples" / "council" / "stadt.json")

    def setUp(self):
        super().setUp()
        members = [{"p": p, "name": name} for p, name in self.town.members]
        members[6] |= {"present": False}
        members[7] |= {"excluded": True}
        self.case = self.case_file(members=members)
        self.saved = self.town.folder / "gespeichert"
        self.saved.mkdir()
        lines = ["p;name;address"] + [f'{p};{name};"{STREET} {int(p)}, 59999 Erlenbrück"' for p, name in self.town.members]
        self.people = self.town.folder / "anschriften.csv"
        self.people.write_text("\n".join(lines) + "\n", encoding="utf-8")

    def enter(self, name, size="tablet"):
        browser = super().enter(name, size)
        self.keep_downloads(browser)
        return browser

    def keep_downloads(self, browser):
        browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(self.saved)})

    def pdf(self, name, press):
        """The text of a PDF that the page saves once something is pressed."""
        path = self.saved / name
        path.unlink(missing_ok=True)
        press()
        for _ in range(900):
            if path.exists() and path.stat().st_size:
                break
            time.sleep(0.1)
        else:
            self.fail(f"{name} was not saved")
        self.assertEqual(path.read_bytes()[:4], b"%PDF")
        said = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
        return " ".join(said.stdout.split())

    def paper(self, browser, name):
        return self.pdf(f"{name}.pdf", lambda: browser.click(f"#pdf-{name}"))

    def file_of_print(self, browser, label, name):
        return self.pdf(name, lambda: browser.press(f"^{label} sichern$"))

    def act(self, person, *arguments):
        return self.town.act(person, "postal", *arguments, "--server", self.town.url)

    # The story

    def test_the_page_makes_the_papers(self):
        officer = self.browser("S01")
        sign_in(officer, "/briefwahl")
        self.keep_downloads(officer)
        officer.find("#start-fresh")
        self.start(officer)
        self.freeze(officer)
        self.print(officer)
        second = self.enter("T01")
        self.release(second)
        officer.wait("Freigegeben: ")
        self.replace(officer)
        self.lists(officer)
        self.minutes(officer)
        for browser in (officer, second):
            self.assertNotRegex(browser.text(), KEY)
            self.assertEqual(complaints(browser), [], browser.name)

    def freeze(self, officer):
        self.tab(officer, "prepare")
        officer.find("#electorate-why-007")
        self.fill(officer, "electorate", **{"why-007": "war nur kurz draußen"})
        self.do(officer, "electorate")
        officer.wait("7 Stimmberechtigte")
        self.fill(officer, "deadline", reason="Regelfall")
        self.do(officer, "deadline")
        officer.wait("Ende der Frist: ")
        self.assertIn("Bekanntmachung", self.paper(officer, "bekanntmachung"))

    def print(self, officer):
        officer.wait("Noch ohne Anschrift: Änne Vogel")
        self.do(officer, "print")
        officer.wait("hat keine Anschrift")
        upload(officer, "#print-addresses", self.people)
        officer.wait("Alle Anschriften sind da")
        self.unfold(officer, "print-large")
        self.tick(officer, "large-002")
        self.look(officer, "druck-auftrag")
        self.do(officer, "print")
        officer.wait(r"[0-7] von 7 Sätzen")
        self.look(officer, "druck-laeuft")
        # Whoever leaves the page finds the job again, and enters what it made.
        sign_in(officer, "/briefwahl")
        officer.press("^Öffnen$")
        self.tab(officer, "prepare")
        officer.find("#print-enter", 120)
        self.look(officer, "druck-wartet")
        officer.click("#print-enter")
        officer.wait("7 Sätze gedruckt")
        self.print_again(officer)
        officer.find(".file-of-print")
        self.look(officer, "druck-fertig")
        text = self.file_of_print(officer, "Anschreiben", "anschreiben.pdf")
        for p, name in self.town.members[:7]:
            self.assertIn(name, text)
            self.assertIn(f"{STREET} {int(p)}", text)
        self.assertNotIn(self.town.members[7][1], text)
        self.assertIn("PROBE", text)
        # Whoever printed cannot release.
        officer.wait("Freigeben muss eine andere Person")
        self.assertEqual(officer.driver.find_elements(By.CSS_SELECTOR, "#look"), [])

    def print_again(self, officer):
        """Another order is another print; who stays on the page need not enter it."""
        def proof():
            return re.search(r"Prüfwert des Druckauftrags: (\w+)", officer.text())[1]

        first = proof()
        self.unfold(officer, "print-again")
        upload(officer, "#print-addresses", self.people)
        officer.wait("Alle Anschriften sind da")
        self.tick(officer, "print-largeBallots")
        self.do(officer, "print")
        officer.wait(r"[0-7] von 7 Sätzen")
        # Looking at another tab takes nothing from it.
        self.tab(officer, "overview")
        time.sleep(2)
        self.tab(officer, "prepare")
        officer.until(lambda _: proof() != first, "no other print", 120)

    def release(self, second):
        self.tab(second, "prepare")
        second.click("#look")
        second.wait("6 Dateien geholt und nachgerechnet", 60)
        self.look(second, "druck-andruck")
        self.assertIn("Soll die Schule am Markt gebaut werden?", self.pdf("stimmzettel.pdf", lambda: self.press_in(second, "#look-files", "Stimmzettel")))
        second.click("#release-looked")
        second.wait("Freigegeben: Birgit Kamp")

    def press_in(self, browser, css, label):
        buttons = browser.find(css).find_elements(By.TAG_NAME, "button")
        next(button for button in buttons if button.text.startswith(label)).click()

    def replace(self, officer):
        self.tab(officer, "send")
        numbers = self.numbers_on(officer)
        self.unfold(officer, "replace")
        self.fill(officer, "replacing", old=numbers[2], reason="verloren")
        self.tick(officer, "replacing-credible")
        self.do(officer, "replacing")
        new = next(n for n in self.wait_for_numbers(officer, 8) if n not in numbers)
        form = f"kit-{new}"
        # Its Stimmzettel looks like all others, so nobody is asked.
        officer.find(f"#{form}-address")
        officer.until(lambda driver: not driver.find_elements(By.ID, f"{form}-largeBallots"), "still asked", 20)
        self.fill(officer, form, address=f"{STREET} 99\n59999 Erlenbrück")
        self.do(officer, form)
        officer.wait("Wahlscheine sichern", 60)
        self.look(officer, "druck-ersatz")
        text = self.file_of_print(officer, "Wahlscheine", "wahlschein.pdf")
        self.assertIn(new, text)
        self.assertIn(self.town.members[2][1], text)
        self.assertIn(f"{STREET} 99", self.file_of_print(officer, "Anschreiben", "anschreiben.pdf"))
        self.scan(officer, "send", new, "ANGENOMMEN")

    def wait_for_numbers(self, officer, count):
        for _ in range(100):
            numbers = officer.again(lambda: self.numbers_on(officer))
            if len(numbers) == count:
                return numbers
            time.sleep(0.1)
        return self.fail("no new number")

    def lists(self, officer):
        text = self.paper(officer, "versandliste")
        for _, name in self.town.members[:7]:
            self.assertIn(name, text)
        self.assertIn("verloren", self.paper(officer, "wahlscheine"))
        self.tab(officer, "receive")
        self.assertIn("Empfangsbuch", self.paper(officer, "empfangsbuch"))

    def minutes(self, officer):
        """The board convenes by commands; the page follows, and prints the Niederschrift as far as it goes."""
        over = f"{self.today + datetime.timedelta(days=8)}T18:05"
        for person, function in (("T01", "chair"), ("T02", "clerk"), ("T03", "member")):
            self.act(person, "arrive", "--function", function, "--official", "--now", over)
        self.act("T01", "convene", "--place", "Rathaus", "--instructed", "--laws", "--handed-over", "0", "--invalid-lists", "1", "--now", over)
        self.tab(officer, "keep")
        officer.find("#pdf-niederschrift")
        text = self.paper(officer, "niederschrift")
        self.assertIn("Niederschrift", text)
        self.assertIn("Birgit Kamp", text)
        self.look(officer, "druck-niederschrift")
        officer.press("^English$")
        for name in ("prepare", "send", "keep"):
            self.tab(officer, name)
            self.assertNotRegex(officer.text(), KEY)
        # No kit can go out any more, and nothing that was printed lies about.
        self.assertEqual([path.name for path in (self.town.folder / "urne-data").glob("print/**/*")], [])


if __name__ == "__main__":
    unittest.main()
