#!/usr/bin/python3
"""Makes the fonts for rare characters, run by hand; the result is committed.

    apt-get install fonts-noto-cjk fonts-hanazono fonts-babelstone-han python3-fonttools python3-brotli
    npm ci && /usr/bin/python3 build/make-fonts.py

Why: the common faces, @fontsource/noto-sans-sc and noto-serif-sc, have 12,242 of the 20,992 characters of the first CJK block and
nothing of the extensions, so names such as 张㛃 or 𠮷田 would print as boxes (GB 18030-2022 level 3 asks for them).

Behind them stand, each asked only for what those before it lack:
  rare-*   what else Noto Sans CJK SC draws (OFL), and the radicals;
  song-*   Hanazono Mincho (free, or OFL): all of extensions B to F, with which level 3 is whole;
  later-*  BabelStone Han (Arphic Public License, CC BY-SA): what Amendment 1 of 2024 added, as far as it goes.
They are cut into files of about a thousand characters, so that a page, or a PDF, takes up no more than it needs.

TrueType outlines, not the CFF of Noto: Chromium writes TrueType into a PDF as one CID font and CFF as dozens of Type 3 fonts. For the
same reason the common faces are the static ones: a variable face, too, comes out as Type 3.
No glyph stands for two characters: a PDF knows glyphs only, so the text of ⼾ would come out where 户 was printed, and copy and search
fail. The radicals U+2E80-2FDF have a file of their own.

Writes resources/fonts/*.woff2, resources/fonts/faces.json (which file holds what), renderer/app/rare-faces.css (the same for the
screen) and shared/documents/coverage-table.ts.
"""
import json
import re
from copy import deepcopy
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ROOT / "node_modules/@fontsource"
COMMON = {"Tongban Sans": "noto-sans-sc", "Tongban Song": "noto-serif-sc"}
WEIGHTS = (400, 700)
DEBIAN = Path("/usr/share/fonts")
NOTO = DEBIAN / "opentype/noto/NotoSansCJK-Regular.ttc"
HANAZONO = [DEBIAN / "truetype/hanazono" / name for name in ("HanaMinA.ttf", "HanaMinB.ttf")]
BABELSTONE = DEBIAN / "truetype/babelstone/BabelStoneHan.ttf"
TARGET = ROOT / "resources/fonts"
SCREEN = ROOT / "renderer/app/rare-faces.css"
TABLE = ROOT / "shared/documents/coverage-table.ts"
CURVE_ERROR = 3  # units of 1/1000 em: 0.01 mm at 12 pt, below any printer here
SLICE = 1000  # characters of a file

RADICALS = (0x2E80, 0x2FDF)
# Left out: Korean (no name on a Chinese identity card uses it), private use (never stored).
LEFT_OUT = [(0x1100, 0x11FF), (0x3130, 0x318F), (0xA960, 0xA97F), (0xAC00, 0xD7FF), (0xE000, 0xF8FF)]


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


def claimed_codes(text):
    claim = set()
    for part in text.split(","):
        first, _, last = part.strip()[2:].partition("-")
        claim |= set(range(int(first, 16), int(last or first, 16) + 1))
    return claim


def common_slices(package, weight):
    """The slices of a common face, each with what the file has AND its style sheet claims: both must hold for a browser to use it."""
    sheet = (PACKAGES / package / f"{weight}.css").read_text()
    slices = []
    for name, claimed in re.findall(r"url\(\./files/([^)]+\.woff2)\).*?unicode-range: ([^;]+);", sheet, re.S):
        has = set(TTFont(PACKAGES / package / "files" / name, lazy=True).getBestCmap())
        codes = {code for code in has & claimed_codes(claimed) if is_wanted_common(code)}
        if codes:
            slices.append((name, codes))
    return slices


def is_wanted_common(code):
    return code >= 0x20 and not RADICALS[0] <= code <= RADICALS[1] and not 0xE000 <= code <= 0xF8FF


def open_noto():
    fonts = TTCollection(NOTO, lazy=True).fonts
    return next(font for font in fonts if font["name"].getDebugName(1) == "Noto Sans CJK SC")


def one_glyph_each(font):
    """
    A glyph that several characters share is doubled, so that each is read back from a PDF as what it was. So is one after which
    UTF-16 begins a new first half (U+20400 after U+203FF): Chromium writes such neighbours as one range, which readers count through.
    """
    cmap = font.getBestCmap()
    glyf, hmtx, order = font["glyf"], font["hmtx"], list(font.getGlyphOrder())
    taken, own = set(), {}
    for code, glyph in sorted(cmap.items()):
        if glyph in taken or (code > 0xFFFF and code & 0x3FF == 0):
            name = f"u{code:X}.own"
            glyf.glyphs[name] = deepcopy(glyf[glyph])
            hmtx.metrics[name] = hmtx.metrics[glyph]
            order.append(name)
            own[code] = name
        taken.add(glyph)
    font.setGlyphOrder(order)
    glyf.glyphOrder = order
    font["post"].formatType, font["post"].glyphOrder = 3.0, order
    font["maxp"].numGlyphs = len(order)
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap.update({code: name for code, name in own.items() if code in table.cmap})


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


