"""Whose territory a call speaks of when it names none: the caller's own grid."""

from __future__ import annotations

from services.field.domain.refusals import NoTerritory
from services.kernel.call import Call
from services.kernel.errors import FieldProblem
from services.kernel.territory_codes import path_of


def territory_of(call: Call, permission: str, code: str) -> str:
    """The path of ``code``, or of the narrowest grant with ``permission``; the caller may work there.

    Raises NoTerritory without one, PermissionDenied elsewhere.
    """
    if code:
        path = path_of(code)
    else:
        granted = [each.territory for each in call.actor.grants if permission in each.permissions]
        path = max(granted, key=len, default="")
        if not path:
            raise NoTerritory(FieldProblem("territory_code", NoTerritory.code))
    call.require(permission, path)
    return path
