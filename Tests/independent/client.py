"""A member, an officer and a teller, as the protocol specification describes them, and nothing else.

The client keeps what it must remember in memory only; a real one would write it down before each message.
"""

import ballot
import ceremony
import draw
import strict
import tally
from board import Board
from codes import person_key
from group import demand
from log import Log
from manifest import read_roll
from proofs import sign
from wire import Rejected


class Person:
    """Somebody with an access code, in one vote."""

    def __init__(self, server, vote, person, code):
        self.server, self.vote, self.person = server, vote, person
        self.secret, self.key = person_key(server.about["realm"], person, code)
        self.log = Log(vote)

    def path(self, call):
        return f"/v1/{self.vote}/{call}"

    def read_log(self):
        """Reads what is new and checks that it continues what has been seen."""
        self.log.take(self.server.get(self.path(f"log?from={len(self.log.events)}")))
        demand(self.log.manifest["realm"] == self.server.about["realm"], "realm")
        demand(self.log.keys["server"] == self.server.about["key"], "the server's key")
        return self.log

    def read_roll(self):
        law = self.server.get(self.path("law.json")) if self.log.manifest["law"] else None
        self.roll = read_roll(self.log.manifest, self.server.get(self.path("roll.jsonl")), law)
        return self.roll

    def read_board(self):
        """The published box, after every check a verifier makes on it."""
        self.read_roll()
        files = [self.server.get(self.path(f"{name}.jsonl")) for name in ("register", "ballots")]
        return Board(self.log, self.roll, *files)

    def proof_of_office(self):
        return sign(self.secret, "URNE-V1-view", self.log.h).hex()


class Member(Person):
    def enter(self, fingerprint=None):
        """Everything a member's program checks before it asks for a token."""
        self.read_log()
        demand(self.log.h is not None, "not opened yet")
        demand(fingerprint in (None, self.log.fingerprint), "the fingerprint read out")
        demand(self.read_roll().get(self.person) == self.key, "own line of the roll")

    def draw(self, recovery=True):
        self.pending = draw.Pending(self.secret, self.log.h)
        self.request = self.pending.request(self.person, recovery)
        return self.redraw()

    def redraw(self):
        """Sends the same request (again), as after a lost answer."""
        answer = draw.read_answer(self.server.post(self.path("draw"), self.request))
        self.token = self.pending.finish(self.log.issuer, answer)
        return answer

    def recover(self):
        sig = sign(self.secret, "URNE-V1-recover", self.log.h, self.person)
        answer = self.server.post(self.path("recover"), {"p": self.person, "sig": sig.hex()})
        self.token = draw.recovered(self.secret, self.log.h, self.log.issuer, answer)
        return answer

    def seal(self, selection):
        """Encrypts; the tracker is known from here on."""
        encryption = ballot.Encryption(self.log, selection)
        self.tracker = encryption.tracker
        self.ballot = encryption.ballot(self.token)
        return self.ballot

    def cast(self):
        """Sends the ballot, as often as necessary: it is always the same bytes."""
        answer = strict.fields(
            self.server.post(self.path("cast"), {"ballot": self.ballot.hex()}, self.server.box),
            pi=strict.hexed(64), receipt=strict.hexed(64),
        )
        ballot.check_token(self.log, self.token.X, self.token.N, answer["pi"])
        ballot.check_receipt(self.log, self.ballot, answer["receipt"])
        return answer

    def look_up(self, board_fingerprint):
        """Whether the own ballot is on the board that was read out."""
        self.read_log()
        board = self.read_board()
        demand(board.fingerprint == board_fingerprint, "the board's fingerprint read out")
        found = board.trackers.count(self.tracker) == 1
        return found and self.ballot in [b.data for b in board.ballots]


class Officer(Person):
    """An officer or the chair: signs acts at the head of the log."""

    def act(self, kind, body=None, office="officer", extra=None):
        for _ in range(5):
            event = self.log.sign(self.secret, kind, office, {} if body is None else body)
            try:
                answer = self.server.post(self.path("event"), {"event": event, **(extra or {})})
            except Rejected as refusal:
                if refusal.code != "stale_head":
                    raise
                self.read_whole_log()
                continue
            head = strict.fields(answer, head=strict.hexed(64))["head"]
            self.read_whole_log()
            demand(head in self.log.heads, "the head the server answered")
            return event
        return demand(False, "the log never rests")

    def create(self, manifest, roll, law=None):
        """The first event, with the files it names."""
        extra = {"roll": roll.decode("utf-8")} | ({} if law is None else {"law": law.decode("utf-8")})
        return self.act("manifest", manifest, extra=extra)

    def open(self):
        return self.act("open", {"pk": self.log.issuer.hex(), "K": self.log.K.hex()})

    def read_whole_log(self):
        """The log with what the public does not see before the announcement."""
        if self.log.h is None:
            return self.read_log()
        request = {"by": self.office, "from": len(self.log.events), "sig": self.proof_of_office()}
        body = self.server.post_raw(self.path("log"), request)
        return self.log.take(body)

    @property
    def office(self):
        return next(o["id"] for o in self.log.manifest["officers"] if o["key"] == self.key)

    def view(self):
        answer = self.server.post(self.path("view"), {"by": self.office, "sig": self.proof_of_office()})
        return strict.fields(answer, drawn=strict.each(strict.person))["drawn"]


class Teller(Officer):
    """One of the three. Remembers its share, and that it made a share for one box only."""

    part = None
    shared = None

    @property
    def number(self):
        return int(self.office[1])

    def ceremony(self):
        """The next step of the ceremony, if it is this teller's turn; True when nothing is left to do."""
        self.read_log()
        if self.number not in self.log.round1:
            self.part = ceremony.Part(self.number, self.log)
            self.act("dkg1", self.part.round1(), self.office)
        elif len(self.log.round1) == 3 and self.number not in self.log.round2:
            demand(self.log.round1[self.number]["C"] == self.part.commitments, "own first round")
            self.act("dkg2", self.part.round2(self.log), self.office)
        elif len(self.log.round2) == 3 and self.number not in self.log.round3:
            self.act("dkg3", self.part.round3(self.log), self.office)
        return self.number in self.log.round3

    def share(self, board_fingerprint, gap=0):
        """Opens this teller's part of the sums, once, after all the checks."""
        self.read_whole_log()
        board = self.read_board()
        demand(board.fingerprint == board_fingerprint, "the board's fingerprint read out")
        demand(len(board.drawn) - len(board.ballots) == gap, "the gap read out")
        demand(len(board.ballots) >= self.log.manifest["min_ballots"], "too few ballots")
        demand(self.shared in (None, self.log.bx), "a share for another box has been made")
        self.shared = self.log.bx
        return self.act("share", tally.make_share(self.part.share, self.log.bx, board.totals), self.office)

    def sign(self):
        self.read_whole_log()
        self.read_board().check_result()
        return self.act("sign", {"head": self.log.rh.hex()}, self.office)
