"""The vote by post in real browsers: officer and three tellers, each with a profile of their own, from the start to a signed
record that urne-verify accepts; with wrong scans, a first count that disagrees, and a number that does not fit its stack."""

import json
import unittest

import access
from harness import Keys
from postal import KEY, PostalCase, foreign_number
from selenium.webdriver import ActionChains
from test_count import Votes, complaints, sign_in
from test_officer import set_date, upload


class PostalTests(PostalCase):
    members = 8

    def setUp(self):
        super().setUp()
        members = [{"p": p, "name": name} for p, name in self.town.members]
        members[6] |= {"present": False}
        members[7] |= {"excluded": True}
        self.case = self.case_file(members=members)

    # The story

    def test_a_whole_postal_vote(self):
        officer = self.browser("S01")
        sign_in(officer, "/briefwahl")
        self.look(officer, "start")
        self.start(officer)
        self.prepare(officer)
        first = self.enter("T01")
        self.release(officer, first)
        numbers = self.send(officer)
        self.receive(officer, numbers)
        second, third = self.enter("T02"), self.enter("T03")
        self.convene(officer, first, second, third)
        self.admit(first, numbers)
        self.open_envelopes(first)
        self.count(first, second, third)
        self.result(first, second, third)
        self.pack(first, second)
        for browser in (officer, first, second, third):
            self.assertNotRegex(browser.text(), KEY)
            self.assertEqual(complaints(browser), [], browser.name)
        # Anybody verifies what the pages made.
        self.town.urne("postal", "record", "--out", "akte")
        self.assertIn("valid\":true", self.town.urne("akte", "--json", program="urne-verify").replace(" ", ""))
        result = json.loads((self.town.folder / "akte" / "niederschrift.json").read_text())["result"]["counts"]
        self.assertEqual([option["votes"] for option in result["options"]], [2, 1])
        self.assertEqual(result["rejected"], [1, 1, 0, 0, 0, 1, 0, 0])
        self.english(first)

    def prepare(self, officer):
        self.tab(officer, "prepare")
        officer.wait("war in der Sitzung, aber nicht bei diesem Punkt")
        self.do(officer, "electorate")
        officer.wait("Hier fehlt noch etwas")
        self.fill(officer, "electorate", **{"why-007": "war nur kurz draußen"})
        self.look(officer, "electorate")
        self.do(officer, "electorate")
        officer.wait("7 Stimmberechtigte")
        self.fill(officer, "deadline", reason="Regelfall")
        self.look(officer, "deadline")
        self.do(officer, "deadline")
        officer.wait("Ende der Frist: ")
        upload(officer, "#print-job", self.job)
        self.do(officer, "print")
        officer.wait("7 Sätze gedruckt")
        # Whoever printed cannot release.
        upload(officer, "#release-folder", self.job)
        self.do(officer, "release")
        officer.wait("Fehler:")

    def release(self, officer, first):
        self.tab(first, "prepare")
        wrong = self.town.folder / "anderer.sha512"
        wrong.write_text("0\n")
        upload(first, "#release-folder", wrong)
        self.do(first, "release")
        first.wait("Fehler:")
        # Files are added to those that were chosen before.
        first.driver.execute_script("document.getElementById('release-folder').value = ''")
        upload(first, "#release-folder", self.job)
        self.do(first, "release")
        first.wait("Freigegeben: ")
        self.look(first, "release")
        officer.wait("Freigegeben: ")

    def send(self, officer):
        self.tab(officer, "send")
        numbers = self.numbers_on(officer)
        self.assertEqual(len(numbers), 7)
        self.scan(officer, "send", numbers[0], "ANGENOMMEN")
        self.scan(officer, "send", numbers[0], "DOPPELT")
        mistyped = numbers[1][:-1] + ("0" if numbers[1][-1] != "0" else "1")
        self.scan(officer, "send", mistyped, "FALSCH")
        self.look(officer, "scan-wrong")
        self.scan(officer, "send", foreign_number(), "FREMD")
        # A reader is faster than the server, and types wherever the focus is while the view is drawn afresh.
        officer.click("#scan-send")
        for number in numbers[1:]:
            ActionChains(officer.driver).send_keys(number.lower() + Keys.ENTER).perform()
        officer.wait("7 von 7 verschickt", 60)
        self.look(officer, "send")
        self.unfold(officer, "replace")
        self.fill(officer, "replacing", old=numbers[6], reason="verloren")
        self.tick(officer, "replacing-credible")
        self.do(officer, "replacing")
        officer.wait("ungültig, ersetzt durch")
        numbers = self.numbers_on(officer)
        self.assertEqual(len(numbers), 8)
        self.scan(officer, "send", numbers[6], "ERSETZT")
        self.scan(officer, "send", numbers[7], "ANGENOMMEN")
        return numbers

    def receive(self, officer, numbers):
        self.tab(officer, "receive")
        for number in numbers[:4]:
            self.scan(officer, "receive", number, "ANGENOMMEN")
        self.scan(officer, "receive", numbers[2], "DOPPELT")
        self.look(officer, "scan-double")
        said = self.scan(officer, "receive", numbers[6], "ERSETZT")
        self.assertIn(numbers[7], said)
        self.scan(officer, "receive", foreign_number(), "FREMD")
        officer.press("Ohne lesbare Nummer eintragen")
        officer.wait("Eingetragen als Wahlbrief Nr. 6")
        self.tab(officer, "overview")
        officer.wait("Noch [0-9]+ Tage")
        self.look(officer, "overview")
        self.set_clock(officer, 8, "18:00")
        officer.wait("Die Frist ist abgelaufen")
        self.tab(officer, "receive")
        said = self.scan(officer, "receive", numbers[7], "VERSPÄTET")
        self.look(officer, "late")
        self.tab(officer, "overview")
        officer.wait("Auf einen Blick")
        shown = {name: officer.find(f"#count-{name}").text for name in ("sent", "received", "late", "outstanding", "replaced")}
        self.assertEqual(shown["received"], "7")
        self.assertEqual(shown["late"], "1")
        self.assertEqual(shown["replaced"], "1")
        self.look(officer, "overview-over")

    def convene(self, officer, *tellers):
        for browser, function in zip(tellers, ("chair", "clerk", "member")):
            self.tab(browser, "board")
            self.set_clock(browser, 8, "18:05")
            browser.click(f"label:has(#arrive-function-{function})")
            self.do(browser, "arrive")
            browser.wait("Sie sind als anwesend eingetragen")
        first = tellers[0]
        first.wait("3 Bedienstete anwesend")
        self.unfold(first, "observers")
        self.fill(first, "observer", name="Änne Vogel")
        self.choose(first, "observer-event", "arrived")
        self.do(first, "observer")
        first.wait("Ein Eintrag über Zusehende")
        self.fill(first, "convene", place="Rathaus, Zimmer 4", handedOver=7)
        self.tick(first, "convene-instructed", "convene-lawsAvailable")
        self.look(first, "board")
        # The late one is none of those that are handed over.
        self.do(first, "convene")
        first.wait("Fehler:")
        self.fill(first, "convene", handedOver=6)
        self.do(first, "convene")
        first.find("#urn-empty")
        self.tick(first, "urn-empty", "urn-closed")
        self.do(first, "urn")
        first.wait("Urne geprüft und verschlossen")

    def admit(self, first, numbers):
        self.tab(first, "admission")
        unsigned, old = numbers[3], numbers[6]
        seen = 0
        while seen < 6:
            letter = first.find("#letter").text
            if "ohne lesbare Nummer" in letter:
                first.wait("kein gültiger Wahlschein")
                self.fill(first, "find", wahlscheine=numbers[4])
                self.admit_this(first, seen)
            elif old in letter:
                first.wait("Der Wahlschein trägt nicht")
                self.reject_this(first, seen, "alter Wahlschein")
            elif unsigned in letter:
                first.click("label[for=find-signed]")
                first.wait("Versicherung auf dem Wahlschein nicht unterschrieben")
                self.look(first, "admission-unsigned")
                self.reject_this(first, seen, "nicht unterschrieben")
            elif numbers[0] in letter:
                self.object_and_resolve(first)
                self.admit_this(first, seen)
            else:
                first.wait("Kein Grund zur Zurückweisung")
                self.admit_this(first, seen)
            seen += 1
        self.tick(first, "end-admission-waited")
        self.look(first, "admission-end")
        self.do(first, "end-admission")
        first.wait("Zulassung abgeschlossen, ")

    def admit_this(self, first, seen):
        first.click("#admit")
        first.wait(rf"\b{seen + 1} von 6 Wahlbriefen")

    def reject_this(self, first, seen, note):
        first.type("#reject-note", note)
        self.tick(first, "reject-resealed")
        self.do(first, "reject")
        first.wait(rf"\b{seen + 1} von 6 Wahlbriefen")

    def object_and_resolve(self, first):
        self.unfold(first, "objection")
        self.fill(first, "object", why="Unterschrift schwer lesbar")
        self.do(first, "object")
        first.find("#resolve-reason")
        self.look(first, "resolution")
        self.fill(first, "resolve", reason="Sie ist lesbar")
        self.do(first, "resolve")
        first.wait("Der Vorstand lässt zu")

    def open_envelopes(self, first):
        self.tab(first, "count")
        self.tick(first, "open-urn-emptyAfter")
        self.do(first, "open-urn")
        first.find("#envelopes-counted")
        self.fill(first, "envelopes", counted=5, wahlscheine=4)
        self.do(first, "envelopes")
        first.wait("Bitte noch einmal zählen")
        self.fill(first, "envelopes", counted=4, wahlscheine=4)
        self.do(first, "envelopes")
        first.find("#opening-ballots")
        self.tick(first, "opening-mixed")
        self.fill(first, "opening", ballots=4)
        self.do(first, "opening")
        first.find("#sort-clear")
        self.fill(first, "sort", clear=2, blank=1, doubtful=2)
        first.wait("Summe 5, es müssen 4 sein")
        self.look(first, "sort")
        self.fill(first, "sort", doubtful=1)
        first.wait("Summe 4: passt")
        self.do(first, "sort")
        first.find("#doubt-content")
        self.choose(first, "doubt-doubt", "addition")
        first.wait("ob der Wille zweifelsfrei ist")
        self.fill(first, "doubt", content="Kreuz bei Ja, daneben ein Häkchen", reason="Der Wille ist eindeutig")
        first.click("label:has(#doubt-decision-valid)")
        self.tick(first, "doubt-option-ja")
        self.look(first, "doubtful")
        self.do(first, "doubt")
        first.find("#tally-clear-ballots")

    def tally(self, browser, stack, **numbers):
        self.fill(browser, f"tally-{stack}", **numbers)
        self.do(browser, f"tally-{stack}")

    def count(self, first, second, third):
        for browser in (second, third):
            self.tab(browser, "count")
            browser.find("#tally-clear-ballots")
        # The field that does not fit is named while it is typed, and nothing is sent.
        self.fill(first, "tally-clear", ballots=3)
        first.wait("passt nicht zum Stapel: „Stimmzettel im Stapel“")
        self.look(first, "tally-wrong")
        self.fill(first, "tally-clear", ballots=2, ja=1, nein=0, enthaltung=0)
        self.do(first, "tally-clear")
        first.wait("Die Summe der Stimmen passt nicht")
        self.tally(first, "clear", nein=1)
        first.wait("Nun zählt eine zweite Person")
        # Somebody who types is not disturbed by what others do, and sees nothing of their numbers.
        second.wait("Abgegeben: Birgit Kamp")
        self.tally(second, "clear", ballots=2, ja=2, nein=0, enthaltung=0)
        second.wait("Eine dritte Person vergleicht")
        third.click("#compare-clear")
        third.wait("Die beiden Zählungen weichen ab")
        third.wait("Durchgang 2")
        self.look(third, "disagree")
        for browser in (first, second):
            browser.wait("Durchgang 2")
            self.tally(browser, "clear", ballots=2, ja=1, nein=1, enthaltung=0)
            browser.wait("Nun zählt eine zweite Person|Eine dritte Person vergleicht")
        third.click("#compare-clear")
        third.wait("Zwei Zählungen stimmen überein")
        for browser in (first, second):
            self.tally(browser, "blank", blank=1, empty=0)
            browser.wait("dritte Person vergleicht|zweite Person")
        third.click("#compare-blank")
        third.wait("Stand: Zweifach gezählt")
        self.look(third, "agreed")

    def result(self, first, *others):
        self.tab(first, "result")
        first.wait("NOCH NICHT FESTGESTELLT")
        first.click("#determine")
        first.find("#announce-place")
        self.look(first, "result")
        self.do(first, "announce")
        first.find("#sign")
        for number, browser in enumerate((first, *others), 1):
            self.tab(browser, "result")
            browser.click("#sign")
            browser.wait(f"{number} von 3 Unterschriften")
            browser.wait("Sie haben unterschrieben")
        self.look(first, "signed")

    def pack(self, first, second):
        self.tab(first, "keep")
        first.find("#pack-seal-valid")
        for content in ("valid", "invalid", "resolved", "wahlscheine", "rejected", "late"):
            first.type(f"#pack-seal-{content}", f"S-{content}")
        self.look(first, "pack")
        self.do(first, "pack")
        first.wait("Eine zweite Person muss das bestätigen")
        self.tab(second, "keep")
        second.click("#confirm-pack")
        second.wait("Bestätigt von Oliver Szymański")
        self.fill(second, "hand-over", to="Stadtarchiv")
        self.tick(second, "hand-over-complete")
        self.do(second, "hand-over")
        second.wait("Die Niederschrift ist vollständig")
        self.look(second, "complete")

    def english(self, browser):
        browser.press("^English$")
        browser.wait("State: ")
        for name in ("overview", "prepare", "send", "receive", "board", "admission", "count", "result", "keep"):
            self.tab(browser, name)
            browser.wait("PROBE – this is a rehearsal")
            self.assertNotRegex(browser.text(), KEY)
            access.check(browser, f"english {name}")
        self.look(browser, "english")


