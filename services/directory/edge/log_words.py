"""The system log in words: what was done to what, and what changed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from services.directory.edge.people import role_titles
from services.directory.edge.rights_words import REALMS
from services.kernel.web.texts import Text, t
from wangge.directory.v1 import records_pb2

RECORDS: Mapping[str, Text] = {
    "account": Text("账号", "Account"),
    "grant": Text("授权", "Grant"),
    "role": Text("角色", "Role"),
    "territory": Text("区划网格", "Territory"),
    "organisation": Text("机构", "Organisation"),
    "post": Text("岗位", "Post"),
    "building": Text("楼栋", "Building"),
    "estate": Text("小区", "Estate"),
    "estate_target": Text("小区目标", "Target"),
    "facility": Text("设施", "Facility"),
    "election": Text("选举", "Election"),
    "recurring_duty": Text("定期工作", "Recurring duty"),
    "dictionary": Text("字典", "Dictionary"),
    "catalogue": Text("案件目录", "Catalogue"),
    "calendar": Text("工作日历", "Calendar"),
    "deduction_rule": Text("扣分规则", "Deduction rule"),
    "document": Text("制度文本", "Document"),
    "picture": Text("图片", "Picture"),
    "import": Text("导入", "Import"),
    "log": Text("系统日志", "Log"),
    "parked_event": Text("积压事件", "Parked event"),
    "announcement": Text("广播", "Announcement"),
}
ACTIONS: Mapping[str, Text] = {
    "directory.session.sign_in": Text("登录", "Signed in"),
    "directory.session.sign_out": Text("退出登录", "Signed out"),
    "directory.session.refused": Text("登录失败", "Sign-in refused"),
    "directory.access.refused": Text("无权访问，已拒绝", "Access refused"),
    "directory.session.locked": Text("登录失败，已锁定", "Sign-in refused, locked"),
    "directory.session.reuse": Text("发现被盗用的登录，已退出", "Stolen session found and ended"),
    "directory.session.service_token": Text("业务系统取得令牌", "Token given to a system"),
    "directory.session.operator_token": Text("运维取得令牌", "Token made by an operator"),
    "directory.account.create": Text("创建账号", "Account created"),
    "directory.account.update": Text("修改账号", "Account changed"),
    "directory.account.disable": Text("停用账号", "Account disabled"),
    "directory.account.enable": Text("启用账号", "Account enabled"),
    "directory.account.remove": Text("注销账号", "Account removed"),
    "directory.account.unlock": Text("解除锁定", "Account unlocked"),
    "directory.account.reveal": Text("查看完整手机号", "Private phone seen in full"),
    "directory.account.reset_password": Text("发放一次性密码", "Password reset"),
    "directory.account.change_password": Text("修改自己的密码", "Own password changed"),
    "directory.account.rotate_secret": Text("更换系统密钥", "Secret of a system changed"),
    "directory.account.reset_totp": Text("解除他人动态验证码", "One-time code taken away"),
    "directory.account.totp_start": Text("开始启用动态验证码", "One-time code begun"),
    "directory.account.totp_on": Text("启用动态验证码", "One-time code on"),
    "directory.account.totp_off": Text("停用动态验证码", "One-time code off"),
    "directory.grant.propose": Text("申请授权", "Grant proposed"),
    "directory.grant.approve": Text("批准授权", "Grant approved"),
    "directory.grant.refuse": Text("不批准授权", "Grant refused"),
    "directory.grant.revoke": Text("收回授权", "Grant revoked"),
    "directory.grant.delegate": Text("委托权限", "Rights lent"),
    "directory.grant.expire": Text("授权到期", "Grant expired"),
    "directory.grant.direct": Text("初始授权", "First grant"),
    "directory.role.put": Text("保存角色", "Role saved"),
    "directory.import.stage": Text("上传导入表", "Import staged"),
    "directory.import.accept": Text("审核通过导入", "Import accepted"),
    "directory.import.applied": Text("导入已写入", "Import written"),
    "directory.import.discard": Text("放弃导入", "Import discarded"),
    "directory.import.undo": Text("撤销导入", "Import undone"),
    "directory.import.rejects": Text("下载导入问题行", "Rejected rows downloaded"),
    "directory.log.view": Text("查看系统日志", "Log looked at"),
    "directory.post.appoint": Text("任命", "Appointed"),
    "directory.post.vacate": Text("免职", "Relieved of a post"),
    "directory.post.remove": Text("删除岗位", "Post removed"),
    "directory.post.edit": Text("保存岗位", "Post saved"),
    "directory.organisation.edit": Text("保存机构", "Organisation saved"),
    "directory.territory.edit": Text("保存区划", "Territory saved"),
    "directory.territory.end": Text("撤销区划", "Territory ended"),
    "directory.territory.replace": Text("拆分或合并网格", "Grids split or merged"),
    "directory.reference.edit": Text("修改基础数据", "Reference data changed"),
    "directory.picture.add": Text("上传图片", "Picture added"),
    "directory.picture.replace": Text("替换图片", "Picture replaced"),
    "directory.picture.delete": Text("删除图片", "Picture deleted"),
    "directory.picture.clear": Text("图片公开审核", "Picture cleared"),
    "directory.divisions.import": Text("导入区划", "Divisions imported"),
    "directory.announce": Text("重新广播记录", "Records announced again"),
    "directory.building.remove": Text("删除楼栋", "Building removed"),
    "operations.parked.retry": Text("重试积压事件", "Parked event retried"),
    "operations.parked.discard": Text("放弃积压事件", "Parked event discarded"),
}
GROUPS = (
    ("directory.session.", Text("登录与退出", "Signing in and out")),
    ("directory.account.", Text("账号变动", "Accounts")),
    ("directory.account.reveal", Text("查看个人信息", "Personal data seen")),
    ("directory.grant.", Text("授权变动", "Grants")),
    ("directory.role.", Text("角色变动", "Roles")),
    ("directory.post.", Text("岗位与任命", "Posts")),
    ("directory.organisation.", Text("机构变动", "Organisations")),
    ("directory.territory.", Text("区划变动", "Territories")),
    ("directory.reference.", Text("基础数据", "Reference data")),
    ("directory.picture.", Text("图片", "Pictures")),
    ("directory.import.", Text("导入", "Imports")),
    ("directory.log.", Text("查看日志", "Looks at the log")),
    ("operations.", Text("运行维护", "Operations")),
)
"""Beginnings of actions that a reader may filter by."""
FIELDS: Mapping[str, Text] = {
    "state": Text("状态", "state"),
    "reason": Text("原因", "reason"),
    "name": Text("姓名", "name"),
    "login": Text("登录名", "login"),
    "realm": Text("类型", "kind"),
    "home": Text("所属区域", "place"),
    "work_phone": Text("工作电话", "work phone"),
    "work_number": Text("工号", "work number"),
    "private_phone": Text("手机", "private phone"),
    "photo": Text("照片", "photo"),
    "role": Text("角色", "role"),
    "permissions": Text("权限", "permissions"),
    "rows": Text("行数", "rows"),
    "rejected": Text("问题行", "rejected"),
    "applied": Text("已写入", "written"),
    "version": Text("版本", "version"),
    "title": Text("名称", "title"),
    "households": Text("户数", "households"),
    "basis": Text("依据", "basis"),
    "roles": Text("角色", "roles"),
    "stay": Text("保留行数", "rows that stay"),
    "failed": Text("未写入行数", "rows not written"),
    "points": Text("分值", "points"),
    "published": Text("已公开", "published"),
    "told": Text("条数", "records"),
    "to": Text("发往", "sent to"),
}
VALUES: Mapping[str, Mapping[str, Text]] = {
    "state": {
        "active": Text("有效", "active"),
        "disabled": Text("已停用", "disabled"),
        "removed": Text("已注销", "removed"),
        "proposed": Text("待审批", "proposed"),
        "refused": Text("未批准", "refused"),
        "revoked": Text("已收回", "revoked"),
        "expired": Text("已到期", "expired"),
    },
    "realm": REALMS,
}
_LONGEST = 120
_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}")


def action(name: str) -> str:
    """What was done; the name itself for what has no words yet."""
    return str(ACTIONS.get(name, name))


def record(kind: str) -> str:
    """What it was done to."""
    return str(RECORDS.get(kind, kind))


def actor(entry: records_pb2.LogEntry) -> str:
    """Who it was; somebody signed out has no name."""
    if entry.actor_name:
        return entry.actor_name
    return t("未登录", "not signed in") if entry.actor_id == "anonymous" else t("系统", "the system")


def origin(entry: records_pb2.LogEntry) -> str:
    """From where: the address, or what in the platform did it by itself."""
    if entry.origin.startswith("timer:"):
        return t("定时任务", "timed")
    return t("本机", "this computer") if entry.origin == "local" else entry.origin


def address(entry: records_pb2.LogEntry) -> str:
    """The page of the record, where there is one."""
    pages = {
        "account": "/directory/accounts/",
        "role": "/directory/roles/",
        "territory": "/directory/territories/",
        "organisation": "/directory/organisations/",
        "post": "/directory/posts/",
        "import": "/directory/imports/",
    }
    start = pages.get(entry.record_type, "")
    whole = len(entry.record_id) == 36 or entry.record_type in ("role", "territory")
    return start + entry.record_id if start and entry.record_id and whole else ""


def changes(entry: records_pb2.LogEntry) -> list[str]:
    """What changed, a line each; values that are sealed stand as such."""
    try:
        found = json.loads(entry.changes or "{}")
    except ValueError:
        return []
    lines = []
    for field, pair in found.items():
        if field == "events" or not isinstance(pair, list) or len(pair) != 2:
            continue
        before, after = (_value(field, each) for each in pair)
        title = str(FIELDS.get(field, field))
        if before:
            lines.append(
                t(
                    "{title}：{before} → {after}",
                    "{title}: {before} → {after}",
                    title=title,
                    before=before,
                    after=after or "—",
                )
            )
        elif after:
            lines.append(t("{title}：{after}", "{title}: {after}", title=title, after=after))
    return lines


def _value(field: str, value: Any) -> str:
    if field == "private_phone":
        return t("（已加密）", "(sealed)") if value else ""
    if value is None or value == "" or _ID.fullmatch(str(value)):
        return ""
    if isinstance(value, list):
        text = t("、", ", ").join(_value(field, each) for each in value)
    elif field in ("role", "roles"):
        text = role_titles().get(str(value), str(value))
    elif field in VALUES:
        text = str(VALUES[field].get(str(value), value))
    elif isinstance(value, bool):
        text = t("是", "yes") if value else t("否", "no")
    else:
        text = str(value)
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"
