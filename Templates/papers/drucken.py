"""Sets pages of HTML as tagged PDF, many in one process.

    drucken.py TEMPLATES [OWN]

The first line it says is {"ready": VERSION of WeasyPrint}. Then it reads one JSON object per line from standard input and
answers each with one line and, after it, so many bytes of PDF:

    {"set": [[ID, HTML], ...]}    lays papers out and keeps them    -> {"pages": [N, ...]}
    {"print": [ID, ...]}          these papers, in order, as a PDF  -> {"bytes": M} and M bytes
    {"forget": [ID, ...]}         lets papers go                    -> {}

A fault is answered with {"fault": REASON} or {"missing": FILE}, and with {"at": ID} if one paper is to blame; never with
anything from a page, since pages may hold secrets. Nothing is written to disk, and no file is read but style sheets and
pictures from the two folders.
"""

import gc
import json
import logging
import os
import pickle
import sys
import tempfile
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.css.counters import CounterStyle
from weasyprint.text.fonts import FontConfiguration

import seiten

HOST = "http://vorlagen/"
TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
# With fewer papers, a second process costs more than it brings.
WORTH_A_PROCESS = 8


class Refused(Exception):
    """An answer that says what is wrong."""

    def __init__(self, answer):
        super().__init__(answer)
        self.answer = answer


class Folders:
    """The style sheets and pictures of the templates; the town's own come first."""

    def __init__(self, folders):
        self.folders = folders
        self.missing = None

    def path(self, name):
        parts = name.split("/")
        if ".." not in parts and os.path.splitext(name)[1].lower() in TYPES:
            for folder in self.folders:
                path = os.path.join(folder, *parts)
                if os.path.isfile(path):
                    return path
        self.missing = name
        raise Refused({"missing": name})

    def fetch(self, url, *_, **__):
        if not url.startswith(HOST):
            self.missing = url.split(":")[0] + ":"
            raise Refused({"missing": self.missing})
        path = self.path(unquote(urlsplit(url).path[1:]))
        with open(path, "rb") as file:
            return {"string": file.read(), "mime_type": TYPES[os.path.splitext(path)[1].lower()]}


class Press:
    """Lays out papers and prints them."""

    def __init__(self, folders):
        self.folders = Folders(folders)
        self.fonts = FontConfiguration()
        self.counters = CounterStyle()
        self.styles = {}
        self.images = {}
        self.sheets = {}

    def style(self, name):
        """A style sheet, read once: it is the same for thousands of pages."""
        if name not in self.styles:
            self.styles[name] = weasyprint.CSS(
                filename=self.folders.path(name),
                base_url=HOST,
                url_fetcher=self.folders.fetch,
                font_config=self.fonts,
                counter_style=self.counters,
            )
        return self.styles[name]

    def sheet(self, html):
        self.folders.missing = None
        page = weasyprint.HTML(string=html, base_url=HOST, url_fetcher=self.folders.fetch)
        styles = []
        for parent in list(page.etree_element.iter()):
            for child in list(parent):
                if child.tag == "link" and child.get("rel") == "stylesheet":
                    styles.append(self.style(child.get("href")))
                    parent.remove(child)
        document = page.render(
            stylesheets=styles,
            font_config=self.fonts,
            counter_style=self.counters,
            image_cache=self.images,
        )
        # A picture that is not there is left out by WeasyPrint, with a line in its log.
        if self.folders.missing:
            raise Refused({"missing": self.folders.missing})
        return seiten.Sheet(document)

    def sheets_of(self, papers):
        """Papers by name; the one that cannot be set is named in the answer."""
        sheets = {}
        for name, html in papers:
            try:
                sheets[name] = self.sheet(html)
            except Refused as refused:
                raise Refused({**refused.answer, "at": name}) from None
            except Exception as fault:
                raise Refused({"fault": type(fault).__name__, "at": name}) from None
        return sheets

    def set(self, papers):
        half = len(papers) // 2 if len(papers) >= WORTH_A_PROCESS else 0
        helper = self.help(papers[:half]) if half else None
        sheets = self.sheets_of(papers[half:])
        if helper:
            sheets.update(self.helped(helper, papers[:half]))
        self.sheets.update(sheets)
        return {"pages": [len(sheets[name].pages) for name, _ in papers]}

    def help(self, papers):
        """A second process that sets papers; it shares what has been read, and sends plain data back."""
        reader, writer = os.pipe()
        child = os.fork()
        if child:
            os.close(writer)
            return child, reader
        known = set(seiten.faces)
        try:
            sheets = self.sheets_of(papers)
            if not all(sheet.is_plain for sheet in sheets.values()):
                sheets = None
            answer = (sheets, {name: face for name, face in seiten.faces.items() if name not in known})
        except Refused as refused:
            answer = refused.answer
        with open(writer, "wb") as output:
            pickle.dump(answer, output, pickle.HIGHEST_PROTOCOL)
        os._exit(0)

    def helped(self, helper, papers):
        child, reader = helper
        with open(reader, "rb") as source:
            answer = pickle.load(source)
        os.waitpid(child, 0)
        if isinstance(answer, dict):
            raise Refused(answer)
        sheets, faces = answer
        seiten.faces.update(faces)
        # Papers with more than text and lines cannot be sent.
        return self.sheets_of(papers) if sheets is None else sheets

    def print(self, names):
        bundle = seiten.Bundle([self.sheets[name] for name in names], self.folders.fetch, self.fonts)
        pdf = bundle.write_pdf(variant="pdf/ua-1")
        return {"bytes": len(pdf)}, pdf

    def answer(self, request):
        """The answer to one request, and the PDF that goes with it."""
        try:
            if "set" in request:
                return self.set(request["set"]), b""
            if "print" in request:
                return self.print(request["print"])
            for name in request["forget"]:
                self.sheets.pop(name, None)
            return {}, b""
        except Refused as refused:
            return refused.answer, b""
        except Exception as fault:
            return {"fault": type(fault).__name__}, b""


def main():
    # The log may quote pages.
    logging.disable(logging.CRITICAL)
    # Pages are made of many small objects; looking through all of them for rings after every few is half the work.
    gc.freeze()
    gc.set_threshold(100_000, 10, 10)
    # WeasyPrint puts its fonts down in a folder of its own and leaves it behind; here it goes with the program.
    with tempfile.TemporaryDirectory(prefix="urne-print-") as own:
        tempfile.tempdir = own
        serve(Press(list(reversed(sys.argv[1:]))))


def serve(press):
    output = sys.stdout.buffer
    output.write(json.dumps({"ready": weasyprint.__version__}).encode() + b"\n")
    output.flush()
    for line in sys.stdin.buffer:
        answer, pdf = press.answer(json.loads(line))
        output.write(json.dumps(answer).encode() + b"\n")
        output.write(pdf)
        output.flush()


if __name__ == "__main__":
    main()
