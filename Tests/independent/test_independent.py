"""Whole votes against `urne serve`: this client beside members, tellers and officers who use `urne … --server`."""

import unittest

import ballot
import play
import strict
from client import Member, Officer, Teller
from group import Refused
from play import Play
from town import CODE, MEMBERS, Town
from wire import Rejected


def setUpModule():
    global town
    town = Town()


def tearDownModule():
    town.close()


def valid(vote, *more):
    """What the project's verifier says of the record that the server publishes."""
    folder = f"record-{vote}"
    if not (town.folder / folder).exists():
        town.urne("record", "export", "--vote", vote, "--server", town.url, "--out", folder)
    done = town.urne(folder, *more, program="urne-verify", check=False)
    return done.returncode == 0 and "GÜLTIG" == done.stdout.split()[-1], done.stdout + done.stderr


class AmongOthersTests(unittest.TestCase):
    """A vote of the town, set up by its own programs, in which two members and one teller use this client."""

    def officer(self, act, *more, who="S01"):
        town.act(who, "vote", act, "--vote", self.vote, *more)

    def teller(self, who, act, *more):
        return town.act(who, "teller", act, "--vote", self.vote, *more)

    def test_a_vote(self):
        self.vote = town.act(
            "S01", "vote", "new", "--keys", "reg/keys.jsonl", "--roll", "roll.jsonl", "--chair", "C01", "--tellers",
            "T01,T02,T03", "--title", "Verkauf", "--question", "Soll verkauft werden?", "--kind", "motion",
            "--jitter", "0", "--session", "2026-12-10", "--present", ",".join(p for p, _ in MEMBERS),
        ).strip()
        me = Teller(town.server, self.vote, "T02", town.code("T02"))
        self.ceremony(me)
        self.officer("open")
        fingerprint = self.confirm(me)
        one, two = self.draw(fingerprint)
        self.view(me)

        self.officer("cast")
        for member in (one, two):
            member.read_log()
        self.audit(one)
        one, trackers = self.cast(one, two, fingerprint)
        self.officer("close")

        board = self.look_up(me, one, two)
        self.count(me, board)
        result = me.log.result["counts"]
        self.assertEqual(result, [2, 1, 1])
        for tracker in trackers:
            good, talk = valid(self.vote, "--fingerprint", fingerprint, "--board", board, "--tracker", tracker)
            self.assertTrue(good, talk)
        good, talk = valid(self.vote, "--board", fingerprint)
        self.assertFalse(good, talk)

    def ceremony(self, me):
        done = False
        for _ in range(3):
            self.teller("T01", "ceremony")
            done = me.ceremony()
            self.teller("T03", "ceremony")
        self.assertTrue(done)

    def confirm(self, me):
        """All see the same fingerprint, each in their own program."""
        me.read_log()
        self.assertIn(me.log.fingerprint, CODE.findall(self.teller("T01", "confirm")))
        return me.log.fingerprint

    def draw(self, fingerprint):
        one, two = (Member(town.server, self.vote, p, town.code(p)) for p in ("001", "002"))
        with self.assertRaises(Refused):
            one.enter(fingerprint[::-1])
        for member in (one, two):
            member.enter(fingerprint)
        answer = one.draw()
        self.assertEqual(one.redraw(), answer)
        two.draw(recovery=False)
        for person in ("003", "004", "005"):
            town.act(person, "member", "draw", "--vote", self.vote, "--fingerprint", fingerprint)
        return one, two

    def view(self, me):
        """Who has drawn is for officers; a teller counts, and need not know."""
        officer = Officer(town.server, self.vote, "S01", town.code("S01"))
        officer.read_log()
        self.assertEqual(officer.view(), ["001", "002", "003", "004", "005"])
        with self.assertRaisesRegex(Rejected, "wrong_state"):
            me.view()

    def audit(self, me):
        """Each device can check what the other one has encrypted, instead of casting it."""
        encryption = ballot.Encryption(me.log, [0, 1, 0])
        (town.folder / "mine.json").write_text(strict.write(encryption.audit()))
        check = ["member", "audit", "--vote", self.vote, "--check", "mine.json", "--tracker"]
        town.act("003", *check, encryption.tracker)
        other = ballot.Encryption(me.log, [0, 1, 0])
        self.assertNotEqual(town.act("003", *check, other.tracker, check=False).returncode, 0)

        choice = town.choice("003", "ja")
        said = town.act("003", "member", "audit", "--vote", self.vote, "--choice-file", choice, "--out", "its.json")
        data = strict.parse((town.folder / "its.json").read_text().rstrip("\n"))
        tracker = CODE.findall(said)[-1]
        self.assertEqual(ballot.check_audit(me.log, data, tracker), [1, 0, 0])
        for wrong in ({"m": [0, 1, 0]}, {"r": data["r"][::-1]}, {"h": 128 * "0"}, {"ct": data["ct"][:-64] + 64 * "0"}):
            with self.assertRaises(Refused):
                ballot.check_audit(me.log, data | wrong, tracker)
        with self.assertRaises(Refused):
            ballot.check_audit(me.log, data, other.tracker)

    def cast(self, one, two, fingerprint):
        # 001 goes on with another device, which knows nothing but the code.
        device = Member(town.server, self.vote, "001", town.code("001"))
        device.enter(fingerprint)
        device.recover()
        self.assertEqual((device.token.X, device.token.N), (one.token.X, one.token.N))

        first = device.seal([1, 0, 0])
        answer = device.cast()
        self.assertEqual(device.cast()["pi"], answer["pi"])
        # The other device of the same member comes too late: there is one vote per member.
        self.assertNotEqual(one.seal([0, 1, 0]), first)
        with self.assertRaisesRegex(Rejected, "used"):
            one.cast()
        two.seal([0, 0, 1])
        two.cast()
        said = [town.vote("003", self.vote, "ja"), town.vote("004", self.vote, "nein")]
        return device, [CODE.findall(text)[-1] for text in said] + [device.tracker, two.tracker]

    def look_up(self, me, *members):
        me.read_log()
        board = me.read_board().fingerprint
        for member in members:
            self.assertTrue(member.look_up(board))
        members[0].tracker = "0000-0000-0000-0000-0000"
        self.assertFalse(members[0].look_up(board))
        return board

    def count(self, me, board):
        """005 has drawn and not cast: the gap of one must be named."""
        with self.assertRaises(Refused):
            me.share(board)
        me.share(board, gap=1)
        self.teller("T01", "share", "--board", board, "--gap", "1")
        for who in ("T01", "T03"):
            self.teller(who, "sign")
        me.sign()
        self.officer("announce", who="C01")
        me.read_log()
        self.assertEqual(me.log.state, "announced")


