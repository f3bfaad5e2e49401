"""A form that carries out one command of the register: dialog or page, with the files that prove it."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Iterable
from typing import Any

from flask import render_template, request

from services.kernel.errors import (
    Exhausted,
    Forbidden,
    Invalid,
    NotFound,
    Refusal,
    Unauthenticated,
    Unavailable,
)
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done
from services.kernel.web.texts import Text, t
from services.population.edge import words
from services.population.edge.register import stub
from wangge.population.v1 import register_pb2 as pb

FILES = "image/*,.pdf,.docx,.xlsx,.ofd"
MOST_FILES = 10
TAKEN, ALIKE = "population.document_taken", "population.looks_like_another"
ETAG = Field("etag", Text("", ""), "hidden")
EVIDENCE = Field(
    "evidence",
    Text("证明材料（可选）", "Evidence (if any)"),
    "files",
    apart=True,
    accept=FILES,
    help=Text(
        "照片或扫描件，如租房合同、出生证明；每个不超过 10 MB。", "Pictures or scans; 10 MB each at most."
    ),
)
DAY = Field(
    "day", Text("从哪天起", "From which day"), "date", help=Text("不填为今天。", "Today when left empty.")
)


def grounds(required: bool = False, help: Text | None = None) -> Field:
    """Why: every command has it, some must."""
    return Field("grounds.reason", Text("说明", "Reason"), "area", rows=2, required=required, help=help)


def person_fields(prefix: str = "details", *, name_required: bool = True) -> list[Field]:
    """What is known of somebody. The identity number comes first: it fills sex and birthday (register.js)."""
    return [
        Field(f"{prefix}.name", Text("姓名", "Name"), required=name_required),
        Field(
            f"{prefix}.document_kind",
            Text("证件类型", "Document"),
            "choice",
            words.options(pb.DocumentKind, words.DOCUMENTS),
        ),
        Field(
            f"{prefix}.document_number",
            Text("证件号码", "Document number"),
            "code",
            help=Text(
                "填写 18 位身份证号码后，性别和出生日期自动填好。",
                "The 18 characters of an identity card fill in sex and birthday.",
            ),
        ),
        Field(f"{prefix}.sex", Text("性别", "Sex"), "radios", words.options(pb.Sex, words.SEXES)),
        Field(f"{prefix}.born_on", Text("出生日期", "Birthday"), "date"),
        Field(f"{prefix}.phone", Text("电话", "Phone"), "phone"),
        Field(f"{prefix}.registered_address", Text("户籍地址", "Registered address")),
    ]


def answered(
    form: Form[Any],
    send: Callable[[Any], Any],
    address: Callable[[Any], str],
    *,
    title: str,
    said: str,
    back: str,
    told: str = "",
    submit: str = "",
    danger: bool = False,
    about: str = "",
    help: str = "",
    check: Callable[[Form[Any]], None] | None = None,
    template: str = "population/act.html",
    **shown: Any,
) -> Any:
    """The form, or after sending it the page at ``address`` with ``said`` above.

    Args:
        send: the RPC; ``address`` gets its answer.
        told: one sentence on what comes of it; ``about`` whom or what it is about.
        check: puts into the message what the fields alone cannot say, or says what is wrong.
        template: one that extends the usual, with ``shown`` for what it adds.
    """
    other, files = "", kept_files()
    if request.method == "POST":
        form.read()
        must_be_given(form, *(each.name for each in form.specs if each.required))
        if check is not None and form.ok:
            check(form)
        if form.ok and any(each.name == EVIDENCE.name for each in form.specs):
            files = take_files(form)
            form.message.grounds.evidence_ids.extend(each for each, _ in files)
        if form.ok:
            try:
                return done(address(send(form.message)), said)
            except (Unauthenticated, Forbidden, NotFound, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
                if refusal.code in (TAKEN, ALIKE):
                    other = refusal.details.get("person_id", "")
    page = render_template(
        template,
        form=form,
        title=title,
        told=told,
        back=back,
        submit=submit or title,
        danger=danger,
        about=about,
        help=help,
        other=other,
        files=files,
        **shown,
    )
    return page, 422 if request.method == "POST" else 200


def kept_files() -> list[tuple[str, str]]:
    """Files of this form that were taken before, by id with their names; the service decides on their use."""
    pairs = (each.partition("|") for each in request.form.getlist("evidence-kept"))
    return [(id[:40], name[:200]) for id, _, name in pairs if id][:MOST_FILES]


def take_files(
    form: Form[Any], send: Callable[[str, bytes, str], str] | None = None, most: int = MOST_FILES
) -> list[tuple[str, str]]:
    """Those taken before and those sent now. The same form sent again takes no file twice.

    ``send`` gets name, bytes and request id and gives the id of the file; else it is evidence of a change.
    """
    found = kept_files()
    for file in form.files(EVIDENCE.name):
        if len(found) >= most:
            form.wrong(EVIDENCE.name, t("最多 {n} 个文件", "{n} files at most", n=most))
            break
        data, name = file.read(), (file.filename or "file")[-200:]
        known = f"{request.form.get('request_id', '')}/{hashlib.sha256(data).hexdigest()}"
        once = str(uuid.uuid5(uuid.NAMESPACE_URL, known))
        try:
            found.append(((send or _add_evidence)(name, data, once), name.replace("|", "_")))
        except (Invalid, Exhausted) as refusal:
            form.wrong(EVIDENCE.name, f"{name}{t('：', ': ')}{_said(refusal)}")
    return list(dict(found).items())


def _add_evidence(name: str, data: bytes, request_id: str) -> str:
    asked = pb.AddEvidenceRequest(file_name=name, data=data, request_id=request_id)
    return str(stub().AddEvidence(asked).id)


def must_be_given(form: Form[Any], *names: str) -> None:
    """Say of each field that it has to be filled."""
    for name in names:
        if not form.value(name):
            chosen = next((each.kind in ("radios", "choices") for each in form.specs if each.name == name), 0)
            text = t("请选择", "Please choose") if chosen else t("请填写此项", "Please fill this in")
            form.wrong(name, text)


def specs(*groups: Field | Iterable[Field]) -> list[Field]:
    """Fields one after the other, with the evidence at the end."""
    found: list[Field] = []
    for each in groups:
        found += [each] if isinstance(each, Field) else each
    return [*found, EVIDENCE]


def _said(refusal: Refusal) -> str:
    problems = refusal.problems if isinstance(refusal, Invalid) else ()
    texts = [each.details.get("description", "") for each in problems]
    return " ".join(filter(None, texts)) or refusal.said or refusal.code
