"""Types of service records: what there is, and the editor by which a county adds its own (POP-01)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, render_template, request

from services.kernel.errors import Forbidden, NotFound, Refusal, Unavailable
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from services.population.edge import families
from services.population.edge.families import TYPES, types
from wangge.population.v1 import families_pb2 as pb

_LINES = 12
_MORE = 3
_SENSITIVE = [
    ("register", Text("登记类：本辖区有权限的人员可见", "Register: seen by those of the place")),
    ("care", Text("关爱类：只有责任人和统筹人员可见", "Care: seen by the carer and managers alone")),
]
_BASES = [("consent", Text("本人同意", "Consent")), ("law", Text("法律规定", "The law"))]
_LEDGERS = [
    ("care", Text("关爱服务台账", "Care")),
    ("assistance", Text("需要帮助事项台账", "Cases needing help")),
    ("backbone", Text("骨干联络台账", "Backbone contacts")),
]
_FIELDS = (
    Field("type.etag", Text("", ""), "hidden"),
    Field(
        "type.code",
        Text("代码", "Code"),
        "code",
        help=Text("小写字母、数字、下划线，如 tool_loan。", "Small letters, digits, underscores."),
    ),
    Field("type.title_zh", Text("名称", "Title")),
    Field("type.title_en", Text("英文名称", "Title in English")),
    Field(
        "type.category",
        Text("所属类别", "Category"),
        "choice",
        [(str(key), title) for key, title in families.CATEGORIES.items()],
        True,
    ),
    Field("type.subject", Text("登记对象", "About"), "choice", list(families.SUBJECTS.items())),
    Field("type.sensitive", Text("谁能看到", "Who sees it"), "radios", _SENSITIVE, initial="register"),
    Field("type.basis", Text("依据", "Basis"), "radios", _BASES, initial="consent"),
    Field("type.legal_basis", Text("法律或规定名称", "Which law or rule")),
    Field("type.purpose_zh", Text("用途", "Purpose")),
    Field("type.purpose_en", Text("用途（英文）", "Purpose in English")),
    Field("type.review_days", Text("每多少天复核", "Reviewed every (days)"), "number", initial="180"),
    Field(
        "type.valid_days",
        Text("有效天数", "Ends after (days)"),
        "number",
        initial="365",
        help=Text("涉及人的必须填写；0 为长期。", "Needed for people; 0 is without end."),
    ),
    Field(
        "type.retention_days", Text("结束后保存天数", "Kept after the end (days)"), "number", initial="180"
    ),
    Field("type.ledger", Text("收入台账", "Ledger"), "choice", _LEDGERS),
    Field("type.retired", Text("停用，不再新建", "Retired: no new records"), "check"),
)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    blueprint.add_url_rule("/types", view_func=type_list)
    blueprint.add_url_rule("/types/new", view_func=new_type, methods=["GET", "POST"])
    blueprint.add_url_rule("/type/<code>", view_func=change_type, methods=["GET", "POST"])


@needs(TYPES)
def type_list() -> str:
    """All of them."""
    found = types().ListRecordTypes(pb.ListRecordTypesRequest(with_retired=True)).types
    return render_template("population/record_types.html", types=found, families=families)


@needs(TYPES)
def new_type() -> Any:
    """A type of the county's own."""
    return _edited(pb.RecordType(), t("新增记录类别", "A new type"))


@needs(TYPES)
def change_type(code: str) -> Any:
    """A new version of a type."""
    found = types().GetRecordType(pb.GetRecordTypeRequest(code=code))
    return _edited(found, families.titled(found))


def _edited(known: pb.RecordType, title: str) -> Any:
    names = [each.name for each in known.DESCRIPTOR.fields if each.message_type is None]
    given = {f"type.{name}": getattr(known, name) for name in names if getattr(known, name)}
    if known.code:
        given |= {
            "type.valid_days": known.valid_days or "0",
            "type.retention_days": known.retention_days or "0",
        }
    form = Form(pb.PutRecordTypeRequest(), _FIELDS, given)
    rows = field_rows(known.fields)
    if request.method == "POST":
        rows = sent_rows()
        form.read()
        put_fields(form, form.message.type.fields, rows)
        if form.ok:
            try:
                types().PutRecordType(form.message)
                return done("/population/types", t("记录类别已保存", "The type was saved"))
            except (Forbidden, NotFound, Unavailable):
                raise
            except Refusal as refusal:
                form.refused(refusal)
    blank = {"kind": "text"}
    lines = rows + [blank] * max(_MORE, _LINES - len(rows))
    page = render_template(
        "population/record_type.html", form=form, title=title, rows=lines, known=known, families=families
    )
    return page, 422 if request.method == "POST" else 200


def field_rows(fields: Iterable[pb.RecordField]) -> list[dict[str, str]]:
    """Declared fields as the lines of the table."""
    return [_row(each) for each in fields]


def _row(each: pb.RecordField) -> dict[str, str]:
    return {
        "name": each.name,
        "zh": each.title_zh,
        "en": each.title_en,
        "kind": each.kind,
        "required": "1" if each.required else "",
        "personal": "1" if each.personal else "",
        "choices": " ".join(f"{one.value}={one.title_zh}" for one in each.choices),
        "pattern": each.pattern,
        "min": f"{each.min:g}" if each.HasField("min") else "",
        "max": f"{each.max:g}" if each.HasField("max") else "",
    }


def sent_rows() -> list[dict[str, str]]:
    """The lines of the table that were filled."""
    names = ("name", "zh", "en", "kind", "required", "personal", "choices", "pattern", "min", "max")
    found = []
    for at in range(40):
        row = {name: request.form.get(f"f{at}-{name}", "").strip()[:2000] for name in names}
        if row["name"] or row["zh"]:
            found.append(row)
    return found


def put_fields(form: Form[Any], fields: Any, rows: list[dict[str, str]]) -> None:
    """Fields of the declaration from the lines of the table; choices are ``value=title`` apart by blanks."""
    for row in rows:
        field = fields.add(
            name=row["name"],
            title_zh=row["zh"],
            title_en=row["en"],
            kind=row["kind"],
            required=bool(row["required"]),
            personal=bool(row["personal"]),
            pattern=row["pattern"],
        )
        for word in row["choices"].split():
            value, _, title = word.partition("=")
            field.choices.add(value=value, title_zh=title or value)
        for bound in ("min", "max"):
            if row[bound]:
                try:
                    setattr(field, bound, float(row[bound]))
                except ValueError:
                    form.problem = t("最小值、最大值应为数字", "Least and most are numbers")
