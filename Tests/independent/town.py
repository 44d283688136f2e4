"""A small council with its codes and a running server, in a temporary folder.

The programs are taken from URNE_BIN (default: .build/debug). Other people act through `urne … --server`.
"""

import contextlib
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

from wire import Server, exchange

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("URNE_BIN", ROOT / ".build" / "debug")).resolve()

MEMBERS = [
    ("001", "Änne Vogel"), ("002", "Müslüm Öztürk"), ("003", "Søren Ærø"), ("004", "Renate Außem"),
    ("005", "Piotr Wiśniewski"), ("006", "Gülsüm Yıldırım"),
]
OFFICERS = [
    ("S01", "Claudia Rennefeld", "Wahlleitung"), ("C01", "Ulrike Sundermann", "Bürgermeisterin"),
    ("T01", "Birgit Kamp", "Zählteam"), ("T02", "Oliver Szymański", "Zählteam"), ("T03", "Dilan Kaya", "Zählteam"),
]
CODE = re.compile(r"[0-9A-Z]{4}(?:-[0-9A-Z]{4}){4}")


def free_ports():
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind(("127.0.0.1", 0))
        return one.getsockname()[1], other.getsockname()[1]


class Town:
    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="urne-independent-"))
        lines = ["p;name;role;faction"]
        lines += [f"{p};{name};Ratsmitglied;Forum" for p, name in MEMBERS]
        lines += [f"{p};{name};{role};" for p, name, role in OFFICERS]
        (self.folder / "people.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.urne("code", "new", "--people", "people.csv", "--out", "reg")
        self.urne("server", "init", "--realm", "reg/realm.json")
        self.urne("server", "officer", "add", "--keys", "reg/keys.jsonl", "--person", "S01")
        self.urne("council", "import", "people.csv", "--body", "Stadt Erlenbrück")
        self.urne("roll", "make", "--keys", "reg/keys.jsonl", "--present", ",".join(p for p, _ in MEMBERS),
                  "--out", "roll.jsonl")
        self.ports = free_ports()
        self.url = f"http://localhost:{self.ports[0]}"
        self.process = None
        try:
            self.start()
            self.server = Server(self.url)
        except BaseException:
            self.close()
            raise

    # Programs

    def urne(self, *arguments, program="urne", check=True):
        """What a program says on standard output."""
        done = subprocess.run(
            [BIN / program, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, timeout=60
        )
        if check and done.returncode != 0:
            raise AssertionError(f"{program} {' '.join(map(str, arguments))}: {done.stdout}{done.stderr}")
        return done.stdout if check else done

    def act(self, person, *arguments, **options):
        """A command of one person, with their own folder and code, over the network."""
        return self.urne(
            *arguments, "--as", person, "--code-file", f"reg/codes/{person}.txt", "--home", f"home-{person}",
            "--server", self.url, **options
        )

    def code(self, person):
        return (self.folder / "reg" / "codes" / f"{person}.txt").read_text().strip()

    def roll(self):
        return (self.folder / "roll.jsonl").read_bytes()

    def choice(self, person, *marks):
        """A file with the person's selection, one mark a line."""
        file = self.folder / f"choice-{person}.txt"
        file.write_text("".join(mark + "\n" for mark in marks), encoding="utf-8")
        return file.name

    def vote(self, person, vote, *marks):
        """Casts a ballot as a member at a terminal does; returns what the program says."""
        return self.act(person, "member", "vote", "--vote", vote, "--choice-file", self.choice(person, *marks))

    # Server

    def start(self):
        issuer, box = self.ports
        with open(self.folder / "serve.log", "ab") as log:
            self.process = subprocess.Popen(
                [BIN / "urne", "serve", "--listen", f"127.0.0.1:{issuer}", "--box-listen", f"127.0.0.1:{box}",
                 "--public-url", self.url, "--box-url", f"http://localhost:{box}", "--templates", ROOT / "Templates"],
                cwd=self.folder, stdout=log, stderr=log,
            )
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.process.poll() is None:
            # A server that is just starting may answer its very first request with 503.
            with contextlib.suppress(OSError):
                if all(self.is_ready(port) for port in self.ports):
                    return
            time.sleep(0.05)
        raise AssertionError("the server does not start: " + (self.folder / "serve.log").read_text())

    def is_ready(self, port):
        return exchange(f"http://localhost:{port}", "GET", "/v1/server").status != 503

    def close(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(20)
        shutil.rmtree(self.folder, ignore_errors=True)
