"""The client's own arithmetic against the vectors of the protocol, before it meets a server."""

import json
import pathlib
import unittest

import ballot
import codes
import draw
import forger
import tally
from board import Board
from group import BLIND_CONTEXT, IDENTITY, Refused, base, challenge, digest, enc, point, scalar, times
from log import Log
from manifest import read_roll
from proofs import is_equal, prove_equal, sign

VECTORS = pathlib.Path(__file__).resolve().parents[1] / "Vectors"
RECORD = VECTORS / "record-example"


def number(text):
    return int.from_bytes(bytes.fromhex(text), "little")


class VectorTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.v = json.loads((VECTORS / "urne-v1.json").read_text())

    def test_hashes(self):
        for name, function in (("H", digest), ("HS", lambda *a: challenge(*a).to_bytes(32, "little"))):
            for case in self.v[name]:
                parts = [bytes.fromhex(part) for part in case["parts"]]
                self.assertEqual(function(case["tag"], *parts).hex(), case["out"])
        for case in self.v["enc"]:
            self.assertEqual(enc(*map(bytes.fromhex, case["parts"])).hex(), case["out"])

    def test_access_code(self):
        c = self.v["code"]
        self.assertEqual(codes.normalized(c["sloppy_input"]), c["normalized19"])
        secret, key = codes.person_key(bytes.fromhex(c["realm"]), c["p"], c["code"])
        self.assertEqual((secret.to_bytes(32, "little").hex(), key.hex()), (c["key"], c["pub"]))
        wrong = c["code"][:-1] + ("0" if c["code"][-1] != "0" else "1")
        with self.assertRaises(Refused):
            codes.normalized(wrong)

    def test_signature(self):
        s = self.v["sign"]
        made = sign(number(s["sk"]), s["tag"], *map(bytes.fromhex, s["parts"]), seed=bytes.fromhex(s["rng"][0]))
        self.assertEqual(made.hex(), s["sig"])

    def test_draw(self):
        d = self.v["draw"]
        usk, h = number(d["usk"]), bytes.fromhex(d["h"])
        seed, nonce, rnd = map(bytes.fromhex, d["rng"])
        pending = draw.Pending(usk, h, seed)
        request = pending.request(d["p"], nonce=nonce, rnd=rnd)
        self.assertEqual(request, d["request"])
        answer = draw.read_answer(d["response"])
        token = pending.finish(bytes.fromhex(d["issuer_pk"]), answer)
        self.assertEqual((token.X.hex(), token.N.hex()), (d["X"], d["N"]))
        again = {"B": request["B"], "sealed": request["sealed"], **d["response"]}
        self.assertEqual(draw.recovered(usk, h, bytes.fromhex(d["issuer_pk"]), again).N, token.N)

    def test_the_record_of_the_vectors(self):
        log = self.log()
        self.assertEqual((log.h.hex(), log.fingerprint), (self.v["ceremony"]["h"], self.v["ceremony"]["fingerprint"]))
        self.assertEqual([head.hex() for head in log.heads[:12]], self.v["ceremony"]["heads"])
        self.assertEqual(log.state, self.v["result"]["state"])
        board = self.board(log)
        board.check_result()
        self.assertEqual(log.result["counts"], self.v["result"]["counts"])
        most = [len(board.ballots) * option["cap"] for option in log.manifest["options"]]
        opened = tally.opened(log.shares, log.result["used"], board.totals)
        self.assertEqual([tally.count(M, n) for M, n in zip(opened, most)], log.result["counts"])

    def test_ballot(self):
        log, d, b = self.log(), self.v["draw"], self.v["ballot"]
        token = draw.Token(number(d["x"]), bytes.fromhex(d["X"]), bytes.fromhex(d["N"]))
        encryption = ballot.Encryption(log, b["votes"], [number(r) for r in b["r"]])
        self.assertEqual((encryption.tracker, encryption.audit()), (b["tracker"], b["audit"]))
        *proofs, rnd = b["rng_proofs_then_signature"]
        numbers = iter(map(number, proofs))
        made = encryption.ballot(token, lambda: next(numbers), bytes.fromhex(rnd))
        self.assertEqual(made.hex(), b["ballot"])
        ballot.check_receipt(log, made, bytes.fromhex(b["response"]["receipt"]))
        ballot.check_token(log, token.X, token.N, bytes.fromhex(b["response"]["pi"]))

    # What must be refused

    def test_every_changed_byte_of_a_ballot_is_refused(self):
        log, data = self.log(), bytes.fromhex(self.v["ballot"]["ballot"])
        for at in range(0, len(data), 7):
            wrong = data[:at] + bytes([data[at] ^ 1]) + data[at + 1:]
            with self.assertRaises(Refused, msg=f"byte {at}"):
                ballot.Opened(log, wrong)
        for wrong in (data[:-1], data + b"\0", b""):
            with self.assertRaises(Refused):
                ballot.Opened(log, wrong)

    def test_a_forged_ballot_is_refused(self):
        log, d = self.log(), self.v["draw"]
        token = draw.Token(number(d["x"]), bytes.fromhex(d["X"]), bytes.fromhex(d["N"]))
        for forge, fault in ((forger.two_votes, "proof of the sum"), (forger.double_vote, "proof of option 0")):
            with self.assertRaisesRegex(Refused, fault):
                ballot.Opened(log, forge(log, token))

    def test_a_signature_of_another_is_refused(self):
        """The last event signed by somebody else: nothing but the signature tells."""
        text = (RECORD / "log.jsonl").read_bytes()
        *before, last = text.splitlines(keepends=True)
        log = Log(self.log().vote.hex()).take(b"".join(before))
        event = json.loads(last)
        with self.assertRaisesRegex(Refused, "signature"):
            log.append(log.sign(5, event["type"], event["by"], event["body"]))
        log.append(event)

    def test_a_changed_event_is_refused(self):
        text = (RECORD / "log.jsonl").read_bytes()
        vote = self.log().vote.hex()
        for wrong in (
            text.replace(b"Stimmen Sie zu?", b"Stimmen Sie zu!"), text[:-1], text.replace(b'"n":3', b'"n":4'),
            text.replace(b'"by":"chair"', b'"by":"officer"'), text.replace(b'{"n":1,', b'{"n":1,"x":0,'),
            text.replace(b'{"n":1,', b'{"n":1,"n":1,'), b"\xef\xbb\xbf" + text, text.replace(b'{"n":1,', b'{"n":1.0,'),
        ):
            self.assertNotEqual(wrong, text)
            with self.assertRaises(Refused):
                Log(vote).take(wrong)

    def test_a_changed_board_is_refused(self):
        log = self.log()
        ballots = (RECORD / "ballots.jsonl").read_bytes()
        lines = ballots.splitlines(keepends=True)
        with self.assertRaises(Refused):
            self.board(log, ballots=b"".join(lines[1:]))
        log.result["counts"][0] += 1
        with self.assertRaises(Refused):
            self.board(log).check_result()

    def test_a_server_that_lies_is_found_out(self):
        """A token under another key, a token of somebody else, a receipt for another ballot."""
        log, d, b = self.log(), self.v["draw"], self.v["ballot"]
        usk, h, issuer = number(d["usk"]), bytes.fromhex(d["h"]), bytes.fromhex(d["issuer_pk"])
        pending = draw.Pending(usk, h, bytes.fromhex(d["seed"]))
        good = draw.read_answer(d["response"])
        for wrong in (
            good | {"E": base(7)}, good | {"E": IDENTITY}, good | {"pi": good["pi"][32:] + good["pi"][:32]},
            {"E": times(3, pending.B), "pi": prove_equal(3, base(3), pending.B, times(3, pending.B), BLIND_CONTEXT)},
        ):
            with self.assertRaises(Refused):
                pending.finish(issuer, wrong)
        answer = {"B": d["request"]["B"], "sealed": d["request"]["sealed"], **d["response"]}
        for wrong in ({"sealed": 96 * "0"}, {"sealed": ""}, {"B": base(7).hex()}, {"more": 1}):
            with self.assertRaises(Refused):
                draw.recovered(usk, h, issuer, answer | wrong)
        made, receipt = bytes.fromhex(b["ballot"]), bytes.fromhex(b["response"]["receipt"])
        for ballot_bytes, wrong in ((made[:-1], receipt), (made, receipt[32:] + receipt[:32]), (made, made[-64:])):
            with self.assertRaises(Refused):
                ballot.check_receipt(log, ballot_bytes, wrong)
        with self.assertRaises(Refused):
            ballot.check_token(log, base(7), bytes.fromhex(d["N"]), bytes.fromhex(b["response"]["pi"]))

    def test_received_values(self):
        for wrong in (bytes(32), bytes(31) + b"\x80", b"\x01" + bytes(31), b"\xff" * 32, base(1)[:31]):
            with self.assertRaises(Refused):
                point(wrong)
        order = 2**252 + 27742317777372353535851937790883648493
        self.assertEqual(scalar((order - 1).to_bytes(32, "little")), order - 1)
        for wrong in (order.to_bytes(32, "little"), b"\xff" * 32, bytes(31)):
            with self.assertRaises(Refused):
                scalar(wrong)

    def test_equality(self):
        B, C, D = base(5), base(7), base(35)
        proof = prove_equal(5, B, C, D, "context")
        self.assertTrue(is_equal(B, C, D, proof, "context"))
        self.assertFalse(is_equal(B, C, D, proof, "contexT"))
        self.assertFalse(is_equal(B, C, base(36), proof, "context"))

    # Help

    def log(self):
        text = (RECORD / "log.jsonl").read_bytes()
        vote = json.loads(json.loads(text.split(b"\n")[0])["body"])["vote"]
        return Log(vote).take(text)

    def board(self, log, **files):
        read = {name: (RECORD / f"{name}.jsonl").read_bytes() for name in ("roll", "register", "ballots")} | files
        return Board(log, read_roll(log.manifest, read["roll"]), read["register"], read["ballots"])


if __name__ == "__main__":
    unittest.main()
