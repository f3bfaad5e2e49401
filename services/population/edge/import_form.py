"""The form that takes a table in: what its rows are, of which type, where they go."""

from __future__ import annotations

from flask import g, request

from services.kernel.web.forms import Field
from services.kernel.web.texts import Text
from services.population.edge import families
from services.population.edge.families import EDIT, GROUNDS, VIEW
from services.population.edge.import_words import KINDS
from services.population.edge.people import places
from wangge.population.v1 import families_pb2

RUN = "population.import.run"


def fields() -> tuple[Field, ...]:
    """What is asked before the columns: kind, type, where, and the file."""
    return (
        Field("kind", Text("表中每一行是", "Each row of the table is"), "radios", kinds),
        Field(
            "type_code",
            Text("记录类别", "Type of record"),
            "choice",
            lambda: record_types(EDIT),
            help=Text(
                "仅服务记录需要选择。关爱类记录须逐条登记，不能导入。",
                "For service records alone. Records of care are opened one by one and never imported.",
            ),
        ),
        Field(
            "territory_code",
            Text("导入到", "Into"),
            "choice",
            lambda: places_to_choose(RUN),
            help=Text(
                "不选为您负责的全部范围；选到网格时，没有写明网格的行都归入该网格。",
                "All your territories if left empty; with a grid, rows that name none go there.",
            ),
        ),
        Field("file", Text("文件", "File"), "files", apart=True, required=True),
    )


def asked_kind() -> str:
    """In the address, where a list sends its reader here."""
    asked = request.args.get("kind", "")
    return asked if asked in dict(kinds()) else "people"


def kinds() -> list[tuple[str, Text]]:
    """What the reader may import."""
    needed = {"establishments": GROUNDS, "records": EDIT}
    return [(kind, title) for kind, title in KINDS.items() if kind not in needed or g.may(needed[kind])]


def record_types(permission: str) -> list[tuple[str, str]]:
    """Types whose records come and go by tables: all but those of care."""
    if not g.may(permission) or not g.may(VIEW):
        return []
    found = families.types().ListRecordTypes(families_pb2.ListRecordTypesRequest()).types
    return [(each.code, families.titled(each)) for each in found if each.sensitive != "care"]


def places_to_choose(permission: str) -> list[tuple[str, str]]:
    """What of the reader's territories can be chosen; nothing chosen is all of them."""
    found = dict(places(request.form.get("territory_code", "")[:24], permission))
    return [(code, name) for code, name in found.items() if code]
