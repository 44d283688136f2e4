"""Tellers, chair and hall in real browsers: the key ceremony, the opening, the release, and what goes wrong in between."""

import json
import pathlib
import unittest
import urllib.error
import urllib.request

from harness import Browser, By, Town


def sign_in(browser, path):
    browser.open(path)
    browser.type("#person", browser.name)
    browser.type("#code", browser.town.code(browser.name))
    browser.press("^Anmelden")


def complaints(browser):
    """What the browser complained about, but for refusals that are part of the protocol."""
    return [line for line in browser.errors() if "409 (Conflict)" not in line and "ERR_INTERNET_DISCONNECTED" not in line]


def stored(browser):
    """Everything that this browser keeps of votes."""
    text = browser.driver.execute_script("return JSON.stringify({...localStorage})")
    return {name: json.loads(value) for name, value in json.loads(text).items() if name.startswith("urne:")}


def secrets(browser):
    return [value["store"] for value in stored(browser).values()]


def close_without_asking(browser):
    """Leaves the page as one who confirms that it may be left."""
    browser.driver.execute_cdp_cmd("Page.enable", {})
    browser.driver.execute_script("window.stop()")
    browser.driver.get("about:blank")


class Votes(unittest.TestCase):
    """A town, browsers that are closed after each test, and the short ways through a vote."""

    members = 6
    # Further options of the server.
    serve = ()

    def setUp(self):
        self.town = self.enterContext(Town(self.members, serve=self.serve))
        self.browsers = []

    def tearDown(self):
        for browser in self.browsers:
            if any(error for _, error in getattr(self._outcome, "errors", []) or []):
                print(f"---- {browser.name}: {browser.text()[:800]}")
            browser.close()

    def browser(self, name, size="tablet"):
        self.browsers.append(Browser(self.town, name, size))
        return self.browsers[-1]

    def people(self):
        return [p for p, _ in self.town.members]

    def lawful_vote(self, **options):
        """A vote with a law; the mayor, who leads the session, votes, too."""
        everybody = ",".join([*self.people(), "C01"])
        return self.town.new_vote(present=everybody, more=["--session", "2026-11-24", "--present", everybody], **options)

    def officer(self, *arguments):
        return self.town.act("S01", "vote", *arguments)

    def ceremony_of(self, person, vote):
        """The command line's part, as far as it can go now."""
        return self.town.act(person, "teller", "ceremony", "--vote", vote, "--json")

    def finish_ceremony(self, vote, *persons):
        for _ in range(60):
            if all([json.loads(self.ceremony_of(person, vote))["finished"] for person in persons]):
                return
        self.fail("the ceremony does not end")

    def draw(self, vote, persons):
        for person in persons:
            self.town.act(person, "member", "draw", "--vote", vote)

    def cast(self, vote, persons, choices=("Ja", "Ja", "Nein")):
        for i, person in enumerate(persons):
            (self.town.folder / "choice.txt").write_text(choices[i % len(choices)] + "\n")
            self.town.act(person, "member", "vote", "--vote", vote, "--choice-file", "choice.txt")

    def vote_to_board(self, vote, left_over=0):
        people = self.people()
        self.officer("open", "--vote", vote)
        self.draw(vote, people)
        self.officer("cast", "--vote", vote)
        self.cast(vote, people[: len(people) - left_over])
        self.officer("close", "--vote", vote)
        return self.town.status(vote)["board"]

    def open_board(self, browser, board, gap=None):
        browser.press("Die Pause ist zu Ende", 60)
        browser.type("#board", board)
        if gap is not None:
            browser.type("#gap", str(gap))
        browser.press("^Öffnen$")
        browser.click("dialog button.main")

    def sign_result(self, browser):
        browser.wait("selbst nachgerechnet", 60)
        browser.press("Ergebnis unterschreiben")
        browser.wait("Unterschrieben")


