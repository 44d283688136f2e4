"""The group and the hashes of the protocol specification (Encodings, Group and Hashes), on Debian's libsodium.

An element is its 32 bytes; a scalar is a Python integer below the order. Nothing here runs in constant time: this is
a client for tests.
"""

import ctypes
import hashlib
import secrets

sodium = ctypes.CDLL("libsodium.so.23")
if sodium.sodium_init() < 0:
    raise RuntimeError("libsodium does not start")

ORDER = 2**252 + 27742317777372353535851937790883648493
IDENTITY = bytes(32)
BLIND_CONTEXT = b"OPRFV1-\x01-ristretto255-SHA512"


class Refused(Exception):
    """Something received does not fit the specification."""


def demand(condition, what):
    """Every check of the client goes through here, so that none depends on Python's `assert`."""
    if not condition:
        raise Refused(what)


# Encodings


def i2osp(number, width):
    return number.to_bytes(width, "big")


def raw(part):
    return part.encode("utf-8") if isinstance(part, str) else part


def enc(*parts):
    return b"".join(i2osp(len(raw(part)), 4) + raw(part) for part in parts)


def digest(tag, *parts):
    """H of the specification."""
    return hashlib.sha512(enc(tag, *parts)).digest()


def expand(message, label):
    """expand_message_xmd of RFC 9380, section 5.3.1, with SHA-512 and 64 bytes: one block."""
    label = raw(label)
    suffix = label + i2osp(len(label), 1)
    first = hashlib.sha512(bytes(128) + message + i2osp(64, 2) + b"\0" + suffix).digest()
    return hashlib.sha512(first + b"\x01" + suffix).digest()


def hash_to_scalar(message, label):
    return int.from_bytes(expand(message, label), "little") % ORDER


def challenge(tag, *parts):
    """HS of the specification."""
    return hash_to_scalar(enc(*parts), tag)


def hash_to_group(message):
    out = ctypes.create_string_buffer(32)
    sodium.crypto_core_ristretto255_from_hash(out, expand(message, b"HashToGroup-" + BLIND_CONTEXT))
    return out.raw


# Received values


def point(data):
    """A received element: canonical, and not the identity. libsodium alone would let both pass."""
    demand(len(data) == 32 and data[31] < 128 and data != IDENTITY, "element")
    demand(sodium.crypto_core_ristretto255_is_valid_point(data) == 1, "element")
    return data


def scalar(data):
    number = int.from_bytes(data, "little")
    demand(len(data) == 32 and number < ORDER, "scalar")
    return number


def scalar_bytes(number):
    return (number % ORDER).to_bytes(32, "little")


def random_scalar():
    while True:
        number = int.from_bytes(secrets.token_bytes(64), "little") % ORDER
        if number:
            return number


# Arithmetic


def base(number):
    """number·G"""
    out = ctypes.create_string_buffer(32)
    # -1 means that the result is the identity, and then the bytes are zero already.
    sodium.crypto_scalarmult_ristretto255_base(out, scalar_bytes(number))
    return out.raw


def times(number, element):
    """number·element; the element has been checked or computed before, so -1 is the identity again."""
    if element == IDENTITY:
        return IDENTITY
    out = ctypes.create_string_buffer(32)
    if sodium.crypto_scalarmult_ristretto255(out, scalar_bytes(number), element) != 0:
        return IDENTITY
    return out.raw


def plus(left, right):
    out = ctypes.create_string_buffer(32)
    demand(sodium.crypto_core_ristretto255_add(out, left, right) == 0, "sum")
    return out.raw


def minus(left, right):
    out = ctypes.create_string_buffer(32)
    demand(sodium.crypto_core_ristretto255_sub(out, left, right) == 0, "difference")
    return out.raw


def total(elements):
    result = IDENTITY
    for element in elements:
        result = plus(result, element)
    return result


def inverse(number):
    return pow(number, ORDER - 2, ORDER)
