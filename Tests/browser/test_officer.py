"""The election officer's page: a session from its opening to its journal, in a real browser."""

import json
import sqlite3
import time
import unittest
import urllib.error
import urllib.request

import test_member
from access import LISTEN
from harness import Browser, By, Town

MEETING = "14. Sitzung des Rates"


def upload(browser, css, *paths):
    browser.driver.find_element(By.CSS_SELECTOR, css).send_keys("\n".join(str(path) for path in paths))


def sign_in(browser, town, person):
    """Opens the page with the letter's link; the code is gone from the address before anything is done with it."""
    browser.driver.get("about:blank")
    browser.open(f"/leitung#p={person}&c={town.code(person)}")
    browser.find("input.code")
    assert "#" not in browser.driver.current_url
    browser.press("^(Anmelden|Sign in)$")


def set_date(browser, css, day):
    browser.driver.execute_script(
        "const input = document.querySelector(arguments[0]); input.value = arguments[1];"
        "input.dispatchEvent(new Event('input', {bubbles: true}));", css, day)


def open_session(browser, town, day="2026-12-10", rehearsal=False):
    browser.wait("Sitzung wählen")
    browser.type("#session-title", MEETING)
    set_date(browser, "#session-date", day)
    browser.type("#session-place", "Ratssaal")
    if rehearsal:
        browser.click("#rehearsal")
    upload(browser, "#session-keys", town.folder / "reg" / "keys.jsonl")
    browser.find("input[value=C01]").click()
    browser.press("Sitzung eröffnen")
    browser.wait("Es fehlt noch")


def read_council(browser, town):
    browser.type("#council-body", "Stadt Erlenbrück")
    upload(browser, "#council-files", town.folder / "people.csv", town.folder / "agenda.csv")
    browser.press("Einlesen und ansehen")
    browser.wait(r"Gelesen: .*; (\d+|ein) Tagesordnungspunkt")
    browser.press("In die Sitzung übernehmen")
    browser.wait("Der Rat steht im Journal")


def tab(browser, name):
    browser.click(f"#tab-{name}")


def choose_item(browser, css, item):
    """Chooses an item of the agenda, or types it where there is no agenda."""
    element = browser.find(css)
    if element.tag_name == "select":
        return element.find_element(By.CSS_SELECTOR, f"option[value='{item}']").click()
    browser.type(css, item)


def attend(browser, p, how):
    browser.click(f"#attendance-{p}-{how}")
    browser.find(f"#attendance-{p}-{how}[checked]")


def confirm(browser, text):
    for button in browser.driver.find_elements(By.CSS_SELECTOR, "dialog button"):
        if button.text == text:
            return button.click()
    raise AssertionError(f"no {text} in the dialog")


def act(browser, css, text):
    browser.click(css)
    browser.find("dialog")
    confirm(browser, text)


