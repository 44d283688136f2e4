"""What the browser tests of the vote by post share: people whose browsers look again, and short ways to any of its steps.

What a test is not about is done by the commands, each a minute after the other; then browsers enter, whose clock goes on
from there.
"""

import contextlib
import datetime
import hashlib
import json
import re
import time
import zoneinfo

from harness import ROOT, Browser, By, Keys
from selenium.common.exceptions import StaleElementReferenceException, TimeoutException, WebDriverException
from selenium.webdriver import ActionChains
from test_count import Votes, sign_in
from test_officer import set_date, upload

#: A key of the catalogue where its sentence should stand.
KEY = r"\b(postal|web|error|rule|fault)\.[a-z]\w*(\.\w+)*\b"
OPTIONS = ["Ja", "Nein", "Enthaltung"]
TELLERS = ("T01", "T02", "T03")
BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")


def foreign_number():
    """A number as it stands on the Wahlschein of another postal vote: a weighted sum modulo 31 is its last character."""
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    check = sum(place * alphabet.index(character) for place, character in enumerate("ZZZZ0007", 1)) % 31
    return f"ZZZZ-0007-{alphabet[check]}"


class Steady(Browser):
    """What others did may be drawn between finding and pressing; a person would just look again."""

    def again(self, act):
        for _ in range(5):
            try:
                return act()
            except TimeoutException:
                raise
            except WebDriverException:
                pass
            time.sleep(0.2)
        raise AssertionError("the view is never at rest")

    def click(self, css, seconds=20):
        self.again(lambda: super(Steady, self).click(css, seconds))

    def type(self, css, text, seconds=20):
        self.again(lambda: super(Steady, self).type(css, text, seconds))