def rename(font, family):
    """OFL 1.1 §3 lets a changed version keep the name only with leave, so these have their own; who made them stays in."""
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = family.replace(" ", "") if record.nameID in (3, 6) else family


def make(name, family, open_font, codes):
    font = open_font()
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.glyph_names = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.drop_tables += ["BASE", "GPOS", "GSUB", "GDEF", "VORG", "vhea", "vmtx", "PfEd", "FFTM", "gasp"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)
    if "CFF " in font:
        to_truetype(font)
    one_glyph_each(font)
    rename(font, family)
    font["head"].modified = font["head"].created  # the same input makes the same bytes
    font.recalcTimestamp = False
    font.flavor = "woff2"
    path = TARGET / f"{name}.woff2"
    font.save(path)
    print(f"{name}: {len(codes)} characters, {path.stat().st_size} bytes", flush=True)
    return {"family": family, "file": path.name, "range": css(codes)}


def sliced(stem, family, open_font, codes):
    codes = sorted(codes)
    slices = [codes[start : start + SLICE] for start in range(0, len(codes), SLICE)]
    return [make(f"{stem}-{number}", family, open_font, set(part)) for number, part in enumerate(slices, 1)]


def noto_faces(have):
    codes = {code for code in open_noto().getBestCmap() if code not in have and wanted(code)}
    radicals = {code for code in codes if RADICALS[0] <= code <= RADICALS[1]}
    faces = sliced("rare", "Tongban Rare", open_noto, codes - radicals)
    return faces + [make("rare-radicals", "Tongban Rare", open_noto, radicals)]


def is_han(code):
    return 0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFD


def more_faces(stem, family, path, have):
    codes = {code for code in TTFont(path, lazy=True).getBestCmap() if is_han(code) and code not in have}
    return sliced(stem, family, lambda: TTFont(path, lazy=True), codes)


def codes_of(faces):
    return set().union(*(claimed_codes(face["range"]) for face in faces)) if faces else set()


def screen_rule(face):
    return (
        "@font-face {\n"
        f"  font-family: '{face['family']}';\n"
        f"  src: url('/fonts/{face['file']}') format('woff2');\n"
        f"  unicode-range: {face['range'].replace(',', ', ')};\n"
        "}\n"
    )


def main():
    TARGET.mkdir(parents=True, exist_ok=True)
    for old in TARGET.glob("*.woff2"):
        old.unlink()
    common, common_codes = [], {}
    for family, package in COMMON.items():
        for weight in WEIGHTS:
            slices = common_slices(package, weight)
            common += [
                {"family": family, "weight": weight, "package": package, "file": name, "range": css(codes)} for name, codes in slices
            ]
            common_codes[family, weight] = set().union(*(codes for _, codes in slices))
    # What the Sans draws: the Song is less, and what it lacks is drawn by the Sans behind it.
    have = common_codes["Tongban Sans", 400]
    rare = noto_faces(have)
    for path in HANAZONO:
        rare += more_faces("song-" + path.stem[-1].lower(), "Tongban Rare Song", path, have | codes_of(rare))
    rare += more_faces("later", "Tongban Rare Later", BABELSTONE, have | codes_of(rare))
    faces = {"about": "made by build/make-fonts.py: do not edit", "common": common, "rare": rare}
    (TARGET / "faces.json").write_text(json.dumps(faces, indent=0, ensure_ascii=False) + "\n")
    SCREEN.write_text(
        "/* Made by build/make-fonts.py: do not edit. 生僻字 that no font of the machine has: fetched only when one is shown. */\n"
        + "".join(screen_rule(face) for face in rare)
    )
    TABLE.write_text(
        "// Made by build/make-fonts.py: do not edit. Every code point the bundled fonts draw, as runs in base 36: `gap.length` after the run before.\n"
        f"export const coverageTable =\n  '{packed(have | codes_of(rare))}';\n"
    )
    size = sum((TARGET / face["file"]).stat().st_size for face in rare)
    print({f"{family} {weight}": len(codes) for (family, weight), codes in common_codes.items()})
    print(f"rare {len(codes_of(rare))} in {len(rare)} files, {size} bytes, table {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    main()
