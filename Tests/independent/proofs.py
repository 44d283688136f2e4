"""Signatures and equality proofs (the protocol specification, Signatures, Token Proof)."""

import hashlib
import secrets

from group import (
    ORDER, base, challenge, demand, hash_to_scalar, i2osp, plus, point, raw, scalar, scalar_bytes, times,
)


def nonce(secret, tag, *parts, seed=None):
    """A random number that is still good if the random source is not."""
    return challenge("URNE-V1-nonce", scalar_bytes(secret), seed or secrets.token_bytes(32), tag, *parts)


def sign(secret, tag, *message, seed=None):
    k = nonce(secret, tag, *message, seed=seed)
    c = challenge(tag, base(secret), base(k), *message)
    return scalar_bytes(c) + scalar_bytes(k - c * secret)


def is_signed(key, tag, signature, *message):
    demand(len(signature) == 64, "signature")
    c, s = scalar(signature[:32]), scalar(signature[32:])
    commitment = plus(base(s), times(c, point(key)))
    return c == challenge(tag, key, commitment, *message)


def lp2(part):
    return i2osp(len(part), 2) + part


def composite(B, C, D, context):
    """The weight of the one pair, and the pair under that weight."""
    seed = hashlib.sha512(lp2(B) + lp2(b"Seed-" + context)).digest()
    d = hash_to_scalar(lp2(seed) + i2osp(0, 2) + lp2(C) + lp2(D) + b"Composite", b"HashToScalar-" + context)
    return times(d, C), times(d, D)


def dleq_challenge(B, M, Z, t2, t3, context):
    return hash_to_scalar(b"".join(map(lp2, (B, M, Z, t2, t3))) + b"Challenge", b"HashToScalar-" + context)


def prove_equal(k, B, C, D, context, r=None):
    """A proof that B = k·G and D = k·C. With `r` given it is deterministic, for the vectors."""
    context = raw(context)
    M, Z = composite(B, C, D, context)
    r = nonce(k, context, B, C, D) if r is None else r
    c = dleq_challenge(B, M, Z, base(r), times(r, M), context)
    return scalar_bytes(c) + scalar_bytes((r - c * k) % ORDER)


def is_equal(B, C, D, proof, context):
    demand(len(proof) == 64, "proof")
    c, s = scalar(proof[:32]), scalar(proof[32:])
    context = raw(context)
    M, Z = composite(B, C, D, context)
    t2 = plus(base(s), times(c, B))
    t3 = plus(times(s, M), times(c, Z))
    return c == dleq_challenge(B, M, Z, t2, t3, context)