class CountTests(Votes):
    def test_a_whole_vote_with_two_browsers_and_the_command_line(self):
        town = self.town
        vote = self.lawful_vote()
        first, second = self.browser("T01"), self.browser("T02")
        chair, hall = self.browser("C01"), self.browser("hall", "projector")

        first.open("/zaehlung")
        first.find("h1")
        first.shoot("count-teller-sign-in")
        sign_in(first, "/zaehlung")
        first.wait("Drei Personen aus verschiedenen Gruppen")
        first.shoot("count-teller-introduction")
        first.press("Schlüssel jetzt erzeugen")
        first.wait("Es fehlt noch: Oliver Szymański und Dilan Kaya")
        first.shoot("count-teller-round-1")
        sign_in(chair, "/vorsitz")
        chair.wait("noch nicht eröffnet")
        chair.shoot("count-chair-before")
        hall.open("/ergebnis")
        hall.wait("Drei Zählpersonen erzeugen")
        hall.shoot("count-hall-ceremony")

        # The tab is closed in the middle; the others wait, and nothing is lost.
        secret = secrets(first)[0]["ceremony"]
        close_without_asking(first)
        sign_in(second, "/zaehlung")
        second.press("Schlüssel jetzt erzeugen")
        self.ceremony_of("T03", vote)
        second.wait("Es fehlt noch: Birgit Kamp")
        sign_in(first, "/zaehlung")
        self.finish_ceremony(vote, "T03")
        for teller in (first, second):
            teller.wait("Der Schlüssel ist fertig")
        first.shoot("count-teller-ready")
        shares = [secrets(teller)[0]["share"] for teller in (first, second)]

        # A second tab of the same person, and a reload, change nothing.
        first.driver.switch_to.new_window("tab")
        sign_in(first, "/zaehlung")
        first.wait("Der Schlüssel ist fertig")
        self.assertEqual(secrets(first)[0]["share"], shares[0])

        self.officer("open", "--vote", vote)
        fingerprint = town.status(vote)["fingerprint"]
        for teller in (first, second):
            teller.wait("Vergleichen Sie den Prüfcode")
            teller.wait(fingerprint.replace("-", r"\s*"))
        first.shoot("count-teller-compare")
        first.press("anders")
        first.wait("Ich erhebe Einspruch")
        first.shoot("count-teller-differs")
        first.press("Noch einmal vergleichen")
        first.press("stimmt überein")
        first.shoot("count-teller-compared")
        chair.wait(r"geheim\w* Abstimmung")
        chair.wait(fingerprint[:4])
        chair.shoot("count-chair-opening")
        self.draw(vote, self.people())
        hall.wait(r"Marken abgeholt\s*6")
        hall.shoot("count-hall-issuing")

        self.officer("cast", "--vote", vote)
        chair.wait("Beginn der Stimmabgabe")
        chair.shoot("count-chair-casting")
        self.cast(vote, self.people()[:5])
        hall.wait(r"Stimmen abgegeben\s*5")
        hall.shoot("count-hall-casting")
        first.wait(r"Stimmen abgegeben\s*5")
        first.shoot("count-teller-casting")
        self.officer("close", "--vote", vote)
        board = town.status(vote)["board"]

        first.wait("Einspruchspause")
        first.shoot("count-teller-pause")
        chair.wait("Am Ende der Pause")
        chair.shoot("count-chair-pause")
        hall.wait("selbst geprüft: gültig")
        hall.wait(board.replace("-", r"\s*"))
        hall.shoot("count-hall-pause")

        # What was read out is typed; anything else opens nothing.
        self.open_board(first, "0000-0000-0000-0000-0000", 1)
        first.wait("Es wurde nichts geöffnet", 60)
        first.shoot("count-teller-wrong-code")
        first.type("#board", board.lower())
        first.type("#gap", "0")
        first.press("^Öffnen$")
        first.click("dialog button.main")
        first.wait("Die genannte Zahl ist nicht die dieses Geräts", 60)
        first.shoot("count-teller-wrong-gap")
        self.assertEqual(town.status(vote)["shares"], [])
        first.type("#gap", "1")
        first.press("^Öffnen$")
        first.click("dialog button.main")
        first.wait("Ihr Anteil ist abgegeben", 60)
        first.shoot("count-teller-shared")
        hall.wait("Die Urne wird geöffnet")
        self.open_board(second, board.replace("-", " "), 1)

        second.wait("selbst nachgerechnet", 60)
        second.shoot("count-teller-sign")
        self.sign_result(second)
        second.shoot("count-teller-signed")
        self.sign_result(first)
        chair.wait("bisher 2 von 2|Ergebnis freigeben")
        self.assertNotRegex(hall.text(), r"Ja\s+\d")

        chair.wait("NOCH NICHT FREIGEGEBEN")
        chair.wait("angenommen|abgelehnt")
        # Six drew, five cast.
        chair.wait(r"Die Kontrollgleichung geht auf[\s\S]*= Stimmen abgegeben \d+ \+ nicht abgegeben 1")
        chair.wait("Bis auf eine Person haben alle gleich gestimmt: Ja")
        chair.shoot("count-chair-preview")
        chair.press("^Ergebnis freigeben")
        chair.find("dialog button.main")
        chair.shoot("count-chair-confirm")
        chair.click("dialog button.main")
        chair.wait("Für die Niederschrift")
        chair.shoot("count-chair-announced")
        hall.wait("Ergebnis bekannt gegeben")
        hall.wait("angenommen|abgelehnt")
        hall.wait("selbst geprüft: gültig")
        hall.shoot("count-hall-announced")

        # The key shares are gone from the browsers, and were never anywhere else.
        for teller in (first, second):
            teller.wait("Ihr Schlüsselanteil wurde aus diesem Browser gelöscht")
            self.assertEqual(secrets(teller), [{}])
        first.shoot("count-teller-end")
        for file in pathlib.Path(town.folder, "urne-data").rglob("*"):
            content = file.read_bytes() if file.is_file() else b""
            for hidden in (secret, *shares):
                self.assertNotIn(hidden.encode(), content, file)
                self.assertNotIn(bytes.fromhex(hidden), content, file)
        for browser in (first, second, chair, hall):
            self.assertEqual(complaints(browser), [])

    def test_three_of_three_in_three_browsers_of_which_one_has_two_tabs(self):
        vote = self.town.new_vote(more=["--threshold", "3"])
        tellers = [self.browser(p) for p in ("T01", "T02", "T03")]
        for teller in tellers:
            sign_in(teller, "/zaehlung")
        # Two tabs of one person race through the whole ceremony.
        tellers[0].driver.switch_to.new_window("tab")
        sign_in(tellers[0], "/zaehlung")
        for teller in tellers:
            teller.press("Schlüssel jetzt erzeugen")
        tellers[0].driver.switch_to.window(tellers[0].driver.window_handles[0])
        for teller in tellers:
            teller.wait("Der Schlüssel ist fertig", 40)
        board = self.vote_to_board(vote)
        for teller in tellers:
            self.open_board(teller, board)
        for teller in tellers:
            self.sign_result(teller)
        self.town.act("C01", "vote", "announce", "--vote", vote)
        for teller in tellers:
            teller.wait("gelöscht")
        record = self.town.folder / "record"
        self.town.urne("record", "export", "--vote", vote, "--out", record)
        self.assertIn("GÜLTIG", self.town.urne(record, program="urne-verify"))
        for teller in tellers:
            self.assertEqual(complaints(teller), [])

    def test_where_too_few_cast_the_chair_reads_that_nothing_is_opened(self):
        vote = self.lawful_vote()
        self.town.ceremony(vote)
        self.vote_to_board(vote, left_over=4)
        chair, hall = self.browser("C01"), self.browser("hall", "projector")
        hall.open("/ergebnis")
        hall.wait("Es sind zu wenige Stimmen abgegeben, um sie geheim auszuzählen. Die Urne wird nicht geöffnet")
        self.assertNotRegex(hall.text(), "Stimmcode|Einspruch")
        hall.shoot("count-hall-too-few")
        sign_in(chair, "/vorsitz")
        chair.wait("geöffnet werden darf erst ab 3")
        chair.wait("zu wenige Stimmen abgegeben. Es wird nichts geöffnet; die Wahlleitung bricht die Abstimmung ab")
        self.assertNotRegex(chair.text(), "öffnet das Zählteam|geben ihn ein|Prüfcode der Urne")
        chair.shoot("count-chair-too-few")

    def test_several_results_are_released_with_one_confirmation(self):
        titles = ["Verkauf des Grundstücks Am Markt", "Beitritt zum Zweckverband"]
        votes = [self.lawful_vote(title=title) for title in titles]
        for vote in votes:
            self.town.ceremony(vote)
            board = self.vote_to_board(vote)
            for teller in ("T01", "T02"):
                self.town.act(teller, "teller", "share", "--vote", vote, "--board", board)
        chair, hall = self.browser("C01"), self.browser("hall", "projector")
        sign_in(chair, "/vorsitz")
        chair.wait("Gemeinsam freigeben")
        chair.wait("bisher 0 von 2")
        for vote in votes:
            for teller in ("T01", "T02"):
                self.town.act(teller, "teller", "sign", "--vote", vote)
        chair.wait(r"(?s)^(?!.*bisher)")
        hall.open("/ergebnis")
        hall.wait("Abstimmungen der Sitzung")
        hall.shoot("count-hall-list")
        for summary in chair.driver.find_elements(By.CSS_SELECTOR, "summary"):
            summary.click()
        chair.shoot("count-chair-several")
        chair.press("Ausgewählte Ergebnisse freigeben")
        chair.wait("mindestens ein Ergebnis")
        for label in chair.driver.find_elements(By.CSS_SELECTOR, ".candidate label"):
            label.click()
        chair.press("Ausgewählte Ergebnisse freigeben")
        chair.find("dialog button.main")
        # Who has not signed cannot do so any more.
        self.assertIn("„Beitritt zum Zweckverband“: Dilan Kaya hat noch nicht unterschrieben", chair.find("dialog").text)
        chair.shoot("count-chair-several-confirm")
        # One more signs while the chair is asked, and the view below is drawn anew; then the connection is lost.
        chair.driver.execute_script("window.drawn = document.querySelector('.candidate')")
        self.town.act("T03", "teller", "sign", "--vote", votes[0])
        chair.until(lambda _: not chair.driver.execute_script("return window.drawn.isConnected"), "no news", 20)
        chair.offline(True)
        chair.click("dialog button.main")
        chair.wait("Keine Verbindung")
        chair.offline(False)
        chair.wait("Beendet")
        self.reads_well_on_a_phone(chair)
        for vote in votes:
            self.assertEqual(self.town.status(vote)["state"], "announced")
        hall.wait("Ergebnis bekannt gegeben")
        hall.open(f"/ergebnis#{votes[1]}")
        hall.wait("Beitritt zum Zweckverband")
        hall.wait("Ergebnis bekannt gegeben")
        self.assertEqual(complaints(chair) + complaints(hall), [])

    def reads_well_on_a_phone(self, browser):
        """No word of a title is broken for want of room."""
        browser.resize("phone")
        broken = browser.driver.execute_script(
            "return [...document.querySelectorAll('ul.votes .title')].flatMap(({firstChild: text}) =>"
            "  [...text.data.matchAll(/\\S+/g)].filter(({0: word, index}) => {"
            "    const range = document.createRange();"
            "    range.setStart(text, index);"
            "    range.setEnd(text, index + word.length);"
            "    return range.getClientRects().length > 1;"
            "  }).map(([word]) => word));")
        self.assertEqual(broken, [])
        browser.shoot("count-chair-over")

    def test_a_void_vote_erases_the_key_shares_and_says_so(self):
        vote = self.town.new_vote()
        teller, chair, hall = self.browser("T01"), self.browser("C01"), self.browser("hall", "projector")
        sign_in(teller, "/zaehlung")
        teller.press("Schlüssel jetzt erzeugen")
        teller.wait("Es fehlt noch")
        sign_in(chair, "/vorsitz")
        hall.open("/ergebnis")
        chair.wait("noch nicht eröffnet")
        hall.wait("Drei Zählpersonen")
        self.officer("void", "--vote", vote, "--reason", "Die Videoverbindung ist <b>gestört</b>.")
        teller.wait("wurde aus diesem Browser gelöscht")
        teller.wait("<b>gestört</b>")
        teller.shoot("count-teller-void")
        self.assertEqual(secrets(teller), [{}])
        chair.wait("abgebrochen")
        chair.shoot("count-chair-void")
        hall.wait("abgebrochen")
        hall.shoot("count-hall-void")
        self.assertEqual(complaints(teller) + complaints(chair) + complaints(hall), [])

    def test_a_count_that_is_given_up_erases_the_key_shares_and_says_so(self):
        vote = self.town.new_vote()
        teller, chair, hall = self.browser("T01"), self.browser("C01"), self.browser("hall", "projector")
        sign_in(teller, "/zaehlung")
        teller.press("Schlüssel jetzt erzeugen")
        self.finish_ceremony(vote, "T02", "T03")
        board = self.vote_to_board(vote)
        self.open_board(teller, board)
        teller.wait("Ihr Anteil ist abgegeben", 60)
        sign_in(chair, "/vorsitz")
        hall.open("/ergebnis")
        chair.wait("Birgit Kamp")
        hall.wait("Urne wird geöffnet")
        self.officer("abandon", "--vote", vote, "--reason", "Zwei Zählpersonen sind erkrankt.")
        teller.wait("wurde aus diesem Browser gelöscht")
        teller.wait("Auszählung aufgegeben")
        teller.shoot("count-teller-abandoned")
        self.assertEqual(secrets(teller), [{}])
        chair.wait("aufgegeben")
        hall.wait("aufgegeben")
        hall.shoot("count-hall-abandoned")

    def test_the_words_tell_the_public_nothing_before_the_release(self):
        town = self.town
        vote = self.lawful_vote()
        town.ceremony(vote)
        board = self.vote_to_board(vote)

        def words(query="", body=None):
            data = None if body is None else json.dumps(body).encode()
            request = urllib.request.Request(f"{town.url}/v1/{vote}/words{query}", data, {"content-type": "application/json"})
            try:
                with urllib.request.urlopen(request, timeout=20) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as refusal:
                return json.load(refusal)["error"]

        for teller in ("T01", "T02"):
            town.act(teller, "teller", "share", "--vote", vote, "--board", board)
        for teller in ("T01", "T02"):
            town.act(teller, "teller", "sign", "--vote", vote)
        public = words()
        self.assertIn("Stimmberechtigt sind 7 Mitglieder.", public["opening"])
        self.assertTrue(public["closing"])
        for name in ("announcing", "decided", "minutes", "resolution", "questions", "result", "problem"):
            self.assertFalse(public[name], name)
        self.assertIn("7 members are entitled to vote.", words("?lang=en")["opening"])
        self.assertEqual(words("?lang=fr"), "bad_request")
        self.assertEqual(words(body={"by": "chair", "sig": "00" * 64, "lang": "de"}), "bad_sig")
        self.assertEqual(words(body={"by": "chair", "sig": "00" * 64}), "bad_request")
        town.act("C01", "vote", "announce", "--vote", vote)
        self.assertEqual(words()["decided"], ["Der Antrag ist angenommen."])

    def test_a_lost_connection_is_said_and_comes_back_by_itself(self):
        vote = self.town.new_vote()
        teller = self.browser("T01")
        sign_in(teller, "/zaehlung")
        teller.press("Schlüssel jetzt erzeugen")
        teller.wait("Es fehlt noch")
        teller.offline(True)
        teller.wait("Keine Verbindung zum Server", 60)
        teller.shoot("count-teller-offline")
        teller.offline(False)
        self.finish_ceremony(vote, "T02", "T03")
        teller.wait("Der Schlüssel ist fertig")
        self.assertNotIn("Keine Verbindung", teller.text())
        self.assertEqual(complaints(teller), [])

    def test_too_few_ballots_are_never_opened(self):
        vote = self.town.new_vote()
        teller = self.browser("T01")
        sign_in(teller, "/zaehlung")
        teller.press("Schlüssel jetzt erzeugen")
        self.finish_ceremony(vote, "T02", "T03")
        self.vote_to_board(vote, left_over=4)
        teller.wait("geöffnet werden darf erst ab 3", 60)
        teller.shoot("count-teller-too-few")
        self.assertNotIn("Die Pause ist zu Ende", teller.text())

    def test_a_wrong_sign_in_is_named_and_another_browser_has_no_share(self):
        vote = self.town.new_vote()
        teller, other = self.browser("T01"), self.browser("T01")
        teller.open("/zaehlung")
        teller.press("^Anmelden")
        teller.wait("Bitte geben Sie Ihre Nummer ein")
        teller.type("#person", "T01")
        teller.type("#code", "ABCD")
        teller.press("^Anmelden")
        teller.wait("20 Zeichen; hier sind es 4")
        teller.shoot("count-teller-code-length")
        teller.type("#code", self.town.code("T02"))
        teller.press("^Anmelden")
        teller.wait("passen nicht zusammen")
        code = self.town.code("T01")
        teller.type("#code", code.lower().replace("-", " ").replace("0", "o").replace("1", "l"))
        teller.press("^Anmelden")
        teller.press("Schlüssel jetzt erzeugen")
        self.finish_ceremony(vote, "T02", "T03")
        teller.wait("Der Schlüssel ist fertig")
        self.officer("open", "--vote", vote)
        # Nothing of the code is stored, and the address never had it.
        self.assertNotIn(code.replace("-", ""), json.dumps(stored(teller)).replace("-", ""))
        sign_in(other, "/zaehlung")
        other.wait("Beiträge dieses Browsers zum Schlüssel stehen nicht im Logbuch")
        other.shoot("count-teller-other-browser")


