"""A TCP proxy that keeps every byte: what somebody in the network would see if there were no TLS."""

import contextlib
import socket
import threading
import time


class Request:
    """One HTTP request as it went over the wire."""

    def __init__(self, head, body):
        self.bytes = head + b"\r\n\r\n" + body
        first, *fields = head.decode("latin-1").split("\r\n")
        self.method, self.target, _ = first.split(" ")
        self.fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in fields)}
        self.body = body


class Line:
    """One connection: what the browser sent, and what it was sent."""

    def __init__(self, port):
        self.port, self.sent, self.answered = port, bytearray(), bytearray()

    @property
    def requests(self):
        rest, found = bytes(self.sent), []
        while b"\r\n\r\n" in rest:
            head, _, rest = rest.partition(b"\r\n\r\n")
            size = int(Request(head, b"").fields.get("content-length", 0))
            found.append(Request(head, rest[:size]))
            rest = rest[size:]
        return found


class Wiretap:
    """Listens on a port of its own and hands everything on. `lose(line)` says whether the answer of a line is lost: the
    server gets the request, and the connection breaks before the browser hears of it."""

    def __init__(self):
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.lines = []
        self.lose = lambda line: False

    def to(self, port):
        threading.Thread(target=self.accept, args=(port,), daemon=True).start()

    def accept(self, port):
        with contextlib.suppress(OSError):
            while True:
                near, (_, source) = self.listener.accept()
                far = socket.create_connection(("127.0.0.1", port))
                line = Line(source)
                self.lines.append(line)
                for work in (self.send, self.answer):
                    threading.Thread(target=work, args=(line, near, far), daemon=True).start()

    def send(self, line, near, far):
        with contextlib.suppress(OSError):
            while data := near.recv(65536):
                line.sent += data
                far.sendall(data)
            far.shutdown(socket.SHUT_WR)

    def answer(self, line, near, far):
        with contextlib.suppress(OSError):
            while data := far.recv(65536):
                if self.lose(line):
                    break
                line.answered += data
                near.sendall(data)
        for end in (near, far):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def requests(self, method, path_end):
        return [request for line in list(self.lines) for request in line.requests
                if request.method == method and request.target.endswith(path_end)]

    @property
    def everything(self):
        return b"".join(bytes(line.sent) + bytes(line.answered) for line in list(self.lines))

    def close(self):
        self.listener.close()


def until(what, seconds=20):
    """Waits until a thing is so."""
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not come to that"
        time.sleep(0.05)
