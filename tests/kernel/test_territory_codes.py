"""What codes and paths of territories mean, the same for every service (DIR-01)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.kernel.territory_codes import code_of, path_of

# Prefecture, county, township, community, grid and below; the last part of a division is never all zeros.
_TWO = st.integers(1, 99).map("{:02d}".format)
_THREE = st.integers(1, 999).map("{:03d}".format)
PATHS = st.tuples(_TWO, _TWO, st.one_of(st.just(()), st.tuples(_TWO), st.tuples(_TWO, _THREE))).map(
    lambda parts: parts[0] + parts[1] + "".join(parts[2])
) | st.tuples(_TWO, _TWO, _TWO, st.lists(_THREE, min_size=2, max_size=5)).map(
    lambda parts: parts[0] + parts[1] + parts[2] + "".join(parts[3])
)


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("410600000000", "4106"),
        ("410602000000", "410602"),
        ("410602001000", "410602001"),
        ("410602001001", "410602001001"),
        ("410602001001003", "410602001001003"),
        ("", ""),
    ],
)
def test_codes_and_paths_say_the_same(code: str, path: str) -> None:
    assert (path_of(code), code_of(path)) == (path, code)


@given(PATHS)
def test_a_code_and_its_path_stand_for_each_other(path: str) -> None:
    assert path_of(code_of(path)) == path


@given(PATHS)
def test_a_path_is_its_own_path(path: str) -> None:
    assert path_of(path) == path


@given(st.text(max_size=30))
def test_whatever_is_typed_becomes_a_path_or_stays_as_it_is(code: str) -> None:
    assert code.startswith(path_of(code))
