"""Which emoji are variants of one another: in skin tone, in gender, mirrored, or not at all."""

from collections.abc import Sequence

from core.data.emoji_names import FACING_RIGHT, FEMALE, JOINER, MALE, TONE, TONES, VARIATION

PERSON, CHILD, OLDER = 0x1F9D1, 0x1F9D2, 0x1F9D3
HEART, KISS, HANDSHAKE, TREE = 0x2764, 0x1F48B, 0x1F91D, 0x1F384
ONE_FOR_ALL = {  # a code point: those that it is drawn alike to but for gender
    PERSON: (0x1F468, 0x1F469),  # man, woman
    CHILD: (0x1F466, 0x1F467),  # boy, girl
    OLDER: (0x1F474, 0x1F475),
    0x1FAC5: (0x1F934, 0x1F478),  # person with crown: prince, princess
    0x1F483: (0x1F57A,),  # dancer: man dancing
    0x1FAC4: (0x1FAC3, 0x1F930),  # pregnant person: man, woman
    0x1F935: (0x1F470,),  # in tuxedo: with veil; either is worn by either
}
SAME = {  # a code point: the sequence of the same picture
    0x1F385: (PERSON, TREE),  # father Christmas
    0x1F936: (PERSON, TREE),  # mother Christmas
    0x1F46B: (PERSON, HANDSHAKE, PERSON),  # man and woman holding hands
    0x1F46C: (PERSON, HANDSHAKE, PERSON),  # two men
    0x1F46D: (PERSON, HANDSHAKE, PERSON),  # two women
    0x1F491: (PERSON, HEART, PERSON),  # couple with heart
    0x1F48F: (PERSON, HEART, KISS, PERSON),  # kiss
    0x1F46A: (PERSON, CHILD),  # family
}
TWO_HANDS = (0x1FAF1, 0x1FAF2)  # a handshake of two skin tones
LEFT_OUT = {JOINER, VARIATION, FEMALE, MALE, FACING_RIGHT, *range(TONE, TONE + len(TONES))}
PLAIN = {variant: one for one, variants in ONE_FOR_ALL.items() for variant in variants}


def group_of(points: Sequence[int]) -> tuple[int, ...]:
    """Return a key that all variants of an emoji share.

    Args:
        points: Its code points.
    """
    if len(points) == 1 and points[0] in LEFT_OUT:
        return (TONE,) if points[0] in range(TONE, TONE + len(TONES)) else tuple(points)
    parts = [PLAIN.get(point, point) for point in points if point not in LEFT_OUT]
    if tuple(parts) == TWO_HANDS:
        return (HANDSHAKE,)
    whole = SAME.get(parts[0], tuple(parts)) if len(parts) == 1 else tuple(parts)
    is_family = len(whole) > 1 and set(whole) <= {PERSON, CHILD}
    return (PERSON, CHILD) if is_family else whole  # drawn alike, however many they are
