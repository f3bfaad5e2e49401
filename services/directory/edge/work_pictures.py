"""Pictures of places, posts, organisations, buildings: add, replace, clear, delete (DIR-28)."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, g, render_template, request, url_for

from services.directory.edge.asking import ETAG, REASON
from services.directory.edge.registers import for_staff, put_refusal, records, whole_page
from services.kernel.errors import Forbidden, NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import records_pb2 as pb

EDIT = "directory.picture.edit"
KINDS = {
    "territory": "show_territory",
    "post": "show_post",
    "organisation": "show_organisation",
    "building": "",
}
"""Records that have pictures, and the page of one."""
_LARGEST = 12_000_000
_BOX = re.compile(r"\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*(\d{1,5})\s*", re.ASCII)
_ABOUT = Text(
    "照片会自动去掉拍摄位置等隐藏信息。要公开的照片必须先遮挡人脸和车牌；被替换和删除的照片留有记录。",
    "Hidden data such as where a picture was taken is removed. Before a picture is public, faces and plates "
    "are blurred; what is replaced or deleted leaves a record.",
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/pictures/<kind>/<record>", view_func=list_pictures)
    blueprint.add_url_rule("/picture/<id>", view_func=picture_data)
    for rule, view in (
        ("/pictures/<kind>/<record>/add", add_picture),
        ("/pictures/<kind>/<record>/<id>/replace", replace_picture),
        ("/pictures/<kind>/<record>/<id>/delete", delete_picture),
        ("/pictures/<kind>/<record>/<id>/clear", clear_picture),
    ):
        blueprint.add_url_rule(rule, view_func=view, methods=["GET", "POST"])


@for_staff
def list_pictures(kind: str, record: str) -> str:
    """The pictures of a record: a part of its page for scripts, else a page."""
    template = "pictures.html" if whole_page() else "picture_lines.html"
    return render_template(
        f"directory/{template}",
        pictures=_pictures(kind, record),
        kind=kind,
        record=record,
        home=_home(kind, record),
        may_edit=g.may(EDIT),
    )


@for_staff
def picture_data(id: str) -> Response:
    """The bytes of a picture; with ``small`` those of its thumbnail."""
    asked = pb.GetPictureDataRequest(id=id, thumbnail=bool(request.args.get("small")))
    found = records().GetPictureData(asked)
    return Response(found.data, mimetype="image/jpeg", headers={"Cache-Control": "private, max-age=60"})


@needs(EDIT)
def add_picture(kind: str, record: str) -> Any:
    """Upload a picture."""
    _known(kind)
    fields = [_file(Text("照片", "Picture")), Field("caption", Text("说明", "Caption"))]
    form = Form(pb.AddPictureRequest(), fields)
    form.message.record_type, form.message.record_id = kind, record
    if request.method == "POST" and form.read() and _uploaded(form):
        try:
            records().AddPicture(form.message)
            return done(_home(kind, record), t("照片已添加", "The picture was added"))
        except Refusal as refusal:
            _put(form, refusal)
    return _shown(form, t("添加照片", "Add a picture"), _home(kind, record), t("上传", "Upload"), files=True)


@needs(EDIT)
def replace_picture(kind: str, record: str, id: str) -> Any:
    """Put another picture in its place."""
    picture = _picture(kind, record, id)
    fields = [ETAG, _file(Text("新照片", "New picture")), REASON]
    form = Form(pb.ReplacePictureRequest(), fields, {"etag": picture.etag})
    form.message.id = id
    if request.method == "POST" and form.read() and _uploaded(form):
        try:
            records().ReplacePicture(form.message)
            return done(_home(kind, record), t("照片已替换", "The picture was replaced"))
        except Refusal as refusal:
            _put(form, refusal)
    return _shown(
        form, t("替换照片", "Replace the picture"), _home(kind, record), t("替换", "Replace"), files=True
    )


@needs(EDIT)
def delete_picture(kind: str, record: str, id: str) -> Any:
    """Take a picture out of sight."""
    picture = _picture(kind, record, id)
    form = Form(pb.DeletePictureRequest(), [ETAG, REASON], {"etag": picture.etag})
    form.message.id = id
    if request.method == "POST" and form.read():
        try:
            records().DeletePicture(form.message)
            return done(_home(kind, record), t("照片已删除", "The picture was deleted"))
        except Refusal as refusal:
            _put(form, refusal)
    return _shown(
        form, t("删除照片", "Delete the picture"), _home(kind, record), t("删除", "Delete"), danger=True
    )


@needs(EDIT)
def clear_picture(kind: str, record: str, id: str) -> Any:
    """Blur faces and plates, or say that there are none; the copy may then be shown to the public."""
    picture = _picture(kind, record, id)
    fields = [
        ETAG,
        Field(
            "boxes",
            Text("遮挡区域", "Areas to blur"),
            "area",
            apart=True,
            help=Text(
                "在照片上拖动画框时自动填写；每行一块：左,上,宽,高（像素）",
                "Filled in as you drag on the picture; one a line: left,top,width,height in pixels",
            ),
        ),
        Field(
            "nothing_to_blur",
            Text("照片上没有人脸和车牌，不需要遮挡", "There are no faces or plates on it"),
            "check",
        ),
    ]
    form = Form(pb.ClearPictureRequest(), fields, {"etag": picture.etag})
    form.message.id = id
    if request.method == "POST" and form.read() and _boxes(form):
        try:
            records().ClearPicture(form.message)
            return done(_home(kind, record), t("照片已可公开", "The picture may be shown to the public"))
        except Refusal as refusal:
            _put(form, refusal)
    page = render_template(
        "directory/picture_clear.html", form=form, picture=picture, cancel=_home(kind, record)
    )
    return page, 422 if request.method == "POST" else 200


def _pictures(kind: str, record: str) -> list[pb.Picture]:
    _known(kind)
    asked = pb.ListPicturesRequest(record_type=kind, record_id=record)
    return list(records().ListPictures(asked).pictures)


def _picture(kind: str, record: str, id: str) -> pb.Picture:
    found = next((each for each in _pictures(kind, record) if each.id == id), None)
    if found is None:
        raise NotFound()
    return found


def _known(kind: str) -> None:
    if kind not in KINDS:
        raise NotFound()


def _home(kind: str, record: str) -> str:
    _known(kind)
    view = KINDS[kind]
    if not view:
        return url_for(".list_pictures", kind=kind, record=record)
    return url_for(f".{view}", code=record) if kind == "territory" else url_for(f".{view}", id=record)


def _file(label: Text) -> Field:
    return Field("data", label, "files", accept="image/*", capture=True, apart=True, required=True)


def _uploaded(form: Form[Any]) -> bool:
    files = form.files("data")
    data = files[0].stream.read(_LARGEST + 1) if files else b""
    if not data:
        form.wrong("data", t("请选择一张照片", "Choose a picture"))
    elif len(data) > _LARGEST:
        form.wrong("data", t("照片超过 12 MB", "The picture is larger than 12 MB"))
    else:
        form.message.data, form.message.file_name = data, (files[0].filename or "picture")[-200:]
    return form.ok


def _boxes(form: Form[pb.ClearPictureRequest]) -> bool:
    for line in filter(str.strip, form.value("boxes").splitlines()):
        found = _BOX.fullmatch(line)
        if found is None:
            form.wrong("boxes", t("看不懂“{line}”", 'Cannot read "{line}"', line=line[:40]))
            break
        left, top, width, height = (int(each) for each in found.groups())
        form.message.blur.add(left=left, top=top, width=width, height=height)
    return form.ok


def _put(form: Form[Any], refusal: Refusal) -> None:
    if isinstance(refusal, Forbidden | NotFound):
        raise refusal
    put_refusal(form, refusal, kernel_file_type_refused="data")
    for each in getattr(refusal, "problems", ()):
        if each.field.startswith("blur"):
            form.wrong("boxes", each.details.get("description") or each.code)


def _shown(
    form: Form[Any], heading: str, cancel: str, submit: str, *, files: bool = False, danger: bool = False
) -> tuple[str, int]:
    page = render_template(
        "directory/record_form.html",
        form=form,
        heading=heading,
        cancel=cancel,
        submit=submit,
        files=files,
        danger=danger,
        about=_ABOUT,
    )
    return page, 422 if request.method == "POST" else 200
