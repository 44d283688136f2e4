"""Pages: drawn once, tagged, and put into as many files as need them."""

import pydyf
from weasyprint.document import Document
from weasyprint.pdf.stream import Stream

from schriften import Face, is_plain, share

join = b"\n".join

# 0.75 = 72 points in 96 pixels, as in WeasyPrint.
SCALE = 0.75
# The fonts of all pages drawn so far.
faces = {}


class Mark:
    """The box of a tag, reduced to its element."""

    def __init__(self, element):
        self.element = element


class Drawing:
    """A page that is drawn already, as plain data.

    Drawing takes longer than all else that is done with a page, and most pages of a print are copies of another. Plain
    data can also be sent to another process, and need less memory than what WeasyPrint keeps.
    """

    def __init__(self, page, content, marked, fonts, states):
        self.width, self.height, self.bleed = page.width, page.height, page.bleed
        self.links, self.anchors, self.bookmarks = [], page.anchors, page.bookmarks
        self.content = content
        marks = {}
        self.marked = [(tag, marks.setdefault(id(box), Mark(box.element))) for tag, box in marked]
        self.fonts = fonts
        self.states = states

    def paint(self, stream, scale):
        """Puts the page into a file."""
        stream.stream.extend(self.content)
        stream.marked.extend(self.marked)
        stream._states.update(self.states)
        for name, (cmap, widths) in self.fonts.items():
            if name not in stream._fonts:
                face = faces[name].fresh()
                share(stream._fonts, face)
                stream._fonts[name] = face
            stream._fonts[name].cmap.update(cmap)
            stream._fonts[name].widths.update(widths)


def drawn(page):
    """The page as a drawing; itself if it has more than text and lines, and is then drawn for each file."""
    fonts, states, images = {}, pydyf.Dictionary(), {}
    others = [pydyf.Dictionary() for _ in range(3)]
    rectangle = (0, 0, page.width, page.height)
    stream = Stream(fonts, rectangle, states, *others, images, True)
    stream.transform(d=-1, f=page.height * SCALE)
    start = len(stream.stream)
    page.paint(stream, scale=SCALE)
    if images or any(others) or page.links or any(page.bleed.values()) or not all(map(is_plain, fonts.values())):
        return page
    used = {}
    for font in fonts.values():
        if font.hash not in faces:
            faces[font.hash] = Face(font)
        cmap, widths = used.setdefault(font.hash, ({}, {}))
        cmap.update(font.cmap)
        widths.update(font.widths)
    # Joined once, as the file would do it: the page stands in several.
    content = [join(map(pydyf._to_bytes, stream.stream[start:]))]
    return Drawing(page, content, stream.marked, used, states)


def page_references(pdf):
    """The pages as other objects name them; asked for again for each element, and so kept until there is another page."""
    kids = pdf.pages["Kids"]
    known = pdf.__dict__.get("known_references", ())
    if len(known) != len(kids) // 3:
        known = pdf.known_references = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
    return known


pydyf.PDF.page_references = property(page_references)


class Sheet:
    """One paper: its pages, its elements, and what is said of it as a whole."""

    def __init__(self, document):
        self.pages = [drawn(page) for page in document.pages]
        self.tree = document._html.etree_element
        self.metadata = document.metadata
        # Pages that are not drawn yet need the document's fonts and pictures; plain data do not.
        self.document = None if self.is_plain else document

    @property
    def is_plain(self):
        return all(isinstance(page, Drawing) for page in self.pages)


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


class Bundle(Document):
    """Papers as one file.

    WeasyPrint joins pages, but tags them only within one tree of elements; here each page brings its own.
    """

    def __init__(self, sheets, fetch, fonts):
        pages = [page for sheet in sheets for page in sheet.pages]
        super().__init__(pages, sheets[0].metadata, fetch, fonts, ("fonts",))
        self.trees = iter([sheet.tree for sheet in sheets for _ in sheet.pages])

    def build_element_structure(self, structure, etree_element=None):
        open_elements = [(next(self.trees), None)]
        while open_elements:
            element, parent = open_elements.pop()
            structure[element] = Element(parent, element)
            open_elements.extend((child, element) for child in element)
