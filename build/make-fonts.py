#!/usr/bin/python3
"""Makes the fonts for rare characters, run by hand; the result is committed.

    apt-get install fonts-noto-cjk python3-fonttools python3-brotli
    npm ci && /usr/bin/python3 build/make-fonts.py

Why: the common face, @fontsource-variable/noto-sans-sc, has 12,242 of the 20,992 characters of the first CJK block and nothing of the
extensions, so names such as 张㛃 or 𠮷田 would print as boxes (GB 18030-2022 level 3 asks for them). The rest of what Noto Sans CJK SC
draws goes into three files, so that a page fetches only the one it needs.

TrueType outlines, not the CFF of the source: Chromium writes TrueType into a PDF as one CID font and CFF as dozens of Type 3 fonts.
No radicals of U+2E80-2FDF in the character map: else the text of a PDF comes out as ⼾ where 户 was printed, and copy and search fail.

Writes resources/fonts/rare-*.woff2, resources/fonts/faces.json (which file holds what) and shared/documents/coverage-table.ts.
"""
import json
import re
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

ROOT = Path(__file__).resolve().parent.parent
COMMON = ROOT / "node_modules/@fontsource-variable/noto-sans-sc"
SOURCE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
TARGET = ROOT / "resources/fonts"
TABLE = ROOT / "shared/documents/coverage-table.ts"
CURVE_ERROR = 3  # units of 1/1000 em: 0.01 mm at 12 pt, below any printer here

# Left out: radicals (see above), Korean (no name on a Chinese identity card uses it), private use (never stored).
LEFT_OUT = [(0x1100, 0x11FF), (0x2E80, 0x2FDF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xE000, 0xF8FF)]
FILES = [("rare-basic", 0xA0, 0x33FF), ("rare-ext-a", 0x3400, 0x4DBF), ("rare-basic", 0x4E00, 0xFFFF), ("rare-planes", 0x10000, 0x3FFFF)]


def wanted(code):
    return code >= 0xA0 and not any(first <= code <= last for first, last in LEFT_OUT)


def ranges(codes):
    runs = []
    for code in sorted(codes):
        if runs and code == runs[-1][1] + 1:
            runs[-1][1] = code
        else:
            runs.append([code, code])
    return runs


def css(codes):
    return ",".join(f"U+{a:X}" if a == b else f"U+{a:X}-{b:X}" for a, b in ranges(codes))


def base36(number):
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    text = ""
    while True:
        number, rest = divmod(number, 36)
        text = digits[rest] + text
        if number == 0:
            return text


def packed(codes):
    """Gap and length of each run in base 36: `gap.length` or, for a single character, `gap`."""
    parts, after = [], 0
    for first, last in ranges(codes):
        parts.append(base36(first - after) + ("" if first == last else "." + base36(last - first)))
        after = last + 1
    return " ".join(parts)


def common_slices():
    """The slices of the common face, each with what the file has AND its style sheet claims: both must hold for a browser to use it."""
    sheet = (COMMON / "index.css").read_text()
    slices = []
    for name, claimed in re.findall(r"url\(\./files/([^)]+)\).*?unicode-range: ([^;]+);", sheet, re.S):
        claim = set()
        for part in claimed.split(","):
            first, _, last = part.strip()[2:].partition("-")
            claim |= set(range(int(first, 16), int(last or first, 16) + 1))
        has = set(TTFont(COMMON / "files" / name, lazy=True).getBestCmap())
        codes = {code for code in has & claim if code >= 0x20 and not 0x2E80 <= code <= 0x2FDF}
        if codes:
            slices.append((name, codes))
    return slices


def open_source():
    fonts = TTCollection(SOURCE, lazy=True).fonts
    return next(font for font in fonts if font["name"].getDebugName(1) == "Noto Sans CJK SC")


def to_truetype(font):
    glyph_set, order = font.getGlyphSet(), font.getGlyphOrder()
    glyphs = {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, CURVE_ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"] = newTable("loca")
    font["glyf"] = glyf = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, glyphs
    del font["CFF "]
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements", "SizeOfInstructions", "ComponentElements"):
        setattr(maxp, "max" + field, 0)
    maxp.maxZones = 1
    post = font["post"]
    post.formatType, post.extraNames, post.mapping, post.glyphOrder = 3.0, [], {}, order
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


def rename(font):
    """OFL 1.1 §3 lets a changed version keep the name only with leave, so this one has its own."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = "TongbanRare" if record.nameID in (3, 6) else "Tongban Rare"


def make(name, codes):
    font = open_source()
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["BASE", "GPOS", "GSUB", "GDEF", "VORG", "vhea", "vmtx"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    to_truetype(font)
    rename(font)
    font["head"].modified = font["head"].created  # the same input makes the same bytes
    font.recalcTimestamp = False
    font.flavor = "woff2"
    path = TARGET / f"{name}.woff2"
    font.save(path)
    print(f"{name}: {len(codes)} characters, {path.stat().st_size} bytes")


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    slices = common_slices()
    common = set().union(*(codes for _, codes in slices))
    rare = {code for code in open_source().getBestCmap() if code not in common and wanted(code)}
    files = {}
    for name, first, last in FILES:
        files.setdefault(name, set()).update(code for code in rare if first <= code <= last)
    for name, codes in files.items():
        make(name, codes)
    faces = {
        "about": "made by build/make-fonts.py: do not edit",
        "common": [{"file": name, "range": css(codes)} for name, codes in slices],
        # Blocks are enough: the rare face stands behind the common one and is asked only for what that lacks.
        "rare": [{"file": f"{name}.woff2", "range": ",".join(f"U+{a:X}-{b:X}" for n, a, b in FILES if n == name)} for name in files],
    }
    (TARGET / "faces.json").write_text(json.dumps(faces, indent=0, ensure_ascii=False) + "\n")
    TABLE.write_text(
        "// Made by build/make-fonts.py: do not edit. Every code point the bundled fonts draw, as runs in base 36: `gap.length` after the run before.\n"
        f"export const coverageTable =\n  '{packed(common | rare)}';\n"
    )
    print(f"common {len(common)}, rare {len(rare)}, table {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
