"""The token of one member: drawn, checked, or fetched again (the protocol specification, Drawing)."""

import secrets

import strict
from group import BLIND_CONTEXT, base, challenge, demand, digest, enc, hash_to_group, inverse, point, times
from proofs import is_equal, sign


def token_input(h, X):
    return hash_to_group(enc("URNE-V1-token", h, X))


def xor(left, right):
    return bytes(a ^ b for a, b in zip(left, right))


def mask(usk, h, nonce):
    return digest("URNE-V1-seal", usk.to_bytes(32, "little"), h, nonce)[:32]


class Pending:
    """What the member's program keeps between asking and the answer."""

    def __init__(self, usk, h, seed=None):
        self.usk, self.h = usk, h
        while True:
            self.seed = seed or secrets.token_bytes(32)
            key = usk.to_bytes(32, "little")
            self.x = challenge("URNE-V1-x", key, h, self.seed)
            self.r = challenge("URNE-V1-r", key, h, self.seed)
            if self.x and self.r:
                break
        self.X = base(self.x)
        self.B = times(self.r, token_input(h, self.X))

    def request(self, person, recovery=True, nonce=None, rnd=None):
        nonce = nonce or secrets.token_bytes(16)
        sealed = nonce + xor(self.seed, mask(self.usk, self.h, nonce)) if recovery else b""
        hs = digest("URNE-V1-sealed", sealed)
        sig = sign(self.usk, "URNE-V1-draw", self.h, person, self.B, hs, seed=rnd)
        return {"p": person, "B": self.B.hex(), "sealed": sealed.hex(), "sig": sig.hex()}

    def finish(self, issuer, answer):
        """The token, if the server proves that it used the key everybody gets."""
        E = point(answer["E"])
        demand(is_equal(issuer, self.B, E, answer["pi"], BLIND_CONTEXT), "the server's proof for the token")
        return Token(self.x, self.X, times(inverse(self.r), E))


class Token:
    def __init__(self, x, X, N):
        self.x, self.X, self.N = x, X, N


def read_answer(answer):
    return strict.fields(answer, E=strict.hexed(32), pi=strict.hexed(64))


def recovered(usk, h, issuer, answer):
    """The same token again, out of what the server kept sealed."""
    answer = strict.fields(
        answer, B=strict.hexed(32), sealed=strict.maybe(strict.hexed(48)), E=strict.hexed(32), pi=strict.hexed(64)
    )
    demand(answer["sealed"] != b"", "recovery was declined")
    nonce, hidden = answer["sealed"][:16], answer["sealed"][16:]
    pending = Pending(usk, h, xor(hidden, mask(usk, h, nonce)))
    demand(pending.B == answer["B"], "the sealed seed")
    return pending.finish(issuer, {"E": answer["E"], "pi": answer["pi"]})
