"""Messages to the two origins of a server (the protocol specification, Transport)."""

import http.client
import urllib.parse

import strict
from group import demand

TYPES = ("application/json", "application/jsonl")


class Rejected(Exception):
    """The server says no, with one of the codes of the specification."""

    def __init__(self, status, code):
        super().__init__(f"{status} {code}")
        self.status, self.code = status, code


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = {name.lower(): value for name, value in response.getheaders()}
        self.body = response.read()


def exchange(origin, method, path, body=None, headers=None):
    """One message on a connection of its own, and the answer as it comes."""
    where = urllib.parse.urlsplit(origin)
    kind = http.client.HTTPSConnection if where.scheme == "https" else http.client.HTTPConnection
    connection = kind(where.hostname, where.port, timeout=20)
    try:
        headers = {"Connection": "close", **(headers or {})}
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        try:
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())
        except BrokenPipeError:
            # The server has answered before it had read everything, as it may when the body is too large.
            response = http.client.HTTPResponse(connection.sock, method=method)
            response.begin()
            return Answer(response)
    finally:
        connection.close()


def checked(answer):
    """The body of an answer that keeps the rules for every answer; a refusal is raised."""
    headers = answer.headers
    demand(headers.get("connection", "").lower() == "close", "Connection: close")
    demand(headers.get("cache-control") == "no-store", "Cache-Control")
    demand(headers.get("referrer-policy") == "no-referrer", "Referrer-Policy")
    demand("set-cookie" not in headers and "etag" not in headers, "cookie or ETag")
    demand(headers.get("content-type", "").split(";")[0] in TYPES, "type of the answer")
    if 400 <= answer.status < 500:
        code = strict.fields(strict.parse(answer.body), error=strict.text)["error"]
        raise Rejected(answer.status, code)
    demand(answer.status == 200, f"status {answer.status} {answer.body[:200]!r}")
    return answer.body


class Server:
    """Both origins of one server; the second is learnt from the first."""

    def __init__(self, url):
        self.url = url
        self.about = strict.fields(
            strict.parse(self.get("/v1/server")), suite=strict.text, key=strict.hexed(32), realm=strict.hexed(16),
            box=strict.text,
        )
        demand(self.about["suite"] == "URNE-V1", "suite")
        self.box = self.about["box"]
        demand(self.box.rstrip("/") != url.rstrip("/"), "two origins")

    def get(self, path):
        return checked(exchange(self.url, "GET", path))

    def post_raw(self, path, value, origin=None):
        body = value if isinstance(value, bytes) else strict.write(value).encode("utf-8")
        return checked(exchange(origin or self.url, "POST", path, body))

    def post(self, path, value, origin=None):
        return strict.parse(self.post_raw(path, value, origin))

    def status(self, vote):
        return strict.fields(
            strict.parse(self.get(f"/v1/{vote}/status")), state=strict.text, draws=strict.number, ballots=strict.number
        )
