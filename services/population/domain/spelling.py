"""Pinyin that somebody may have meant: one letter wrong, too many, missing, or two exchanged."""

from __future__ import annotations

from functools import lru_cache

# Which finals go with which initials (scheme of 1958), as names are spelled without tones, ü written u.
_GOES = {
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ia ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ei ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan ue",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un ue",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e i ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "ch": "a e i ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "sh": "a e i ai ei ao ou an en ang eng u ua uo uai ui uan un uang",
    "r": "e i ao ou an en ang eng ong u uo ui uan un",
    "z": "a e i ai ei ao ou an en ang eng ong u uo ui uan un",
    "c": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "s": "a e i ai ao ou an en ang eng ong u uo ui uan un",
    "y": "a e i ao ou an in ang ing ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
_ALONE = "a o e ai ei ao ou an en ang er"
SYLLABLES = frozenset(
    [*_ALONE.split(), *(first + last for first, lasts in _GOES.items() for last in lasts.split())]
)
_LONGEST_SYLLABLE = 6
_LETTERS = "abcdefghijklmnopqrstuwxyz"
MOST_SYLLABLES = 4


@lru_cache(maxsize=4096)
def fewest_syllables(text: str) -> int:
    """Into how many syllables it falls at least; 0 when it does not."""
    best = [0] + [99] * len(text)
    for end in range(1, len(text) + 1):
        for start in range(max(0, end - _LONGEST_SYLLABLE), end):
            if best[start] < 99 and text[start:end] in SYLLABLES:
                best[end] = min(best[end], best[start] + 1)
    return best[-1] if text and best[-1] < 99 else 0


def first_syllable(text: str) -> str:
    """The longest syllable that begins it, where something follows; empty for none."""
    for end in range(min(_LONGEST_SYLLABLE, len(text) - 1), 1, -1):
        if text[:end] in SYLLABLES:
            return text[:end]
    return ""


@lru_cache(maxsize=1024)
def near(text: str) -> tuple[str, ...]:
    """Spellings of two to four syllables that are one slip away; not ``text`` itself."""
    if not 4 <= len(text) <= 24:
        return ()
    cuts = [(text[:at], text[at:]) for at in range(len(text) + 1)]
    slips = {head + tail[1:] for head, tail in cuts if tail}
    slips |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    slips |= {head + each + tail[1:] for head, tail in cuts if tail for each in _LETTERS}
    slips |= {head + each + tail for head, tail in cuts for each in _LETTERS}
    slips.discard(text)
    return tuple(sorted(each for each in slips if 2 <= fewest_syllables(each) <= MOST_SYLLABLES))
