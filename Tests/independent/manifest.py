"""What is voted on, by whom and under which rules (the protocol specification, Manifest and Roll)."""

import hashlib

import strict
from group import demand, point

OFFICES = ["officer", "chair", "server", "t1", "t2", "t3"]


def read_option(value):
    return strict.fields(value, id=strict.text, label=strict.text, cap=strict.number, w=strict.number)


def read_officer(value):
    return strict.fields(value, id=strict.text, p=strict.text, name=strict.text, key=strict.hexed(32))


def read(body):
    """The manifest of an event body, after every rule it must keep (V4)."""
    m = strict.fields(
        strict.parse(body), free=["at"],
        v=strict.number, suite=strict.text, vote=strict.hexed(16), realm=strict.hexed(16), roll=strict.hexed(64),
        roll_count=strict.number, body=strict.text, title=strict.text, question=strict.text,
        options=strict.each(read_option), min=strict.number, max=strict.number, t=strict.number,
        officers=strict.each(read_officer, 6), min_ballots=strict.number, sign_min=strict.number,
        late_issue=strict.boolean, jitter_s=strict.number, law=strict.maybe(strict.hexed(64)),
    )
    demand(m["v"] == 1 and m["suite"] == "URNE-V1", "suite")
    check_options(m)
    check_officers(m["officers"])
    demand(m["t"] in (2, 3), "threshold")
    demand(m["min_ballots"] >= 2 and 1 <= m["sign_min"] <= 3 and m["jitter_s"] <= 60, "limits")
    return m


def check_options(m):
    options = m["options"]
    demand(2 <= len(options) <= 64, "number of options")
    ids = [option["id"].encode("utf-8") for option in options]
    demand(len(set(ids)) == len(ids) and all(1 <= len(i) <= 64 for i in ids), "option ids")
    demand(all(1 <= option["cap"] <= 8 and 1 <= option["w"] <= 64 for option in options), "cap or weight")
    demand(m["min"] <= m["max"] <= 64, "min and max")
    demand(m["min"] <= sum(option["w"] * option["cap"] for option in options), "min cannot be reached")


def check_officers(officers):
    demand([officer["id"] for officer in officers] == OFFICES, "officers")
    keys = [point(officer["key"]) for officer in officers]
    demand(len(set(keys[3:])) == 3 and len({officer["p"] for officer in officers[3:]}) == 3, "three tellers")
    demand(keys[2] not in keys[:2] + keys[3:] and officers[2]["p"] == "", "the server's key")
    for officer in officers[:2] + officers[3:]:
        strict.person(officer["p"])


def check_selection(m, selection):
    demand(len(selection) == len(m["options"]), "selection")
    demand(all(0 <= v <= o["cap"] for v, o in zip(selection, m["options"])), "selection")
    demand(m["min"] <= sum(v * o["w"] for v, o in zip(selection, m["options"])) <= m["max"], "selection")


def read_roll(m, data, law=None):
    """The roll as person and key, after V9."""
    demand(hashlib.sha512(data).digest() == m["roll"], "hash of the roll")
    entries = [
        strict.fields(line, p=strict.person, name=strict.text, key=strict.hexed(32)) for line in strict.lines(data)
    ]
    people = [entry["p"].encode() for entry in entries]
    demand(len(entries) == m["roll_count"] and people == sorted(set(people)), "order of the roll")
    demand(len({point(entry["key"]) for entry in entries}) == len(entries), "a key twice in the roll")
    demand((law is None) == (m["law"] == b""), "law.json")
    demand(law is None or hashlib.sha512(law).digest() == m["law"], "hash of law.json")
    return {entry["p"]: entry["key"] for entry in entries}
