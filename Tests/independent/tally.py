"""Opening the sums, never a single ballot (the protocol specification, Closing and Counting)."""

import strict
from group import IDENTITY, ORDER, base, demand, inverse, minus, point, times, total
from proofs import is_equal, prove_equal


def context(bx, option):
    return f"URNE-V1-share-{bx[:32].hex()}-{option}"


def sums(ballots, options):
    """For each option the sum of the ciphertexts of all ballots."""
    return [
        (total(b.pairs[o][0] for b in ballots), total(b.pairs[o][1] for b in ballots)) for o in range(options)
    ]


def make_share(secret, bx, totals):
    S, D, pi = base(secret), [], []
    for o, (A, _) in enumerate(totals):
        D.append(times(secret, A))
        pi.append(prove_equal(secret, S, A, D[-1], context(bx, o)))
    return {"box": bx.hex(), "D": [d.hex() for d in D], "pi": [p.hex() for p in pi]}


def read_share(body, bx, options):
    body = strict.fields(
        strict.parse(body), free=["at"], box=strict.hexed(64), D=strict.each(strict.hexed(32), options),
        pi=strict.each(strict.hexed(64), options),
    )
    demand(body["box"] == bx, "a share for another box")
    for element in body["D"]:
        point(element)
    return body


def check_share(share, S, bx, totals):
    for o, (A, _) in enumerate(totals):
        demand(is_equal(S, A, share["D"][o], share["pi"][o], context(bx, o)), f"share, option {o}")


def check_result_form(result, shares, m, ballots):
    """V20 and V21, as far as they need no ballots."""
    used, counts = result["used"], result["counts"]
    demand(used == sorted(set(used)) and len(used) == m["t"] and set(used) <= set(shares), "used shares")
    demand(len(counts) == len(m["options"]), "number of counts")
    demand(all(count <= ballots * option["cap"] for count, option in zip(counts, m["options"])), "counts")
    marks = sum(option["w"] * count for count, option in zip(counts, m["options"]))
    demand(m["min"] * ballots <= marks <= m["max"] * ballots, "sum of the counts")


def opened(shares, used, totals):
    """M for each option: its count times G."""
    factors = {}
    for l in used:
        factors[l] = 1
        for i in used:
            if i != l:
                factors[l] = factors[l] * i * inverse((i - l) % ORDER) % ORDER
    return [
        minus(B, total(times(factors[l], shares[l]["D"][o]) for l in used)) for o, (_, B) in enumerate(totals)
    ]


def count(M, most):
    """The number whose multiple of G this is; small votes need no cleverer search."""
    for number in range(most + 1):
        if base(number) == M:
            return number
    return demand(False, "no count fits")


def check_result(result, shares, totals):
    for number, M in zip(result["counts"], opened(shares, result["used"], totals)):
        demand((base(number) if number else IDENTITY) == M, "a count")
