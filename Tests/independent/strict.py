"""Strict JSON with exact fields (the protocol specification, Encodings)."""

import json
import re

from group import Refused, demand


def no_duplicates(pairs):
    demand(len({key for key, _ in pairs}) == len(pairs), "a key twice")
    return dict(pairs)


def integer(text):
    demand(re.fullmatch(r"0|[1-9][0-9]{0,15}", text) and int(text) < 2**53, "number")
    return int(text)


def refuse(_):
    raise Refused("number")


def parse(text):
    """One JSON text, from bytes or from a string inside another one."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        demand(text != "" and not text[0].isspace() and not text[-1].isspace() and text[0] != "\ufeff", "white space")
        value = json.loads(
            text, object_pairs_hook=no_duplicates, parse_int=integer, parse_float=refuse, parse_constant=refuse
        )
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # a lone surrogate cannot be encoded
    except (ValueError, RecursionError) as error:
        raise Refused("JSON") from error
    return value


def lines(data):
    """The objects of a *.jsonl file."""
    if data == b"":
        return []
    demand(data.endswith(b"\n"), "last line")
    return [parse(line) for line in data[:-1].split(b"\n")]


def text(value):
    demand(isinstance(value, str), "text")
    return value


def number(value):
    demand(type(value) is int, "number")
    return value


def boolean(value):
    demand(type(value) is bool, "true or false")
    return value


def hexed(width):
    """Binary of exactly this many bytes."""
    def read(value):
        demand(isinstance(value, str) and re.fullmatch("[0-9a-f]{%d}" % (2 * width), value), "hex of %d bytes" % width)
        return bytes.fromhex(value)
    return read


def maybe(read):
    """The same, or the empty string."""
    return lambda value: b"" if value == "" else read(value)


def each(read, count=None):
    def read_all(value):
        demand(isinstance(value, list) and (count is None or len(value) == count), "list")
        return [read(item) for item in value]
    return read_all


def fields(value, free=(), **readers):
    """An object with exactly these fields, and perhaps some of the `free` ones, which are texts."""
    demand(isinstance(value, dict), "object")
    demand(set(readers) <= set(value) <= set(readers) | set(free), "fields " + ", ".join(sorted(value)))
    for name in set(value) & set(free):
        text(value[name])
    return {name: read(value[name]) for name, read in readers.items()}


def person(value):
    demand(isinstance(value, str) and re.fullmatch(r"[0-9A-Za-z._-]{1,32}", value), "person")
    return value


def write(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
