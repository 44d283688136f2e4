"""What the server must refuse, and with which code (the protocol specification, Transport).

The expectations come from the specification, not from the server. Every refused message is a good one with one fault.
"""

import unittest

import ballot
import forger
import strict
from draw import Pending, Token
from group import ORDER, base, scalar_bytes
from play import Play
from proofs import sign
from town import Town
from wire import Rejected, checked, exchange


def setUpModule():
    global town
    town = Town()


def tearDownModule():
    town.close()


class RefusalTests(unittest.TestCase):
    def refused(self, code, call, *arguments, **more):
        with self.assertRaises(Rejected) as caught:
            call(*arguments, **more)
        self.assertEqual(caught.exception.code, code)

    def post(self, vote, call, body, box=False):
        return town.server.post(f"/v1/{vote}/{call}", body, town.server.box if box else None)

    def test_forms(self):
        """Faults of form, on the smallest of the calls."""
        vote = Play(town).create().ceremony().open()
        member = vote.person("001")
        member.enter()
        pending = Pending(member.secret, member.log.h)
        good = pending.request("001")
        text = strict.write(good)
        for wrong in (
            "", "{}", "[]", "null", text[:-1], text + " ", "\n" + text, "\ufeff" + text, text + text,
            text[:-1] + ',"x":1}', text[:-1] + ',"p":"001"}', text.replace('"p":"001"', '"p":1'),
            text.replace('"p":"001"', '"p":"\\ud800"'), text.replace('"p":"001"', '"p":"0 1"'),
            text.replace('"p":"001"', '"p":"' + 33 * "0" + '"'), strict.write({k: good[k] for k in ("p", "B", "sig")}),
            strict.write(good | {"B": good["B"].upper()}), strict.write(good | {"B": good["B"][:-2]}),
            strict.write(good | {"B": good["B"][:-1]}), strict.write(good | {"B": 64 * "0"}),
            strict.write(good | {"B": "01" + 62 * "0"}), strict.write(good | {"B": 62 * "0" + "80"}),
            strict.write(good | {"sealed": good["sealed"][:-2]}), strict.write(good | {"sig": good["sig"] + "00"}),
            strict.write(good | {"sig": scalar_bytes(1).hex() + ORDER.to_bytes(32, "little").hex()}),
            strict.write(good | {"sealed": None}), text.encode("utf-16"), b"\xff" + text.encode()[1:],
        ):
            wrong = wrong.encode("utf-8") if isinstance(wrong, str) else wrong
            with self.subTest(wrong[:100]):
                self.refused("bad_request", self.post, vote.vote, "draw", wrong)
        self.assertEqual(town.server.status(vote.vote)["draws"], 0)
        self.assertIn("E", self.post(vote.vote, "draw", text.encode("utf-8")))

    def test_types(self):
        vote = Play(town).create()
        for kind in ("text/plain", "application/x-www-form-urlencoded", "application/jsonl"):
            answer = exchange(town.server.url, "POST", f"/v1/{vote.vote}/draw", b"{}", {"Content-Type": kind})
            with self.subTest(kind):
                self.refused("bad_request", checked, answer)

    def test_too_large(self):
        """The limit of a body is 128 KiB; white space inside a JSON text is allowed and counts."""
        vote = Play(town).create().ceremony().open()
        member = vote.person("001")
        member.enter()
        text = strict.write(Pending(member.secret, member.log.h).request("001"))
        padded = lambda size: text.replace(",", "," + (size - len(text)) * " ", 1).encode()
        limit = 128 * 1024
        for size in (limit + 1, 2 * limit, 2**21):
            self.assertEqual(len(padded(size)), size)
            with self.subTest(size):
                self.refused("bad_request", self.post, vote.vote, "draw", padded(size))
                self.refused("bad_request", self.post, vote.vote, "cast", padded(size), box=True)
        self.assertIn("E", self.post(vote.vote, "draw", padded(limit)))

    def test_drawing(self):
        vote = Play(town).create()
        early = vote.person("001")
        early.read_log()
        something = Pending(early.secret, bytes(64)).request("001")
        self.refused("wrong_state", self.post, vote.vote, "draw", something)
        vote.ceremony()
        self.refused("wrong_state", self.post, vote.vote, "draw", something)
        vote.open()

        self.refused("bad_sig", self.post, vote.vote, "draw", something)
        member, other, late = (vote.person(p) for p in ("001", "002", "003"))
        for who in (member, other, late):
            who.enter()
        request = Pending(member.secret, member.log.h).request("001")
        self.refused("unknown_person", self.post, vote.vote, "draw", request | {"p": "T01"})
        self.refused("bad_sig", self.post, vote.vote, "draw", request | {"p": "002"})
        self.refused("bad_sig", self.post, vote.vote, "draw", request | {"B": base(5).hex()})
        self.refused("bad_sig", self.post, vote.vote, "draw", request | {"sealed": ""})
        self.refused("unknown_vote", self.post, 32 * "0", "draw", request)

        self.refused("not_drawn", member.recover)
        member.draw()
        other.draw(recovery=False)
        self.refused("drawn", self.again(vote, "001").draw)
        stranger = sign(member.secret, "URNE-V1-recover", member.log.h, "T01").hex()
        self.refused("unknown_person", self.post, vote.vote, "recover", {"p": "T01", "sig": stranger})
        wrong = sign(other.secret, "URNE-V1-recover", member.log.h, "001").hex()
        self.refused("bad_sig", self.post, vote.vote, "recover", {"p": "001", "sig": wrong})
        declined = sign(other.secret, "URNE-V1-recover", other.log.h, "002").hex()
        self.assertEqual(self.post(vote.vote, "recover", {"p": "002", "sig": declined})["sealed"], "")

        vote.officer.act("cast")
        self.refused("wrong_state", late.draw)
        self.assertIn("E", member.redraw())
        self.refused("drawn", self.again(vote, "001").draw)
        self.assertIn("E", member.recover())
        vote.officer.act("close")
        self.refused("wrong_state", member.recover)
        self.assertIn("E", member.redraw())
        vote.officer.act("void", {"reason": "Ende"})
        self.refused("wrong_state", member.redraw)

    def again(self, vote, person):
        member = vote.person(person)
        member.enter()
        return member

    def test_late_issue(self):
        vote = Play(town, late_issue=True).create().ceremony().open()
        vote.officer.act("cast")
        self.assertEqual(len(vote.members("001")), 1)
        vote.officer.act("close")
        self.refused("wrong_state", self.again(vote, "002").draw)

    def test_casting(self):
        vote = Play(town).create().ceremony().open()
        one, two, three = vote.members("001", "002", "003")
        good = one.seal([1, 0, 0])
        self.refused("wrong_state", one.cast)
        vote.officer.act("cast")
        cast = lambda data: self.post(vote.vote, "cast", {"ballot": data.hex()}, box=True)
        for wrong in (good[:-1], good + b"\0", good[:-64], b""):
            self.refused("bad_request", cast, wrong)
        for at, wrong in ((0, bytes(32)), (64, bytes(32)), (96, b"\x01" + bytes(31)), (128, b"\xff" * 32)):
            with self.subTest(at):
                self.refused("bad_request", cast, good[:at] + wrong + good[at + 32:])
        self.refused("bad_request", self.post, vote.vote, "cast", {"ballot": good.hex().upper()}, box=True)
        self.refused("bad_request", self.post, vote.vote, "cast", {"ballot": good.hex(), "p": "001"}, box=True)
        self.refused("unknown_vote", self.post, 32 * "0", "cast", {"ballot": good.hex()}, box=True)

        self.refused("bad_token", cast, self.with_token(one, Token(one.token.x, one.token.X, two.token.N)))
        self.refused("bad_token", cast, self.with_token(one, Token(5, base(5), one.token.N)))
        self.refused("bad_proof", cast, self.changed(good, 128))
        self.refused("bad_proof", cast, self.changed(good, len(good) - 128))
        self.refused("bad_proof", cast, self.changed(good, len(good) - 64))
        for forge in (forger.two_votes, forger.double_vote):
            self.refused("bad_proof", cast, forge(one.log, one.token))
        self.assertEqual(town.server.status(vote.vote)["ballots"], 0)

        one.cast()
        encryption = ballot.Encryption(three.log, [0, 0, 1])
        two.ballot, three.ballot = encryption.ballot(two.token), encryption.ballot(three.token)
        two.cast()
        self.refused("dup_tracker", three.cast)
        three.seal([0, 0, 1])
        three.cast()
        one.seal([1, 0, 0])
        self.refused("used", one.cast)

        board = vote.close()
        three.cast()
        self.refused("used", one.cast)
        for teller in vote.tellers[:2]:
            teller.share(board)
        vote.announce()
        self.refused("wrong_state", three.cast)

    def with_token(self, member, token):
        return ballot.Encryption(member.log, [1, 0, 0]).ballot(token)

    def changed(self, data, at):
        """Another canonical scalar in the place of one."""
        number = (int.from_bytes(data[at:at + 32], "little") + 1) % ORDER
        return data[:at] + scalar_bytes(number) + data[at + 32:]

    def test_files_before_their_time(self):
        vote = Play(town).create().ceremony().open()
        get = lambda name: town.server.get(f"/v1/{vote.vote}/{name}")
        for name in ("register.jsonl", "ballots.jsonl"):
            self.refused("wrong_state", get, name)
        self.refused("unknown_vote", town.server.get, f"/v1/{32 * '0'}/log?from=0")
        self.refused("unknown_vote", town.server.get, f"/v1/{32 * '0'}/status")
        for start in ("-1", "x", "1.0", ""):
            self.refused("bad_request", get, f"log?from={start}")
        self.assertEqual(get(f"log?from={len(vote.officer.log.events)}"), b"")


if __name__ == "__main__":
    unittest.main()
