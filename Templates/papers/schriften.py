"""Fonts of a PDF: one name in every file, and cut down once for thousands of files."""

import copy
import hashlib
import io

from fontTools.ttLib import TTFont
from weasyprint.pdf.stream import Font, Stream

# A font of a file holds at least these characters: Latin, and the signs of German and European print. Cutting a font down
# costs more time than setting a page; with a fixed part, it is done once.
ALWAYS = [*range(0x20, 0x180), *range(0x2010, 0x2040), 0x20AC, 0x2190, 0x2192, 0x2610, 0x2611, 0x2612, 0x2713]

cut_fonts = {}
cut_down = Font.clean
make_font = Font.__init__
add_font = Stream.add_font


def clean(font, cmap):
    """Cuts a font down to the characters that are always there, and to those used if that is not enough."""
    if font.bitmap or not cmap:
        return cut_down(font, cmap)
    whole = font.file_content
    if font.hash not in cut_fonts:
        # Cutting changes the tables, and other pages may still use them.
        font.ttfont = TTFont(io.BytesIO(whole), fontNumber=font.index)
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


def make(font, pango_font):
    """Names a font by family and style alone.

    WeasyPrint's name also holds the size in which a file uses it first, so that one page would be other bytes in another
    file.
    """
    make_font(font, pango_font)
    name = font.name.split(b"+", 1)[1]
    font.hash = "".join(chr(65 + letter % 26) for letter in hashlib.md5(name).digest()[:6])
    font.name = b"/" + font.hash.encode() + b"+" + name


def share(fonts, font):
    """Lets fonts of one name count characters and widths together.

    A file has one dictionary for each name, but may hold pages that were drawn before and pages that are drawn for it.
    """
    for other in fonts.values():
        if other is not font and other.hash == font.hash:
            font.cmap, font.widths = other.cmap, other.widths
            return


def add(stream, pango_font):
    known = len(stream._fonts)
    font = add_font(stream, pango_font)
    if len(stream._fonts) > known:
        share(stream._fonts, font)
    return font


Font.clean = clean
Font.__init__ = make
Stream.add_font = add


class Face:
    """What a file needs to know of a font, without the library that drew with it; can be sent to another process."""

    clean = Font.clean
    type = Font.type
    PARTS = "hash name family style flags italic_angle stemv stemh upem index bitmap file_content".split()

    def __init__(self, font):
        for part in self.PARTS:
            setattr(self, part, getattr(font, part))
        self.png, self.svg = bool(font.png), bool(font.svg)
        # The measures of the whole font: WeasyPrint's depend on what it has drawn, and how large.
        head, lines, scale = font.ttfont["head"], font.ttfont["hhea"], 1000 / font.upem
        self.bbox = [round(side * scale) for side in (head.xMin, head.yMin, head.xMax, head.yMax)]
        self.ascent, self.descent = round(lines.ascent * scale), round(lines.descent * scale)
        self.ttfont = None
        self.widths = {}
        self.cmap = {}

    def fresh(self):
        """The same font for another file, which has used no character yet."""
        face = copy.copy(self)
        face.widths = {}
        face.cmap = {}
        return face


def is_plain(font):
    """Whether a file needs no more of a font than a face: not for drawn emoji and variable fonts."""
    return font.ttfont is not None and not font.bitmap and "fvar" not in font.ttfont
