"""What officers and tellers may sign, and who may read what (the protocol specification)."""

import unittest

import strict
import tally
from ceremony import Part
from group import Refused, base, scalar_bytes
from log import Log
from play import CUMULATIVE, Play
from proofs import sign
from town import Town
from wire import Rejected, exchange

# Where the specification leaves open which of these fits.
UNFIT = ("bad_request", "bad_proof", "wrong_state")


def setUpModule():
    global town
    town = Town()


def tearDownModule():
    town.close()


class EventTests(unittest.TestCase):
    def refused(self, code, call, *arguments, **more):
        codes = (code,) if isinstance(code, str) else code
        with self.assertRaises(Rejected) as caught:
            call(*arguments, **more)
        self.assertIn(caught.exception.code, codes)

    def send(self, who, *event, **extra):
        """Signs an event at the end of the log that this person knows, and sends it."""
        signed = who.log.sign(who.secret, *event)
        return town.server.post(who.path("event"), {"event": signed, **extra})

    def length(self, vote):
        return len(strict.lines(town.server.get(f"/v1/{vote.vote}/log?from=0")))

    def test_a_vote_that_may_not_be_made(self):
        def create(settings=None, roll=None, who=None):
            vote = Play(town)
            body = vote.manifest | (settings(vote.manifest) if settings else {})
            signer = who(vote) if who else vote.officer
            text = (vote.roll if roll is None else roll).decode("utf-8")
            return self.send(signer, "manifest", "officer", body, roll=text)

        first = lambda m, **change: {"options": [m["options"][0] | change] + m["options"][1:]}
        office = lambda m, i, **change: {
            "officers": [o | change if o["id"] == i else o for o in m["officers"]]
        }
        for number, settings in enumerate((
            lambda m: {"v": 2}, lambda m: {"suite": "URNE-V2"}, lambda m: {"x": 1}, lambda m: {"at": 1},
            lambda m: {"vote": 32 * "0"}, lambda m: {"realm": 32 * "0"}, lambda m: {"roll": 128 * "0"},
            lambda m: {"roll_count": m["roll_count"] + 1}, lambda m: {"options": m["options"][:1]},
            lambda m: first(m, id=""), lambda m: first(m, id=65 * "x"), lambda m: first(m, id="nein"),
            lambda m: first(m, cap=0), lambda m: first(m, cap=9), lambda m: first(m, w=0), lambda m: first(m, w=65),
            lambda m: {"min": 2}, lambda m: {"max": 65}, lambda m: {"min": 4, "max": 4}, lambda m: {"t": 1},
            lambda m: {"t": 4}, lambda m: {"min_ballots": 1}, lambda m: {"sign_min": 0}, lambda m: {"sign_min": 4},
            lambda m: {"jitter_s": 61}, lambda m: {"late_issue": 0}, lambda m: {"law": "00"},
            lambda m: {"law": 128 * "0"}, lambda m: {"officers": m["officers"][:5]},
            lambda m: {"officers": m["officers"][::-1]}, lambda m: office(m, "t2", p="T01"),
            lambda m: office(m, "t2", key=m["officers"][3]["key"]), lambda m: office(m, "server", key=base(5).hex()),
            lambda m: office(m, "server", p="x"), lambda m: office(m, "chair", key=64 * "0"),
            lambda m: office(m, "chair", key=m["officers"][2]["key"]), lambda m: office(m, "chair", p="ä"),
        )):
            with self.subTest(number):
                self.refused("bad_request", create, settings)
        roll = town.roll()
        for wrong in (roll[:-1], roll + b"\n", b"", b"".join(roll.splitlines(keepends=True)[::-1])):
            with self.subTest(wrong[-40:]):
                self.refused("bad_request", create, roll=wrong)
        self.refused("bad_sig", create, lambda m: office(m, "officer", key=m["officers"][1]["key"]),
                     who=lambda vote: vote.chair)
        self.refused("bad_sig", create, who=lambda vote: vote.chair)
        self.assertIn("head", create(lambda m: {"at": "2026-12-10 17:00"}))

    def test_the_first_event(self):
        """A roll may be longer than other bodies; a vote cannot be made twice; and everybody sees that it is there."""
        vote = Play(town)
        vote.roll += b"".join(
            b'{"p":"x%04d","name":"%s","key":"%s"}\n' % (i, 40 * b"n", base(i + 9).hex().encode()) for i in range(1500)
        )
        self.assertGreater(len(vote.roll), 128 * 1024)
        vote.manifest = vote.describe(CUMULATIVE, {})
        vote.create()
        vote.officer.read_roll()
        body = {"event": Log(vote.vote).sign(vote.officer.secret, "manifest", "officer", vote.manifest)}
        self.refused(("stale_head", "wrong_state"), town.server.post, vote.officer.path("event"),
                     body | {"roll": vote.roll.decode()})
        read = lambda line: strict.fields(line, vote=strict.hexed(16), state=strict.text, title=strict.text)
        votes = strict.each(read)(strict.parse(town.server.get("/v1/votes")))
        listed = {line["vote"].hex(): line for line in votes}
        self.assertEqual(listed[vote.vote]["state"], "ceremony")
        self.assertEqual(listed[vote.vote]["title"], vote.manifest["title"])

    def test_what_each_may_sign(self):
        vote = Play(town).create()
        officer, chair, (one, two, three) = vote.officer, vote.chair, vote.tellers
        for who in (chair, one, two, three):
            who.read_log()
        before = self.length(vote)
        keys = {"pk": officer.log.issuer.hex(), "K": base(3).hex()}
        for who, event in (
            (officer, ("open", "officer", keys)), (officer, ("cast", "officer", {})),
            (officer, ("close", "officer", {})), (chair, ("announce", "chair", {})),
            (chair, ("void", "chair", {"reason": "x"})), (one, ("void", "t1", {"reason": "x"})),
            (one, ("sign", "t1", {"head": 128 * "0"})),
            (officer, ("dkg1", "officer", Part(1, officer.log).round1())),
        ):
            with self.subTest(event[:2]):
                self.refused("wrong_state", self.send, who, *event)
        self.refused("bad_sig", self.send, chair, "void", "officer", {"reason": "x"})
        for body in ({}, {"reason": 1}, {"reason": "x", "more": 1}, '{"reason":"x","reason":"y"}', " {}", "x"):
            with self.subTest(body):
                self.refused("bad_request", self.send, officer, "void", "officer", body)
        self.refused("bad_request", self.send, officer, "unknown", "officer", {})
        good = officer.log.sign(officer.secret, "void", "officer", {"reason": "x"})
        for wrong in (good | {"x": 1}, good | {"n": "2"}, good | {"n": -1}, good | {"sig": good["sig"][:-2]},
                      good | {"prev": good["prev"].upper()}, {}):
            self.refused("bad_request", town.server.post, officer.path("event"), {"event": wrong})
        self.refused("bad_request", town.server.post, officer.path("event"), {"event": good, "x": 1})
        self.refused("bad_sig", town.server.post, officer.path("event"), {"event": good | {"body": '{"reason":"y"}'}})
        self.refused("unknown_vote", town.server.post, f"/v1/{32 * '0'}/event", {"event": good})
        self.assertEqual(self.length(vote), before)

    def test_stale_head(self):
        vote = Play(town).create()
        one, two, _ = vote.tellers
        one.read_log()
        two.read_log()
        one.ceremony()
        part = Part(2, two.log)
        self.refused("stale_head", self.send, two, "dkg1", "t2", part.round1())
        two.read_log()
        self.assertIn("head", self.send(two, "dkg1", "t2", part.round1()))
        self.refused("stale_head", self.send, two, "dkg1", "t2", part.round1())
        two.read_log()
        self.refused("wrong_state", self.send, two, "dkg1", "t2", part.round1())

    def test_the_ceremony(self):
        vote = Play(town).create()
        one, two, three = vote.tellers
        for who in vote.tellers:
            who.read_log()
        good = Part(1, one.log).round1()
        other = Part(1, one.log).round1()
        self.refused("bad_proof", self.send, one, "dkg1", "t1", good | {"pop": other["pop"]})
        self.refused("bad_proof", self.send, one, "dkg1", "t1", Part(2, one.log).round1())
        self.refused("bad_proof", self.send, one, "dkg1", "t1", good | {"C": [good["C"][0], other["C"][1]]})
        for wrong in ({"T": 64 * "0"}, {"C": [64 * "0", good["C"][1]]}, {"C": good["C"][0]}, {"x": 1}, {"pop": ""}):
            with self.subTest(wrong):
                self.refused("bad_request", self.send, one, "dkg1", "t1", good | wrong)
        early = {"E": base(3).hex(), "c": 3 * [scalar_bytes(1).hex()]}
        self.refused("wrong_state", self.send, one, "dkg2", "t1", early)
        for who in vote.tellers:
            who.ceremony()
        one.read_log()
        for wrong in ({"E": 64 * "0"}, {"c": 3 * ["ff" * 32]}, {"c": [1, 2, 3]}, {"x": 1}):
            with self.subTest(wrong):
                self.refused("bad_request", self.send, one, "dkg2", "t1", early | wrong)
        for who in vote.tellers:
            who.ceremony()
        one.read_log()
        good = {"head": one.log.dh.hex(), "K": one.log.K.hex(), "S": one.log.S[1].hex()}
        for wrong in ({"head": 128 * "0"}, {"K": good["S"]}, {"S": one.log.S[2].hex()}):
            self.refused(UNFIT, self.send, one, "dkg3", "t1", good | wrong)
        vote.ceremony()
        keys = {"pk": vote.officer.log.issuer.hex(), "K": vote.officer.log.K.hex()}
        for wrong in ({"K": keys["pk"]}, {"pk": keys["K"]}):
            self.refused(UNFIT, self.send, vote.officer, "open", "officer", keys | wrong)
        vote.open()

    def test_a_round_with_too_few_or_too_many_entries(self):
        vote = Play(town).create()
        one, *_ = vote.tellers
        one.read_log()
        good = Part(1, one.log).round1()
        for wrong in (good["C"][:1], good["C"] + good["C"][:1], []):
            self.refused("bad_request", self.send, one, "dkg1", "t1", good | {"C": wrong})
        for who in vote.tellers:
            who.ceremony()
        one.read_log()
        for count in (0, 2, 4):
            body = {"E": base(3).hex(), "c": count * [scalar_bytes(1).hex()]}
            self.refused("bad_request", self.send, one, "dkg2", "t1", body)

    def test_a_teller_who_deals_wrongly(self):
        """The receiving program finds it and says whose share it is."""
        vote = Play(town).create()
        one, _, three = vote.tellers
        for teller in vote.tellers:
            teller.ceremony()
        one.read_log()
        good = one.part.round2(one.log)
        self.send(one, "dkg2", "t1", good | {"c": good["c"][:2] + [scalar_bytes(1).hex()]})
        for teller in vote.tellers[1:]:
            teller.ceremony()
        with self.assertRaisesRegex(Refused, "the share from teller 1"):
            three.ceremony()

    def test_counting(self):
        vote = Play(town, CUMULATIVE).create().ceremony().open()
        officer, chair, (one, two, three) = vote.officer, vote.chair, vote.tellers
        members = vote.members("001", "002", "003")
        officer.act("cast")
        for member, selection in zip(members, ([3, 2, 0, 0], [1, 0, 0, 0], [0, 0, 0, 1])):
            member.seal(selection)
            member.cast()
        board = vote.close()
        for teller in vote.tellers:
            teller.read_whole_log()
        self.reject_shares(one)
        one.share(board)
        officer.read_log()
        self.refused("wrong_state", self.send, officer, "void", "officer", {"reason": "x"})
        self.refused("wrong_state", one.share, board)
        two.share(board)
        self.hidden(vote)
        two.read_whole_log()
        self.refused(UNFIT, self.send, two, "sign", "t2", {"head": two.log.bx.hex()})
        three.read_whole_log()
        late = tally.make_share(three.part.share, three.log.bx, three.read_board().totals)
        self.refused("wrong_state", self.send, three, "share", "t3", late)
        chair.read_whole_log()
        self.refused("wrong_state", self.send, chair, "announce", "chair", {})
        officer.read_whole_log()
        two.sign()
        self.refused("wrong_state", two.sign)
        one.sign()
        # sign_min is 3, but two shares suffice for the result, and then two signatures do.
        chair.read_whole_log()
        officer.read_whole_log()
        self.refused("wrong_state", self.send, officer, "announce", "officer", {})
        chair.act("announce", office="chair")
        three.read_whole_log()
        self.refused("wrong_state", self.send, three, "sign", "t3", {"head": three.log.rh.hex()})
        self.refused("wrong_state", members[0].redraw)
        self.refused("wrong_state", members[0].cast)
        everybody = Log(vote.vote).take(town.server.get(f"/v1/{vote.vote}/log?from=0"))
        self.assertEqual((everybody.state, everybody.result["counts"]), ("announced", [4, 2, 0, 1]))

    def test_too_few_ballots(self):
        """The tellers' programs refuse, and a share that was made all the same would spoil the record."""
        vote = Play(town).create().ceremony().open()
        members = vote.members("001", "002")
        vote.officer.act("cast")
        for member in members:
            member.seal([1, 0, 0])
            member.cast()
        board = vote.close()
        teller = vote.tellers[0]
        with self.assertRaisesRegex(Refused, "too few ballots"):
            teller.share(board)
        share = tally.make_share(teller.part.share, teller.log.bx, teller.read_board().totals)
        self.refused(UNFIT, self.send, teller, "share", "t1", share)
        vote.officer.act("void", {"reason": "Es sind zu wenige Stimmen."})
        for name in ("register.jsonl", "ballots.jsonl"):
            self.refused("wrong_state", town.server.get, f"/v1/{vote.vote}/{name}")

    def reject_shares(self, teller):
        board = teller.read_board()
        good = tally.make_share(teller.part.share, teller.log.bx, board.totals)
        wrong = tally.make_share(teller.part.share + 1, teller.log.bx, board.totals)
        for fault in (wrong, good | {"D": wrong["D"]}, good | {"pi": good["pi"][::-1]}):
            self.refused("bad_proof", self.send, teller, "share", teller.office, fault)
        for fault in ({"D": good["D"][:-1]}, {"D": [64 * "0"] + good["D"][1:]}, {"pi": good["pi"][:-1]}, {"x": 0}):
            self.refused("bad_request", self.send, teller, "share", teller.office, good | fault)
        self.refused(UNFIT, self.send, teller, "share", teller.office, good | {"box": teller.log.h.hex()})

    def hidden(self, vote):
        """Until the announcement the public does not see the share that gives the result away."""
        seen = Log(vote.vote).take(town.server.get(f"/v1/{vote.vote}/log?from=0"))
        self.assertEqual((seen.state, len(seen.shares)), ("tallying", 1))
        vote.officer.read_whole_log()
        self.assertEqual((vote.officer.log.state, len(vote.officer.log.shares)), ("tallied", 2))
        path, member = vote.officer.path("log"), vote.person("001")
        h = vote.officer.log.h
        request = {"by": "officer", "from": 0, "sig": sign(member.secret, "URNE-V1-view", h).hex()}
        self.refused("bad_sig", town.server.post_raw, path, request)
        good = request | {"sig": vote.officer.proof_of_office()}
        for wrong in ({"from": -1}, {"from": "0"}, {"x": 1}, {"sig": ""}):
            self.refused("bad_request", town.server.post_raw, path, good | wrong)
        self.assertTrue(town.server.post_raw(path, good).startswith(b'{"n":0'))

    def test_who_may_see_who_has_drawn(self):
        vote = Play(town).create().ceremony()
        path = vote.officer.path("view")
        self.refused("wrong_state", town.server.post, path,
                     {"by": "officer", "sig": sign(vote.officer.secret, "URNE-V1-view", bytes(64)).hex()})
        vote.open()
        vote.members("002", "001")
        self.assertEqual(vote.officer.view(), ["001", "002"])
        self.assertEqual(vote.chair.view(), ["001", "002"])
        good = {"by": "officer", "sig": vote.officer.proof_of_office()}
        member = vote.person("001")
        for secret, message in ((member.secret, vote.officer.log.h), (vote.officer.secret, bytes(64))):
            self.refused("bad_sig", town.server.post, path, good | {"sig": sign(secret, "URNE-V1-view", message).hex()})
        for wrong in ({"x": 1}, {"sig": "00"}, {"by": 1}):
            self.refused("bad_request", town.server.post, path, good | wrong)

    def test_two_origins(self):
        """Issuing and casting know each other's calls as little as each other's data."""
        vote = Play(town).create().ceremony().open()
        member, = vote.members("001")
        vote.officer.act("cast")
        issuer, box = town.server.url, town.server.box
        cast = f"/v1/{vote.vote}/cast"
        data = strict.write({"ballot": member.seal([1, 0, 0]).hex()}).encode()
        self.assertIn(exchange(issuer, "POST", cast, data).status, range(400, 500))
        draw = exchange(box, "POST", f"/v1/{vote.vote}/draw", strict.write(member.request).encode())
        self.assertIn(draw.status, range(400, 500))
        asked = exchange(box, "OPTIONS", cast, None, {"Origin": issuer, "Access-Control-Request-Method": "POST"})
        self.assertIn(asked.status, (200, 204))
        for answer in (asked, exchange(box, "POST", cast, data, {"Origin": issuer})):
            allowed = {name: value for name, value in answer.headers.items() if name.startswith("access-control-")}
            self.assertEqual(allowed["access-control-allow-origin"], issuer)
            self.assertEqual(allowed.get("access-control-allow-headers", "content-type").lower(), "content-type")
            self.assertLessEqual(set(allowed), {"access-control-allow-origin", "access-control-allow-headers"})
        self.assertEqual(asked.headers["access-control-allow-headers"].lower(), "content-type")
        again = exchange(issuer, "POST", f"/v1/{vote.vote}/draw", strict.write(member.request).encode())
        self.assertEqual((again.status, [n for n in again.headers if n.startswith("access-control")]), (200, []))

    def test_pages(self):
        """The rules for pages, which are no part of the client but of what the specification promises."""
        answer = exchange(town.server.url, "GET", "/")
        self.assertEqual(answer.headers["content-security-policy"], (
            "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; "
            f"connect-src 'self' {town.server.box}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ))
        self.assertNotIn(b"<script>", answer.body)


if __name__ == "__main__":
    unittest.main()
