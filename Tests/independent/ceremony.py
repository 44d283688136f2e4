"""The key ceremony of the three tellers (the protocol specification, Key Ceremony)."""

import strict
from group import (
    IDENTITY, ORDER, base, challenge, demand, i2osp, point, random_scalar, scalar, scalar_bytes, times, total,
)
from proofs import is_signed, sign


def body_fields(body, **readers):
    return strict.fields(strict.parse(body), free=["at"], **readers)


def read_round1(body, mh, teller, threshold):
    body = body_fields(
        body, T=strict.hexed(32), C=strict.each(strict.hexed(32), threshold), pop=strict.hexed(64)
    )
    point(body["T"])
    C = [point(element) for element in body["C"]]
    possession = mh, i2osp(teller, 2), body["T"], *C
    demand(is_signed(C[0], "URNE-V1-pop", body["pop"], *possession), "proof of possession")
    return body


def read_round2(body):
    body = body_fields(body, E=strict.hexed(32), c=strict.each(strict.hexed(32), 3))
    point(body["E"])
    return {"E": body["E"], "c": [scalar(c) for c in body["c"]]}


def committed(C, teller):
    """f(teller)·G, out of the commitments to the coefficients of f."""
    return total(times(teller**k, element) for k, element in enumerate(C))


def public_keys(round1):
    """The key of the ballots, and the public share of each teller."""
    K = total(round1[j]["C"][0] for j in (1, 2, 3))
    S = {l: total(committed(round1[j]["C"], l) for j in (1, 2, 3)) for l in (1, 2, 3)}
    demand(K != IDENTITY and IDENTITY not in S.values(), "key of the ballots")
    return K, S


def mask(mh, dealer, receiver, E, T, secret):
    return challenge("URNE-V1-dkg-mask", mh, i2osp(dealer, 2), i2osp(receiver, 2), E, T, secret)


class Part:
    """What one teller's program does in the ceremony, and the secrets it keeps meanwhile."""

    def __init__(self, teller, log):
        self.teller = teller
        self.mh = log.mh
        self.coefficients = [random_scalar() for _ in range(log.manifest["t"])]
        self.once = random_scalar()

    def round1(self):
        T = base(self.once)
        self.commitments = C = [base(a) for a in self.coefficients]
        pop = sign(self.coefficients[0], "URNE-V1-pop", self.mh, i2osp(self.teller, 2), T, *C)
        return {"T": T.hex(), "C": [element.hex() for element in C], "pop": pop.hex()}

    def value(self, receiver):
        return sum(a * receiver**k for k, a in enumerate(self.coefficients)) % ORDER

    def round2(self, log):
        """Deals a share to each of the three, sealed to their one-time keys."""
        e = random_scalar()
        E = base(e)
        sealed = []
        for l in (1, 2, 3):
            T = log.round1[l]["T"]
            sealed.append(self.value(l) + mask(self.mh, self.teller, l, E, T, times(e, T)))
        return {"E": E.hex(), "c": [scalar_bytes(c).hex() for c in sealed]}

    def round3(self, log):
        """Opens the three dealings, checks each against its commitments, and keeps the sum."""
        own, share = base(self.once), 0
        for j in (1, 2, 3):
            E, c = log.round2[j]["E"], log.round2[j]["c"][self.teller - 1]
            dealt = c - mask(self.mh, j, self.teller, E, own, times(self.once, E))
            demand(base(dealt) == committed(log.round1[j]["C"], self.teller), f"the share from teller {j}")
            share = (share + dealt) % ORDER
        demand(base(share) == log.S[self.teller], "own share")
        self.share, self.coefficients, self.once = share, None, None
        return {"head": log.dh.hex(), "K": log.K.hex(), "S": log.S[self.teller].hex()}