class SelectionRuleTests(unittest.TestCase):
    """One vote for each kind of ballot; officers and tellers are this client, one member uses `urne member`."""

    def whole_vote(self, rule, selections, marks, counts, threshold=2):
        vote = Play(town, rule, t=threshold).create().ceremony().open()
        members = vote.members(*(f"00{i}" for i in range(1, len(selections) + 1)))
        town.act("006", "member", "draw", "--vote", vote.vote, "--fingerprint", vote.chair.log.fingerprint)
        vote.officer.act("cast")
        sizes = set()
        for member, selection in zip(members, selections):
            member.read_log()
            sizes.add(len(member.seal(selection)))
            member.cast()
        self.assertEqual(len(sizes), 1)
        town.vote("006", vote.vote, *marks)
        board = vote.close()
        for teller in vote.tellers[-threshold:]:
            self.assertNotIn("result", [event["type"] for event in teller.log.events])
            teller.share(board)
        vote.announce()
        self.assertEqual(vote.chair.log.result["counts"], counts)
        for member in members:
            self.assertTrue(member.look_up(board))
        good, talk = valid(vote.vote, "--board", board, "--tracker", members[0].tracker)
        self.assertTrue(good, talk)

    def test_yes_no_or_abstain(self):
        self.whole_vote(play.MOTION, [[1, 0, 0], [0, 1, 0], [0, 0, 1]], ["ja"], [2, 1, 1])

    def test_one_of_several(self):
        self.whole_vote(play.CHOICE, [[0, 0, 1, 0, 0], [0, 0, 1, 0, 0], [0] * 4 + [1]], ["a"], [1, 0, 2, 0, 1])

    def test_up_to_k_of_n_opened_by_all_three(self):
        self.whole_vote(
            play.SEATS, [[1, 1, 1, 0, 0], [0, 0, 0, 1, 0], [0] * 4 + [1]], ["a", "d"], [2, 1, 1, 2, 1], threshold=3
        )

    def test_several_marks_for_one_person(self):
        self.whole_vote(
            play.CUMULATIVE, [[3, 2, 0, 0], [0, 1, 1, 0], [0, 0, 0, 1]], ["c", "c", "c", "a"], [4, 3, 4, 1]
        )

    def test_a_selection_outside_the_rule_is_not_even_sealed(self):
        vote = Play(town, play.SEATS).create().ceremony().open()
        member, = vote.members("001")
        for selection in ([0] * 5, [1, 1, 1, 1, 0], [1, 0, 0, 0, 1], [2, 0, 0, 0, 0], [1, 0, 0, 0]):
            with self.assertRaises(Refused):
                member.seal(selection)
        vote.officer.act("void", {"reason": "Ende"})
        good, talk = valid(vote.vote)
        self.assertTrue(good, talk)


if __name__ == "__main__":
    unittest.main()
