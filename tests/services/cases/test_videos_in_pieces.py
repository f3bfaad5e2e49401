"""Videos arrive in pieces, go on after a cut, become evidence once, and lose their place on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from services.cases.application.commands.uploading import MOST_AT_ONCE, PIECE, Announced
from services.cases.domain.refusals import (
    CaseNotFound,
    PieceBroken,
    UploadNotFound,
    UploadTooLarge,
    UploadUnfinished,
)
from services.kernel.call import Call
from services.kernel.files.content import FileTypeRefused
from services.kernel.files.footage import VideoUnreadable
from tests.kernel.files.footage import PLACE, SECRET, box, mp4, xyz
from tests.services.cases.county import HERE, Town, with_request

VIDEO = mp4(xyz(), after=box(b"mdat", bytes(range(256)) * (PIECE // 128)))
"""A little over two pieces."""


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def pieces(data: bytes) -> Iterator[tuple[int, bytes, str]]:
    for offset in range(0, len(data), PIECE):
        piece = data[offset : offset + PIECE]
        yield offset, piece, sha(piece)


def sent(town: Town, call: Call, data: bytes = VIDEO, **about: object) -> str:
    """The id of an upload whose pieces are all here."""
    announced = Announced(**{"case_id": "", "file_name": "a.mp4", "size": len(data), **about})  # type: ignore[arg-type]
    upload: str = town.loop.start_upload(call, announced).id
    for piece in pieces(data):
        town.loop.add_piece(call, upload, *piece)
    return upload


def test_a_video_becomes_evidence_without_its_place_which_the_record_keeps(any_town: Town) -> None:
    town = any_town
    upload = sent(town, town.head, digest=sha(VIDEO), moment="before")

    row = town.loop.finish_upload(town.head, upload)

    case = town.report(attachment_ids=[row.id]).case
    _, read = town.loop.read_attachment(town.head, case.id, row.id, 0, 2 << 20)
    whole = b"".join(town.loop.read_attachment.pieces(row))
    assert (row.category, row.content_type, row.size_bytes) == ("video", "video/mp4", len(VIDEO))
    assert (row.longitude, row.latitude) == pytest.approx(PLACE)
    assert read == whole == town.loop.get_attachment(town.head, case.id, row.id, thumbnail=False)[2]
    assert SECRET not in whole
    assert sha(whole) == row.digest
    with pytest.raises(UploadNotFound):
        town.loop.get_upload(town.head, upload)


def test_after_a_cut_it_goes_on_where_it_was_and_nothing_happens_twice(town: Town) -> None:
    about = Announced("", "a.mp4", len(VIDEO), taken_where=HERE)
    first, second, last = pieces(VIDEO)
    start = with_request(town.head, "start")
    upload = town.loop.start_upload(start, about).id
    town.loop.add_piece(town.head, upload, *first)
    town.loop.add_piece(town.head, upload, *last)

    known = town.loop.start_upload(start, about)
    with pytest.raises(UploadUnfinished) as unfinished:
        town.loop.finish_upload(town.head, upload)
    again = town.loop.add_piece(town.head, upload, *first)
    whole = town.loop.add_piece(town.head, upload, *second)
    finish = with_request(town.head, "finish")
    rows = [town.loop.finish_upload(finish, upload) for _ in range(2)]

    assert (known.id, known.received) == (upload, PIECE)
    assert unfinished.value.details["received"] == str(PIECE)
    assert (again.received, whole.received) == (PIECE, len(VIDEO))
    assert rows[0].id == rows[1].id


def test_pieces_that_do_not_fit_or_changed_on_their_way_are_sent_again(town: Town) -> None:
    upload = town.loop.start_upload(town.head, Announced("", "a.mp4", len(VIDEO))).id
    offset, data, digest = next(pieces(VIDEO))
    for wrong in (
        (offset, data, sha(b"other")),
        (offset, data[:-1], sha(data[:-1])),
        (7, data, digest),
        (len(VIDEO) + PIECE, data, digest),
        (4 * PIECE, b"", sha(b"")),
    ):
        with pytest.raises(PieceBroken):
            town.loop.add_piece(town.head, upload, *wrong)
    assert town.loop.get_upload(town.head, upload).received == 0


def test_what_is_no_video_is_refused_with_its_first_piece_and_what_is_broken_at_the_end(town: Town) -> None:
    page = b"<html><script>" * 100
    upload = town.loop.start_upload(town.head, Announced("", "a.mp4", len(page))).id
    with pytest.raises(FileTypeRefused):
        town.loop.add_piece(town.head, upload, 0, page, sha(page))
    with pytest.raises(VideoUnreadable):
        town.loop.finish_upload(town.head, sent(town, town.head, VIDEO[:-9]))
    with pytest.raises(PieceBroken):
        town.loop.finish_upload(town.head, sent(town, town.head, digest=sha(b"another file")))


def test_more_than_the_limit_is_refused_before_a_byte_is_sent(town: Town) -> None:
    most = town.loop.start_upload.most

    assert most == 50 << 20
    with pytest.raises(UploadTooLarge):
        town.loop.start_upload(town.head, Announced("", "a.mp4", most + 1))


def test_uploads_of_others_and_cases_out_of_sight_are_unknown(town: Town) -> None:
    case_id = town.report().case.id
    upload = sent(town, town.head, case_id=case_id)

    for call in (town.worker, town.other_township):
        with pytest.raises(UploadNotFound):
            town.loop.get_upload(call, upload)
        with pytest.raises(UploadNotFound):
            town.loop.finish_upload(call, upload)
    for unknown in ("../x", upload + "/00000", "00000000-0000-0000-0000-000000000000"):
        with pytest.raises(UploadNotFound):
            town.loop.get_upload(town.head, unknown)
    with pytest.raises(CaseNotFound):
        town.loop.start_upload(town.other_township, Announced(case_id, "a.mp4", 9))
    row = town.loop.finish_upload(town.head, upload)
    with pytest.raises(CaseNotFound):
        town.loop.read_attachment(town.other_township, case_id, row.id, 0, 9)
    assert "cases.attachment.add" in town.audits()


def test_unfinished_uploads_are_forgotten_after_a_week_and_the_oldest_when_there_are_too_many(
    town: Town,
) -> None:
    about = Announced("", "a.mp4", len(VIDEO))
    made = [town.loop.start_upload(town.head, about).id for _ in range(MOST_AT_ONCE + 1)]
    other = town.loop.start_upload(town.worker, about).id

    with pytest.raises(UploadNotFound):
        town.loop.get_upload(town.head, made[0])
    assert town.loop.get_upload(town.head, made[1]).received == 0
    # Ids tell the time of this machine.
    assert town.loop.forget_uploads(datetime.now(UTC) + timedelta(days=6)) == 0
    assert town.loop.forget_uploads(datetime.now(UTC) + timedelta(days=8)) == MOST_AT_ONCE + 1
    with pytest.raises(UploadNotFound):
        town.loop.get_upload(town.worker, other)


def test_a_video_sent_at_once_loses_its_place_too(town: Town) -> None:
    row = town.loop.add_attachment(
        town.head, case_id="", file_name="a.mp4", data=mp4(xyz()), taken_where=HERE
    )

    assert (row.longitude, row.latitude) == pytest.approx(PLACE)
    assert SECRET not in b"".join(town.loop.read_attachment.pieces(row))
