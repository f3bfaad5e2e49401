"""Stretches of time that a search walks through, the newest first, each found in the index by a token.

An id begins with the millisecond of its birth (UUIDv7: 48 bits, 12 hexadecimal digits), so its first digits
name a stretch of time that holds it: seven digits a stretch of 2^20 ms (17 minutes), six one of 2^24 ms (4.7
hours), and so on. Between two digits there is one more size: a quarter of the longer one, written with a
letter beyond f. Each stretch is thus four of the next smaller. Ids of a newer stretch are all greater than
those of an older one, whatever the clocks did.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

SIZES = tuple(range(20, 37, 2))
"""Lengths of stretches, as powers of two of a millisecond: from 17 minutes to two years."""
_BITS, _QUARTERS = 48, "ghij"


def moment_of(case_id: str) -> int:
    """The millisecond an id was made in."""
    return int(case_id[:8] + case_id[9:13], 16)


def tokens_in_sql(column: str) -> list[str]:
    """PostgreSQL expressions of the tokens of all stretches an id lies in, the longest first."""
    byte_order = f'{column} COLLATE "C"'
    found = []
    for size in reversed(SIZES):
        digits, rest = divmod(_BITS - size, 4)
        text = f"substr({byte_order}, 1, {digits})"
        if rest:
            quarter = "".join(letter * 4 for letter in _QUARTERS)
            text += f" || translate(substr({byte_order}, {digits + 1}, 1), '0123456789abcdef', '{quarter}')"
        found.append(text)
    return found


def tokens_of(case_id: str) -> list[str]:
    """The same for one id."""
    return [_token(moment_of(case_id) >> size, size) for size in reversed(SIZES)]


def size_for(milliseconds: int) -> int:
    """The longest size within so much time; the shortest there is if that is still too long."""
    return max((size for size in SIZES if 1 << size <= milliseconds), default=SIZES[0])


def walk(newest: int, oldest: int, size: int) -> Sequence[str]:
    """Tokens of the stretches from the moment ``newest`` back to ``oldest``, none overlapping, none left out.

    They begin with ``size`` and become longer where they meet the border of a longer one: what is not among
    the newest is rare, or long ago, and is looked for in few steps.
    """
    return [_token(*each) for each in _stretches(newest, oldest, size)]


def _stretches(newest: int, oldest: int, size: int) -> Iterator[tuple[int, int]]:
    stretch = newest >> size
    while stretch >= 0 and (stretch + 1) << size > oldest:
        yield stretch, size
        if stretch % 4 == 0 and size < SIZES[-1]:
            stretch, size = stretch >> 2, size + 2
        stretch -= 1


def _token(stretch: int, size: int) -> str:
    digits, rest = divmod(_BITS - size, 4)
    if not rest:
        return f"{stretch:0{digits}x}"
    return f"{stretch >> 2:0{digits}x}{_QUARTERS[stretch & 3]}"
