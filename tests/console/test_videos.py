"""Videos of a case: shown with a player that asks for pieces, listed in the file of the case."""

from __future__ import annotations

import io

import pytest

from services.cases.application.commands import evidence
from services.kernel.web import printing
from tests.console.browsing import Office, words
from tests.console.case_steps import report
from tests.kernel.files.footage import SECRET, mp4, xyz

VIDEO = mp4(xyz())


def with_video(office: Office) -> tuple[str, str]:
    """A case and the address of its video."""
    case = report(office, photos=(io.BytesIO(VIDEO), "现场.mp4"))
    page = office.browser("worker").get(f"/cases/case/{case}").get_data(as_text=True)
    address = page.partition('<video controls preload="metadata" src="')[2].partition('"')[0]
    return case, address


def piece(office: Office, address: str, wanted: str, login: str = "worker") -> tuple[int, str, bytes]:
    browser = office.browser(login)
    answer = browser._client.get(address, headers={"Range": wanted}, **browser._surroundings())
    return answer.status_code, answer.headers.get("Content-Range", ""), answer.data


def test_the_page_of_a_case_has_a_player_that_gets_pieces(office: Office) -> None:
    _, address = with_video(office)
    size = len(VIDEO)

    whole = office.browser("worker").get(address)
    status, said, data = piece(office, address, "bytes=4-11")

    assert (whole.status_code, len(whole.data), whole.content_type) == (200, size, "video/mp4")
    assert whole.headers["Accept-Ranges"] == "bytes"
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    assert SECRET not in whole.data
    assert (status, said, data) == (206, f"bytes 4-11/{size}", VIDEO[4:12])
    assert piece(office, address, "bytes=0-")[:2] == (206, f"bytes 0-{size - 1}/{size}")
    assert piece(office, address, "bytes=-5")[:2] == (206, f"bytes {size - 5}-{size - 1}/{size}")
    assert piece(office, address, f"bytes={size}-")[:2] == (416, f"bytes */{size}")
    assert piece(office, address, "bytes=9-3")[0] == 416
    assert piece(office, address, "pages=1-2")[0] == 200
    assert piece(office, address, "bytes=0-9", "chengguan")[0] == 404


def test_what_is_too_large_for_a_page_comes_from_the_api(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, address = with_video(office)
    monkeypatch.setattr(evidence, "LARGEST_AT_ONCE", 10)

    answer = office.browser("worker").get(address + "?save=1")

    assert answer.status_code == 302
    assert answer.headers["Location"].endswith(":download")
    assert piece(office, address, "bytes=0-3")[2] == VIDEO[:4]


def test_the_file_of_a_case_names_its_videos(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    case, _ = with_video(office)
    seen: list[str] = []

    def kept(html: str) -> bytes:
        seen.append(html)
        return b"%PDF-"

    monkeypatch.setattr(printing, "pdf", kept)

    assert office.browser("worker").get(f"/cases/case/{case}/dossier.pdf").status_code == 200
    assert "附件：现场.mp4" in seen[0]


def test_a_video_that_is_broken_is_named_at_its_field(office: Office) -> None:
    from tests.console.case_steps import send_report

    answer = send_report(office, photos=(io.BytesIO(VIDEO[:-1]), "坏.mp4"))

    assert answer.status_code == 422
    assert "坏.mp4" in words(answer)
