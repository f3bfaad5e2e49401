"""Accounts of people: list, one account with its posts, rights and history, create, edit (DIR-24)."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, g, render_template, request

from services.directory.edge import log_words
from services.directory.edge import rights_words as words
from services.directory.edge.lookups import TERRITORIES
from services.directory.edge.people import accounts
from services.directory.edge.registers import organisations, place_name, place_names, records
from services.kernel.errors import Refusal
from services.kernel.web.asked import whole
from services.kernel.web.forms import Field, Form
from services.kernel.web.pages import done, needs
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import accounts_pb2 as pb
from wangge.directory.v1 import organisations_pb2, records_pb2

VIEW, EDIT, REVEAL = "directory.account.view", "directory.account.edit", "directory.account.reveal"
HOME = "/directory/accounts"
_PAGE, _HISTORY = 50, 20
_PERSON = (
    Field("account.name", Text("姓名", "Name"), required=True),
    Field(
        "account.home_territory_code",
        Text("所属区域", "Place"),
        "lookup",
        source=TERRITORIES,
        titled=place_name,
        required=True,
        placeholder=Text("输入区域名称或代码查找", "Type a name or code"),
        help=Text("由该区域的管理员管理这个账号", "Whose administrators look after this account"),
    ),
    Field("account.work_number", Text("工号", "Work number"), short=True),
    Field("account.work_phone", Text("工作电话", "Work phone"), "phone"),
    Field(
        "account.private_phone",
        Text("手机（私人）", "Private phone"),
        "phone",
        help=Text(
            "加密保存；显示为部分号码时，不改动就保持原号码",
            "Kept sealed; shown in part, it stays as it is unless changed",
        ),
    ),
)
_NEW = (
    Field(
        "account.login",
        Text("登录名", "Login"),
        required=True,
        help=Text(
            "小写字母、数字、点、横线或下划线，建好后不能改",
            "Small letters, digits, dots, dashes; fixed once made",
        ),
    ),
    *_PERSON,
)
_ETAG = Field("account.etag", Text("", ""), "hidden")


def add(blueprint: Blueprint) -> None:
    """Add the pages."""
    both = ["GET", "POST"]
    blueprint.add_url_rule("/accounts", view_func=list_accounts)
    blueprint.add_url_rule("/accounts/new", view_func=create_account, methods=both)
    blueprint.add_url_rule("/accounts/<uuid:account_id>", view_func=show_account)
    blueprint.add_url_rule("/accounts/<uuid:account_id>/edit", view_func=edit_account, methods=both)


def get_account(account_id: Any) -> pb.Account:
    """One account, masked. Raises NotFound outside of the reader's sight."""
    return accounts().GetAccount(pb.GetAccountRequest(id=str(account_id)))


@needs(VIEW)
def list_accounts() -> str:
    """Accounts in sight, by name, kind, state and place."""
    args = request.args
    name, realm, state = args.get("q", "").strip()[:60], args.get("realm", ""), args.get("state", "")
    place, token = args.get("place", ""), args.get("page", "")
    asked = pb.ListAccountsRequest(
        name_contains=name,
        realm=realm if realm in words.REALMS else "",
        territory_code=place if place.isascii() and place.isdigit() and len(place) <= 24 else "",
        page_size=_PAGE,
        page_token=token,
    )
    if whole(state) in words.ACCOUNT_STATES:
        asked.state = whole(state)  # type: ignore[assignment]
    found = accounts().ListAccounts(asked)
    kept = {"q": name, "realm": realm, "state": state, "place": asked.territory_code}
    return render_template(
        "directory/accounts.html",
        accounts=found.accounts,
        places=place_names(each.home_territory_code for each in found.accounts),
        place_title=place_name(asked.territory_code),
        kept={key: value for key, value in kept.items() if value},
        next=found.next_page_token,
        paged=bool(token),
        words=words,
        lookup=TERRITORIES,
    )


