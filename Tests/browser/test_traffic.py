"""What goes over the wire and what lies on the server's disk: nothing of it ties a draw to a cast.

A proxy before each of the two origins keeps the raw bytes between Chromium and the server.
"""

import collections
import json
import pathlib
import re
import sqlite3
import time
import unittest

import test_member
from harness import Browser, Town
from wiretap import Wiretap, until

PEOPLE = "ratsmitglied-{:02}"
CHOICES = ["Ja", "Nein", "Enthaltung"]

# The time that files carry which change with draws and ballots (FileTimes in Sources/VoteServer).
CONSTANT_TIME = 946_684_800


class TrafficTests(unittest.TestCase):
    cost = 5

    def setUp(self):
        self.issuer, self.box = Wiretap(), Wiretap()
        self.town = self.enterContext(Town(4, number=PEOPLE, seen_at=(self.issuer.port, self.box.port)))
        for tap, port in zip((self.issuer, self.box), self.town.ports):
            tap.to(port)
            self.addCleanup(tap.close)
        self.people = [p for p, _ in self.town.members]
        self.member = test_member.MemberTests()
        self.member.town = self.town

    def vote_open(self, **options):
        vote = self.town.new_vote(**options)
        self.town.ceremony(vote)
        self.town.act("S01", "vote", "open", "--vote", vote)
        return vote

    def browser(self, p):
        browser = self.enterContext(Browser(self.town, p))
        return self.member.sign_in(browser, p)

    def casts(self):
        return self.box.requests("POST", "/cast")

    def server_says(self):
        return (self.town.folder / "serve.log").read_text(encoding="utf-8")

    # MARK: The wire

    def test_a_cast_goes_alone_without_cookie_and_referrer_and_is_as_long_for_every_choice(self):
        town = self.town
        vote = self.vote_open()
        browsers = [self.browser(p) for p in self.people[:3]]
        for browser in browsers:
            browser.wait("Ihre Marke ist da")
        said = self.server_says()
        # Cookies that somebody else on this host has set must not go along.
        for browser in browsers:
            for origin in town.origins:
                cookie = {"name": "person", "value": browser.name, "url": origin}
                browser.driver.execute_cdp_cmd("Network.setCookie", cookie)
        town.act("S01", "vote", "cast", "--vote", vote)
        for browser, choice in zip(browsers, CHOICES):
            self.member.cast(browser, choice)
        # The same browser casts in a second vote.
        second = self.vote_open(title="Beitritt zum Zweckverband")
        town.act("S01", "vote", "cast", "--vote", second)
        town.act("S01", "vote", "void", "--vote", second, "--reason", "Ohne Marken")
        third = self.vote_open(title="Wahl", more=("--late-issue",))
        town.act("S01", "vote", "cast", "--vote", third)
        b = browsers[0]
        town.act("S01", "vote", "close", "--vote", vote)
        b.press("Dorthin wechseln")
        self.member.cast(b, "Nein")

        casts = self.casts()
        self.assertEqual(len(casts), 4)
        of_first = [request for request in casts if vote in request.target]
        self.assertEqual(len({len(request.bytes) for request in of_first}), 1)
        self.assertEqual(len({len(request.bytes) for request in casts}), 1)
        for request in casts:
            self.assertEqual(set(json.loads(request.body)), {"ballot"})
            self.assertNotIn("referer", request.fields)
            self.assertNotIn("cookie", request.fields)
            self.assertNotIn("authorization", request.fields)
        # Heads tell nobody apart: they are the same, byte for byte, but for the vote.
        heads = {request.bytes.split(b"\r\n\r\n")[0].replace(third.encode(), vote.encode()) for request in casts}
        self.assertEqual(len(heads), 1)

        # A connection of its own: one cast on each, and nothing else but what the browser itself asks before it.
        for line in self.box.lines:
            kinds = [request.method for request in line.requests]
            self.assertLessEqual(kinds.count("POST"), 1, kinds)
            self.assertLessEqual(len(kinds), 2, kinds)
            self.assertEqual({request.target.split("/")[-1] for request in line.requests} - {"cast"}, set())
        self.assertEqual(len({line.port for line in self.box.lines if b"POST " in line.sent}), 4)
        self.assertEqual(self.issuer.requests("POST", "/cast"), [])

        # Nowhere on either line: a cookie that is set, a referrer, the letter's code.
        requests = [each for tap in (self.issuer, self.box) for line in tap.lines for each in line.requests]
        self.assertEqual([request.target for request in requests if "referer" in request.fields], [])
        self.assertFalse(b"set-cookie" in (self.issuer.everything + self.box.everything).lower())
        self.fragment_is_not_in(b"".join(request.bytes for request in requests))
        seen = self.box.everything
        for p, name in town.members:
            self.assertFalse(p.encode() in seen or name.encode() in seen, p)
        # A ballot is sent over the box's line alone (the issuer's brings the board later), a draw over the issuer's.
        to_issuer = b"".join(bytes(line.sent) for line in self.issuer.lines)
        for request in casts:
            self.assertFalse(json.loads(request.body)["ballot"][:64].encode() in to_issuer)
        for request in self.issuer.requests("POST", "/draw"):
            for name, value in json.loads(request.body).items():
                self.assertFalse(value.encode() in seen, name)
        # The server has nothing to say about any of them.
        self.quiet_about_people(said)

    def test_between_the_press_and_the_cast_nothing_is_asked_that_is_not_asked_anyway(self):
        vote = self.vote_open(more=("--jitter", "6"))
        b = self.enterContext(Browser(self.town, self.people[0]))
        b.send_late()
        self.member.sign_in(b, self.people[0])
        b.wait("Ihre Marke ist da")
        # A second page of the same person hears of the kept ballot, and is as quiet.
        first = b.driver.current_window_handle
        b.driver.switch_to.new_window("tab")
        self.member.sign_in(b, self.people[0])
        b.wait("Ihre Marke ist da")
        b.driver.switch_to.window(first)
        self.town.act("S01", "vote", "cast", "--vote", vote)
        self.member.review(b, "Nein")
        time.sleep(1)
        before = self.asked_of_the_issuer()
        b.press("Jetzt abgeben")
        b.wait("Ihre Stimme wird übertragen")
        pressed = time.monotonic()
        until(lambda: self.casts() or self.asked_of_the_issuer() != before)
        self.assertEqual(self.asked_of_the_issuer(), before)
        self.assertGreater(time.monotonic() - pressed, 3)
        b.wait("Ihre Stimme ist angekommen")
        self.assertEqual(len(self.casts()), 1)

    def asked_of_the_issuer(self):
        """How often what was asked, but for what every open page asks all the time."""
        asked = [request.target for line in list(self.issuer.lines) for request in line.requests]
        return collections.Counter(each for each in asked if not re.match(r"/v1/(wait\?|session$)", each))

    def fragment_is_not_in(self, sent):
        for p in self.people[:3]:
            code = self.town.code(p)
            for spelling in (code, code.replace("-", ""), code.lower(), f"p={p}"):
                self.assertFalse(spelling.encode() in sent, p)
        self.assertFalse(b"#" in b"".join(re.findall(rb"(?m)^[A-Z]+ \S+ HTTP", sent)))
        self.assertFalse(b"%23" in sent)
        # That the test could have found it: the numbers do go over the issuer's line, with the draw.
        self.assertTrue(f'"p":"{self.people[0]}"'.encode() in sent)

    def quiet_about_people(self, before):
        text = self.server_says()
        self.assertTrue(text.startswith(before))
        for line in self.issuer.lines + self.box.lines:
            self.assertNotRegex(text, rf":{line.port}\b")
        for p, name in self.town.members:
            self.assertNotIn(p, text)
            self.assertNotIn(name, text)
        self.assertNotIn("Mozilla", text)

    def test_draws_of_all_members_are_as_long_as_each_other(self):
        self.vote_open()
        for p in self.people[:2]:
            self.browser(p).wait("Ihre Marke ist da")
        draws = self.issuer.requests("POST", "/draw")
        self.assertEqual(len(draws), 2)
        self.assertEqual(len({len(request.bytes) for request in draws}), 1)

    def test_edge_44_a_cast_whose_answer_is_lost_is_repeated_with_the_same_bytes_on_a_new_connection(self):
        vote = self.vote_open()
        b = self.browser(self.people[0])
        b.wait("Ihre Marke ist da")
        self.town.act("S01", "vote", "cast", "--vote", vote)
        tracker = self.member.review(b, "Nein")
        self.box.lose = lambda line: b"POST " in line.sent
        b.press("Jetzt abgeben")
        until(lambda: len(self.casts()) >= 2)
        self.assertEqual(self.town.status(vote)["ballots"], 1)
        self.assertNotIn("angekommen", b.text())
        self.box.lose = lambda line: False
        b.wait("Ihre Stimme ist angekommen", 40)
        self.assertEqual(self.member.code_in(b, "#tracker"), tracker)
        self.assertEqual(len({request.bytes for request in self.casts()}), 1)
        self.assertEqual(len([line for line in self.box.lines if b"POST " in line.sent]), len(self.casts()))
        self.assertEqual(self.town.status(vote)["ballots"], 1)

    # MARK: The disk

    def test_edge_50_nothing_at_rest_ties_a_draw_to_a_cast(self):
        town = self.town
        vote = self.vote_open()
        until(lambda: re.search(r"issuing\s*$", self.server_says()))
        said = self.server_says()
        browsers = [self.browser(p) for p in self.people[:3]]
        for browser in browsers:
            browser.wait("Ihre Marke ist da")
        # Draws and casts add nothing to the server's log.
        self.assertEqual(self.server_says(), said)
        town.act("S01", "vote", "cast", "--vote", vote)
        until(lambda: re.search(r"casting\s*$", self.server_says()))
        said = self.server_says()
        # Cast in another order than drawn.
        for browser, choice in zip(reversed(browsers), CHOICES):
            self.member.cast(browser, choice)
        self.assertEqual(self.server_says(), said)
        self.look_at_the_disk(vote, "casting")
        town.act("S01", "vote", "close", "--vote", vote)
        board = town.status(vote)["board"]
        self.look_at_the_disk(vote, "boxed")
        for teller in ("T01", "T02"):
            town.act(teller, "teller", "share", "--vote", vote, "--board", board)
        for teller in ("T01", "T02"):
            town.act(teller, "teller", "sign", "--vote", vote)
        town.act("C01", "vote", "announce", "--vote", vote)
        self.look_at_the_disk(vote, "announced")
        self.quiet_about_people(said)

    def look_at_the_disk(self, vote, stage):
        data = self.town.folder / "urne-data"
        files = {str(file.relative_to(data)): file.read_bytes() for file in data.rglob("*") if file.is_file()}
        drawn = [json.loads(request.body) for request in self.issuer.requests("POST", "/draw")]
        draws = {draw["p"]: draw for draw in drawn}
        ballots = [json.loads(request.body)["ballot"] for request in self.casts()]
        self.assertEqual((len(draws), len(ballots)), (3, 3))

        def holding(*needles):
            spellings = [spelling for needle in needles for spelling in
                         ([needle.encode()] if not re.fullmatch("[0-9a-f]{16,}", needle)
                          else [needle.encode(), needle.upper().encode(), bytes.fromhex(needle)])]
            return {name for name, content in files.items() if any(spelling in content for spelling in spellings)}

        box = {name for name in files if name.startswith("box.sqlite")}
        boards = {name for name in files if name.endswith("ballots.jsonl")}
        self.assertTrue(box)
        for p, draw in draws.items():
            name = dict(self.town.members)[p]
            mine = holding(p, name, draw["B"], draw["sig"])
            self.assertTrue(mine, stage)
            self.assertEqual(mine & (box | boards), set(), f"{p}, {stage}")
            self.assertEqual(holding(self.town.code(p), self.town.code(p).replace("-", "")), set(), stage)
        for ballot in ballots:
            # Credential, token, and the first half of the first ciphertext.
            theirs = holding(ballot[:64], ballot[64:128], ballot[128:192])
            self.assertTrue(theirs, stage)
            self.assertEqual(theirs - box - boards, set(), stage)
        self.look_at_the_tables(data, draws, stage)
        for name in ("", "roll.sqlite", "sealed.sqlite", "box.sqlite"):
            self.assertEqual((data / name).stat().st_mtime, CONSTANT_TIME, f"{name}, {stage}")

    def look_at_the_tables(self, data, draws, stage):
        """No table has a number of arrival or a time; where rows lie in the file, the suites look at."""
        for file in ("roll", "sealed", "box"):
            database = sqlite3.connect(f"file:{data}/{file}.sqlite?mode=ro", uri=True)
            self.addCleanup(database.close)
            tables = database.execute("SELECT name, wr FROM pragma_table_list WHERE schema = 'main'").fetchall()
            self.assertEqual([name for name, without_row_id in tables if not without_row_id], ["sqlite_schema"], file)
            for table, _ in tables:
                columns = [row[1] for row in database.execute(f"PRAGMA table_info('{table}')")]
                telling = [name for name in columns if re.search("time|date|addr|ip$|agent|when|order|seq", name)]
                self.assertEqual(telling, [], table)
                if (table, stage) == ("ballot", "casting"):
                    rows = database.execute("SELECT credential FROM ballot").fetchall()
                    self.assertEqual(len(rows), len(draws))


if __name__ == "__main__":
    unittest.main()
