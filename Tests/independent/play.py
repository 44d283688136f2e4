"""Votes that are acted out with the client's own officer, chair and tellers."""

import hashlib
import secrets

import strict
from client import Member, Officer, Teller

# The selection rules of the protocol specification (Manifest and Roll): options, minimum and maximum.
MOTION = [("ja", 1, 1), ("nein", 1, 1), ("enthaltung", 1, 1)], 1, 1
CHOICE = [("a", 1, 1), ("b", 1, 1), ("c", 1, 1), ("d", 1, 1), ("enthaltung", 1, 1)], 1, 1
SEATS = [("a", 1, 1), ("b", 1, 1), ("c", 1, 1), ("d", 1, 1), ("enthaltung", 1, 3)], 1, 3
CUMULATIVE = [("a", 3, 1), ("b", 3, 1), ("c", 3, 1), ("enthaltung", 1, 5)], 1, 5


class Play:
    """One vote, from the manifest on; everybody who acts here runs this client."""

    def __init__(self, town, rule=MOTION, **settings):
        self.town, self.vote = town, secrets.token_hex(16)
        self.officer = self.person("S01", Officer)
        self.chair = self.person("C01", Officer)
        self.tellers = [self.person(p, Teller) for p in ("T01", "T02", "T03")]
        self.roll = town.roll()
        self.manifest = self.describe(rule, settings)

    def person(self, p, kind=Member):
        return kind(self.town.server, self.vote, p, self.town.code(p))

    def describe(self, rule, settings):
        options, least, most = rule
        about = self.town.server.about
        people = zip(["officer", "chair", "t1", "t2", "t3"], [self.officer, self.chair, *self.tellers])
        officers = [{"id": i, "p": who.person, "name": who.person, "key": who.key.hex()} for i, who in people]
        officers.insert(2, {"id": "server", "p": "", "name": "Urne", "key": about["key"].hex()})
        return {
            "v": 1, "suite": "URNE-V1", "vote": self.vote, "realm": about["realm"].hex(),
            "roll": hashlib.sha512(self.roll).hexdigest(), "roll_count": len(strict.lines(self.roll)),
            "body": "Stadt Erlenbrück", "title": "Größe „ß“ 🗳", "question": "Wie?",
            "options": [{"id": i, "label": i.title(), "cap": cap, "w": w} for i, cap, w in options],
            "min": least, "max": most, "t": 2, "officers": officers, "min_ballots": 3, "sign_min": 3,
            "late_issue": False, "jitter_s": 0, "law": "",
        } | settings

    def create(self):
        """The vote on the server, in the state ceremony."""
        self.officer.create(self.manifest, self.roll)
        return self

    def ceremony(self):
        while not all([teller.ceremony() for teller in self.tellers]):
            pass
        self.officer.read_log()
        return self

    def open(self):
        self.officer.open()
        for who in [self.chair, *self.tellers]:
            who.read_log()
        return self

    def members(self, *people):
        """Members who have drawn."""
        members = [self.person(p) for p in people]
        for member in members:
            member.enter(self.tellers[0].log.fingerprint)
            member.draw()
        return members

    def close(self):
        """Ends casting and returns the fingerprint that the chair reads out."""
        self.officer.act("close")
        self.chair.read_log()
        return self.chair.read_board().fingerprint

    def announce(self):
        for teller in self.tellers:
            teller.sign()
        self.chair.read_whole_log()
        return self.chair.act("announce", office="chair")