class OfficerPage(unittest.TestCase):
    def check(self, name, browser=None):
        (browser or self.browser).shoot(name)

    def setUp(self):
        self.town = Town(members=5)
        self.addCleanup(self.town.close)
        (self.town.folder / "agenda.csv").write_text(
            "TOP;Titel;öffentlich\n1;Eröffnung;ja\n3;Verkauf des Grundstücks;ja\n4;Wahl einer Beigeordneten;ja\n12;Personalsache;nein\n",
            encoding="utf-8")
        self.browser = Browser(self.town, "officer")
        self.addCleanup(self.browser.close)

    def complaints(self, browser=None):
        return [line for line in (browser or self.browser).errors() if "favicon" not in line]

    def test_session_with_a_vote_of_the_command_line(self):
        town, browser = self.town, self.browser
        sign_in(browser, town, "S01")
        self.check("officer-opening")
        open_session(browser, town)
        read_council(browser, town)
        browser.wait("Alles ist da")
        self.check("officer-session")
        tab(browser, "attendance")
        for p in ("001", "002", "003", "004"):
            attend(browser, p, "room")
        attend(browser, "005", "video")
        browser.wait("Beschlussfähig")
        self.check("officer-attendance")

        vote = town.new_vote()
        tab(browser, "vote")
        browser.wait("nicht in diesem Journal")
        browser.click("#other-votes summary")
        choose_item(browser, f"#adopt-{vote}", "3")
        browser.click(f"#adopt-do-{vote}")
        browser.wait("Die drei Zählpersonen machen jetzt die Schlüssel")
        self.check("officer-ceremony")
        town.ceremony(vote)
        browser.wait("Wenn der Vorsitz die Abstimmung eröffnet")
        browser.driver.execute_script(LISTEN)
        act(browser, "#act-next", "Marken freigeben")
        browser.wait("Noch ohne Marke: 5")
        groups = browser.driver.find_elements(By.CSS_SELECTOR, "p.code span[aria-hidden]")
        self.assertEqual("-".join(group.text for group in groups), town.status(vote)["fingerprint"])
        for p in ("001", "002", "003", "004"):
            town.act(p, "member", "draw", "--vote", vote)
        browser.wait("Noch ohne Marke: 1")
        browser.wait(r"Piotr Wiśniewski \(005\)")
        self.check("officer-issuing")
        browser.click("#act-next")
        browser.wait("Eine stimmberechtigte Person hat noch keine Marke")
        confirm(browser, "Stimmabgabe öffnen")
        browser.wait("4 Marken sind noch nicht abgegeben")
        (town.folder / "ja").write_text("Ja\n")
        for p in ("001", "002", "003"):
            town.act(p, "member", "vote", "--vote", vote, "--choice-file", "ja")
        browser.wait("eine Marke ist noch nicht abgegeben")
        self.check("officer-casting")
        act(browser, "#act-next", "Stimmabgabe schließen")
        browser.wait("Einspruchspause: Der Vorsitz liest")
        self.assertEqual(town.status(vote)["state"], "boxed")
        board = json.loads(town.urne("vote", "status", "--vote", vote, "--json"))
        browser.wait("Soweit bekannt, geht die Rechnung auf|Die Rechnung geht auf")
        self.check("officer-boxed")
        self.assertEqual(board["ballots"], 3)
        title = "Verkauf des Grundstücks Am Markt"
        told = [text for text in browser.driver.execute_script("return window.said") if text.startswith(f"{title}: ")]
        self.assertEqual(told[:2] + told[-1:], [f"{title}: {state}" for state in (
            "Marken werden abgeholt", "Stimmabgabe läuft", "Einspruchspause")])
        tab(browser, "journal")
        browser.wait("Abstimmung „Verkauf des Grundstücks Am Markt“ aufgenommen")
        self.check("officer-journal")
        browser.driver.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(town.folder)})
        for css, name in (("#journal-csv", "csv"), ("#journal-jsonl", "jsonl")):
            browser.click(css)
            file = town.folder / f"journal-2026-12-10.{name}"
            deadline = time.monotonic() + 10
            while not file.exists() and time.monotonic() < deadline:
                time.sleep(0.1)
        (kept, lines), = self.journals().items()
        saved = (town.folder / "journal-2026-12-10.jsonl").read_text(encoding="utf-8")
        self.assertEqual(saved.splitlines(), lines)
        # Nobody else gets at the addresses in it.
        for path in ("/v1/journals", f"/v1/journal/{kept}.jsonl", f"/v1/journal/{kept}/read"):
            with self.assertRaises(urllib.error.HTTPError) as refused:
                self.get(path)
            self.assertEqual(refused.exception.code, 405)
        self.assertIn("Piotr Wiśniewski: per Video", (town.folder / "journal-2026-12-10.csv").read_text(encoding="utf-8"))
        self.assertEqual(self.complaints(), [])

    def begin(self, rehearsal=False):
        """A session with its council, in which everybody but 004 attends."""
        town, browser = self.town, self.browser
        sign_in(browser, town, "S01")
        open_session(browser, town, rehearsal=rehearsal)
        read_council(browser, town)
        tab(browser, "attendance")
        browser.click("#all-present")
        browser.find("dialog")
        confirm(browser, "Alle eintragen")
        browser.find("#attendance-C01-room[checked]")
        attend(browser, "004", "left")

    def compose(self, item, question):
        browser = self.browser
        tab(browser, "vote")
        browser.click("#compose-open")
        choose_item(browser, "#compose-item", item)
        browser.type("#compose-question", question)

    def choose(self, css, value):
        self.browser.find(f"{css} option[value='{value}']").click()

    def officers(self):
        self.choose("#compose-chair", "C01")
        for number in (1, 2, 3):
            self.choose(f"#compose-t{number}", f"T0{number}")

    def submit(self):
        self.browser.click("#compose-preview")
        self.browser.click("#compose-submit")
        self.browser.wait("Wartet auf die Prüfung")

    def four_eyes(self):
        """The chair checks the draft on another device; nobody else can, and not before."""
        chair = Browser(self.town, "chair")
        self.addCleanup(chair.close)
        sign_in(chair, self.town, "C01")
        chair.press("öffnen$")
        chair.wait("Vorgelegt von Claudia Rennefeld")
        chair.press("Rechtliche Festlegungen zeigen")
        chair.wait("Regelstand|Gemeindeordnung")
        self.check("officer-four-eyes", chair)
        chair.press("Geprüft und richtig")
        chair.find("dialog")
        confirm(chair, "Geprüft und richtig")
        chair.wait("Geprüft von Ulrike Sundermann")
        self.assertEqual(self.complaints(chair), [])

    def create(self):
        browser = self.browser
        browser.wait("Geprüft von Ulrike Sundermann")
        browser.press("^Abstimmung anlegen$")
        browser.find("dialog")
        confirm(browser, "Abstimmung anlegen")
        browser.wait("Die drei Zählpersonen machen jetzt die Schlüssel")
        return [vote["vote"] for vote in self.get("/v1/votes") if vote["state"] == "ceremony"][0]

    def journals(self):
        """The entries of each journal as they lie in the server's store."""
        database = sqlite3.connect(f"file:{self.town.folder}/urne-data/journal.sqlite?mode=ro", uri=True)
        found = {}
        for journal, line in database.execute("SELECT lower(hex(journal)), line FROM entry ORDER BY journal, n"):
            found.setdefault(journal, []).append(line)
        database.close()
        return found

    def get(self, path):
        with urllib.request.urlopen(self.town.url + path) as answer:
            text = answer.read().decode()
        return [json.loads(line) for line in text.splitlines()] if "log" in path else json.loads(text)

    def test_election_with_four_eyes_exclusion_and_repetition(self):
        town, browser = self.town, self.browser
        self.begin(rehearsal=True)
        browser.wait("PROBE – dies ist keine echte Abstimmung")
        self.choose("#exclude-member", "005")
        choose_item(browser, "#exclude-item", "4")
        browser.press("^Ausschließen$")
        browser.wait("ausgeschlossen bei TOP 4")
        # What is typed is found on the agenda; what is not on it stays what it is, and is said beside each vote.
        for p, typed, item in (("005", "top 4.", ""), ("003", "TOP 9", "9")):
            self.choose("#exclude-member", p)
            self.choose("#exclude-item", "-")
            browser.type("#exclude-item-other", typed)
            browser.press("^Ausschließen$")
            browser.wait(f"ausgeschlossen bei TOP {item}\\b" if item else "Nummer 005 ist bei diesem Punkt schon ausgeschlossen")
        self.assertNotIn("TOP TOP", browser.text())
        self.check("officer-excluded")
        real = town.new_vote(title="Echte Abstimmung")
        tab(browser, "vote")
        browser.click("#other-votes summary")
        browser.wait("eine echte Abstimmung kommt nicht in ihr Journal")
        self.assertEqual(browser.driver.find_elements(By.CSS_SELECTOR, f"#adopt-do-{real}"), [])
        town.act("S01", "vote", "void", "--vote", real, "--reason", "Probe")
        self.compose("4", "Wer soll Beigeordnete werden?")
        self.assertEqual(browser.find("#compose-title").get_attribute("value"), "TOP 4: Wahl einer Beigeordneten")
        self.choose("#compose-template", "election")
        browser.type("#compose-names", "Dr. Ada Brandt\nKarim Özer")
        self.officers()
        browser.find("#compose-matter")
        browser.click("#compose-preview")
        browser.wait("Nicht stimmberechtigt: 2")
        browser.wait("Diese Sitzung ist eine Probe. Auch diese Abstimmung wird eine")
        browser.wait(r"gilt nicht für diesen Punkt.*\n+.*Søren Ærø \(003\): TOP 9")
        self.check("officer-compose")
        browser.click("#compose-submit")
        browser.wait("Wartet auf die Prüfung")
        self.four_eyes()
        vote = self.create()
        manifest = json.loads(self.get(f"/v1/{vote}/log")[0]["body"])
        self.assertEqual(manifest["title"], "PROBE – TOP 4: Wahl einer Beigeordneten")
        self.assertEqual([option["label"] for option in manifest["options"]], ["Dr. Ada Brandt", "Karim Özer", "Enthaltung"])
        self.assertEqual(manifest["roll_count"], 4)
        town.ceremony(vote)
        browser.wait("geben Sie die Marken frei")
        self.keeps_the_equation_in_sight()
        act(browser, "#act-next", "Marken freigeben")
        browser.wait("Noch ohne Marke: 4")
        for p in ("001", "002", "003", "C01"):
            town.act(p, "member", "draw", "--vote", vote)
        for p in ("004", "005"):
            self.assertNotEqual(town.act(p, "member", "draw", "--vote", vote, check=False).returncode, 0)
        browser.wait("Alle Stimmberechtigten haben ihre Marke")
        self.who_is_left_out_sees_the_own_reason()
        tab(browser, "disturbance")
        browser.find("#disturbance-who")
        self.choose("#disturbance-way", "phone")
        browser.type("#disturbance-text", "kein Bild seit 18:02 Uhr")
        browser.click("#disturbance-enter")
        browser.wait(r"noch [0-4]:[0-5][0-9] Minuten")
        self.check("officer-disturbance")
        browser.type("#reason-1", "wird geprüft")
        browser.click("#decide-1-pause")
        browser.wait("wegen Störung 1 unterbrochen")
        browser.click("#resume")
        browser.type("#reason-1", "Verfahrensschritt betroffen")
        act(browser, "#decide-1-repeat", "Abstimmung wiederholen")
        browser.wait("Abstimmung vorbereiten")
        self.assertEqual(town.status(vote)["state"], "voided")
        self.assertEqual(browser.find("#compose-title").get_attribute("value"), "TOP 4: Wahl einer Beigeordneten")
        self.assertEqual(browser.find("#compose-names").get_attribute("value"), "Dr. Ada Brandt\nKarim Özer")
        browser.find("#compose-matter")
        self.submit()
        tab(browser, "journal")
        browser.wait("Wiederholung: Verfahrensschritt betroffen")
        self.check("officer-journal-end")
        self.assertEqual(self.complaints(), [])

    def test_what_is_composed_is_warned_of_before_anybody_reads_it(self):
        browser = self.browser
        public = "Titel, Frage, Stimmzettel und Ergebnis kann jede Person lesen"
        self.begin()
        self.compose("3", "Soll Frau Dr. Muster abberufen werden?")
        self.assertNotIn(public, browser.text())
        # The agenda says so in the list, in the form, in the preview, and where the second person looks.
        self.assertIn("12: Personalsache (nichtöffentlich)", browser.find("#compose-item").text)
        self.choose("#compose-item", "12")
        browser.wait(public)
        # The title names the item, and no other, also where somebody wrote on; of what is not public it has the number alone.
        title = browser.find("#compose-title")
        self.assertEqual(title.get_attribute("value"), "TOP 12: ")
        title.send_keys("Personal")
        for item in ("4", "-"):
            self.choose("#compose-item", item)
            self.assertEqual(title.get_attribute("value"), "TOP 4: Personal")
        browser.type("#compose-item-other", "15")
        self.assertEqual(title.get_attribute("value"), "TOP 15: Personal")
        self.choose("#compose-item", "12")
        self.assertEqual(title.get_attribute("value"), "TOP 12: Personal")
        self.officers()
        browser.type("#compose-statutory", "8")
        self.assertNotIn("Zuletzt in dieser Sitzung eingetragen", browser.text())
        browser.find("#compose-matter")
        browser.click("#compose-preview")
        browser.find("#compose-submit")
        browser.wait(r"Personalsache \(nichtöffentlich\)")
        self.assertEqual(browser.text().count(public), 2)
        self.check("officer-not-public")
        browser.click("#compose-submit")
        browser.wait("Wartet auf die Prüfung")
        browser.wait(public)
        # The number of members is the body's and goes into no other vote by itself; it is only named.
        browser.click("#compose-open")
        browser.wait("Zuletzt in dieser Sitzung eingetragen: 8, bei „TOP 12: Personal“")
        self.assertEqual(browser.find("#compose-statutory").get_attribute("value"), "")
        # Whoever stands alone can be voted against, unless the officer wants it otherwise.
        self.compose("4", "Wer soll Beigeordnete werden?")
        self.choose("#compose-template", "election")
        browser.type("#compose-names", "Dr. Ada Brandt")
        self.assertTrue(browser.find("#compose-withNo").is_selected())
        alone = "Nur eine Person steht zur Wahl"
        self.assertNotIn(alone, browser.text())
        browser.click("#compose-withNo")
        browser.wait(alone)
        self.officers()
        browser.find("#compose-matter")
        browser.click("#compose-preview")
        browser.wait("Was rechtlich festgelegt wird")
        self.assertEqual(browser.text().count(alone), 2)
        self.check("officer-alone")
        self.assertEqual(self.complaints(), [])

    def who_is_left_out_sees_the_own_reason(self):
        steps = test_member.MemberTests()
        steps.town = self.town
        for p, reason, name in (
            ("005", r"Bei TOP 4 sind Sie ausgeschlossen\. Eingetragen ist: „befangen \(§ 31 GO NRW\)“ \([0-9.]{10}, [0-9:]{5}\)", "excluded"),
            ("004", "waren Sie als nicht anwesend eingetragen|waren Sie noch nicht als anwesend eingetragen", "absent"),
        ):
            member = Browser(self.town, p, "phone")
            self.addCleanup(member.close)
            steps.sign_in(member, p)
            member.wait("Sie stimmen bei diesem Punkt nicht mit")
            member.wait(reason)
            self.assertNotIn("Das kann diese Gründe haben", member.text())
            self.assertNotIn("ist festgehalten, wer nicht auf der Liste steht", member.text())
            self.check(f"member-left-out-{name}", member)
            self.assertEqual(self.complaints(member), [])

    def keeps_the_equation_in_sight(self):
        """At the end of a long page, on a phone too, and no sign stands apart from its number."""
        browser = self.browser
        for size in ("phone", "tablet"):
            browser.resize(size)
            browser.driver.execute_script("window.scrollTo(0, document.body.scrollHeight)")
            top, bottom, broken = browser.driver.execute_script(
                "const box = document.querySelector('.equation-bar').getBoundingClientRect();"
                "const terms = [...document.querySelectorAll('.equation-bar .term')];"
                "return [box.top, box.bottom, terms.filter((term) => term.getClientRects().length > 1).length]")
            self.assertGreaterEqual(top, 0)
            self.assertLess(bottom, browser.driver.execute_script("return innerHeight") / 3)
            self.assertEqual(broken, 0)
        browser.driver.execute_script("window.scrollTo(0, 0)")

    def draw_and_cast(self, vote):
        """The vote up to the open casting, in which 001 votes in a browser and 002 on another device."""
        town, browser = self.town, self.browser
        town.ceremony(vote)
        browser.wait("geben Sie die Marken frei")
        act(browser, "#act-next", "Marken freigeben")
        browser.wait("Noch ohne Marke: ")
        steps = test_member.MemberTests()
        steps.town, steps.vote = town, vote
        member = Browser(town, "001", "phone")
        self.addCleanup(member.close)
        steps.sign_in(member)
        for p in ("002", "003", "005", "C01"):
            town.act(p, "member", "draw", "--vote", vote)
        browser.wait("Alle Stimmberechtigten haben ihre Marke")
        act(browser, "#act-next", "Stimmabgabe öffnen")
        browser.wait("Die Stimmabgabe läuft")
        steps.cast(member)
        steps.others_cast(("002",))
        browser.wait("3 Marken sind noch nicht abgegeben")
        return member, steps

    def keys_of(self, vote):
        """Fingerprint, and the keys of the issuer and of the three tellers, as everybody can read them."""
        opened = [json.loads(line["body"]) for line in self.get(f"/v1/{vote}/log") if line["type"] == "open"][0]
        return self.town.status(vote)["fingerprint"], opened["pk"], opened["K"]

    def test_edge_56_a_late_complaint_a_pause_and_a_repetition_with_new_keys(self):
        town, browser = self.town, self.browser
        self.begin()
        self.compose("3", "Soll das Grundstück verkauft werden?")
        self.officers()
        browser.find("#compose-matter")
        self.submit()
        self.four_eyes()
        old = self.create()
        member, steps = self.draw_and_cast(old)
        keys = self.keys_of(old)

        # 002 complains after six minutes, and has voted meanwhile without a word.
        tab(browser, "disturbance")
        reported = browser.find("#disturbance-time").get_attribute("value")
        minutes = int(reported[:2]) * 60 + int(reported[3:])
        clock = lambda minute: f"{minute // 60 % 24:02}:{minute % 60:02}"
        browser.type("#disturbance-text", "kein Ton")
        if minutes < 23 * 60:
            set_date(browser, "#disturbance-time", clock(minutes + 30))
            browser.click("#disturbance-enter")
            browser.wait("Diese Zeit liegt in der Zukunft")
            set_date(browser, "#disturbance-time", reported)
        set_date(browser, "#disturbance-occurred", clock(minutes - 6))
        self.choose("#disturbance-way", "phone")
        self.choose("#disturbance-who", "Müslüm Öztürk (002)")
        browser.click("#disturbance-continued")
        browser.click("#disturbance-enter")
        browser.wait(r"gemeldet nach 6 Minuten – zu spät \(mehr als 5\)")
        browser.wait("hat danach ohne Rüge weiter mitgewirkt")
        browser.wait("kann als unbeachtlich behandelt werden")
        browser.wait("Entscheidung des Vorsitzes: noch ")
        self.check("officer-disturbance-late")

        # The chair interrupts on another device while the officer is about to close.
        tab(browser, "vote")
        browser.click("#act-next")
        browser.find("dialog")
        chair = Browser(town, "C01")
        self.addCleanup(chair.close)
        sign_in(chair, town, "C01")
        chair.press("öffnen$")
        tab(chair, "disturbance")
        chair.type("#reason-1", "Die Leitung des Saals wird geprüft")
        chair.click("#decide-1-pause")
        chair.wait("wegen Störung 1 unterbrochen")
        confirm(browser, "Stimmabgabe schließen")
        browser.wait("drücken Sie zuerst „Sitzung geht weiter“")
        browser.find("#resume-first")
        self.assertEqual(browser.driver.find_elements(By.CSS_SELECTOR, "#act-next"), [])
        self.assertEqual(town.status(old)["state"], "casting")
        self.check("officer-paused")
        browser.click("#resume-first")
        browser.find("#act-next")

        # The line of the hall was at fault: the step is repeated. Nothing of the old vote is opened.
        tab(browser, "disturbance")
        browser.type("#reason-1", "Die Leitung des Saals war gestört")
        act(browser, "#decide-1-repeat", "Abstimmung wiederholen")
        browser.wait("Abstimmung vorbereiten")
        member.wait("Die Abstimmung ist abgebrochen")
        member.wait("Die Leitung des Saals war gestört")
        browser.find("#compose-matter")
        self.submit()
        self.four_eyes()
        new = self.create()
        # The page of 001 goes over to the repetition and fetches its new token by itself.
        self.announce(new, {p: "Nein" for p in ("002", "003", "005", "C01")}, [lambda: steps.cast(member, "Nein")])
        for before, after in zip(keys, self.keys_of(new), strict=True):
            self.assertNotEqual(before, after)
        types = [line["type"] for line in self.get(f"/v1/{old}/log")]
        self.assertEqual(types[-2:], ["cast", "void"])
        self.assertNotIn("share", types)
        result = [json.loads(line["body"]) for line in self.get(f"/v1/{new}/log") if line["type"] == "result"][0]
        # Yes of the old vote is not in it.
        self.assertEqual(result["counts"], [0, 5, 0])
        refused = town.act("T01", "teller", "share", "--vote", old, "--board", town.status(new)["board"], check=False)
        self.assertNotEqual(refused.returncode, 0)
        tab(browser, "journal")
        browser.wait(r"Störung 1, eingetreten .*, gemeldet .*Telefon.*: kein Ton \(hat danach ohne Rüge weiter mitgewirkt\)")
        self.assertEqual(self.complaints(), [])

    def test_numbers_that_do_not_add_up_are_named_before_a_step(self):
        town, browser = self.town, self.browser
        self.begin()
        vote = town.new_vote(present="001,002,003,005")
        tab(browser, "vote")
        browser.click("#other-votes summary")
        choose_item(browser, f"#adopt-{vote}", "3")
        browser.click(f"#adopt-do-{vote}")
        browser.wait("Die Rechnung geht nicht auf. Bitte halten Sie an und klären Sie: anwesend")
        browser.wait("Was zu tun ist: Gehen Sie noch keinen Schritt weiter und sagen Sie es dem Vorsitz")
        town.ceremony(vote)
        difference = "ohne Stimmrecht: 5, stimmberechtigt: 4"
        browser.click("#act-next")
        self.assertIn(difference, browser.find("dialog").text)
        self.check("officer-difference")
        confirm(browser, "Nein, zurück")
        tab(browser, "attendance")
        browser.wait(difference)
        self.assertEqual(town.status(vote)["state"], "ready")
        tab(browser, "vote")
        act(browser, "#act-next", "Marken freigeben")
        browser.wait("Danach steht fest, wer abstimmen darf")
        confirm(browser, "Marken freigeben")
        browser.wait("Noch ohne Marke: 4")
        self.assertEqual(self.complaints(), [])

    def test_what_stands_below_a_vote_is_about_that_vote(self):
        town, browser = self.town, self.browser
        self.begin()
        votes = {title: town.new_vote(title=title) for title in ("Erste Frage", "Zweite Frage")}
        tab(browser, "vote")

        def is_shown(title):
            heading = "return document.getElementById('vote-heading')?.textContent"
            browser.until(lambda driver: driver.execute_script(heading) == title, f"not {title}", 20)

        def show(title):
            browser.click(f"#show-{votes[title]}")
            is_shown(title)

        for title, vote in votes.items():
            browser.click("#other-votes summary")
            choose_item(browser, f"#adopt-{vote}", "3")
            browser.click(f"#adopt-do-{vote}")
            is_shown(title)

        show("Erste Frage")
        browser.click("#void summary")
        browser.type("#void-reason", "Grund der ersten")
        show("Zweite Frage")
        browser.click("#void summary")
        self.assertEqual(browser.find("#void-reason").get_property("value"), "")
        for vote in votes.values():
            town.act("S01", "vote", "void", "--vote", vote, "--reason", "Ende")
        show("Erste Frage")
        browser.find("#compose-again")
        show("Zweite Frage")
        browser.click("#compose-again")
        self.assertEqual(browser.find("#compose-title").get_property("value"), "Zweite Frage")
        self.assertEqual(self.complaints(), [])

    def announce(self, vote, counts, on_pages=()):
        """Tellers and chair on the command line; `counts` are the choices of the members, the others vote on pages."""
        town = self.town
        town.ceremony(vote)
        self.browser.wait("geben Sie die Marken frei")
        act(self.browser, "#act-next", "Marken freigeben")
        self.browser.wait("Noch ohne Marke: ")
        for p in counts:
            town.act(p, "member", "draw", "--vote", vote)
        self.browser.wait("Alle Stimmberechtigten haben ihre Marke")
        act(self.browser, "#act-next", "Stimmabgabe öffnen")
        self.browser.wait("Die Stimmabgabe läuft")
        for p, choice in counts.items():
            (town.folder / "choice").write_text(choice + "\n", encoding="utf-8")
            town.act(p, "member", "vote", "--vote", vote, "--choice-file", "choice")
        for cast in on_pages:
            cast()
        self.browser.wait("0 Marken sind noch nicht abgegeben")
        act(self.browser, "#act-next", "Stimmabgabe schließen")
        self.browser.wait("Einspruchspause: Der Vorsitz liest")
        board = town.status(vote)["board"]
        for teller in ("T01", "T03"):
            town.act(teller, "teller", "share", "--vote", vote, "--board", board)
        for teller in ("T01", "T02", "T03"):
            town.act(teller, "teller", "sign", "--vote", vote)
        town.act("C01", "vote", "announce", "--vote", vote)
        self.browser.wait("Das Ergebnis ist bekannt gegeben")

    def test_next_round_without_those_who_were_elected(self):
        town, browser = self.town, self.browser
        self.begin()
        self.compose("4", "Wer soll in den Aufsichtsrat?")
        self.choose("#compose-template", "seats")
        browser.type("#compose-names", "Ada Brandt\nKarim Özer\nBea Lindt")
        browser.type("#compose-seats", "2")
        # Whoever wants to votes invalidly on purpose; that is no vote for anybody, and no candidate of the next round.
        browser.click("#compose-withInvalid")
        self.officers()
        browser.find("#compose-matter")
        self.submit()
        self.four_eyes()
        vote = self.create()
        self.announce(vote, {
            "001": "Ada Brandt\nKarim Özer", "002": "Ada Brandt\nBea Lindt", "003": "Ada Brandt", "005": "Karim Özer", "C01": "Ungültig",
        })
        browser.wait("Die Rechnung geht auf|Soweit bekannt, geht die Rechnung auf")
        self.check("officer-announced")
        browser.wait("urne record print")
        self.assertIn("1 ungültige Stimme", town.act("C01", "vote", "words", "--vote", vote))
        self.read_in_english()
        browser.click("#compose-again")
        browser.wait("Abstimmung vorbereiten")
        self.assertEqual(browser.find("#compose-names").get_attribute("value"), "Karim Özer\nBea Lindt")
        self.assertTrue(browser.find("#compose-runoff").is_selected())
        self.assertEqual(self.complaints(), [])

    def read_in_english(self):
        """Every tab in English: no key of the catalogue shows, and no German sentence."""
        other = Browser(self.town, "english")
        self.addCleanup(other.close)
        other.open("/leitung")
        other.press("^English$")
        other.wait("Sign in as election officer")
        sign_in(other, self.town, "S01")
        other.press("^Open ")
        for name in ("session", "attendance", "vote", "disturbance", "journal"):
            tab(other, name)
            other.find("h1")
            self.check(f"officer-english-{name}", other)
            text = other.text().replace(MEETING, "").replace("Rats", "")
            self.assertNotRegex(text, r"\b(officer|web|rule|json|error)\.[a-z]")
            self.assertNotRegex(text, r"\b(und|nicht|oder|Sitzung|Mitglieder)\b")
        self.assertEqual(self.complaints(other), [])

    def test_mistakes_are_named_and_change_nothing(self):
        town, browser = self.town, self.browser
        browser.open("/leitung")
        browser.type("#person", "S01")
        code = town.code("S01")
        browser.type("#code", code[:-1] + ("0" if code[-1] != "0" else "1"))
        browser.press("^Anmelden$")
        browser.wait("Im Zugangscode ist ein Tippfehler")
        browser.type("#code", code.lower().replace("-", " "))
        browser.press("^Anmelden$")
        browser.wait("Sitzung wählen")
        browser.press("Sitzung eröffnen")
        browser.wait("Bitte geben Sie Titel, Tag und Ort an")
        upload(browser, "#session-keys", town.folder / "people.csv")
        browser.wait("Das ist keine Datei, wie sie hier gebraucht wird")
        stranger = Browser(town, "stranger")
        self.addCleanup(stranger.close)
        sign_in(stranger, town, "T01")
        stranger.wait("Sitzung wählen")
        stranger.type("#session-title", "Putsch")
        set_date(stranger, "#session-date", "2026-12-10")
        stranger.type("#session-place", "Keller")
        upload(stranger, "#session-keys", town.folder / "reg" / "keys.jsonl")
        stranger.find("input[value=C01]").click()
        stranger.press("Sitzung eröffnen")
        stranger.wait("nicht als Wahlleitung eingetragen")
        self.assertEqual(self.journals(), {})

    def test_two_tabs_and_a_lost_connection_write_one_journal(self):
        town, browser = self.town, self.browser
        self.begin()
        other = Browser(town, "second")
        self.addCleanup(other.close)
        sign_in(other, town, "C01")
        other.press("öffnen$")
        stranger = Browser(town, "stranger")
        self.addCleanup(stranger.close)
        sign_in(stranger, town, "T01")
        stranger.wait("Sie sind auf diesem Server in keiner Sitzung genannt")
        # The example below the field for the title has the same words.
        self.assertEqual(stranger.text().count(MEETING), stranger.text().count(f"zum Beispiel: {MEETING}"))
        tab(other, "attendance")
        other.find("#attendance-004-left[checked]")
        browser.click("#attendance-001-video")
        other.click("#attendance-002-video")
        for each in (browser, other):
            each.find("#attendance-001-video[checked]")
            each.find("#attendance-002-video[checked]")
        browser.offline(True)
        browser.click("#attendance-003-video")
        browser.wait("Keine Verbindung zum Server")
        browser.offline(False)
        other.find("#attendance-003-video[checked]")
        (lines,) = self.journals().values()
        self.assertEqual(len(lines), 14)


if __name__ == "__main__":
    unittest.main(verbosity=2)
