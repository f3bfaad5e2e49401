"""What accounts, grants and roles are called on pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from google.protobuf.timestamp_pb2 import Timestamp

from services.kernel.types import utc_now
from services.kernel.web.texts import Text, t, titled
from wangge.directory.v1 import accounts_pb2 as pb

DELEGATION = "delegation"
REALMS: Mapping[str, Text] = {
    "staff": Text("工作人员", "Staff"),
    "resident": Text("居民", "Resident"),
    "service": Text("业务系统", "System"),
}
ACCOUNT_STATES: Mapping[int, Text] = {
    pb.ACCOUNT_STATE_ACTIVE: Text("正常", "Active"),
    pb.ACCOUNT_STATE_DISABLED: Text("已停用", "Disabled"),
    pb.ACCOUNT_STATE_REMOVED: Text("已注销", "Removed"),
}
ACCOUNT_COLOURS: Mapping[int, str] = {
    pb.ACCOUNT_STATE_ACTIVE: "green",
    pb.ACCOUNT_STATE_DISABLED: "orange",
    pb.ACCOUNT_STATE_REMOVED: "secondary",
}
GRANT_STATES: Mapping[int, Text] = {
    pb.GRANT_STATE_PROPOSED: Text("待审批", "Waiting for a decision"),
    pb.GRANT_STATE_ACTIVE: Text("有效", "In force"),
    pb.GRANT_STATE_REFUSED: Text("未批准", "Refused"),
    pb.GRANT_STATE_REVOKED: Text("已收回", "Revoked"),
    pb.GRANT_STATE_EXPIRED: Text("已到期", "Expired"),
}
GRANT_COLOURS: Mapping[int, str] = {
    pb.GRANT_STATE_PROPOSED: "orange",
    pb.GRANT_STATE_ACTIVE: "green",
    pb.GRANT_STATE_REFUSED: "red",
    pb.GRANT_STATE_REVOKED: "secondary",
    pb.GRANT_STATE_EXPIRED: "secondary",
}
_SOON = timedelta(days=14)


def grant_title(grant: pb.Grant) -> str:
    """What a grant gives: the role, or that it lends somebody's rights."""
    if grant.role == DELEGATION:
        return t("{name}委托的权限", "Rights lent by {name}", name=grant.delegated_from_name)
    return titled(grant.role_title_zh, grant.role_title_en) or grant.role


def role_title(role: pb.Role) -> str:
    """A role in the reader's language."""
    return titled(role.title_zh, role.title_en) or role.name


def until(grant: pb.Grant) -> str:
    """How long a grant holds, in words; empty for one without an end."""
    if not grant.HasField("valid_until"):
        return ""
    left = _moment(grant.valid_until) - utc_now()
    if left <= timedelta():
        return t("已到期", "over")
    if left < timedelta(days=1):
        return t("不到一天", "less than a day")
    return t("还有 {n} 天", "{n} days left", n=left.days)


def ends_soon(grant: pb.Grant) -> bool:
    """Whether a grant ends within two weeks."""
    return grant.HasField("valid_until") and _moment(grant.valid_until) - utc_now() < _SOON


def order_by_end(grant: pb.Grant) -> tuple[float, str]:
    """Those that end first come first, those without an end last."""
    end = _moment(grant.valid_until).timestamp() if grant.HasField("valid_until") else float("inf")
    return end, grant.account_name


def _moment(value: Timestamp) -> datetime:
    return value.ToDatetime(UTC)
