"""Sets pages of HTML as tagged PDF, many in one process.

    drucken.py TEMPLATES [OWN]

The first line it says is {"ready": VERSION of WeasyPrint}. Then it reads one JSON object per line from standard input and
answers each with one line and, after it, the bytes of the PDF files:

    {"set": [[ID, HTML], ...]}    lays papers out and keeps them    -> {"pages": [N, ...]}
    {"print": [[ID, ...], ...]}   for each list a PDF of its papers -> {"bytes": [M, ...]} and so many bytes each
    {"forget": [ID, ...]}         lets papers go                    -> {}

A fault is answered with {"fault": REASON}, {"missing": FILE} or {"broken": PICTURE}, and with {"at": ID} if one paper is to blame; never with
anything from a page, since pages may hold secrets. Nothing is written to disk, and no file is read but style sheets and
pictures from the two folders.
"""

import gc
import io
import json
import logging
import os
import pickle
import signal
import sys
import tempfile
import xml.etree.ElementTree
from urllib.parse import unquote, urlsplit

import PIL.Image
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
        # What is wrong with a picture: WeasyPrint leaves it out, with a line in its log.
        self.fault = None

    def path(self, name):
        parts = name.split("/")
        if ".." not in parts and os.path.splitext(name)[1].lower() in TYPES:
            for folder in self.folders:
                path = os.path.join(folder, *parts)
                if os.path.isfile(path):
                    return path
        self.refuse({"missing": name})

    def refuse(self, answer):
        self.fault = answer
        raise Refused(answer)

    def fetch(self, url, *_, **__):
        if not url.startswith(HOST):
            self.refuse({"missing": url.split(":")[0] + ":"})
        name = unquote(urlsplit(url).path[1:])
        path = self.path(name)
        kind = TYPES[os.path.splitext(path)[1].lower()]
        with open(path, "rb") as file:
            content = file.read()
        if not is_whole(content, kind):
            self.refuse({"broken": name})
        return {"string": content, "mime_type": kind}


def is_whole(content, kind):
    """Whether a file is what its name says, to its end."""
    try:
        if kind == "image/svg+xml":
            return xml.etree.ElementTree.fromstring(content).tag.endswith("svg")
        if kind != "text/css":
            PIL.Image.open(io.BytesIO(content)).verify()
            PIL.Image.open(io.BytesIO(content)).load()
        return True
    except Exception:
        return False


class Helper:
    """A second process that does some work with all that this one has read, and sends the result back."""

    def __init__(self, work):
        self.reader, writer = os.pipe()
        self.child = os.fork()
        if self.child:
            os.close(writer)
            return
        # The child ends here whatever happens: what climbed out would have it answer as its parent does.
        try:
            os.close(self.reader)
            self.send(work, writer)
        finally:
            os._exit(0)

    @staticmethod
    def send(work, writer):
        try:
            answer = work(), None
        except Refused as refused:
            answer = None, refused.answer
        except Exception as fault:
            answer = None, {"fault": type(fault).__name__}
        with open(writer, "wb") as output:
            pickle.dump(answer, output, pickle.HIGHEST_PROTOCOL)

    def result(self):
        with open(self.reader, "rb") as source:
            result, refusal = pickle.load(source)
        os.waitpid(self.child, 0)
        if refusal:
            raise Refused(refusal)
        return result

    def drop(self):
        """Ends it; what it would have sent is not needed."""
        os.close(self.reader)
        os.kill(self.child, signal.SIGKILL)
        os.waitpid(self.child, 0)


def both(first, second):
    """Two works at the same time, the first of them in a second process."""
    helper = Helper(first)
    try:
        own = second()
    except BaseException:
        helper.drop()
        raise
    return helper.result(), own


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
        self.folders.fault = None
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
        if self.folders.fault:
            raise Refused(self.folders.fault)
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
        sheets = {}
        if half:
            known = set(seiten.faces)
            (sheets, faces), own = both(lambda: self.sent(papers[:half], known), lambda: self.sheets_of(papers[half:]))
            seiten.faces.update(faces)
            # Papers with more than text and lines cannot be sent.
            sheets = sheets or self.sheets_of(papers[:half])
            sheets.update(own)
        else:
            sheets = self.sheets_of(papers)
        self.sheets.update(sheets)
        return {"pages": [len(sheets[name].pages) for name, _ in papers]}

    def sent(self, papers, known):
        """Papers as another process gets them: plain data, or nothing."""
        sheets = self.sheets_of(papers)
        if not all(sheet.is_plain for sheet in sheets.values()):
            return None, {}
        return sheets, {name: face for name, face in seiten.faces.items() if name not in known}

    def pdfs(self, files):
        return [self.pdf(names) for names in files]

    def pdf(self, names):
        try:
            return self.bundle(names)
        except Exception as fault:
            raise Refused({"fault": type(fault).__name__, "at": self.culprit(names)}) from None

    def bundle(self, names):
        bundle = seiten.Bundle([self.sheets[name] for name in names], self.folders.fetch, self.fonts)
        return bundle.write_pdf(variant="pdf/ua-1")

    def culprit(self, names):
        """The first paper that can't be written by itself either."""
        for name in dict.fromkeys(names):
            try:
                self.bundle([name])
            except Exception:
                return name
        return names[0]

    def print(self, files):
        half = len(files) // 2 if sum(map(len, files)) >= WORTH_A_PROCESS else 0
        if half:
            first, second = both(lambda: self.pdfs(files[:half]), lambda: self.pdfs(files[half:]))
            pdfs = first + second
        else:
            pdfs = self.pdfs(files)
        return {"bytes": [len(pdf) for pdf in pdfs]}, b"".join(pdfs)

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