class PostalCase(Votes):
    """A town with a motion for the post, on the morning after its session."""

    members = 4

    def browser(self, name, size="tablet"):
        self.browsers.append(Steady(self.town, name, size))
        return self.browsers[-1]

    def setUp(self):
        super().setUp()
        self.now = datetime.datetime.now(BERLIN)
        self.today = self.now.date()
        self.ahead = None
        self.postal_id = ""
        self.numbers = []
        self.handed_over = 0
        self.job = self.town.folder / "druckauftrag.sha512"
        self.job.write_text(hashlib.sha512(b"alle Briefe").hexdigest() + "  alle.pdf\n")

    def case_file(self, settings=None, **changes):
        """The file from which a vote by post starts."""
        case = {
            "municipality": "Stadt Erlenbrück", "body": "Rat der Stadt Erlenbrück", "number": "IX/7",
            "date": self.today.isoformat(), "item": "TOP 6", "title": "Standort der Schule",
            "question": "Soll die Schule am Markt gebaut werden?", "kind": "motion", "options": OPTIONS,
            "reason": "Die Verbindung ist ausgefallen.", "recipient": "Stadt Erlenbrück, Wahlamt, Markt 1, 53721 Erlenbrück",
            "settings": {"time": "16:00", **(settings or {})},
            "members": [{"p": p, "name": name} for p, name in self.town.members],
        }
        case |= changes
        path = self.town.folder / "fall.json"
        path.write_text(json.dumps(case), encoding="utf-8")
        return path

    def start(self, officer):
        """The decision, on the page; the case lies in `self.case`."""
        self.unfold(officer, "start-fresh")
        upload(officer, "#fresh-case", self.case)
        upload(officer, "#fresh-keys", self.town.folder / "reg" / "keys.jsonl")
        officer.find("#fresh-staff-T01")
        self.tick(officer, "fresh-staff-T01", "fresh-staff-T02", "fresh-staff-T03", "fresh-rehearsal")
        self.look(officer, "start-fresh")
        self.do(officer, "fresh")
        officer.wait("Briefwahl beschlossen")
        officer.wait("PROBE – ")

    # Steps by the commands

    def postal(self, person, verb, *arguments, **options):
        """An act of one person, a minute after the one before."""
        self.now += datetime.timedelta(minutes=1)
        moment = self.now.strftime("%Y-%m-%dT%H:%M")
        return self.town.act(person, "postal", verb, *arguments, "--now", moment, **options)

    def started(self, **changes):
        """The decision to vote by post."""
        self.now = self.now.replace(second=0) - datetime.timedelta(minutes=1)
        self.postal_id = self.postal(
            "S01", "start", "--from", self.case_file(**changes), "--keys", "reg/keys.jsonl", "--staff", ",".join(TELLERS),
            "--rehearsal",
        ).strip()

    def printed(self, **changes):
        """From the start to the release of the printed papers; keeps the numbers in the order of the members."""
        if not self.postal_id:
            self.started(**changes)
        self.postal("S01", "electorate", "--from", "fall.json")
        self.postal("S01", "deadline", "--choose", "workday", "--time", "16:00", "--reason", "Regelfall")
        town = {
            "town": "Stadt Erlenbrück", "office": "Wahlamt", "street": "Markt 1", "city": "53721 Erlenbrück",
            "signer": {"name": "Claudia Rennefeld", "function": "Wahlleitung"},
        }
        (self.town.folder / "stadt.json").write_text(json.dumps(town))
        lines = [f"{p};{name};Weg {p}, 53721 Erlenbrück" for p, name in self.town.members]
        (self.town.folder / "anschriften.csv").write_text("p;name;address\n" + "\n".join(lines) + "\n")
        self.postal(
            "S01", "print", "--town", "stadt.json", "--addresses", "anschriften.csv", "--out", "druck",
            "--templates", ROOT / "Templates")
        self.postal("T01", "release", "--folder", "druck")
        job = (self.town.folder / "druck" / "druckauftrag.sha512").read_text()
        found = re.findall(r"mitglieder/0*(\d+)-(\S+)\.pdf", job)
        self.numbers = [number for _, number in sorted((int(p), number) for p, number in found)]

    def posted(self, received=3, late=0):
        """All kits are out, and the first Wahlbriefe came back; then the period ends, and some come too late."""
        self.postal("S01", "send", *self.numbers)
        if received:
            self.postal("S01", "receive", *self.numbers[:received], "--place", "Tresor")
        self.over()
        if late:
            self.postal("S01", "receive", *self.numbers[received : received + late], "--place", "Tresor")
        self.handed_over = received

    def over(self):
        # Weekends and holidays included, no period of five days is longer.
        day = self.today + datetime.timedelta(days=12)
        self.now = datetime.datetime.combine(day, datetime.time(16, 30), BERLIN)

    def convened(self, tellers=TELLERS):
        """The board is there and has looked into the urn."""
        for teller, function in zip(tellers, ("chair", "clerk", "member")):
            self.postal(teller, "arrive", "--function", function, "--official")
        self.postal("T01", "convene", "--place", "Rathaus", "--instructed", "--laws", "--handed-over", self.handed_over)
        self.postal("T01", "check-urn", "--was-empty", "--was-closed")

    def stacked(self, clear, blank=0, doubtful=0):
        """All Wahlbriefe are admitted, the envelopes open, and the Stimmzettel lie in stacks."""
        whole = clear + blank + doubtful
        for running in range(1, whole + 1):
            self.postal("T01", "admit", running)
        self.postal("T01", "end-admission", "--waited")
        self.postal("T01", "open-urn", "--empty-after")
        self.postal("T01", "envelopes", "--counted", whole, "--wahlscheine", whole)
        self.postal("T01", "open", "--mixed", "--ballots", whole)
        self.postal("T01", "sort", "--clear", clear, "--blank", blank, "--doubtful", doubtful)

    def counted(self, *numbers):
        """Two count the clear ones and get the same numbers, which a third compares."""
        (self.town.folder / "zahlen").write_text("".join(f"{number}\n" for number in numbers))
        for teller in ("T01", "T02"):
            self.postal(teller, "stack", "--stack", "clear", "--from", "zahlen")
        self.postal("T03", "compare", "--stack", "clear")

    def announced(self):
        self.postal("T01", "result")
        self.postal("T01", "announce", "--place", "Rathaus", "--to-public")

    def packed(self, *packages):
        for teller in TELLERS:
            self.postal(teller, "sign")
        self.postal("T01", "pack", *[part for each in packages for part in ("--package", each)])
        self.postal("T02", "pack", "--confirm")

    def minutes(self):
        """The Niederschrift as the record has it, complete or not."""
        self.town.urne("postal", "record", "--out", "akte")
        return json.loads((self.town.folder / "akte" / "niederschrift.json").read_text())

    def verified(self):
        """The Niederschrift of a record that the auditor's program accepts."""
        minutes = self.minutes()
        report = json.loads(self.town.urne("akte", "--json", program="urne-verify"))
        self.assertTrue(report["valid"], report)
        return minutes

    # People

    def enter(self, name, size="tablet"):
        """Somebody signs in and opens the only postal vote; the clock goes on from the last command."""
        browser = self.browser(name, size)
        sign_in(browser, "/briefwahl")
        browser.button("^Öffnen$")
        if self.postal_id:
            if self.ahead is None:
                # The same on all devices, as on real ones.
                self.ahead = int((self.now - datetime.datetime.now(BERLIN)).total_seconds()) + 60
            browser.driver.execute_script(
                "sessionStorage.setItem(`urne:${arguments[0]}:ahead`, arguments[1])", self.postal_id, str(self.ahead))
        browser.press("^Öffnen$")
        browser.find("#stage")
        return browser

    def go_on(self, *browsers):
        """After more commands: the clocks of these pages go on from them."""
        self.ahead = int((self.now - datetime.datetime.now(BERLIN)).total_seconds()) + 60
        for browser in browsers:
            browser.driver.execute_async_script(
                "const done = arguments[2]; import('/static/pages/postal/desk.js').then(({desk, refresh}) => {"
                " desk.ahead = Number(arguments[1]);"
                " sessionStorage.setItem(`urne:${arguments[0]}:ahead`, arguments[1]);"
                " return refresh(); }).then(done, done)",
                self.postal_id, str(self.ahead))

    def state(self, browser):
        """What the server told this browser of the vote, whether it is shown or not."""
        return browser.driver.execute_async_script(
            "const done = arguments[0]; import('/static/pages/postal/desk.js').then(({desk}) => done(desk.state))")

    def rest(self, browser, still=True):
        """Keeps a page from looking for what others did, as one in the background."""
        browser.driver.execute_script(
            "Object.defineProperty(document, 'visibilityState', {configurable: true, get: () => arguments[0]})".replace(
                "arguments[0]", "'hidden'" if still else "'visible'"))

    # Ways through the page

    def tab(self, browser, name):
        # What others did may be drawn between finding and pressing.
        for _ in range(5):
            with contextlib.suppress(StaleElementReferenceException, TimeoutException):
                browser.click(f"#tab-{name}")
                return browser.find(f"#tab-{name}[aria-current]", 4)
        return self.fail(f"{name}: {browser.errors()}")

    def unfold(self, browser, identity):
        browser.find(f"#{identity}")
        browser.driver.execute_script("document.getElementById(arguments[0]).open = true", identity)

    def tick(self, browser, *identities):
        def tick(identity):
            box = browser.find(f"#{identity}")
            if not box.is_selected():
                browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", box)
                box.click()

        for identity in identities:
            browser.again(lambda: tick(identity))

    def fill(self, browser, form, **values):
        for name, value in values.items():
            browser.type(f"#{form}-{name}", str(value))

    def do(self, browser, form):
        def press():
            button = browser.find(f"#{form}-do")
            browser.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", button)
            button.click()

        browser.again(press)

    def choose(self, browser, identity, value):
        browser.driver.execute_script(
            "const e = document.getElementById(arguments[0]); e.value = arguments[1];"
            "e.dispatchEvent(new Event('input', {bubbles: true}));", identity, value)

    def scan(self, browser, tab, number, verdict):
        """What a reader does: it types and ends with Enter. Answers what the page says."""
        browser.click(f"#scan-{tab}")
        ActionChains(browser.driver).send_keys(number + Keys.ENTER).perform()
        browser.wait(rf"{verdict}[\s\S]*{number}[\s\S]*Die letzten|{verdict}[\s\S]{{0,20}}\n.*{number}")
        return browser.find(f"#scan-{tab}-answer").text

    def set_clock(self, browser, days, time):
        """The clock of the rehearsal goes on from another moment."""
        self.unfold(browser, "rehearsal-clock")
        day = self.today + datetime.timedelta(days=days)
        set_date(browser, "#clock-date", day.isoformat())
        set_date(browser, "#clock-time", time)
        self.do(browser, "clock")
        browser.wait(rf"Uhr der Probe: {day:%d.%m.%Y}")

    def look(self, browser, name):
        browser.shoot(f"briefwahl-{name}")

    def numbers_on(self, browser):
        """The kits' numbers in the order of the list of those who may vote."""
        cells = browser.driver.find_elements(By.CSS_SELECTOR, "td.mono")
        return [cell.text for cell in cells]