class FallbackTests(PostalCase):
    """The void of an electronic vote and the vote by post are one decision."""

    members = 3

    def test_a_vote_is_voided_and_goes_on_by_post_with_one_reason(self):
        vote = self.lawful_vote()
        officer = self.browser("S01")
        sign_in(officer, "/briefwahl")
        officer.wait("Eine Briefwahl beginnen")
        officer.driver.execute_script("document.getElementById('start-after').open = true")
        officer.type("#after-reason", "Die Verbindung ist ausgefallen.")
        officer.type("#after-municipality", "Stadt Erlenbrück")
        set_date(officer, "#after-sessionDate", "2026-11-24")
        officer.type("#after-recipient", "Wahlamt, Markt 1")
        # What could not go on by post is refused before anything is given up.
        officer.driver.execute_script("document.getElementById('after-folded').open = true")
        officer.type("#after-days", "0")
        officer.click("#after-do")
        officer.wait("Die Frist dauert mindestens einen Tag")
        self.assertNotEqual(self.town.status(vote)["state"], "voided")
        officer.type("#after-days", "5")
        officer.click("#after-do")
        officer.press("^Nein, zurück$")
        self.assertNotEqual(self.town.status(vote)["state"], "voided")
        officer.click("#after-do")
        officer.click("dialog button.danger")
        officer.wait("Briefwahl beschlossen", 60)
        self.assertEqual(self.town.status(vote)["state"], "voided")
        officer.click("#tab-prepare")
        # Whoever was on the roll was present.
        officer.wait("Änne Vogel")
        officer.driver.execute_script("document.getElementById('start-facts').open = true")
        officer.wait("Die Verbindung ist ausgefallen")
        officer.click("#electorate-do")
        officer.wait("4 Stimmberechtigte")
        # The tellers of the electronic vote may write here, too.
        teller = self.browser("T01")
        sign_in(teller, "/briefwahl")
        teller.press("^Öffnen$")
        teller.wait("Stimmberechtigte festgelegt")
        self.assertEqual(complaints(officer) + complaints(teller), [])

    def test_whoever_was_excluded_is_entered_by_name_and_nobody_out_of_another_file(self):
        everybody = ",".join([*self.people(), "C01"])
        self.town.new_vote(
            present=everybody, excluded="003",
            more=["--session", "2026-11-24", "--present", everybody, "--excluded", "003"])
        officer = self.browser("S01")
        sign_in(officer, "/briefwahl")
        officer.wait("Eine Briefwahl beginnen")
        # Of a vote that was not started after all.
        self.unfold(officer, "start-fresh")
        upload(officer, "#fresh-case", self.case_file(members=[{"p": "900", "name": "Fremde Person"}]))
        officer.until(lambda _: officer.find("#fresh-title").get_attribute("value") == "Standort der Schule", "filled", 10)
        self.unfold(officer, "start-after")
        self.fill(officer, "after", reason="Ausfall", municipality="Stadt Erlenbrück", recipient="Wahlamt, Markt 1")
        set_date(officer, "#after-sessionDate", "2026-11-24")
        self.do(officer, "after")
        officer.click("dialog button.danger")
        officer.wait("Briefwahl beschlossen", 60)
        # The roll does not come, because of the connection or because of the server; both are said.
        officer.driver.execute_script(LOSE_ROLL)
        self.tab(officer, "prepare")
        officer.wait("Das Verzeichnis der elektronischen Abstimmung wird geholt")
        officer.wait("Keine Verbindung zum Server")
        officer.driver.execute_script("window.roll = 'unknown'")
        officer.wait("konnte nicht geholt werden: Diese Abstimmung gibt es auf dem Server nicht")
        self.look(officer, "electorate-no-roll")
        officer.driver.execute_script("window.roll = 'there'")
        officer.press("^Noch einmal versuchen$")
        officer.wait("Vorgegeben sind die 3 Personen aus dem Verzeichnis der elektronischen Abstimmung")
        officer.wait("war bei der elektronischen Abstimmung eine Person ausgeschlossen; hier: 0")
        self.assertNotIn("Fremde Person", officer.text())
        self.look(officer, "electorate-roll")
        self.do(officer, "electorate")
        officer.wait("Wegen Befangenheit ausgeschlossen: 1 bei der elektronischen Abstimmung, hier 0")
        self.unfold(officer, "member-add")
        self.fill(officer, "member", p="001", name="Doppelt")
        self.do(officer, "member")
        officer.wait("Diese Mitgliedsnummer ist schon in der Liste")
        self.fill(officer, "member", p="003", name="Dilan Ohnesorg")
        self.do(officer, "member")
        officer.wait("Dilan Ohnesorg war in der Sitzung, aber nicht bei diesem Punkt")
        officer.wait("Nicht im Verzeichnis der elektronischen Abstimmung: Dilan Ohnesorg")
        self.tick(officer, "m-003-excluded")
        officer.wait("eine Person ausgeschlossen; hier: 1")
        self.look(officer, "electorate-added")
        self.do(officer, "electorate")
        officer.wait("3 Stimmberechtigte")
        officer.wait("Nicht stimmberechtigt: Dilan Ohnesorg")
        self.assertNotRegex(officer.text(), KEY)
        self.assertEqual(complaints(officer), [])


# A roll that gets lost on its way, or that the server does not have.
LOSE_ROLL = """
const real = window.fetch;
window.roll = "lost";
window.fetch = (url, ...more) => {
    if (!String(url).endsWith("/roll.jsonl") || window.roll === "there") return real(url, ...more);
    if (window.roll === "lost") return Promise.reject(new TypeError());
    return Promise.resolve(new Response('{"error":"unknown_vote"}', {status: 404}));
};
"""


class StrangerTests(Votes):
    members = 2

    def test_who_is_not_named_sees_nothing_and_a_wrong_code_signs_nobody_in(self):
        browser = self.browser("C01")
        browser.open("/briefwahl")
        browser.type("#person", "C01")
        browser.type("#code", self.town.code("S01"))
        browser.press("^Anmelden")
        # A code that is not theirs gives a key that no journal knows.
        browser.wait("Es gibt keine Briefwahl, in der Sie eintragen dürfen")
        self.assertEqual(complaints(browser), [])


if __name__ == "__main__":
    unittest.main()
