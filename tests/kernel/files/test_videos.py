"""Videos keep their pictures and lose their place; the broken are refused, hidden things emptied."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.cases.entrypoints.story_video import film
from services.kernel.errors import Invalid
from services.kernel.files.content import MOV, MP4, WEBM, FileTypeRefused, inspect
from services.kernel.files.footage import Edit, Held, VideoFormatRefused, VideoUnreadable, edited, joined
from services.kernel.files.video import examine
from tests.kernel.files.footage import (
    PLACE,
    SECRET,
    TAKEN,
    apple,
    box,
    element,
    full,
    loci,
    movie_header,
    mp4,
    track,
    webm,
    xyz,
)


def cleaned(data: bytes) -> bytes:
    return edited(data, 0, examine(Held(data)).edits)


@pytest.mark.parametrize("told", [xyz(), apple(), loci(), box(b"udta", box(b"meta", apple()))])
def test_the_place_is_told_and_taken_out_without_moving_a_byte(told: bytes) -> None:
    data = mp4(told)

    found, clean = examine(Held(data)), cleaned(data)

    assert found.kind is MP4
    assert found.place == pytest.approx(PLACE, abs=1e-4)
    assert (found.taken_at, found.seconds) == (TAKEN, 12.5)
    assert len(clean) == len(data)
    assert SECRET not in clean
    assert told[8:] not in clean
    assert b"picture-and-sound" * 40 in clean
    assert examine(Held(clean)).place is None


def test_a_place_beside_a_track_goes_as_well() -> None:
    data = mp4(tracks=track(b"vide", 0, 0, xyz()))

    assert examine(Held(data)).place == pytest.approx(PLACE)
    assert SECRET not in cleaned(data)


def test_a_track_of_positions_goes_with_its_samples() -> None:
    head = box(b"ftyp", b"qt  ", bytes(4))
    data = head + box(b"mdat", b"picture", SECRET, b"picture")
    at = data.index(SECRET)
    data += box(b"moov", movie_header(), track(b"vide"), track(b"meta", at, len(SECRET)))

    found, clean = examine(Held(data)), cleaned(data)

    assert found.kind is MOV
    assert SECRET not in clean
    assert clean.count(b"picture") == 2
    assert clean.count(b"trak") == 1


def test_what_lies_in_free_space_and_unknown_boxes_is_emptied() -> None:
    hidden = b"PK\x03\x04 something else"
    data = mp4(after=box(b"free", hidden) + box(b"uuid", bytes(16), SECRET) + box(b"abcd", hidden))

    clean = cleaned(data)

    assert hidden not in clean
    assert SECRET not in clean


def test_a_last_box_without_a_length_is_the_rest_of_the_file() -> None:
    head = box(b"ftyp", b"isom", bytes(4))
    data = head + box(b"moov", movie_header(), track(b"vide")) + struct.pack(">I4s", 0, b"mdat") + b"x" * 99

    assert examine(Held(data)).seconds == 12.5


def test_lengths_of_eight_bytes_are_read() -> None:
    wide = struct.pack(">I4sQ", 1, b"mdat", 16 + 50) + bytes(50)

    assert examine(Held(mp4(after=wide))).kind is MP4


GOOD = mp4(xyz())
BROKEN = {
    "cut short": GOOD[:-1],
    "cut in the data": GOOD[:300],
    "only a beginning": GOOD[:12],
    "a nested box without a length": mp4(struct.pack(">I4s", 0, b"udta") + SECRET),
    "a box smaller than its head": mp4(struct.pack(">I4s", 7, b"udta")),
    "a box larger than the one around it": mp4(struct.pack(">I4s", 0x7FFFFFFF, b"udta")),
    "a length that overflows": mp4(struct.pack(">I4sQ", 1, b"udta", 2**64 - 8)),
    "something after the end": mp4(after=b"<script>alert(1)</script>"),
    "no description": box(b"ftyp", b"isom", bytes(4)) + box(b"mdat", b"x" * 50),
    "no data": box(b"ftyp", b"isom", bytes(4)) + box(b"moov", movie_header(), track(b"vide")),
    "a page before it": box(b"ftyp", b"isom", b"<html>" * 300) + GOOD,
    "samples beyond the end": mp4(tracks=track(b"vide") + track(b"meta", 1 << 30, 50)),
    "tables that contradict each other": mp4(
        tracks=track(b"vide")
        + box(
            b"trak",
            box(
                b"mdia",
                full(b"hdlr", bytes(4), b"meta"),
                box(
                    b"minf",
                    box(
                        b"stbl",
                        full(b"stsz", struct.pack(">II", 5, 9)),
                        full(b"stco", bytes(4)),
                        full(b"stsc", bytes(4)),
                    ),
                ),
            ),
        )
    ),
    "a head that is too short": mp4(tracks=track(b"vide") + full(b"mvhd", bytes(4))),
    "a cut browser video": webm()[:-3],
    "a segment cut in a block": webm(unknown=True)[:-3],
    "no clusters": element(0x1A45DFA3, element(0x4282, b"webm")) + element(0x18538067),
    "something after the segment": webm() + b"PK\x03\x04",
    "elements without end": element(0x1A45DFA3, element(0x4282, b"webm")) + b"\x00" * 100,
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_refused(data: bytes) -> None:
    with pytest.raises(VideoUnreadable):
        examine(Held(data))


def test_what_cannot_be_made_safe_or_has_no_picture_is_refused() -> None:
    fragments = mp4(tracks=track(b"vide") + track(b"meta"), after=box(b"moof", box(b"mfhd", bytes(8))))
    for data in (mp4(tracks=track(b"soun")), fragments, webm(kind=2), webm(doc_type=b"matroska")):
        with pytest.raises(VideoFormatRefused):
            examine(Held(data))


@pytest.mark.parametrize(
    "data", [b"", b"GIF89a", b"%PDF-1.7", b"<html>" * 9, b"\xff\xd8\xff\xe0" + bytes(50)]
)
def test_other_files_are_no_videos(data: bytes) -> None:
    with pytest.raises(FileTypeRefused):
        examine(Held(data))


@pytest.mark.parametrize("unknown", [False, True])
def test_tags_titles_and_attachments_of_browser_videos_become_void(unknown: bool) -> None:
    told = [element(id, SECRET) for id in (0x1254C367, 0x1941A469, 0x1043A770, 0xEC, 0x4D80)]
    data = webm(*told, unknown=unknown)

    found, clean = examine(Held(data)), cleaned(data)

    assert (found.kind, found.seconds, found.taken_at) == (WEBM, 4.0, TAKEN)
    assert SECRET not in clean
    assert b"the east gate" not in clean
    assert len(clean) == len(data)
    assert clean.count(b"frame" * 50) == 2
    assert examine(Held(clean)).seconds == 4.0


def test_the_video_of_the_demo_is_one_that_is_taken() -> None:
    data = film(TAKEN)

    found = examine(Held(data))

    assert (found.kind, found.seconds, found.taken_at) == (WEBM, 4.0, TAKEN)
    assert inspect(data, "a.webm") is WEBM
    assert edited(data, 0, found.edits) == data


def test_the_shortest_elements_become_void_too() -> None:
    data = webm(b"\x4d\x80\x80")

    assert cleaned(data).count(b"\xec\x81\x00") == 1


@given(st.integers(1, 60))
def test_pieces_of_any_length_are_edited_alike(length: int) -> None:
    data = mp4(xyz(), apple())
    edits = examine(Held(data)).edits

    pieces = [edited(data[at : at + length], at, edits) for at in range(0, len(data), length)]

    assert b"".join(pieces) == cleaned(data)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12), st.binary(max_size=4)), max_size=8))
def test_edits_never_overlap_and_lose_nothing(wanted: list[tuple[int, int, bytes]]) -> None:
    edits = joined([Edit(at, max(length, len(head)), head) for at, length, head in wanted])

    ends = [each.offset + each.length for each in edits]
    covered = {at for each in edits for at in range(each.offset, each.offset + each.length)}
    asked = {at for o, n, head in wanted for at in range(o, o + max(n, len(head)))}
    assert all(end <= after.offset for end, after in zip(ends, edits[1:], strict=False))
    assert covered == asked


@settings(max_examples=300)
@given(st.data())
def test_no_mangled_file_does_anything_but_be_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([mp4(xyz(), apple()), webm(), webm(unknown=True)])))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))

    try:
        clean = cleaned(bytes(whole))
    except Invalid:
        return
    assert len(clean) == len(whole)
