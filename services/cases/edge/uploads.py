"""Takes the files of a form to the case service; what was taken stays with a form that has to be mended."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from services.cases.edge.detail import stub
from services.kernel.errors import Exhausted, Invalid, Refusal
from services.kernel.types import utc_now
from services.kernel.web.forms import Form
from services.kernel.web.texts import t
from wangge.cases.v1 import cases_pb2 as pb

MOST = 20
_SKEW = timedelta(minutes=10)


@dataclass(frozen=True)
class Kept:
    """A file that the service has; ``where`` it says that it was taken, for a form's position."""

    id: str
    name: str
    where: str = ""

    @property
    def value(self) -> str:
        """For the tick that keeps it in the form."""
        return f"{self.id}|{self.where}|{self.name}"


def take(form: Form[Any], case_id: str, moment: str, name: str = "attachment_ids") -> list[Kept]:
    """Files sent before and those sent now, in this order; a file that is refused is named at its field.

    The same form sent again takes no file twice: uploads are named after the form's request and their bytes.
    """
    found = kept(name)
    times = _times(name, len(form.files(name)))
    for number, file in enumerate(form.files(name)):
        if len(found) >= MOST:
            form.wrong(name, t("最多 {n} 个文件", "{n} files at most", n=MOST))
            break
        try:
            found.append(_sent(form, file, case_id, moment, times[number]))
        except (Invalid, Exhausted) as refusal:
            form.wrong(name, f"{file.filename}{t('：', ': ')}{_said(refusal)}")
    return list({each.id: each for each in found}.values())


def kept(name: str = "attachment_ids") -> list[Kept]:
    """What the form says was taken before; whether it may be used, the service decides."""
    values = [f"{each}||".split("|", 2) for each in request.form.getlist(f"{name}-kept")]
    return [Kept(id[:40], title.rstrip("|")[:200], where[:40]) for id, where, title in values[:MOST] if id]


def _sent(form: Form[Any], file: FileStorage, case_id: str, moment: str, taken: datetime | None) -> Kept:
    data = file.read()
    title = (file.filename or "file")[-200:]
    known = f"{request.form.get('request_id', '')}/{hashlib.sha256(data).hexdigest()}"
    asked = pb.AddAttachmentRequest(
        case_id=case_id,
        file_name=title,
        data=data,
        moment=moment,
        request_id=str(uuid.uuid5(uuid.NAMESPACE_URL, known)),
    )
    if taken is not None:
        asked.taken_at.FromDatetime(taken)
    added = stub().AddAttachment(asked)
    where = f"{added.taken_where.longitude:.6f},{added.taken_where.latitude:.6f}"
    return Kept(added.id, title.replace("|", "_"), where if added.HasField("taken_where") else "")


def _times(name: str, count: int) -> Sequence[datetime | None]:
    """When the files were made, as the device says (evidence.js); what a picture itself says wins."""
    stated = request.form.get(f"{name}-times", "").split(",")
    if len(stated) != count:
        return [None] * count
    return [_moment(each) for each in stated]


def _moment(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at
    return None if at > utc_now() + _SKEW else at


def _said(refusal: Refusal) -> str:
    problems = refusal.problems if isinstance(refusal, Invalid) else ()
    texts = [each.details.get("description", "") for each in problems]
    return " ".join(filter(None, texts)) or refusal.said or refusal.code