@needs(VIEW)
def show_account(account_id: Any) -> str:
    """One account: who it is, what it may do and through what, what happened to it."""
    account = get_account(account_id)
    posts = (
        organisations()
        .ListPosts(organisations_pb2.ListPostsRequest(holder_id=account.id, page_size=100))
        .posts
    )
    grants = sorted(_grants(account.id), key=words.order_by_end)
    history = _history(account.id) if g.may("directory.log.view") else []
    codes = [account.home_territory_code, *(each.territory_code for each in [*posts, *grants])]
    return render_template(
        "directory/account.html",
        account=account,
        posts=posts,
        grants=grants,
        places=place_names(codes),
        history=history,
        log=log_words,
        words=words,
        may_edit=g.may(EDIT) and account.state != pb.ACCOUNT_STATE_REMOVED,
        myself=account.id == g.actor.id,
    )


@needs(EDIT)
def create_account() -> Any:
    """A new account of a member of staff; the password comes from "reset password"."""
    form: Form[pb.CreateAccountRequest] = Form(
        pb.CreateAccountRequest(account=pb.Account(realm="staff")), _NEW
    )
    if request.method == "POST" and form.read() and _complete(form):
        try:
            made = accounts().CreateAccount(form.message)
            text = t(
                "已创建账号。现在发放一次性密码，{name}才能登录。",
                "The account was made. Hand out a one-time password so that {name} can sign in.",
                name=made.name,
            )
            return done(f"{HOME}/{made.id}", text)
        except Refusal as refusal:
            _put(form, refusal)
    page = render_template("directory/account_form.html", form=form, account=None, home=HOME)
    return page, 422 if request.method == "POST" else 200


@needs(EDIT)
def edit_account(account_id: Any) -> Any:
    """Name, place, phones, work number; login and kind stay for good."""
    account = get_account(account_id)
    fixed = pb.Account(id=account.id, realm=account.realm, photo=account.photo)
    given = {
        "account.name": account.name,
        "account.home_territory_code": account.home_territory_code,
        "account.work_number": account.work_number,
        "account.work_phone": account.work_phone,
        "account.private_phone": account.private_phone,
        "account.etag": account.etag,
    }
    form: Form[pb.UpdateAccountRequest] = Form(
        pb.UpdateAccountRequest(account=fixed), (*_PERSON, _ETAG), given
    )
    if request.method == "POST" and form.read() and _complete(form, place=bool(account.home_territory_code)):
        try:
            accounts().UpdateAccount(form.message)
            return done(f"{HOME}/{account.id}", t("已保存", "Saved"))
        except Refusal as refusal:
            _put(form, refusal)
    page = render_template("directory/account_form.html", form=form, account=account, home=HOME)
    return page, 422 if request.method == "POST" else 200


def _complete(form: Form[Any], *, place: bool = True) -> bool:
    """What the message cannot demand, since it serves answers as well."""
    for spec in form.specs:
        if spec.required and not form.value(spec.name) and (place or not spec.name.endswith("_code")):
            form.wrong(spec.name, t("请填写", "Please fill this in"))
    return form.ok


def _put(form: Form[Any], refusal: Refusal) -> None:
    if refusal.code == "directory.login_taken":
        form.wrong("account.login", refusal.said or refusal.code)
    else:
        form.refused(refusal)


def _grants(account_id: str) -> list[pb.Grant]:
    asked = pb.ListGrantsRequest(account_id=account_id, page_size=1000)
    open_ones = (pb.GRANT_STATE_PROPOSED, pb.GRANT_STATE_ACTIVE)
    return [each for each in accounts().ListGrants(asked).grants if each.state in open_ones]


def _history(account_id: str) -> list[records_pb2.LogEntry]:
    asked = records_pb2.ListLogEntriesRequest(record_type="account", record_id=account_id, page_size=_HISTORY)
    return list(records().ListLogEntries(asked).entries)
