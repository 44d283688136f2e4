"""By post: the tables that a town takes along, as German spreadsheets read them, and what each wrong scan is called."""

import csv
import io
import time
import unittest

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys

from postal import PostalCase, foreign_number
from test_count import complaints


class TableTests(PostalCase):
    members = 5

    def saved(self, browser, label, name):
        """What a button saves, once it is whole."""
        path = self.town.folder / name
        path.unlink(missing_ok=True)
        browser.press(label)
        end = time.monotonic() + 20
        while not path.exists() or path.stat().st_size == 0:
            self.assertLess(time.monotonic(), end, name)
            time.sleep(0.1)
        return path.read_bytes()

    def rows(self, data):
        self.assertTrue(data.startswith(b"\xef\xbb\xbf"), "spreadsheets know UTF-8 by its mark")
        self.assertTrue(data.endswith(b"\r\n"))
        lines = data.decode("utf-8-sig").removesuffix("\r\n").split("\r\n")
        return [line.split(";") for line in lines]

    def scans(self, officer):
        """Every way in which a number can be wrong says which one it is."""
        number = self.numbers
        self.tab(officer, "send")
        self.assertIn("gehört zu einer anderen Briefwahl", self.scan(officer, "send", foreign_number(), "FREMD"))
        mistyped = number[1][:-1] + ("0" if number[1][-1] != "0" else "1")
        self.assertIn("die Zeichen prüfen", self.scan(officer, "send", mistyped, "FALSCH"))
        unknown = self.state(officer)["newNumber"]
        self.assertIn("gibt es in dieser Briefwahl nicht", self.scan(officer, "send", unknown, "FALSCH"))
        said = self.scan(officer, "send", number[3], "ERSETZT")
        self.assertIn(number[4], said)
        self.assertIn("Nicht verschicken", said)
        self.scan(officer, "send", number[0], "DOPPELT")
        self.tab(officer, "receive")
        self.scan(officer, "receive", foreign_number(), "FREMD")
        self.scan(officer, "receive", mistyped, "FALSCH")
        self.assertIn("Nr. 1", self.scan(officer, "receive", number[0], "DOPPELT"))
        self.scan(officer, "receive", "XYZ", "FALSCH")
        self.look(officer, "scan-unreadable")
        # The link of an access letter holds a code: it is neither shown nor kept.
        officer.click("#scan-receive")
        ActionChains(officer.driver).send_keys("https://wahl.example/#p=001&c=ABCDEFGHJK" + Keys.ENTER).perform()
        officer.wait("gehört nicht hierher")
        self.assertNotRegex(officer.text(), "ABCDEF|wahl.example")
        # None of them was written down.
        self.assertEqual(len(self.state(officer)["letters"]), 2)

    def test_reminders_and_the_whole_table_have_the_right_rows_and_wrong_scans_their_names(self):
        self.printed(members=[
            {"p": p, "name": name} | ({"excluded": True} if index == 4 else {})
            for index, (p, name) in enumerate(self.town.members)])
        self.assertEqual(len(self.numbers), 4)
        self.postal("S01", "send", *self.numbers[:3])
        self.postal("S01", "receive", self.numbers[0], "--place", "Tresor")
        self.numbers.append(self.postal(
            "S01", "replace", self.numbers[3], "--reason", "verloren", "--credible").strip())
        self.over()
        self.postal("S01", "receive", self.numbers[1], "--place", "Tresor")
        self.postal("S01", "return", self.numbers[2])
        officer = self.enter("S01")
        officer.driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(self.town.folder)})
        self.unfold(officer, "outstanding")
        self.look(officer, "overview-tables")
        heads, *reminders = self.rows(self.saved(officer, "Liste für Erinnerungen", "erinnerungen.csv"))
        self.assertEqual(heads, ["Wahlschein", "Mitgliedsnummer", "Name", "Stand"])
        self.assertEqual(
            reminders,
            [[self.numbers[2], "003", "Søren Ærø", "unzustellbar zurück"], [self.numbers[4], "004", "Renate Außem", ""]])
        officer.wait(rf"Søren Ærø \({self.numbers[2]}\) – unzustellbar zurück")
        heads, *rows = self.rows(self.saved(officer, "Alles als Tabelle", "briefwahl.csv"))
        # The same table as on the command line.
        said = self.postal("S01", "overview", "--csv")
        self.assertEqual([heads, *rows], list(csv.reader(io.StringIO(said), delimiter=";")))
        column = {head: [row[index] for row in rows] for index, head in enumerate(heads)}
        self.assertEqual(column["Wahlschein"], self.numbers)
        self.assertEqual(column["Wahlbrief Nr."], ["1", "2", "", "", ""])
        self.assertEqual(column["verspätet"], ["", "ja", "", "", ""])
        self.assertEqual(column["ersetzt durch"], ["", "", "", self.numbers[4], ""])
        self.assertEqual(column["Grund des Ersatzes"], ["", "", "", "verloren", ""])
        self.assertEqual(column["Ort"], ["Tresor", "Tresor", "", "", ""])
        self.assertEqual(column["Weg"], ["mit der Post"] * 3 + ["", ""])
        self.scans(officer)
        self.assertEqual(complaints(officer), [])


if __name__ == "__main__":
    unittest.main()
