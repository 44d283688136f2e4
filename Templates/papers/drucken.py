"""Sets pages of HTML as tagged PDF, many in one process.

    drucken.py TEMPLATES [OWN]

Reads one JSON object per line from standard input and answers each with one line and, after it, so many bytes of PDF:

    {"set": ID, "html": HTML}     lays the page out and keeps it    -> {"pages": N}
    {"print": [ID, ...]}          these pages, in order, as a PDF   -> {"pages": N, "bytes": M} and M bytes
    {"forget": [ID, ...]}         lets pages go                     -> {}

The first line, before any request, is {"ready": VERSION of WeasyPrint}. A fault is answered with {"fault": REASON} or {"missing": FILE}; never with anything from a page, since pages may hold
secrets. Nothing is written to disk, and no file is read but style sheets and pictures from the two folders.
"""

import copy
import gc
import hashlib
import io
import json
import logging
import os
import sys
from urllib.parse import unquote, urlsplit

import pydyf
import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.css.counters import CounterStyle
from weasyprint.document import Document
from weasyprint.pdf.stream import Font, Stream
from weasyprint.text.fonts import FontConfiguration

HOST = "http://vorlagen/"
TYPES = {
    ".css": "text/css",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}


# A font of a file holds at least these characters: Latin, and the signs of German and European print. Cutting a font down
# costs more time than setting a page; with a fixed part, it is done once for thousands of files.
ALWAYS = list(range(0x20, 0x180)) + list(range(0x2010, 0x2040)) + [0x20AC, 0x2190, 0x2192, 0x2610, 0x2611, 0x2612, 0x2713]

cut_down = Font.clean
cut_fonts = {}


def clean(font, cmap):
    """Cuts a font down to the characters that are always there, and to those used if that is not enough."""
    if font.ttfont is None or font.bitmap or not cmap:
        return cut_down(font, cmap)
    whole = font.file_content
    # Cutting changes the tables, and other pages may still use them.
    font.ttfont = None if font.hash in cut_fonts else TTFont(io.BytesIO(whole), fontNumber=font.index)
    if font.hash not in cut_fonts:
        names = font.ttfont.getBestCmap()
        glyphs = {font.ttfont.getGlyphID(names[code]) for code in ALWAYS if code in names}
        cut_down(font, dict.fromkeys(sorted(glyphs)))
        cut_fonts[font.hash] = (glyphs, font.file_content)
    glyphs, content = cut_fonts[font.hash]
    if glyphs.issuperset(cmap):
        font.file_content = content
        return None
    font.file_content = whole
    font.ttfont = TTFont(io.BytesIO(whole), fontNumber=font.index)
    return cut_down(font, cmap)


Font.clean = clean

make_font = Font.__init__


def make(font, pango_font):
    """Names a font by family and style alone.

    WeasyPrint's name also holds the size in which a file uses it first, so that one page would be other bytes in another
    file.
    """
    make_font(font, pango_font)
    name = font.name.split(b"+", 1)[1]
    font.hash = "".join(chr(65 + letter % 26) for letter in hashlib.md5(name).digest()[:6])
    font.name = b"/" + font.hash.encode() + b"+" + name


Font.__init__ = make


class Missing(Exception):
    """A file that a page names and that is in neither folder."""


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
        raise Missing(name)

    def fetch(self, url, *_, **__):
        if not url.startswith(HOST):
            self.missing = url.split(":")[0] + ":"
            raise Missing(self.missing)
        path = self.path(unquote(urlsplit(url).path[1:]))
        with open(path, "rb") as file:
            return {"string": file.read(), "mime_type": TYPES[os.path.splitext(path)[1].lower()]}


class Element(dict):
    """What WeasyPrint notes of an element while it tags it; adds what readers with a screen reader need."""

    def __init__(self, parent, element):
        super().__init__(parent=parent)
        self.html = element

    def __setitem__(self, key, value):
        if key == "element" and self.html is not None:
            label = self.html.get("aria-label")
            if label:
                value["S"] = "/Figure"
                value["Alt"] = pydyf.String(label)
            elif value["S"] == "/TH":
                scope = "/Row" if self.html.get("scope") == "row" else "/Column"
                value["A"] = pydyf.Dictionary({"O": "/Table", "Scope": scope})
        super().__setitem__(key, value)


