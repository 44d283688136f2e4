"""Ballots with one fault and everything else right, the signature too: only the check of that fault can find them."""

import ballot
from group import base, digest, plus


def ballot_with(log, token, selection, lie):
    """The selection sealed although the rule forbids it; `lie` says what the prover is told instead of the truth."""
    encryption = ballot.Encryption(log, [1] + (len(selection) - 1) * [0])
    for i, more in enumerate(m - known for m, known in zip(selection, encryption.selection)):
        A, B = encryption.pairs[i]
        encryption.pairs[i] = A, plus(B, base(more))
    encryption.ct = b"".join(A + B for A, B in encryption.pairs)
    encryption.cx = digest("URNE-V1-cx", log.h, encryption.ct)
    encryption.selection = selection
    real = ballot.prove_range
    ballot.prove_range = lambda context, index, lo, hi, K, pair, r, m, draw: real(
        context, index, lo, hi, K, pair, r, lie(m, hi), draw
    )
    try:
        return encryption.ballot(token)
    finally:
        ballot.prove_range = real


def two_votes(log, token):
    """Each option is in range, the sum is not."""
    return ballot_with(log, token, [1, 1, 0], min)


def double_vote(log, token):
    """One option holds two, another minus one: the sum is in range, the options are not."""
    return ballot_with(log, token, [2, -1, 0], lambda m, hi: max(0, min(m, hi)))