class LanguageTests(Votes):
    def test_english(self):
        vote = self.lawful_vote()
        self.town.ceremony(vote)
        board = self.vote_to_board(vote, left_over=1)
        chair, hall, teller = self.browser("C01"), self.browser("hall", "projector"), self.browser("T01")
        for browser, path in ((chair, "/vorsitz"), (hall, "/ergebnis"), (teller, "/zaehlung")):
            browser.open(path)
            browser.find("h1")
            if browser == chair:
                chair.type("#person", "C01")
                chair.type("#code", self.town.code("C01"))
            browser.press("English")
        teller.wait("Tellers: sign in")
        teller.shoot("count-en-teller-sign-in")
        # What was typed is still there.
        chair.press("^Sign in")
        chair.wait("Objection pause")
        chair.shoot("count-en-chair-pause")
        hall.wait("verified the published record")
        hall.shoot("count-en-hall-pause")
        for person in ("T01", "T02"):
            self.town.act(person, "teller", "share", "--vote", vote, "--board", board, "--gap", "1")
        for person in ("T01", "T02"):
            self.town.act(person, "teller", "sign", "--vote", vote)
        chair.wait("NOT RELEASED YET")
        chair.shoot("count-en-chair-preview")
        chair.press("Release the result")
        chair.click("dialog button.main")
        chair.wait("For the minutes")
        # A browser that does not let the page copy.
        chair.driver.execute_script(
            "Object.defineProperty(navigator, 'clipboard', {value: {writeText: () => Promise.reject(new Error())}})")
        chair.press("^Copy$")
        chair.wait("did not allow copying")
        selected, minutes = chair.driver.execute_script(
            "return [String(getSelection()), document.getElementById('minutes').textContent]")
        self.assertEqual(selected.strip(), minutes.strip())
        chair.shoot("count-en-chair-no-copy")
        hall.wait("Result announced")
        hall.shoot("count-en-hall-announced")
        teller.type("#person", "T01")
        teller.type("#code", self.town.code("T01"))
        teller.press("^Sign in")
        teller.wait("Your votes")
        teller.press("Go to the vote")
        teller.wait("no key share of this vote in this browser")
        teller.shoot("count-en-teller-end")
        for browser in (chair, hall, teller):
            self.assertNotRegex(browser.text(), r"(teller|chair|count|result|web)\.[a-z]")
            self.assertEqual(complaints(browser), [])


if __name__ == "__main__":
    unittest.main()
