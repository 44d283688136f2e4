"""The log, checked event by event (the protocol specification, Event Log; checks V1 to V8, V20 to V22 in part)."""

import ceremony
import manifest
import strict
import tally
from codes import short
from group import demand, digest, i2osp, point
from proofs import is_signed, sign

BEGINNING = bytes(64)


def event_parts(n, prev, kind, by, body):
    return i2osp(n, 4), prev, kind, by, body


class Log:
    """Everything that follows from a list of events; it takes only events that belong there."""

    def __init__(self, vote):
        self.vote = bytes.fromhex(vote)
        self.events, self.heads = [], []
        self.state = "empty"
        self.round1, self.round2, self.round3 = {}, {}, {}
        self.shares, self.signers = {}, set()
        self.h = self.bx = self.rh = None

    @property
    def head(self):
        return self.heads[-1] if self.heads else BEGINNING

    @property
    def fingerprint(self):
        return short(self.h)

    def take(self, data):
        """Appends the events of a *.jsonl text."""
        for line in strict.lines(data):
            self.append(line)
        return self

    def append(self, line):
        event = strict.fields(
            line, n=strict.number, prev=strict.hexed(64), type=strict.text, by=strict.text, body=strict.text,
            sig=strict.hexed(64),
        )
        demand(event["n"] == len(self.events) and event["prev"] == self.head, "chain")
        parts = event_parts(event["n"], event["prev"], event["type"], event["by"], event["body"])
        if event["n"] == 0:
            self.manifest = manifest.read(event["body"])
            demand(self.manifest["vote"] == self.vote, "vote")
            self.keys = {officer["id"]: officer["key"] for officer in self.manifest["officers"]}
        demand(event["by"] in self.keys, "who signs")
        demand(is_signed(self.keys[event["by"]], "URNE-V1-event", event["sig"], self.vote, *parts), "signature")
        step = self.steps.get(event["type"])
        demand(step is not None, "type of event")
        step(self, event["by"], event["body"], digest("URNE-V1-head", self.vote, *parts, event["sig"]))
        self.events.append(event)

    def sign(self, secret, kind, by, body):
        """The next event, to be sent; the log itself only grows by what the server shows."""
        body = body if isinstance(body, str) else strict.write(body)
        n = len(self.events)
        sig = sign(secret, "URNE-V1-event", self.vote, *event_parts(n, self.head, kind, by, body))
        return {"n": n, "prev": self.head.hex(), "type": kind, "by": by, "body": body, "sig": sig.hex()}

    # One step of the state table each

    def step(self, by, who, states, after, head):
        demand(by in who and self.state in states, f"{by} may not do this in state {self.state}")
        self.state = after
        self.heads.append(head)

    def on_manifest(self, by, body, head):
        self.step(by, ["officer"], ["empty"], "draft", head)

    def on_issuer(self, by, body, head):
        self.step(by, ["server"], ["draft"], "ceremony", head)
        self.issuer = point(fields(body, pk=strict.hexed(32))["pk"])
        self.mh = head

    def on_dkg1(self, by, body, head):
        teller = self.teller(by, self.round1)
        self.step(by, [by], ["ceremony"], "ceremony", head)
        self.round1[teller] = ceremony.read_round1(body, self.mh, teller, self.manifest["t"])

    def on_dkg2(self, by, body, head):
        teller = self.teller(by, self.round2)
        demand(len(self.round1) == 3, "round")
        self.step(by, [by], ["ceremony"], "ceremony", head)
        self.round2[teller] = ceremony.read_round2(body)
        if len(self.round2) == 3:
            self.dh = head
            self.K, self.S = ceremony.public_keys(self.round1)

    def on_dkg3(self, by, body, head):
        teller = self.teller(by, self.round3)
        demand(len(self.round2) == 3, "round")
        body = fields(body, head=strict.hexed(64), K=strict.hexed(32), S=strict.hexed(32))
        demand(body == {"head": self.dh, "K": self.K, "S": self.S[teller]}, "keys of the ceremony")
        self.round3[teller] = body
        self.step(by, [by], ["ceremony"], "ready" if len(self.round3) == 3 else "ceremony", head)

    def on_open(self, by, body, head):
        self.step(by, ["officer"], ["ready"], "issuing", head)
        body = fields(body, pk=strict.hexed(32), K=strict.hexed(32))
        demand(body == {"pk": self.issuer, "K": self.K}, "keys of the vote")
        self.h = head

    def on_cast(self, by, body, head):
        fields(body)
        self.step(by, ["officer"], ["issuing"], "casting", head)

    def on_close(self, by, body, head):
        fields(body)
        self.step(by, ["officer"], ["casting"], "closed", head)

    def on_box(self, by, body, head):
        self.step(by, ["server"], ["closed"], "boxed", head)
        self.box = fields(
            body, draws=strict.number, register=strict.hexed(64), ballots=strict.number, box=strict.hexed(64)
        )
        self.bx = head

    def on_share(self, by, body, head):
        teller = self.teller(by, self.shares)
        self.step(by, [by], ["boxed", "tallying"], "tallying", head)
        self.shares[teller] = tally.read_share(body, self.bx, len(self.manifest["options"]))

    def on_result(self, by, body, head):
        demand(len(self.shares) >= self.manifest["t"], "too few shares")
        self.step(by, ["server"], ["tallying"], "tallied", head)
        self.result = fields(body, used=strict.each(strict.number), counts=strict.each(strict.number))
        tally.check_result_form(self.result, self.shares, self.manifest, self.box["ballots"])
        self.rh = head

    def on_sign(self, by, body, head):
        teller = self.teller(by, self.signers)
        self.step(by, [by], ["tallied"], "tallied", head)
        demand(fields(body, head=strict.hexed(64))["head"] == self.rh, "head of the result")
        self.signers.add(teller)

    def on_announce(self, by, body, head):
        fields(body)
        demand(len(self.signers) >= min(self.manifest["sign_min"], self.manifest["t"]), "too few signatures")
        self.step(by, ["chair"], ["tallied"], "announced", head)

    def on_void(self, by, body, head):
        fields(body, reason=strict.text)
        demand(not self.shares, "a share is in the log")
        before = ["draft", "ceremony", "ready", "issuing", "casting", "closed", "boxed"]
        self.step(by, ["officer"], before, "voided", head)

    def teller(self, by, done):
        """1, 2 or 3: a teller who has not done this yet."""
        demand(by in ("t1", "t2", "t3"), "not a teller")
        demand(int(by[1]) not in done, "twice")
        return int(by[1])

    steps = {
        "manifest": on_manifest, "issuer": on_issuer, "dkg1": on_dkg1, "dkg2": on_dkg2, "dkg3": on_dkg3,
        "open": on_open, "cast": on_cast, "close": on_close, "box": on_box, "share": on_share, "result": on_result,
        "sign": on_sign, "announce": on_announce, "void": on_void,
    }


def fields(body, **readers):
    return strict.fields(strict.parse(body), free=["at"], **readers)
