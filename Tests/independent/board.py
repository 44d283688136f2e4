"""The published box, checked as a teller's program must before it opens anything (V10 to V18)."""

import hashlib

import strict
import tally
from ballot import Opened, check_token
from codes import short
from group import BLIND_CONTEXT, demand, point
from proofs import is_equal, is_signed


class Board:
    def __init__(self, log, roll, register, ballots):
        self.log = log
        demand(hashlib.sha512(register).digest() == log.box["register"], "hash of the register")
        demand(hashlib.sha512(ballots).digest() == log.box["box"], "hash of the ballots")
        self.drawn = check_register(log, roll, strict.lines(register))
        self.ballots = check_ballots(log, strict.lines(ballots))
        demand(len(self.ballots) <= len(self.drawn), "more ballots than draws")
        self.trackers = [short(ballot.cx) for ballot in self.ballots]
        demand(len(set(self.trackers)) == len(self.trackers), "a tracker twice")
        demand(len({ballot.X for ballot in self.ballots}) == len(self.ballots), "a token twice")
        self.totals = tally.sums(self.ballots, len(log.manifest["options"]))

    @property
    def fingerprint(self):
        return short(self.log.bx)

    def check_shares(self):
        """V19 for every share the log has, and V18 as it is from the first one on."""
        demand(len(self.ballots) >= self.log.manifest["min_ballots"], "too few ballots")
        for teller, share in self.log.shares.items():
            tally.check_share(share, self.log.S[teller], self.log.bx, self.totals)

    def check_result(self):
        self.check_shares()
        tally.check_result(self.log.result, self.log.shares, self.totals)


def check_register(log, roll, lines):
    drawn = []
    for line in lines:
        line = strict.fields(
            line, p=strict.person, B=strict.hexed(32), hs=strict.hexed(64), sig=strict.hexed(64), E=strict.hexed(32),
            pi=strict.hexed(64),
        )
        p, B, E = line["p"], point(line["B"]), point(line["E"])
        demand(p in roll and (not drawn or drawn[-1].encode() < p.encode()), "people in the register")
        demand(is_signed(roll[p], "URNE-V1-draw", line["sig"], log.h, p, B, line["hs"]), "signature of a draw")
        demand(is_equal(log.issuer, B, E, line["pi"], BLIND_CONTEXT), "proof of a draw")
        drawn.append(p)
    demand(len(drawn) == log.box["draws"], "number of draws")
    return drawn


def check_ballots(log, lines):
    ballots = []
    for line in lines:
        line = strict.fields(line, cx=strict.hexed(64), ballot=strict.text, pi=strict.hexed(64))
        ballot = Opened(log, strict.hexed(len(line["ballot"]) // 2)(line["ballot"]))
        demand(ballot.cx == line["cx"] and (not ballots or ballots[-1].cx < ballot.cx), "order of the ballots")
        check_token(log, ballot.X, ballot.N, line["pi"])
        ballots.append(ballot)
    demand(len(ballots) == log.box["ballots"], "number of ballots")
    return ballots
