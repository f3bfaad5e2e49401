"""Roles: who may do what as a matrix, one role with its holders, and roles of one's own (DIR-25, DIR-26)."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, current_app, render_template, request

from services.directory.edge import rights_words as words
from services.directory.edge.people import accounts
from services.directory.edge.registers import organisations, place_names
from services.kernel.errors import NotFound, Refusal
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import EXTENSION, done, needs
from services.kernel.web.texts import Text, t, titled
from wangge.directory.v1 import accounts_pb2 as pb
from wangge.directory.v1 import organisations_pb2

VIEW, EDIT = "directory.role.view", "directory.role.edit"
HOME = "/directory/roles"
OPERATIONS = Text("运行维护", "Operations")
_PAGES = 5
_FIELDS = (
    Field("role.title_zh", Text("中文名称", "Chinese name"), required=True),
    Field("role.title_en", Text("英文名称", "English name")),
    Field("role.etag", Text("", ""), "hidden"),
)


@dataclass
class Group:
    """The permissions that one service declares."""

    title: str
    permissions: list[pb.Permission] = field(default_factory=list)


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/roles", view_func=list_roles)
    blueprint.add_url_rule("/roles/new", view_func=create_role, methods=both)
    blueprint.add_url_rule("/roles/<name>", view_func=show_role)
    blueprint.add_url_rule("/roles/<name>/edit", view_func=edit_role, methods=both)


def all_roles() -> list[pb.Role]:
    """Shipped ones first, then those made here."""
    return list(accounts().ListRoles(pb.ListRolesRequest()).roles)


@needs(VIEW)
def list_roles() -> str:
    """The matrix: permissions down, roles across."""
    roles = all_roles()
    return render_template(
        "directory/roles.html",
        roles=roles,
        groups=_groups(),
        held={role.name: frozenset(role.permissions) for role in roles},
        title=_title,
        words=words,
    )


@needs(VIEW)
def show_role(name: str) -> str:
    """What a role allows, and who has it: by posts and by grants."""
    role = _role(name)
    asked = pb.ListGrantsRequest(role=role.name, state=pb.GRANT_STATE_ACTIVE, page_size=1000)
    grants = sorted(accounts().ListGrants(asked).grants, key=words.order_by_end)
    posts = _posts_with(role.name)
    held = frozenset(role.permissions)
    groups = [
        Group(each.title, kept)
        for each in _groups()
        if (kept := [permission for permission in each.permissions if permission.name in held])
    ]
    codes = [*(each.territory_code for each in grants), *(each.territory_code for each in posts)]
    return render_template(
        "directory/role.html",
        role=role,
        groups=groups,
        grants=grants,
        posts=posts,
        places=place_names(codes),
        title=_title,
        words=words,
    )


@needs(EDIT)
def create_role() -> Any:
    """A role of one's own, from scratch or as a copy."""
    copied = request.args.get("copy", "")
    given: dict[str, Any] = {}
    chosen: list[str] = []
    if copied:
        source = _role(copied)
        chosen = list(source.permissions)
        given = {
            "role.title_zh": source.title_zh + "（副本）",
            "role.title_en": f"{source.title_en} (copy)" if source.title_en else "",
        }
    # Names of roles are for programs; readers know roles by their titles alone.
    message = pb.PutRoleRequest(role=pb.Role(name=f"own_{secrets.token_hex(6)}"))
    return _edited(Form(message, _FIELDS, given), chosen, None)


@needs(EDIT)
def edit_role(name: str) -> Any:
    """Change a role of one's own; shipped ones are copied instead."""
    role = _role(name)
    if role.built_in:
        raise NotFound()
    given = {"role.title_zh": role.title_zh, "role.title_en": role.title_en, "role.etag": role.etag}
    return _edited(
        Form(pb.PutRoleRequest(role=pb.Role(name=role.name)), _FIELDS, given), list(role.permissions), role
    )


def _edited(form: Form[pb.PutRoleRequest], chosen: list[str], role: pb.Role | None) -> Any:
    problem = ""
    if request.method == "POST":
        chosen = request.form.getlist("permission")
        form.message.role.permissions.extend(sorted(set(chosen)))
        if form.read():
            try:
                made = accounts().PutRole(form.message)
                return done(f"{HOME}/{made.name}", t("已保存角色", "The role was saved"))
            except Refusal as refusal:
                form.refused(refusal)
        if not chosen:
            problem = t("至少选择一项权限", "Choose at least one permission")
    page = render_template(
        "directory/role_form.html",
        form=form,
        role=role,
        groups=_groups(),
        chosen=frozenset(chosen),
        problem=problem,
        title=_title,
        home=HOME,
    )
    return page, 422 if request.method == "POST" else 200


def _role(name: str) -> pb.Role:
    if re.fullmatch(r"[a-z][a-z0-9_]{1,39}", name):
        for role in all_roles():
            if role.name == name:
                return role
    raise NotFound()


def _groups() -> list[Group]:
    """All permissions by service, in the services' own order."""
    titles = {
        each.name: t(each.title_zh, each.title_en) for each in current_app.extensions[EXTENSION].manifests
    }
    groups: dict[str, Group] = {}
    for each in accounts().ListPermissions(pb.ListPermissionsRequest()).permissions:
        title = str(OPERATIONS) if each.service not in titles else titles[each.service]
        groups.setdefault(title, Group(title)).permissions.append(each)
    return list(groups.values())


def _title(permission: pb.Permission) -> str:
    return titled(permission.title_zh, permission.title_en) or permission.name


def _posts_with(role: str) -> list[organisations_pb2.Post]:
    """Posts that bring the role, those somebody holds first."""
    found: list[organisations_pb2.Post] = []
    for post in _all_posts():
        if role in post.roles:
            found.append(post)
    return sorted(found, key=lambda post: (not post.holders, post.territory_code))


def _all_posts() -> Iterable[organisations_pb2.Post]:
    asked = organisations_pb2.ListPostsRequest(page_size=1000)
    for _ in range(_PAGES):
        answer = organisations().ListPosts(asked)
        yield from answer.posts
        asked.page_token = answer.next_page_token
        if not asked.page_token:
            return
