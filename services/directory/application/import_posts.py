"""Imports of organisations and posts through the ordinary commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy.engine import Connection

from services.directory.application.import_ports import Applied, Checked, Seen, Values
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.tabular import TargetField
from services.kernel.territory_codes import path_of
from wangge.directory.v1 import organisations_pb2

EDIT_ORGANISATION, EDIT_POST = "directory.organisation.edit", "directory.post.edit"
_KINDS = {
    "中心": "CENTRE",
    "部门": "DEPARTMENT",
    "居委会": "COMMITTEE",
    "村委会": "COMMITTEE",
    "驻区单位": "STATIONED_UNIT",
    "物业公司": "PROPERTY_COMPANY",
    "业委会": "OWNERS_COMMITTEE",
    "社会组织": "ASSOCIATION",
    "机构": "AGENCY",
    "团队": "TEAM",
}

CreateOrganisation = Callable[[Call, organisations_pb2.Organisation], organisations_pb2.Organisation]
CreatePost = Callable[[Call, organisations_pb2.Post], organisations_pb2.Post]


class StaffingFacts(Protocol):
    """What a dry run must know about organisations and posts, and how an undo takes them away."""

    def territory(self, connection: Connection, path: str) -> bool: ...
    def organisation(self, connection: Connection, code: str) -> tuple[str, str, str] | None:
        """Id, name and territory code of the organisation with this code."""

    def post(self, connection: Connection, title: str, territory_code: str) -> bool: ...
    def organisation_id(self, code: str) -> str: ...
    def close_organisation(self, call: Call, id: str, version: str) -> bool: ...
    def remove_post(self, call: Call, id: str, version: str) -> bool: ...


class OrganisationImport:
    """See the port `ImportKind`."""

    name = "organisations"
    fields: Sequence[TargetField] = (
        TargetField("code", "机构代码", "Code", ("编码", "组织代码"), required=True),
        TargetField("name", "机构名称", "Name", ("名称", "单位名称"), required=True),
        TargetField("kind", "机构类型", "Kind", ("类型",), required=True, values=tuple(_KINDS)),
        TargetField("territory", "所属区划代码", "Division code", ("区划代码",), required=True),
        TargetField("duties", "职责", "Duties", ("主要职责",)),
        TargetField("contact", "联系方式", "Contact", ("联系电话",)),
    )

    def __init__(self, facts: StaffingFacts, create: CreateOrganisation) -> None:
        self._facts, self._create = facts, create

    def check(self, connection: Connection, call: Call, values: Values, seen: Seen) -> Checked:
        """Kinds, codes, places, duplicates and rights."""
        code, place = values["code"].strip(), values["territory"].strip()
        problems = _place(self._facts, connection, call, place, EDIT_ORGANISATION)
        if values["kind"].strip() not in _KINDS:
            problems.append(FieldProblem("机构类型", "kernel.value_unknown", {"value": values["kind"][:60]}))
        problems += _lengths(values, {"code": 60, "name": 100, "contact": 200})
        if code in seen.keys:
            problems.append(FieldProblem("机构代码", "directory.import_row_repeated"))
        seen.keys.add(code)
        present = self._facts.organisation(connection, code)
        same = present is not None and present[1:] == (values["name"].strip(), place)
        if present is not None and not same:
            problems.append(FieldProblem("机构代码", "directory.organisation_exists", {"code": code[:60]}))
        return Checked(problems, path_of(place), unchanged=same)

    def apply(self, call: Call, values: Values) -> Applied:
        """Register the organisation."""
        kind = f"ORGANISATION_KIND_{_KINDS[values['kind'].strip()]}"
        made = self._create(
            call,
            organisations_pb2.Organisation(
                code=values["code"].strip(),
                name=values["name"].strip(),
                kind=kind,
                territory_code=values["territory"].strip(),
                duties=values.get("duties", "").strip(),
                contact=values.get("contact", "").strip(),
            ),
        )
        return Applied(made.id, made.etag)

    def undo(self, call: Call, record_id: str, version: str) -> bool:
        """Close an organisation nobody changed and that has no posts."""
        return self._facts.close_organisation(call, record_id, version)


class PostImport:
    """See the port `ImportKind`. Roles are not imported: they are rights and go by four eyes (DIR-26)."""

    name = "posts"
    fields: Sequence[TargetField] = (
        TargetField("title", "岗位名称", "Title", ("名称", "岗位"), required=True),
        TargetField("kind", "岗位类型代码", "Kind", ("类型",), required=True, format="grid_worker"),
        TargetField("territory", "所属区划代码", "Division code", ("区划代码", "网格编码"), required=True),
        TargetField(
            "organisation", "机构代码", "Organisation code", ("所属机构代码", "单位代码"), required=True
        ),
        TargetField("work_phone", "工作电话", "Work phone", ("联系电话",)),
    )

    def __init__(self, facts: StaffingFacts, create: CreatePost) -> None:
        self._facts, self._create = facts, create

    def check(self, connection: Connection, call: Call, values: Values, seen: Seen) -> Checked:
        """Places, organisations, duplicates and rights."""
        title, place = values["title"].strip(), values["territory"].strip()
        problems = _place(self._facts, connection, call, place, EDIT_POST)
        problems += _lengths(values, {"title": 60, "kind": 40, "work_phone": 40})
        if self._facts.organisation(connection, values["organisation"].strip()) is None:
            problems.append(FieldProblem("机构代码", "directory.organisation_unknown"))
        key = f"{place} {title}"
        if key in seen.keys:
            problems.append(FieldProblem("岗位名称", "directory.import_row_repeated"))
        seen.keys.add(key)
        return Checked(problems, path_of(place), unchanged=self._facts.post(connection, title, place))

    def apply(self, call: Call, values: Values) -> Applied:
        """Set up the post, vacant and without roles."""
        made = self._create(
            call,
            organisations_pb2.Post(
                title=values["title"].strip(),
                kind=values["kind"].strip(),
                territory_code=values["territory"].strip(),
                organisation_id=self._facts.organisation_id(values["organisation"].strip()),
                work_phone=values.get("work_phone", "").strip(),
            ),
        )
        return Applied(made.id, made.etag)

    def undo(self, call: Call, record_id: str, version: str) -> bool:
        """Take away a post nobody changed or ever held."""
        return self._facts.remove_post(call, record_id, version)


def _place(
    facts: StaffingFacts, connection: Connection, call: Call, code: str, permission: str
) -> list[FieldProblem]:
    if not facts.territory(connection, path_of(code)):
        return [FieldProblem("所属区划代码", "directory.home_unknown", {"place": code[:24]})]
    if not call.may(permission, path_of(code)):
        return [FieldProblem("所属区划代码", "kernel.permission_denied", {"permission": permission})]
    return []


def _lengths(values: Values, most: dict[str, int]) -> list[FieldProblem]:
    return [
        FieldProblem(name, "kernel.too_long", {"most": str(length)})
        for name, length in most.items()
        if len(values.get(name, "").strip()) > length
    ]
