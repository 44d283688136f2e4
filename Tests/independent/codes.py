"""Access codes, person keys, and the short texts people compare (the protocol specification, Access Codes)."""

from group import base, challenge, demand, digest

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def short(data):
    """The first 100 bits as people read them: fingerprints of heads, and trackers."""
    bits = int.from_bytes(data[:13], "big") >> 4
    text = "".join(ALPHABET[bits >> shift & 31] for shift in range(95, -1, -5))
    return "-".join(text[i:i + 4] for i in range(0, 20, 4))


def normalized(text):
    """The 19 characters that count, out of what somebody typed."""
    code = text.upper().replace(" ", "").replace("-", "").translate(str.maketrans("OIL", "011"))
    demand(len(code) == 20 and all(c in ALPHABET for c in code), "access code")
    check = ALPHABET[digest("URNE-V1-code", code[:19])[0] & 31]
    demand(code[19] == check, "check character of the access code")
    return code[:19]


def person_key(realm, person, code):
    """The secret key of a person, and the public one that stands in the roll."""
    secret = challenge("URNE-V1-key", realm, person, normalized(code))
    demand(secret != 0, "access code")
    return secret, base(secret)