class Drawing:
    """A page that is drawn once and put into as many files as need it.

    Drawing takes longer than all else that is done with a page, and most pages of a print are copies of another.
    """

    def __init__(self, page):
        self.page = page
        self.drawn = None

    def __getattr__(self, name):
        return getattr(self.page, name)

    def paint(self, stream, scale):
        if self.drawn is None:
            self.drawn = self.draw(stream, scale)
        if not self.drawn:
            return self.page.paint(stream, scale=scale)
        content, marked, fonts, states = self.drawn
        stream.stream.extend(content)
        stream.marked.extend(marked)
        stream._states.update(states)
        for key, font in fonts.items():
            if key not in stream._fonts:
                stream._fonts[key] = copy.copy(font)
                stream._fonts[key].cmap = {}
                stream._fonts[key].widths = {}
            stream._fonts[key].cmap.update(font.cmap)
            stream._fonts[key].widths.update(font.widths)
        return None

    def draw(self, stream, scale):
        """What the page draws; nothing if it needs more than text and lines, which then is drawn each time."""
        fonts, states, others = {}, pydyf.Dictionary(), [pydyf.Dictionary() for _ in range(3)]
        images = {}
        own = Stream(fonts, stream.page_rectangle, states, *others, images, stream._mark)
        own.transform(d=-1, f=self.page.height * scale)
        start = len(own.stream)
        self.page.paint(own, scale=scale)
        if images or any(others) or self.page.links:
            return ()
        return own.stream[start:], own.marked, fonts, states


class Bundle(Document):
    """Pages of several documents as one.

    WeasyPrint joins pages, but tags them only within one tree of elements; here each page brings its own.
    """

    def __init__(self, sheets):
        first = sheets[0]
        super().__init__(
            [page for sheet in sheets for page in sheet.pages],
            first.metadata,
            first.url_fetcher,
            first._font_config,
            first._optimize_size,
        )
        self.trees = iter([sheet._html.etree_element for sheet in sheets for _ in sheet.pages])

    def build_element_structure(self, structure, etree_element=None):
        open_elements = [(next(self.trees), None)]
        while open_elements:
            element, parent = open_elements.pop()
            structure[element] = Element(parent, element)
            open_elements.extend((child, element) for child in element)


class Press:
    """Lays out pages and prints them."""

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

    def set(self, name, html):
        self.folders.missing = None
        page = weasyprint.HTML(string=html, base_url=HOST, url_fetcher=self.folders.fetch)
        styles = []
        for parent in list(page.etree_element.iter()):
            for child in list(parent):
                if child.tag == "link" and child.get("rel") == "stylesheet":
                    styles.append(self.style(child.get("href")))
                    parent.remove(child)
        sheet = page.render(
            stylesheets=styles,
            font_config=self.fonts,
            counter_style=self.counters,
            image_cache=self.images,
        )
        # A picture that is not there is left out by WeasyPrint, with a line in its log.
        if self.folders.missing:
            raise Missing(self.folders.missing)
        sheet.pages = [Drawing(page) for page in sheet.pages]
        self.sheets[name] = sheet
        return {"pages": len(sheet.pages)}

    def print(self, names):
        bundle = Bundle([self.sheets[name] for name in names])
        pdf = bundle.write_pdf(variant="pdf/ua-1")
        return {"pages": len(bundle.pages), "bytes": len(pdf)}, pdf

    def answer(self, request):
        """The answer to one request, and the PDF that goes with it."""
        try:
            if "set" in request:
                return self.set(request["set"], request["html"]), b""
            if "print" in request:
                return self.print(request["print"])
            for name in request["forget"]:
                self.sheets.pop(name, None)
            if len(request["forget"]) > 10:
                gc.collect()
            return {}, b""
        except Missing as missing:
            return {"missing": str(missing)}, b""
        except Exception as fault:
            return {"fault": type(fault).__name__}, b""


def main():
    # The log may quote pages.
    logging.disable(logging.CRITICAL)
    # Pages are made of many small objects; looking through all of them for rings after every few is half the work.
    gc.freeze()
    gc.set_threshold(200_000, 10, 10)
    press = Press(list(reversed(sys.argv[1:])))
    output = sys.stdout.buffer
    output.write(json.dumps({"ready": weasyprint.__version__}).encode() + b"\n")
    output.flush()
    for line in sys.stdin.buffer:
        answer, pdf = press.answer(json.loads(line))
        output.write(json.dumps(answer).encode() + b"\n")
        output.write(pdf)
        output.flush()


main()
