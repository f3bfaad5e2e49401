"""Import of staff accounts; passwords are not imported but reset one by one."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from services.directory.application.account_guards import EDIT
from services.directory.application.account_ports import AccountRegistry
from services.directory.application.account_views import work_phone
from services.directory.application.accounts_write import AccountFields, ChangeAccountState, CreateAccount
from services.directory.application.import_ports import Applied, Checked, Seen, Values
from services.directory.domain.account_refusals import AccountNotFound
from services.directory.domain.accounts import State, checked_login, checked_name
from services.kernel.call import Call
from services.kernel.errors import FieldProblem, Invalid
from services.kernel.tabular import TargetField
from services.kernel.territory_codes import path_of

_FIELDS = (
    TargetField(
        "login", "账号", "Login", ("登录名", "用户名", "username"), required=True, format="a-z 0-9 . _ -"
    ),
    TargetField("name", "姓名", "Name", ("人员姓名", "网格员姓名"), required=True),
    TargetField("home", "所属区划代码", "Division code", ("区划代码", "网格编码", "所属网格"), required=True),
    TargetField("work_phone", "工作电话", "Work phone", ("办公电话", "联系电话")),
    TargetField("work_number", "工号", "Work number", ("编号", "工作证号")),
    TargetField("phone", "手机号码（私人）", "Private phone", ("私人电话", "手机")),
)


class AccountImport:
    """See the port `ImportKind`."""

    name = "accounts"
    fields: Sequence[TargetField] = _FIELDS

    def __init__(self, registry: AccountRegistry, create: CreateAccount, change: ChangeAccountState) -> None:
        self._registry, self._create, self._change = registry, create, change

    def check(self, connection: Connection, call: Call, values: Values, seen: Seen) -> Checked:
        """Spelling, duplicates, place and rights."""
        problems: list[FieldProblem] = []
        login, home = "", path_of(values["home"].strip())
        try:
            login = checked_login(values["login"])
        except Invalid:
            problems.append(FieldProblem("账号", "directory.login_invalid"))
        try:
            checked_name(values["name"])
        except Invalid:
            problems.append(FieldProblem("姓名", "directory.name_invalid"))
        if login and login in seen.keys:
            problems.append(FieldProblem("账号", "directory.import_row_repeated"))
        present = self._registry.accounts.by_login(connection, login) if login else None
        same = present is not None and (present.name, present.home) == (values["name"].strip(), home)
        if present is not None and not same:
            problems.append(FieldProblem("账号", "directory.login_taken", {"login": login}))
        if not home.isdigit() or not self._registry.places.valid(connection, home):
            problems.append(
                FieldProblem("所属区划代码", "directory.home_unknown", {"place": values["home"][:24]})
            )
        elif not call.may(EDIT, home):
            problems.append(FieldProblem("所属区划代码", "kernel.permission_denied", {"permission": EDIT}))
        problems += _phones(values)
        seen.keys.add(login)
        return Checked(problems, home, unchanged=same)

    def apply(self, call: Call, values: Values) -> Applied:
        """Create the account."""
        view = self._create(
            call,
            AccountFields(
                login=values["login"],
                name=values["name"],
                home_code=values["home"].strip(),
                work_phone=values.get("work_phone", ""),
                work_number=values.get("work_number", ""),
                phone=values.get("phone", ""),
            ),
        )
        return Applied(view.account.id, str(view.account.version))

    def undo(self, call: Call, record_id: str, version: str) -> bool:
        """Remove an account that nobody signed in to, changed or appointed."""
        registry = self._registry
        with registry.read() as connection:
            account = registry.accounts.find(connection, record_id)
            if account is None:
                raise AccountNotFound()
            used = account.last_sign_in is not None or str(account.version) != version
            held = registry.posts.held_by(connection, record_id, registry.clock())
            granted = registry.grants.counting(connection, record_id, registry.clock())
        if used or held or granted or account.state is not State.ACTIVE:
            return False
        self._change(call, "remove", record_id, version, "import undone")
        return True


def _phones(values: Values) -> list[FieldProblem]:
    problems: list[FieldProblem] = []
    for name, title in (("work_phone", "工作电话"), ("phone", "手机号码")):
        try:
            work_phone(values.get(name, ""))
        except Invalid:
            problems.append(FieldProblem(title, "directory.phone_invalid"))
    return problems
