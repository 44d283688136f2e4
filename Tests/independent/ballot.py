"""A sealed ballot with its proofs (the protocol specification, Ballots)."""

import strict
from codes import short
from draw import token_input
from group import (
    BLIND_CONTEXT, ORDER, base, challenge, demand, digest, i2osp, minus, plus, point, random_scalar, scalar,
    scalar_bytes, times, total,
)
from manifest import check_selection
from proofs import is_equal, is_signed, sign

SUM = 0xFFFF


class Encryption:
    """A selection under the vote's key. Its tracker is shown before the member decides to cast or to audit it."""

    def __init__(self, log, selection, randomness=None):
        check_selection(log.manifest, selection)
        self.log, self.selection = log, selection
        self.r = randomness or [random_scalar() for _ in selection]
        self.pairs = [
            (base(r), plus(times(r, log.K), base(m))) for r, m in zip(self.r, selection)
        ]
        self.ct = b"".join(A + B for A, B in self.pairs)
        self.cx = digest("URNE-V1-cx", log.h, self.ct)
        self.tracker = short(self.cx)

    def audit(self):
        """What the member shows to a second device instead of casting."""
        return {
            "h": self.log.h.hex(), "K": self.log.K.hex(), "ct": self.ct.hex(), "m": self.selection,
            "r": [scalar_bytes(r).hex() for r in self.r],
        }

    def ballot(self, token, draw=random_scalar, rnd=None):
        m = self.log.manifest
        context = digest("URNE-V1-bctx", self.log.h, token.X, token.N, self.cx)
        data = token.X + token.N
        for i, (option, pair) in enumerate(zip(m["options"], self.pairs)):
            proof = prove_range(context, i, 0, option["cap"], self.log.K, pair, self.r[i], self.selection[i], draw)
            data += pair[0] + pair[1] + proof
        weights = [option["w"] for option in m["options"]]
        r = sum(w * r for w, r in zip(weights, self.r)) % ORDER
        value = sum(w * v for w, v in zip(weights, self.selection))
        pair = weighted(weights, self.pairs)
        data += prove_range(context, SUM, m["min"], m["max"], self.log.K, pair, r, value, draw)
        return data + sign(token.x, "URNE-V1-ballot", self.log.h, data, seed=rnd)


def weighted(weights, pairs):
    return (
        total(times(w, A) if w > 1 else A for w, (A, _) in zip(weights, pairs)),
        total(times(w, B) if w > 1 else B for w, (_, B) in zip(weights, pairs)),
    )


def range_challenge(context, index, lo, hi, K, pair, commitments):
    parts = [part for commitment in commitments for part in commitment]
    return challenge(
        "URNE-V1-range", context, i2osp(index, 2), i2osp(lo, 4), i2osp(hi, 4), K, *pair, *parts
    )


def prove_range(context, index, lo, hi, K, pair, r, m, draw):
    A, B = pair
    commitments, answers = [], {}
    for v in range(lo, hi + 1):
        if v == m:
            w = draw()
            commitments.append((base(w), times(w, K)))
            continue
        c, s = draw(), draw()
        answers[v] = c, s
        commitments.append(simulated(A, minus(B, base(v)), K, c, s))
    c = (range_challenge(context, index, lo, hi, K, pair, commitments) - sum(c for c, _ in answers.values())) % ORDER
    answers[m] = c, (w - c * r) % ORDER
    return b"".join(scalar_bytes(c) + scalar_bytes(s) for _, (c, s) in sorted(answers.items()))


def simulated(A, rest, K, c, s):
    return plus(base(s), times(c, A)), plus(times(s, K), times(c, rest))


def is_in_range(context, index, lo, hi, K, pair, proof):
    answers = [scalar(proof[i:i + 32]) for i in range(0, len(proof), 32)]
    challenges, responses = answers[0::2], answers[1::2]
    A, B = pair
    commitments = [
        simulated(A, minus(B, base(v)), K, c, s) for v, c, s in zip(range(lo, hi + 1), challenges, responses)
    ]
    return sum(challenges) % ORDER == range_challenge(context, index, lo, hi, K, pair, commitments)


def check_audit(log, data, tracker):
    """What a second device, with its own copy of the log, says of the audit data: the selection they hold."""
    data = strict.fields(
        data, h=strict.hexed(64), K=strict.hexed(32), ct=strict.text, m=strict.each(strict.number),
        r=strict.each(strict.hexed(32)),
    )
    demand((data["h"], data["K"]) == (log.h, log.K), "another vote")
    encryption = Encryption(log, data["m"], [scalar(r) for r in data["r"]])
    demand(len(data["r"]) == len(data["m"]) and encryption.ct.hex() == data["ct"], "the ciphertexts")
    demand(encryption.tracker == tracker, "the tracker shown before")
    return data["m"]


def length(m):
    options = sum(64 + 64 * (option["cap"] + 1) for option in m["options"])
    return 64 + options + 64 * (m["max"] - m["min"] + 1) + 64


class Opened:
    """The parts of a ballot somebody else made, after every check that needs no server (V14 to V16, without order)."""

    def __init__(self, log, data):
        m = log.manifest
        demand(len(data) == length(m), "length of the ballot")
        self.data = data
        self.X, self.N = point(data[:32]), point(data[32:64])
        self.pairs, proofs, at = [], [], 64
        for option in m["options"]:
            self.pairs.append((point(data[at:at + 32]), point(data[at + 32:at + 64])))
            width = 64 * (option["cap"] + 1)
            proofs.append(data[at + 64:at + 64 + width])
            at += 64 + width
        proofs.append(data[at:-64])
        self.cx = digest("URNE-V1-cx", log.h, b"".join(A + B for A, B in self.pairs))
        demand(is_signed(self.X, "URNE-V1-ballot", data[-64:], log.h, data[:-64]), "signature of the ballot")
        context = digest("URNE-V1-bctx", log.h, self.X, self.N, self.cx)
        for i, (option, pair) in enumerate(zip(m["options"], self.pairs)):
            demand(is_in_range(context, i, 0, option["cap"], log.K, pair, proofs[i]), f"proof of option {i}")
        pair = weighted([option["w"] for option in m["options"]], self.pairs)
        demand(is_in_range(context, SUM, m["min"], m["max"], log.K, pair, proofs[-1]), "proof of the sum")


def check_token(log, X, N, proof):
    """The server's proof that this token is one of its own."""
    demand(is_equal(log.issuer, token_input(log.h, X), N, proof, BLIND_CONTEXT), "proof of the token")


def check_receipt(log, ballot, receipt):
    bh = digest("URNE-V1-bh", log.h, ballot)
    demand(is_signed(log.keys["server"], "URNE-V1-receipt", receipt, log.h, bh), "receipt")
