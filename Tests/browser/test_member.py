"""The member's page and the check page in real browsers, against `urne serve`.

    URNE_BIN=.build/debug python3 -m unittest Tests/browser/test_member.py
"""

import contextlib
import json
import os
import re
import signal
import sys
import time
import unittest
import pathlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from access import LISTEN
from harness import Browser, Town

ME = "001"
CODE = r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}"


class MemberTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.town = Town(members=4)

    @classmethod
    def tearDownClass(cls):
        cls.town.close()

    def setUp(self):
        self.browsers = []

    def tearDown(self):
        for browser in self.browsers:
            browser.close()
        # Nothing that still runs may lead the next test's pages astray.
        if getattr(self, "vote", None) and self.town.status(self.vote)["state"] not in ("announced", "voided", "tallying", "tallied"):
            self.town.act("S01", "vote", "void", "--vote", self.vote, "--reason", "Ende des Tests", check=False)
        self.vote = None

    # MARK: The council's side, by the command line

    def new_vote(self, upto="issuing", **options):
        self.vote = self.town.new_vote(**options)
        if upto != "ceremony":
            self.town.ceremony(self.vote)
            for act in {"ready": (), "issuing": ("open",), "casting": ("open", "cast")}[upto]:
                self.officer(act)
        return self.vote

    def officer(self, act, *more):
        self.town.act("S01", "vote", act, "--vote", self.vote, *more)

    def others_draw(self, people=("002", "003")):
        for p in people:
            self.town.act(p, "member", "draw", "--vote", self.vote)

    def others_cast(self, people=("002", "003"), choice="Nein"):
        (self.town.folder / "choice.txt").write_text(choice + "\n")
        for p in people:
            self.town.act(p, "member", "vote", "--vote", self.vote, "--choice-file", "choice.txt")

    def finish(self):
        status = json.loads(self.town.urne("vote", "status", "--vote", self.vote, "--json"))
        board = status["boardFingerprint"] if "boardFingerprint" in status else self.board_fingerprint()
        gap = str(status["draws"] - status["ballots"])
        for teller in ("T01", "T03"):
            self.town.act(teller, "teller", "share", "--vote", self.vote, "--board", board, *(["--gap", gap] if gap != "0" else []))
        for teller in ("T01", "T02", "T03"):
            self.town.act(teller, "teller", "sign", "--vote", self.vote)
        self.town.act("C01", "vote", "announce", "--vote", self.vote)

    def board_fingerprint(self):
        text = self.town.urne("vote", "status", "--vote", self.vote)
        return re.findall(CODE, text)[-1]

    # MARK: A member's side

    def browser(self, name=ME, size="tablet"):
        browser = Browser(self.town, name, size)
        self.browsers.append(browser)
        return browser

    def sign_in(self, browser, p=ME):
        browser.open(f"/#p={p}&c={self.town.code(p)}")
        return browser

    def member(self, p=ME, size="tablet"):
        return self.sign_in(self.browser(p, size), p)

    def mark(self, browser, option):
        browser.find(".ballot")
        browser.driver.find_element(By.XPATH, f"//label[contains(@class,'choice')][.//span[text()='{option}']]").click()

    def review(self, browser, option="Ja"):
        self.mark(browser, option)
        browser.press("Weiter zur Durchsicht")
        browser.wait("Durchsicht vor der Abgabe")
        return self.code_in(browser, "#tracker")

    def code_in(self, browser, css):
        return "-".join(browser.find(css).text.split("\n")[-5:])

    def cast(self, browser, option="Ja"):
        tracker = self.review(browser, option)
        browser.press("Jetzt abgeben")
        browser.wait("Ihre Stimme ist angekommen")
        return tracker

    def kept(self, browser):
        return browser.driver.execute_script("return JSON.stringify(localStorage)")

    def counts(self):
        status = self.town.status(self.vote)
        return status["draws"], status["ballots"]

    def assert_quiet(self, browser):
        self.assertEqual([line for line in browser.errors() if "ERR_INTERNET_DISCONNECTED" not in line and "409" not in line], [])

    # MARK: Signing in

    def test_typos_in_number_and_code_are_named_and_O_and_I_are_forgiven(self):
        self.new_vote("ready")
        b = self.browser()
        b.open("/")
        code = self.town.code(ME)
        wrong = code[:-1] + ("A" if code[-1] != "A" else "B")
        for number, typed, said in (
            ("", code, "Bitte geben Sie Ihre Nummer ein"),
            (ME, "", "geben Sie den Zugangscode von Ihrem Brief ein"),
            (ME, code[:9], "hat 20 Zeichen; hier sind es"),
            (ME, "U" + code[1:], "an Stelle 1 kommt in Zugangscodes nicht vor"),
            (ME, wrong, "Im Zugangscode ist ein Tippfehler"),
        ):
            b.type("#number", number)
            b.type("#code", typed)
            b.press("Anmelden")
            b.wait(said)
        b.type("#number", ME)
        b.type("#code", code.lower().replace("-", " ").replace("0", "o").replace("1", "i"))
        b.press("Anmelden")
        b.wait("Gleich geht es los")
        b.wait("Änne Vogel")
        b.wait("GEHEIM")
        self.assert_quiet(b)

    def test_the_letters_link_leaves_the_address_bar_and_the_code_is_nowhere_kept(self):
        self.new_vote("issuing")
        b = self.member()
        b.wait("Ihre Marke ist da")
        self.assertEqual(b.driver.current_url, self.town.url + "/")
        code = self.town.code(ME)
        page = b.driver.execute_script("return document.documentElement.outerHTML + JSON.stringify(history.state)")
        for place in (page, self.kept(b), b.driver.execute_script("return JSON.stringify(sessionStorage) + document.cookie")):
            self.assertNotIn(code, place)
            self.assertNotIn(code.replace("-", ""), place)

    def test_a_wrong_code_is_refused_and_nothing_is_drawn(self):
        self.new_vote("issuing")
        b = self.browser()
        b.open(f"/#p={ME}&c={self.town.code('002')}")
        b.wait("Nummer und Zugangscode passen nicht zusammen")
        self.assertEqual(self.counts()[0], 0)

    def test_an_excluded_member_sees_that_and_why(self):
        self.new_vote("issuing", excluded="004")
        b = self.member("004")
        b.wait("Sie stimmen bei diesem Punkt nicht mit")
        b.wait("ausgeschlossen")
        self.assertEqual(self.counts()[0], 0)
        self.assert_quiet(b)
        b.shoot("member-left-out")
        # Whoever may not vote here gets nothing by post either.
        self.officer("void", "--reason", "Der Ton ist ausgefallen.")
        b.wait("Die Abstimmung ist abgebrochen")
        b.wait("Der Ton ist ausgefallen")
        self.assertNotRegex(b.text(), "Briefwahl|auf diesem Gerät gewählt")

    def test_a_number_typed_a_little_differently_is_asked_about_first(self):
        self.new_vote("issuing")
        b = self.browser()
        b.open(f"/#p=O1&c={self.town.code(ME)}")
        b.wait("Steht auf Ihrem Brief vielleicht 001 und nicht O1")
        self.assertLess(b.text().index("vielleicht 001"), b.text().index("Befangenheit"))
        b.press("^Abmelden$")
        b.type("#number", ME)
        b.type("#code", self.town.code(ME))
        b.press("^Anmelden$")
        b.wait("Ihre Marke ist da")

    def test_where_the_vote_has_a_law_the_reasons_for_being_left_out_are_its_reasons(self):
        everybody = ",".join(p for p, _ in self.town.members)
        self.new_vote("issuing", excluded="004", more=("--present", everybody, "--excluded", "004", "--session", "2026-11-19"))
        b = self.member("004")
        b.wait("Für diese Abstimmung ist festgehalten, wer nicht auf der Liste steht")
        b.wait("wegen Befangenheit ausgeschlossen .*: 1")
        b.wait("Sitzung vom 19. November 2026")
        b.shoot("member-left-out-law")

    # MARK: The whole way

    def test_a_member_draws_votes_finds_the_tracker_and_sees_the_result(self):
        everybody = ",".join(p for p, _ in self.town.members)
        self.new_vote("ready", more=("--present", everybody, "--session", "2026-11-19"))
        b = self.browser()
        b.open("/")
        b.find("#number")
        b.shoot("member-signin")
        self.sign_in(b)
        b.wait("Gleich geht es los")
        b.shoot("member-waiting")
        self.officer("open")
        b.wait("Ihre Marke ist da")
        fingerprint = self.code_in(b, "#vote-fingerprint")
        self.assertIn(fingerprint, self.town.urne("vote", "status", "--vote", self.vote))
        b.shoot("member-drawn")
        self.others_draw()
        self.officer("cast")
        b.wait("Ihr Stimmzettel")
        b.shoot("member-ballot")
        b.press("Weiter zur Durchsicht")
        b.wait("Bitte wählen Sie")
        tracker = self.review(b)
        b.shoot("member-review")
        b.press("Ändern")
        changed = self.review(b, "Enthaltung")
        self.assertNotEqual(tracker, changed)
        b.press("Jetzt abgeben")
        b.wait("Ihre Stimme ist angekommen")
        self.assertEqual(self.code_in(b, "#tracker"), changed)
        b.shoot("member-arrived")
        self.others_cast()
        self.officer("close")
        b.wait("steht genau einmal in der Liste")
        self.assertEqual(b.find(".trackers .own").text.split(" ")[0], changed)
        self.assertEqual(self.code_in(b, "#board-fingerprint"), self.board_fingerprint())
        b.shoot("member-board")
        self.finish()
        b.wait("Ergebnis\n")
        b.wait("Der Antrag ist abgelehnt")
        bars = [line for line in b.find(".bars").text.split("\n")]
        self.assertEqual(bars, ["Ja", "0", "Nein", "2", "Enthaltung", "1"])
        b.shoot("member-result")
        # Whoever looks at the other pages stays signed in on this one.
        beside = b.driver.find_elements(By.CSS_SELECTOR, "main a[href]:not([target=_blank])")
        self.assertEqual([link.get_attribute("href") for link in beside], [])
        self.assertEqual(json.loads(json.loads(self.kept(b))[f"urne:{self.vote}:{ME}:member"])["store"], {})
        self.assert_quiet(b)
        self.check_the_record(b)

    def check_the_record(self, b):
        """The same vote on the check page, from the server and from changed files."""
        b.open(f"/pruefen#vote={self.vote}")
        b.wait("\nGÜLTIG")
        self.assertEqual(len(b.driver.find_elements(By.CSS_SELECTOR, ".checks .passed")), 22)
        b.shoot("check-valid")
        b.press("English")
        b.wait("\nVALID")
        b.press("Deutsch")
        b.wait("\nGÜLTIG")
        folder = self.town.folder / "record"
        self.town.urne("record", "export", "--vote", self.vote, "--out", folder)
        board = folder / "ballots.jsonl"
        board.write_text(board.read_text().replace('"pi":"', '"pi":"0', 1)[:-1] + "\n")
        b.press("Zurück zur Übersicht")
        b.driver.find_element(By.CSS_SELECTOR, ".drop summary").click()
        b.driver.find_element(By.ID, "files").send_keys("\n".join(str(f) for f in folder.iterdir()))
        b.wait("UNGÜLTIG")
        b.find("#V10.failed")
        b.shoot("check-invalid")
        self.assert_quiet(b)

    def test_the_open_check_page_follows_the_votes_and_names_what_it_cannot_check(self):
        b = self.browser()
        b.open("/pruefen")
        b.wait("Nachprüfen")
        b.click(".drop summary")
        b.type("#audit-text", "Unsinn")
        title = "Benennung eines Weges"
        self.new_vote(title=title)
        b.wait(title)
        self.officer("cast")
        b.wait(rf"{title}\s+die Stimmabgabe läuft")
        # What was opened and typed meanwhile is as it was.
        b.find("#files")
        b.press("Prüfdaten prüfen")
        b.wait("Die Probe war noch nicht möglich")
        b.wait("Das sind keine lesbaren Prüfdaten")
        for link, said in (
            (f"vote={self.vote}", "\nGÜLTIG"),
            (f"vote={'0' * 32}", "Diese Abstimmung gibt es auf dem Server nicht"),
            ("audit=1.1.abcdef", "Das sind keine lesbaren Prüfdaten"),
        ):
            b.driver.execute_script("location.hash = arguments[0]", link)
            b.wait(said)
            self.assertNotIn("UNGÜLTIG", b.text())
        self.assertNotIn("audit", b.driver.current_url)
        b.shoot("check-audit-unreadable")
        for name, said in (("bericht.pdf", "keine log.jsonl"), ("journal.jsonl", "Unterlagen einer Briefwahl.*urne-verify")):
            b.press("Zurück zur Übersicht")
            (self.town.folder / name).write_text("{}\n")
            b.click(".drop summary")
            b.find("#files").send_keys(str(self.town.folder / name))
            b.wait(said)
            self.assertNotIn("UNGÜLTIG", b.text())
        b.press("Zurück zur Übersicht")
        b.offline(True)
        b.press("^Prüfen$")
        b.wait("Keine Verbindung zum Server")
        b.offline(False)
        b.wait("\nGÜLTIG", 30)

    def test_the_files_that_the_check_page_saves_are_a_record_for_the_program(self):
        self.new_vote()
        people = ("002", "003", "004")
        self.others_draw(people)
        self.officer("cast")
        self.others_cast(people)
        self.officer("close")
        self.finish()
        b = self.browser()
        b.open(f"/pruefen#vote={self.vote}")
        b.wait("\nGÜLTIG")
        folder = self.town.folder / "saved"
        folder.mkdir()
        b.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder)})
        buttons = b.driver.find_elements(By.CSS_SELECTOR, "[id^='save-']")
        names = [button.get_attribute("id").removeprefix("save-") for button in buttons]
        for name, button in zip(names, buttons):
            button.click()
            b.until(lambda _, file=folder / name: file.exists(), f"no file {name}", 10)
        self.assertEqual(sorted(names), sorted(each.name for each in folder.iterdir()))
        self.assertEqual(sorted(names), ["ballots.jsonl", "log.jsonl", "register.jsonl", "roll.jsonl"])
        exported = self.town.folder / "exported"
        self.town.urne("record", "export", "--vote", self.vote, "--out", exported)
        for name in names:
            self.assertEqual((folder / name).read_bytes(), (exported / name).read_bytes(), name)
        self.assertIn("GÜLTIG", self.town.urne(folder, program="urne-verify"))
        # None of them may be changed.
        for name in names:
            kept = (folder / name).read_bytes()
            (folder / name).write_bytes(kept[:-1])
            self.assertNotEqual(self.town.urne(folder, program="urne-verify", check=False).returncode, 0, name)
            (folder / name).write_bytes(kept)

    def test_several_seats_leave_no_mark_beside_an_abstention(self):
        self.new_vote("casting", kind="seats", title="Wahl der Beisitzenden", question="Wer soll in den Beirat?",
                      more=("--option", "Çelik", "--option", "Ærø", "--option", "Zahn", "--option", "Groß", "--marks", "2", "--late-issue"))
        b = self.member()
        b.wait("bis zu 2 Stimmen")
        self.mark(b, "Çelik")
        b.wait("Noch 1 von 2 Stimmen")
        self.mark(b, "Zahn")
        b.wait("Alle 2 Stimmen sind vergeben")
        b.wait("nehmen Sie erst eine Stimme zurück")
        self.assertEqual(len(b.driver.find_elements(By.CSS_SELECTOR, ".choice input:disabled")), 2)
        self.mark(b, "Enthaltung")
        b.wait("Neben „Enthaltung“ ist keine weitere Stimme möglich")
        self.assertEqual(len(b.driver.find_elements(By.CSS_SELECTOR, ".choice input:checked")), 1)
        self.assertEqual(len(b.driver.find_elements(By.CSS_SELECTOR, ".choice input:disabled")), 4)
        b.shoot("member-seats")
        self.mark(b, "Enthaltung")
        self.cast(b, "Groß")
        self.assertEqual(self.counts(), (1, 1))

    def test_votes_can_be_heaped_on_one_person(self):
        self.new_vote("casting", kind="cumulative", title="Wahl", question="Wer soll es werden?",
                      more=("--option", "Çelik", "--option", "Ærø", "--marks", "4", "--cap", "3", "--late-issue"))
        b = self.member()
        b.find("#option-0").send_keys("3")
        b.wait("Noch 1 von 4 Stimmen")
        b.shoot("member-cumulative")
        b.press("Weiter zur Durchsicht")
        b.wait("Çelik – 3 Stimmen")
        b.wait("1 Stimme nicht vergeben")
        b.press("Jetzt abgeben")
        b.wait("angekommen")

    def test_an_audit_shows_a_second_device_what_was_encrypted_and_spends_it(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.member()
        tracker = self.review(b)
        b.press("Prüfen statt abgeben")
        b.find("#qr svg")
        b.shoot("member-audit")
        data = self.audit_file(b, tracker)
        second = self.browser("second")
        second.open("/pruefen")
        second.find("#audit-text").send_keys(data)
        second.press("English")
        second.press("Deutsch")
        second.press("Prüfdaten prüfen")
        second.wait("Das Gerät hat richtig verschlüsselt")
        second.press("English")
        second.wait("encrypted correctly|has encrypted")
        second.press("Deutsch")
        second.wait("Das Gerät hat richtig verschlüsselt")
        self.assertEqual(self.code_in(second, "#tracker"), tracker)
        self.assertEqual(second.find("#marks").text, "Ja")
        second.shoot("check-audit")
        # The same as links, in parts as a telephone reads them from several codes, each in a tab of its own.
        links = b.driver.execute_async_script(
            "const [vote, text, done] = arguments;"
            "import('/static/auditlink.js').then((module) => done(module.auditLinks(location.origin, vote, text)))",
            self.vote, data,
        )
        self.assertEqual(len(links), 1)
        second.driver.get(links[0])
        second.wait("Das Gerät hat richtig verschlüsselt")
        self.assertEqual(second.driver.current_url, self.town.url + "/pruefen")
        lied = json.loads(data)
        lied["m"] = [0, 1, 0]
        second.press("Zurück zur Übersicht")
        second.find("#audit-text").send_keys(json.dumps(lied, separators=(",", ":")))
        second.press("Prüfdaten prüfen")
        second.wait("etwas anderes verschlüsselt")
        b.press("Neu verschlüsseln")
        b.wait("neu verschlüsselt und hat einen neuen Stimmcode")
        fresh = self.code_in(b, "#tracker")
        self.assertNotEqual(fresh, tracker)
        b.press("Jetzt abgeben")
        b.wait("angekommen")
        self.assertEqual(self.code_in(b, "#tracker"), fresh)

    def test_an_audit_in_several_codes_comes_together_on_the_second_device(self):
        people = [f"Person {number}" for number in range(1, 10)]
        self.new_vote("casting", kind="choice", question="Wer soll es werden?",
                      more=(*[part for name in people for part in ("--option", name)], "--late-issue"))
        b = self.member()
        tracker = self.review(b, "Person 7")
        b.press("Prüfen statt abgeben")
        b.wait("QR-Code 1 von 3")
        b.shoot("member-audit-parts")
        links = b.driver.execute_async_script(
            "const [vote, text, done] = arguments;"
            "import('/static/auditlink.js').then((module) => done(module.auditLinks(location.origin, vote, text)))",
            self.vote, self.audit_file(b, tracker),
        )
        second = self.browser("second")
        for press, part in (("Nächster Code", 2), ("Nächster Code", 3), ("Voriger Code", 2)):
            b.button(press).send_keys(Keys.ENTER)
            b.wait(f"QR-Code {part} von 3")
            self.assertEqual(b.driver.execute_script("return document.activeElement.innerText"), press)
        b.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
        self.assertFalse(b.driver.find_element(By.ID, "qr").is_displayed())
        b.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
        for link in links:
            second.driver.switch_to.new_window("tab")
            second.driver.get(link)
            second.wait("QR-Codes gelesen|Das Gerät hat richtig verschlüsselt")
        second.wait("Das Gerät hat richtig verschlüsselt")
        self.assertEqual(self.code_in(second, "#tracker"), tracker)
        self.assertEqual(second.find("#marks").text, "Person 7")

    def audit_file(self, b, tracker):
        b.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(self.town.folder)})
        b.press("Prüfdaten als Datei speichern")
        path = self.town.folder / f"pruefdaten-{tracker}.json"
        for _ in range(100):
            if path.exists() and path.stat().st_size:
                return path.read_text()
            time.sleep(0.1)
        self.fail("no file was saved")

    def test_while_the_network_hangs_the_button_says_that_it_waits_and_nothing_else_is_cast_than_was_reviewed(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.browser()
        b.driver.execute_cdp_cmd("Page.enable", {})
        script = b.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": """
            const real = fetch.bind(window);
            window.hung = 0;
            window.fetch = (url, options) => !window.hangs || !String(url).includes("/log")
                ? real(url, options)
                : new Promise((_, fail) => {
                    window.hung += 1;
                    options.signal.addEventListener("abort", () => fail(options.signal.reason));
                });
        """})

        def hang():
            """The page asks for what is new, because another vote changed the list, and gets no answer."""
            b.driver.execute_script("window.hung = 0; window.hangs = true")
            other = self.town.new_vote(title="Zweite Abstimmung")
            self.addCleanup(self.town.act, "S01", "vote", "void", "--vote", other, "--reason", "Ende des Tests")
            b.until(lambda _: b.driver.execute_script("return window.hung") > 0, "nothing was asked", 20)

        self.sign_in(b)
        b.wait("Ihr Stimmzettel")
        self.mark(b, "Ja")
        hang()
        b.press("Weiter zur Durchsicht")
        b.wait("Bitte warten", 5)
        # What is being encrypted can no longer be marked otherwise.
        self.assertEqual(b.driver.find_elements(By.CSS_SELECTOR, "fieldset:not(:disabled)"), [])
        b.driver.execute_script("window.hangs = false")
        b.wait("Durchsicht vor der Abgabe", 30)
        self.assertEqual(b.find(".marks").text, "Ja")
        # Pressed, and thought better of while it waits: neither that nor what comes after it is cast by itself.
        hang()
        b.click("#cast")
        b.wait("Bitte warten", 5)
        b.click("#change")
        self.mark(b, "Nein")
        b.press("Weiter zur Durchsicht")
        b.driver.execute_script("window.hangs = false")
        b.wait("Durchsicht vor der Abgabe", 30)
        self.assertEqual(b.find(".marks").text, "Nein")
        time.sleep(1)
        self.assertEqual((b.find(".marks").text, self.counts()[1]), ("Nein", 0))
        b.driver.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)

    # MARK: Harmless things

    def test_a_reload_in_every_state_takes_the_member_back_to_where_they_were(self):
        self.new_vote("ready")
        b = self.member()
        for state, said, go_on in (
            ("ready", "Gleich geht es los", lambda: self.officer("open")),
            ("issuing", "Ihre Marke ist da", lambda: (self.others_draw(), self.officer("cast"))),
            ("casting", "Ihr Stimmzettel", lambda: self.review(b)),
            ("review", "Durchsicht vor der Abgabe|Ihr Stimmzettel", lambda: self.cast(b)),
            ("cast", "Ihre Stimme ist angekommen", lambda: (self.others_cast(), self.officer("close"))),
            ("boxed", "steht genau einmal in der Liste", lambda: self.finish()),
            ("announced", "Ergebnis\n", lambda: None),
        ):
            with self.subTest(state):
                b.wait(said)
                b.driver.refresh()
                b.wait("20 Zeichen von Ihrem Zugangsbrief")
                self.sign_in(b)
                b.wait(said)
                go_on()
        self.assertEqual(self.counts(), (3, 3))

    def test_a_double_click_casts_one_ballot(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.member()
        tracker = self.review(b)
        ActionChains(b.driver).double_click(b.button("Jetzt abgeben")).perform()
        b.wait("angekommen")
        self.assertEqual(self.code_in(b, "#tracker"), tracker)
        self.assertEqual(self.counts(), (1, 1))

    def test_two_tabs_that_race_make_one_draw_and_one_ballot(self):
        self.new_vote("ready")
        b = self.member()
        b.wait("Gleich geht es los")
        first = b.driver.current_window_handle
        b.driver.switch_to.new_window("tab")
        second = b.driver.current_window_handle
        self.sign_in(b)
        b.wait("Gleich geht es los")
        self.officer("open")
        for tab in (first, second):
            b.driver.switch_to.window(tab)
            b.wait("Ihre Marke ist da")
        self.assertEqual(self.counts()[0], 1)
        self.officer("cast")
        for tab, option in ((first, "Ja"), (second, "Nein")):
            b.driver.switch_to.window(tab)
            b.wait("Ihr Stimmzettel")
            self.review(b, option)
        for tab in (first, second):
            b.driver.switch_to.window(tab)
            b.driver.execute_script("document.getElementById('cast')?.click()")
        codes = []
        for tab in (first, second):
            b.driver.switch_to.window(tab)
            b.wait("angekommen")
            codes.append(self.code_in(b, "#tracker"))
        self.assertEqual(codes[0], codes[1])
        self.assertEqual(self.counts(), (1, 1))

    def test_a_second_tab_follows_the_first_one(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.member()
        b.wait("Ihr Stimmzettel")
        first = b.driver.current_window_handle
        b.driver.switch_to.new_window("tab")
        self.sign_in(b)
        tracker = self.cast(b)
        b.driver.switch_to.window(first)
        b.wait("angekommen")
        self.assertEqual(self.code_in(b, "#tracker"), tracker)

    def test_another_vote_that_opens_is_announced_and_takes_along_who_reads_the_list(self):
        votes = [self.new_vote("casting", more=("--late-issue",)), self.new_vote("ready"), self.new_vote("ready")]
        b = self.member()
        b.wait("Ihr Stimmzettel")
        b.driver.execute_script(LISTEN)
        self.vote = votes[1]
        self.officer("open")
        said = lambda _: any("Eine weitere Abstimmung ist eröffnet" in each for each in b.driver.execute_script("return said"))
        b.until(said, "not announced", 10)
        b.press("Andere Abstimmungen")
        b.wait("Welche Abstimmung")
        self.vote = votes[2]
        self.officer("open")
        b.wait("Ihre Marke ist da")
        self.assertEqual(self.counts()[0], 1)
        for self.vote in votes:
            self.officer("void", "--reason", "Ende des Tests")

    def test_a_vote_that_opens_meanwhile_is_drawn_and_what_is_being_cast_stays(self):
        votes = [self.new_vote("casting", more=("--late-issue",)), self.new_vote("ready")]
        b = self.member()
        b.wait("Ihr Stimmzettel")
        self.vote = votes[0]
        tracker = self.review(b)
        b.driver.execute_script(LISTEN)
        self.vote = votes[1]
        self.officer("open")
        b.wait("Eine weitere Abstimmung ist eröffnet; Ihre Marke dafür ist schon da", 45)
        self.assertEqual(self.counts(), (1, 0))
        self.officer("cast")
        b.wait("In einer weiteren Abstimmung können Sie jetzt Ihre Stimme abgeben")
        said = lambda _: any("können Sie jetzt Ihre Stimme abgeben" in each for each in b.driver.execute_script("return said"))
        b.until(said, "not announced", 10)
        b.shoot("member-two-votes")
        # What was encrypted and seen before is what is cast.
        self.assertEqual(self.code_in(b, "#tracker"), tracker)
        b.press("Jetzt abgeben")
        b.wait("angekommen", 40)
        self.assertEqual(self.code_in(b, "#tracker"), tracker)
        b.press("Dorthin wechseln")
        b.wait("Ihr Stimmzettel")
        self.review(b)
        b.press("Jetzt abgeben")
        b.wait("angekommen", 40)
        for self.vote in votes:
            self.assertEqual(self.counts(), (1, 1))
            self.officer("void", "--reason", "Ende des Tests")

    def test_while_a_ballot_is_on_its_way_nobody_draws_elsewhere_and_afterwards_at_a_moment_of_its_own(self):
        votes = [self.new_vote("casting", more=("--late-issue", "--jitter", "24")), self.new_vote("ready")]
        b = self.member()
        b.wait("Ihr Stimmzettel")
        self.review(b)
        # Every random moment is half of its longest time.
        b.driver.execute_script("crypto.getRandomValues = (numbers) => numbers.fill(2 ** 31)")
        b.press("Jetzt abgeben")
        b.wait("Ihre Stimme wird übertragen")
        self.vote = votes[1]
        self.officer("open")
        b.wait("Eine weitere Abstimmung ist eröffnet: ")
        b.wait("Ihre Stimme wird übertragen")
        self.assertNotIn("Dorthin wechseln", b.text())
        b.wait("angekommen", 40)
        self.assertEqual(self.counts(), (0, 0))
        b.wait("Dorthin wechseln")
        b.wait("Ihre Marke dafür ist schon da", 45)
        self.assertEqual(self.counts(), (1, 0))
        # Whoever does not go there leaves nothing of it behind.
        kept = "return Object.entries(localStorage).filter(([name, text]) => name.includes(arguments[0]) && /seed/.test(text)).length"
        self.assertEqual(b.driver.execute_script(kept, votes[1]), 1)
        b.driver.refresh()
        self.officer("void", "--reason", "Ende des Tests")
        self.sign_in(b)
        b.wait("angekommen", 40)
        b.until(lambda _: b.driver.execute_script(kept, votes[1]) == 0, "the seed is still there", 20)
        self.vote = votes[0]
        self.officer("void", "--reason", "Ende des Tests")

    def test_offline_for_a_while_loses_and_doubles_nothing(self):
        self.new_vote("ready")
        b = self.member()
        b.wait("Gleich geht es los")
        b.offline(True)
        b.wait("Keine Verbindung zum Server", 60)
        self.officer("open")
        time.sleep(2)
        b.offline(False)
        b.wait("Ihre Marke ist da", 40)
        self.officer("cast")
        self.review(b)
        b.offline(True)
        b.press("Jetzt abgeben")
        b.wait("Ihre Stimme wird übertragen")
        time.sleep(8)
        self.assertEqual(self.counts(), (1, 0))
        b.shoot("member-offline")
        b.offline(False)
        b.wait("angekommen", 40)
        self.assertEqual(self.counts(), (1, 1))

    def test_a_device_that_sleeps_goes_on_where_the_vote_is(self):
        self.new_vote("ready")
        b = self.member()
        b.wait("Gleich geht es los")
        with self.asleep(b):
            self.officer("open")
            time.sleep(8)
        b.wait("Ihre Marke ist da", 30)
        self.officer("cast")
        b.wait("Ihr Stimmzettel")

    @contextlib.contextmanager
    def asleep(self, browser):
        """All processes of one browser stand still, as when a device sleeps."""
        processes = self.children(browser.driver.service.process.pid)
        for process in processes:
            os.kill(process, signal.SIGSTOP)
        try:
            yield
        finally:
            for process in processes:
                os.kill(process, signal.SIGCONT)

    def children(self, process):
        found = []
        for task in pathlib.Path(f"/proc/{process}/task").iterdir():
            for child in (task / "children").read_text().split():
                found += [int(child), *self.children(child)]
        return found

    # A clock that can be put forward: what was due by then happens at once, as after a sleep.
    CLOCK = """
    (() => {
        const [set, clear, now, ticks] = [setTimeout, clearTimeout, Date.now, performance.now.bind(performance)];
        const due = new Map();
        let ahead = 0;
        window.setTimeout = (act, milliseconds = 0, ...given) => {
            const ring = () => (due.delete(id), clear(id), act(...given));
            const id = set(ring, milliseconds);
            due.set(id, { at: now() + ahead + Number(milliseconds), ring });
            return id;
        };
        window.clearTimeout = (id) => (due.delete(id), clear(id));
        AbortSignal.timeout = (milliseconds) => {
            const ends = new AbortController();
            window.setTimeout(() => ends.abort(new DOMException("", "TimeoutError")), milliseconds);
            return ends.signal;
        };
        Date.now = () => now() + ahead;
        performance.now = () => ticks() + ahead;
        window.putForward = (minutes) => {
            ahead += minutes * 60000;
            const over = [...due.values()].filter(({ at }) => at <= now() + ahead).sort((a, b) => a.at - b.at);
            over.forEach(({ ring }) => ring());
            return over.length;
        };
    })();
    """

    @contextlib.contextmanager
    def ten_minutes_asleep(self, b):
        """The page is frozen, every connection is cut, and on waking ten minutes have gone by."""
        b.driver.execute_cdp_cmd("Page.setWebLifecycleState", {"state": "frozen"})
        self.town.stop()
        self.town.start()
        yield
        b.driver.execute_cdp_cmd("Page.setWebLifecycleState", {"state": "active"})
        # A page that was frozen is in the background.
        self.look_away(b)
        self.assertGreater(b.driver.execute_script("return putForward(10)"), 0, "nothing was waiting on this page")

    def test_after_ten_minutes_asleep_the_page_catches_up_and_votes_once(self):
        self.new_vote("ready", more=("--jitter", "8"))
        b = self.browser()
        b.send_late()
        b.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": self.CLOCK})
        self.sign_in(b)
        b.wait("Gleich geht es los")
        with self.ten_minutes_asleep(b):
            self.officer("open")
        b.wait("Ihre Marke ist da")
        with self.ten_minutes_asleep(b):
            self.others_draw()
            self.officer("cast")
        b.wait("Ihr Stimmzettel")
        tracker = self.review(b)
        with self.ten_minutes_asleep(b):
            self.others_cast()
        self.assertEqual(self.code_in(b, "#tracker"), tracker)
        b.press("Jetzt abgeben")
        b.wait("Ihre Stimme wird übertragen")
        with self.ten_minutes_asleep(b):
            pass
        b.wait("Ihre Stimme ist angekommen")
        self.assertEqual(self.counts(), (3, 3))
        with self.ten_minutes_asleep(b):
            self.officer("close")
        b.wait("steht genau einmal in der Liste")
        self.assertEqual(b.find(".trackers .own").text.split(" ")[0], tracker)

    def test_a_changed_state_is_on_an_open_page_within_a_second(self):
        self.new_vote("ready")
        b = self.member()
        b.wait("Gleich geht es los")
        took = []
        for act, said in (("open", "Ihre Marke ist da"), ("cast", "Ihr Stimmzettel"), ("void", "Die Abstimmung ist abgebrochen")):
            heading = b.find("h1").text
            b.driver.execute_script(
                "window.changed = null;"
                "const known = arguments[0];"
                "new MutationObserver((_, watch) => {"
                "    const heading = document.querySelector('h1')?.textContent;"
                "    if (heading && heading !== known) { window.changed = Date.now(); watch.disconnect(); }"
                "}).observe(document.getElementById('main'), { childList: true, subtree: true, characterData: true });",
                heading)
            self.officer(act, *(["--reason", "Übung"] if act == "void" else []))
            ended = time.time()
            b.wait(said)
            took.append(b.driver.execute_script("return window.changed") / 1000 - ended)
        # On a computer that does other things as well a single one may come late, but none for long.
        self.assertLess(sorted(took)[1], 1.0, took)
        self.assertLess(max(took), 5.0, took)

    def test_a_ballot_on_its_way_survives_a_reload(self):
        self.new_vote("casting", more=("--late-issue", "--jitter", "8"))
        b = self.browser()
        b.send_late()
        self.sign_in(b)
        tracker = self.review(b)
        b.press("Jetzt abgeben")
        b.wait("Ihre Stimme wird übertragen")
        b.shoot("member-sending")
        b.driver.refresh()
        self.sign_in(b)
        b.wait("angekommen", 40)
        self.assertEqual(self.code_in(b, "#tracker"), tracker)
        self.assertEqual(self.counts(), (1, 1))

    def test_the_back_button_brings_no_marks_back(self):
        self.new_vote("casting", title="Abstimmung", question="Sind Sie dafür?", more=("--late-issue",))
        b = self.member()
        everything = "return document.documentElement.outerHTML + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"
        for reach in (self.mark, self.review, self.cast):
            with self.subTest(reach.__name__):
                reach(b, "Enthaltung")
                b.open("/pruefen")
                b.wait("Nachprüfen")
                b.driver.back()
                b.wait("20 Zeichen von Ihrem Zugangsbrief")
                self.assertEqual(b.driver.find_elements(By.CSS_SELECTOR, "input:checked"), [])
                self.assertNotIn("Enthaltung", b.driver.execute_script(everything))
                self.sign_in(b)
                if reach != self.cast:
                    b.wait("Ihr Stimmzettel")
                    self.assertEqual(b.driver.find_elements(By.CSS_SELECTOR, "input:checked"), [])
        b.wait("Ihre Stimme ist angekommen")

    def look_away(self, b):
        """Puts the page into the background, and takes it back."""
        own = b.driver.current_window_handle
        b.driver.switch_to.new_window("tab")
        b.driver.execute_cdp_cmd("Page.bringToFront", {})
        time.sleep(0.5)
        b.driver.close()
        b.driver.switch_to.window(own)
        b.driver.execute_cdp_cmd("Page.bringToFront", {})

    # What can be seen of the ballot in each moment in which the page comes or goes.
    WATCH = """
    window.seen = [];
    document.addEventListener("visibilitychange", () => window.seen.push([
        document.visibilityState,
        ...[...document.querySelectorAll("main *")].filter((e) => getComputedStyle(e).visibility === "visible").slice(0, 1)
            .map(() => "ballot"),
    ]));
    """

    def test_edge_54_a_page_in_the_background_shows_no_marks_and_keeps_them(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.member()
        self.mark(b, "Nein")
        inputs = b.driver.find_elements(By.CSS_SELECTOR, ".ballot input")
        self.assertEqual({each.get_attribute("autocomplete") for each in inputs}, {"off"})
        self.assertEqual(b.find(".ballot").get_attribute("autocomplete"), "off")
        for view, what in ((".ballot", "Ihr Stimmzettel"), (".review", "Durchsicht vor der Abgabe")):
            b.wait(what)
            b.driver.execute_script(self.WATCH)
            self.look_away(b)
            b.find(view)
            seen = b.driver.execute_script("return window.seen")
            self.assertIn(["hidden"], seen, "the page was never in the background, or showed its view there")
            self.assertEqual(seen[-1], ["visible", "ballot"])
            self.assertNotIn(["hidden", "ballot"], seen)
            if view == ".ballot":
                self.assertEqual(len(b.driver.find_elements(By.CSS_SELECTOR, "input:checked")), 1)
                b.press("Weiter zur Durchsicht")
        self.assertIn("Nein", b.find(".marks").text)
        b.press("Jetzt abgeben")
        b.wait("Ihre Stimme ist angekommen")
        # The same when the browser puts the page away for good.
        b.driver.execute_script("dispatchEvent(new PageTransitionEvent('pagehide'))")
        self.assertEqual(b.driver.execute_script("return getComputedStyle(document.querySelector('main')).visibility"), "hidden")

    def test_the_whole_vote_with_the_keyboard_alone(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.browser()
        b.open("/")
        b.find("#number")
        self.tab_to(b, "number")
        self.keys(b, ME, Keys.TAB, self.town.code(ME), Keys.ENTER)
        b.wait("Ihr Stimmzettel")
        self.tab_to(b, "option-0")
        self.keys(b, Keys.ARROW_DOWN, Keys.ENTER)
        b.wait("Durchsicht vor der Abgabe")
        b.wait("Nein")
        self.tab_to(b, "audit")
        self.keys(b, Keys.ENTER)
        b.find("#qr svg")
        self.tab_to(b, "fresh")
        self.keys(b, Keys.SPACE)
        b.wait("neu verschlüsselt")
        self.tab_to(b, "cast")
        self.keys(b, Keys.ENTER)
        b.wait("angekommen")
        self.assertEqual(b.driver.execute_script("return document.activeElement.tagName"), "H1")
        self.assertIn("angekommen", b.driver.execute_script("return document.getElementById('live').textContent"))

    def keys(self, b, *keys):
        ActionChains(b.driver).send_keys(*keys).perform()

    def tab_to(self, b, wanted):
        for _ in range(40):
            if b.driver.execute_script("return document.activeElement.id") == wanted:
                return
            self.keys(b, Keys.TAB)
        self.fail(f"{wanted} cannot be reached with the tab key")

    # MARK: Other devices, interruptions

    def test_another_device_with_the_same_code_gets_the_same_token_and_no_second_ballot(self):
        self.new_vote("issuing")
        b = self.member()
        b.wait("Ihre Marke ist da")
        other = self.member()
        other.wait("schon auf einem anderen Gerät abgeholt")
        other.shoot("member-recovered")
        self.officer("cast")
        self.cast(b)
        self.review(other, "Nein")
        other.press("Jetzt abgeben")
        other.wait("Mit Ihrer Marke ist schon abgestimmt")
        other.shoot("member-used")
        self.assertEqual(self.counts(), (1, 1))

    def test_edge_53_a_device_that_fails_is_replaced_by_a_spare_one_within_the_same_vote(self):
        self.new_vote("issuing")
        broken = self.member()
        broken.wait("Ihre Marke ist da")
        self.others_draw()
        self.officer("cast")
        self.mark(broken, "Ja")
        broken.close()
        self.browsers.remove(broken)
        spare = self.member()
        spare.wait("schon auf einem anderen Gerät abgeholt")
        tracker = self.cast(spare)
        self.others_cast()
        self.officer("close")
        spare.wait("steht genau einmal in der Liste")
        self.assertEqual(self.code_in(spare, "#tracker"), tracker)
        self.assertEqual(self.counts(), (3, 3))

    def test_edge_54_after_sending_no_device_page_or_history_shows_the_choice(self):
        self.new_vote("casting", title="Abstimmung", question="Sind Sie dafür?", more=("--late-issue",))
        b = self.browser()
        b.open("/pruefen")
        b.wait("Nachprüfen")
        self.sign_in(b)
        b.wait("Ihr Stimmzettel")
        before = b.driver.execute_script("return history.length")
        self.cast(b, "Enthaltung")
        everything = "return document.documentElement.outerHTML + JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + location.href"
        self.assertNotIn("Enthaltung", b.driver.execute_script(everything))
        self.assertEqual(b.driver.execute_script("return history.length"), before)
        self.assertNotIn("Enthaltung", b.text())
        b.wait("Kann jemand sehen, wie ich gestimmt habe")
        b.driver.find_element(By.TAG_NAME, "summary").click()
        b.wait("stellt auch niemand einen Nachweis aus, wie Sie gestimmt haben")
        for go, said in ((b.driver.back, "Nachprüfen"), (b.driver.forward, "20 Zeichen von Ihrem Zugangsbrief")):
            go()
            b.wait(said)
            self.assertNotIn("Enthaltung", b.driver.execute_script(everything))
        self.sign_in(b)
        b.wait("angekommen")
        # Nothing kept here opens the ballot: seed, request, answers, and the ciphertext.
        store = json.loads(json.loads(self.kept(b))[f"urne:{self.vote}:{ME}:member"])["store"]
        self.assertEqual(sorted(store), ["answer", "ballot", "receipt", "request", "seed"])

    def test_a_voided_vote_is_told_with_its_reason_and_its_repetition_begins_anew(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.member()
        self.cast(b)
        old = self.vote
        self.officer("void", "--reason", "Bild und Ton eines Mitglieds ausgefallen")
        b.wait("Die Abstimmung ist abgebrochen")
        b.wait("Bild und Ton eines Mitglieds ausgefallen")
        b.wait("per Brief")
        b.shoot("member-voided")
        self.assertEqual(json.loads(json.loads(self.kept(b))[f"urne:{old}:{ME}:member"])["store"], {})
        self.new_vote("issuing", title="Wiederholung")
        b.wait("Ihre Marke ist da")
        b.wait("Wiederholung")
        self.officer("cast")
        self.cast(b, "Nein")
        self.assertEqual(self.counts(), (1, 1))

    def test_the_language_changes_in_the_middle_and_everything_stays(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.browser()
        b.open("/")
        b.type("#number", ME)
        b.type("#code", self.town.code(ME))
        b.press("English")
        b.wait("20 characters from your access letter")
        self.assertEqual([b.find(css).get_attribute("value") for css in ("#number", "#code")], [ME, self.town.code(ME)])
        self.assertNotIn(self.town.code(ME)[:9], self.kept(b))
        b.press("^Sign in")
        b.wait("Your ballot")
        b.press("Deutsch")
        self.mark(b, "Nein")
        b.press("English")
        b.wait("Your ballot")
        b.wait("No. 001")
        self.assertEqual(b.driver.execute_script("return document.documentElement.lang"), "en")
        self.assertTrue(b.find("#option-1").is_selected())
        b.press("Go on to review")
        b.wait("Review before casting")
        tracker = self.code_in(b, "#tracker")
        b.press("Deutsch")
        b.wait("Durchsicht vor der Abgabe")
        self.assertEqual(self.code_in(b, "#tracker"), tracker)
        b.press("Prüfen statt abgeben")
        b.find("#qr svg")
        b.press("English")
        b.wait("with a second device")
        self.assertEqual(self.code_in(b, "#audited"), tracker)
        b.press("Deutsch")
        b.press("Neu verschlüsseln")
        b.wait("neu verschlüsselt und hat einen neuen Stimmcode")
        fresh = self.code_in(b, "#tracker")
        b.press("English")
        b.wait("Review before casting")
        self.assertEqual(self.code_in(b, "#tracker"), fresh)
        b.press("Deutsch")
        b.press("Jetzt abgeben")
        b.wait("Ihre Stimme ist angekommen")
        self.assertEqual(self.code_in(b, "#tracker"), fresh)

    def test_void_while_the_ballot_is_being_marked(self):
        self.new_vote("casting", more=("--late-issue",))
        b = self.member()
        self.review(b)
        self.officer("void", "--reason", "Störung")
        b.wait("Die Abstimmung ist abgebrochen")
        self.assertNotIn("Jetzt abgeben", b.text())

    def test_who_did_not_draw_in_time_is_told(self):
        self.new_vote("casting")
        b = self.member()
        b.wait("Die Marken waren schon ausgegeben")
        b.shoot("member-missed")
        self.assertEqual(self.counts(), (0, 0))


if __name__ == "__main__":
    unittest.main()
