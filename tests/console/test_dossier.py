"""The file of a case as PDF: what it holds, what it masks, that nothing is fetched for it."""

from __future__ import annotations

import io
import re
import threading

import pytest
from PIL import Image

from services.cases.edge import dossier
from services.kernel.web import printing
from tests.console.browsing import Office
from tests.console.case_steps import do, picture, report, the_case


def test_the_file_of_a_case_is_a_pdf_of_its_own_name_with_the_fonts_inside(office: Office) -> None:
    case = report(office, photos=picture(), **{"reporter.name": "赵小敏", "reporter.phone": "13903920000"})
    do(office, "worker", case, "submit", {"reason": "网格无力更换井盖"})

    answer = office.browser("screener").get(f"/cases/case/{case}/dossier.pdf")

    assert answer.status_code == 200
    assert answer.content_type == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert b"/FontFile" in answer.data or b"ObjStm" in answer.data
    assert the_case(office, "screener", case).number in answer.headers["Content-Disposition"]
    assert len(answer.data) < 3_000_000


def test_the_document_masks_people_and_has_history_pictures_and_digest(office: Office) -> None:
    case = report(office, photos=picture(), **{"reporter.name": "赵小敏", "reporter.phone": "13903920000"})
    do(office, "worker", case, "submit", {"reason": "网格无力更换井盖"})
    browser = office.browser("screener")
    seen: list[str] = []

    def kept(html: str) -> bytes:
        seen.append(html)
        return b"%PDF-"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "pdf", kept)
        assert browser.get(f"/cases/case/{case}/dossier.pdf").status_code == 200

    document = seen[0]
    assert "赵小敏" not in document
    assert "13903920000" not in document
    assert "139****0000" in document
    assert "网格无力更换井盖" in document
    assert "data:image/jpeg;base64," in document
    assert "台账摘要" in document
    headings = re.findall(r"<h2>(.)、", document)
    assert (
        headings == list("一二三四五六")[: len(headings)]
    )  # nothing was said about it yet: one section less
    assert len(headings) == 5
    assert "http://" not in document
    assert "file:" not in document


def test_nothing_is_fetched_for_a_document() -> None:
    hostile = (
        '<p>x</p><img src="file:///etc/hostname"><img src="http://127.0.0.1:1/x.png">'
        '<link rel="attachment" href="file:///etc/hostname">'
    )

    made = printing.pdf(hostile)

    assert made.startswith(b"%PDF-")
    assert b"EmbeddedFile" not in made


def test_whoever_comes_when_all_places_are_taken_is_asked_to_wait() -> None:
    held = threading.BoundedSemaphore(1)
    held.acquire()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(printing, "_free", held)
        with pytest.raises(printing.PrintingBusy):
            printing.pdf("<p>x</p>", patience=0)


def test_a_place_is_free_again_after_a_document_that_could_not_be_made() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.executable", "/nonexistent")
        for _ in range(printing.AT_ONCE + 1):
            with pytest.raises(printing.PrintingFailed):
                printing.pdf("<p>x</p>", patience=0)


def test_pictures_are_bounded_in_size() -> None:
    large = io.BytesIO()
    Image.new("RGB", (4000, 3000), (90, 120, 60)).save(large, "PNG")

    with Image.open(io.BytesIO(dossier._smaller(large.getvalue()))) as small:
        assert max(small.size) == 1000


def test_a_case_out_of_sight_has_no_file(office: Office) -> None:
    case = report(office)

    assert office.browser("chengguan").get(f"/cases/case/{case}/dossier.pdf").status_code == 404
