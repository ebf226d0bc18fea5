"""What an emoji shows, in words, read from its code points.

The words are those of Unicode's names. Where a name would mislead about what is seen, it is
mended: in older names black means filled and white outlined, a profession is written as a
person and a thing, and the skin tones are numbered.
"""

import re
import unicodedata
from collections.abc import Sequence

JOINER, VARIATION, KEYCAP, FACING_RIGHT = 0x200D, 0xFE0F, 0x20E3, 0x27A1
FEMALE, MALE = 0x2640, 0x2642
SIGNS = {FEMALE: "woman", MALE: "man"}
PEOPLE = {0x1F468: "man", 0x1F469: "woman", 0x1F9D1: "person"}
FAMILY = {*PEOPLE, 0x1F466, 0x1F467, 0x1F9D2}  # and boy, girl, child
TONES = ("light", "medium light", "medium", "medium dark", "dark")
TONE, INDICATOR, TAG = 0x1F3FB, 0x1F1E6, 0xE0061  # the first of each kind; tag: small letter a
COLOURS = {0x1F7EB: "brown", 0x1F7E9: "green", 0x2B1B: "black"}  # squares that dye what they follow
WORK = {  # what a person does who is joined with this
    0x1F33E: "farmer", 0x1F373: "cook", 0x1F37C: "feeding baby", 0x1F384: "claus",
    0x1F393: "student", 0x1F3A4: "singer", 0x1F3A8: "artist", 0x1F3EB: "teacher",
    0x1F3ED: "factory worker", 0x1F4BB: "technologist", 0x1F4BC: "office worker",
    0x1F527: "mechanic", 0x1F52C: "scientist", 0x1F680: "astronaut", 0x1F692: "firefighter",
    0x2695: "health worker", 0x2696: "judge", 0x2708: "pilot", 0x1F9AF: "with white cane",
    0x1F9BC: "in motorized wheelchair", 0x1F9BD: "in manual wheelchair",
    0x1F9B0: "with red hair", 0x1F9B1: "with curly hair", 0x1F9B2: "bald",
    0x1F9B3: "with white hair",
}  # fmt: skip
SEEN = {0x2764: "red heart", FEMALE: "female sign", MALE: "male sign", KEYCAP: "keycap"}
NEW = {  # names of Unicode 15 and 16, which the interpreter may not know yet
    0x1F6DC: "wireless", 0x1FA75: "light blue heart", 0x1FA76: "grey heart",
    0x1FA77: "pink heart", 0x1FA87: "maracas", 0x1FA88: "flute", 0x1FA89: "harp",
    0x1FA8F: "shovel", 0x1FAAD: "folding hand fan", 0x1FAAE: "hair pick", 0x1FAAF: "khanda",
    0x1FABB: "hyacinth", 0x1FABC: "jellyfish", 0x1FABD: "wing", 0x1FABE: "leafless tree",
    0x1FABF: "goose", 0x1FAC6: "fingerprint", 0x1FACE: "moose", 0x1FACF: "donkey",
    0x1FADA: "ginger root", 0x1FADB: "pea pod", 0x1FADC: "root vegetable", 0x1FADF: "splatter",
    0x1FAE8: "shaking face", 0x1FAE9: "face with bags under eyes",
    0x1FAF7: "leftwards pushing hand", 0x1FAF8: "rightwards pushing hand",
}  # fmt: skip
REALLY_BLACK_OR_WHITE = {  # among the older names: squares, circles, cards, pawn, marks, helmet
    0x25AA, 0x25AB, 0x25FB, 0x25FC, 0x25FD, 0x25FE, 0x2660, 0x2663, 0x265F, 0x26AA, 0x26AB,
    0x26D1, 0x2712, 0x2754, 0x2755, 0x2B1B, 0x2B1C,
}  # fmt: skip
YELLOW = {0x1F446, 0x1F447, 0x1F448, 0x1F449, 0x1F324, 0x1F325, 0x1F326}  # "white" hands and suns
OLD_NAMES = 0x2C00  # from here on, colours in names are those seen
SINGULAR_IN_S = {"americas", "aries", "christmas", "clothes", "ferris", "gas", "glasses", "its",
                 "jeans", "lens", "pisces", "eyeglasses", "sunglasses", "yes"}  # fmt: skip


def name_of(points: Sequence[int]) -> str:
    """Return what an emoji shows in lower-case English, empty where no name is known.

    Args:
        points: Its code points, with or without variation selectors.
    """
    parts = [point for point in points if point not in (JOINER, VARIATION)]
    if all(0 <= point - INDICATOR < 26 for point in parts):
        letters = "".join(chr(point - INDICATOR + ord("a")) for point in parts)
        return f"flag {letters}" if len(letters) > 1 else f"letter {letters}"
    if parts and 0 <= parts[-1] - 0xE0020 < 0x60:  # a flag of a region, spelt in tags
        letters = "".join(chr(p - 0xE0000) for p in parts if 0 <= p - TAG < 26)
        return f"flag {letters}"
    is_family = len(parts) > 1 and all(part in FAMILY for part in parts)
    return f"family {_joined(parts)}" if is_family else _joined(parts)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case and without plurals, in their order."""
    return tuple(_singular(word) for word in re.findall(r"[^\W_]+", text.lower()))


def _joined(parts: Sequence[int]) -> str:
    """Put the words of the parts into the order in which they are said."""
    words: list[str] = []
    for place, part in enumerate(parts):
        follows = place > 0
        if _is_tone(part):
            words.append(f"{TONES[part - TONE]} skin tone")
        elif follows and part in SIGNS:
            words[0] = _of_sex(words[0], SIGNS[part])
        elif follows and part in COLOURS:
            words[0] = f"{COLOURS[part]} {words[0]}"
        elif follows and part == FACING_RIGHT:
            words.append("facing right")
        elif follows and part in WORK and parts[0] in PEOPLE:
            words[0] = f"{words[0]} {WORK[part]}"
        elif not (name := _name(part)):
            return ""
        else:
            words.append(name)
    return " ".join(words)


def _name(point: int) -> str:
    if point in PEOPLE:
        return PEOPLE[point]
    if known := SEEN.get(point) or NEW.get(point):
        return known
    name = unicodedata.name(chr(point), "").lower().replace("-", " ")
    is_old = point < OLD_NAMES and point not in REALLY_BLACK_OR_WHITE
    if is_old or point in YELLOW:
        name = re.sub(r"\b(black|white) ", "", name)
    return name.replace("emoji component ", "")


def _of_sex(name: str, person: str) -> str:
    """Say woman or man for the person in a name, or before it."""
    if re.search(r"\b(man|woman|person)\b", name):
        return re.sub(r"\b(man|woman|person)\b", person, name, count=1)
    return f"{person} {name}"


def _is_tone(point: int) -> bool:
    return 0 <= point - TONE < len(TONES)


def _singular(word: str) -> str:
    if len(word) < 4 or word in SINGULAR_IN_S or word.endswith(("ss", "us", "is", "os")):
        return word
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word.removesuffix("s")
