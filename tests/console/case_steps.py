"""Leads cases through the console's own forms, as the people of the demo county."""

from __future__ import annotations

import html
import io
import re
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from werkzeug.test import TestResponse

from services.cases.entrypoints.story_pictures import photo
from services.kernel.territory_codes import code_of
from tests.console.browsing import Browser, Office, words
from wangge.cases.v1 import cases_pb2 as pb
from wangge.cases.v1 import cases_pb2_grpc
from wangge.directory.v1 import territories_pb2, territories_pb2_grpc

MANHOLE = "component.utility.water_manhole"


def pin(office: Office, login: str = "worker") -> str:
    """A position in the grid of an account, as the forms take it."""
    identity = office.browser(login).identity
    assert identity is not None
    grid = code_of(identity.actor.grants[0].territory)
    stub = office.platform.peers.stub(territories_pb2_grpc.TerritoryServiceStub, "directory")
    assert stub is not None
    centre = _calling(
        office, "admin", stub.GetTerritory, territories_pb2.GetTerritoryRequest(code=grid)
    ).centre
    return f"{centre.longitude:.6f},{centre.latitude:.6f}"


def picture(at: datetime | None = None) -> tuple[io.BytesIO, str]:
    """A photograph taken now (a second ahead: EXIF keeps whole seconds), as an upload."""
    taken = at or datetime.now(UTC) + timedelta(seconds=1)
    return io.BytesIO(photo(taken, (114.2, 35.8))), "现场.jpg"


def report(office: Office, login: str = "worker", **more: Any) -> str:
    """Report by the page; the id of the new case."""
    answer = send_report(office, login, **more)
    assert answer.status_code == 303, words(answer)
    return answer.headers["Location"].rsplit("/", 1)[1]


def send_report(office: Office, login: str = "worker", locale: str = "zh", **more: Any) -> TestResponse:
    """Send the page's form."""
    form = {
        "request_id": str(uuid.uuid4()),
        "content": "人行道上自来水井盖缺失，夜间行人有跌落危险。",
        "place.point": pin(office),
        "place.address": "学院路 12 号门前",
        "category": MANHOLE,
        "urgency": "URGENCY_NORMAL",
        "channel": "CHANNEL_PATROL",
        **more,
    }
    return office.browser(login, locale).post(
        "/cases/report", {k: v for k, v in form.items() if v is not None}
    )


def shown(browser: Browser, case: str, verb: str, query: str = "") -> TestResponse:
    """The form of a verb."""
    return browser.get(f"/cases/case/{case}/do/{verb}{query}")


def send(browser: Browser, case: str, verb: str, data: Mapping[str, Any], query: str = "") -> TestResponse:
    """Open the form of a verb and send it back with these values, as a browser would."""
    page = shown(browser, case, verb, query)
    assert page.status_code == 200, (verb, page.status_code, words(page))
    return browser.post(f"/cases/case/{case}/do/{verb}{query}", {**values(page), **data})


def do(office: Office, login: str, case: str, verb: str, data: Mapping[str, Any] | None = None) -> None:
    """Do a verb by its form, and have it done."""
    answer = send(office.browser(login), case, verb, data or {})
    assert answer.status_code == 303, (verb, words(answer))


def values(page: TestResponse) -> dict[str, Any]:
    """What the inputs of a form hold before anybody types; choices alone where they are chosen."""
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input\b[^>]*>", _main(page)):
        name, kind = _attribute(tag, "name"), _attribute(tag, "type")
        if not name or kind in ("file", "search") or name == "csrf_token":
            continue
        if kind in ("radio", "checkbox") and " checked" not in tag:
            continue
        if kind == "checkbox" and name in found:
            found[name] = [*found[name], _attribute(tag, "value")]
        elif kind == "checkbox":
            found[name] = [_attribute(tag, "value")]
        elif _attribute(tag, "value"):
            found[name] = _attribute(tag, "value")
    for name, text in re.findall(r'<textarea\b[^>]*\bname="([^"]+)"[^>]*>([^<]*)</textarea>', _main(page)):
        if text:
            found[name] = html.unescape(text)
    return found


def the_case(office: Office, login: str, case: str) -> pb.Case:
    """The case as the service tells it."""
    stub = office.platform.peers.stub(cases_pb2_grpc.CaseServiceStub, "cases")
    assert stub is not None
    found: pb.Case = _calling(office, login, stub.GetCase, pb.GetCaseRequest(id=case))
    return found


def unit_of(office: Office, login: str) -> str:
    """The unit of an account."""
    identity = office.browser(login).identity
    assert identity is not None
    return str(identity.actor.units[0])


def _calling(office: Office, login: str, method: Any, message: Any) -> Any:
    identity = office.browser(login).identity
    assert identity is not None
    return method(message, metadata=(("authorization", f"Bearer {identity.token}"),))


def _main(page: TestResponse) -> str:
    text = page.get_data(as_text=True)
    return text[text.index('<main id="main"') : text.index("</main>")]


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf'\b{name}="([^"]*)"', tag)
    return html.unescape(found[1]) if found else ""
