"""Access that was refused, as lines of the sealed audit: who tried what on which record (DIR-25, DIR-27)."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from services.kernel.call import Call, Realm

if TYPE_CHECKING:
    from services.kernel.runtime.context import ServiceContext

log = logging.getLogger(__name__)
MOST_A_MINUTE = 20
"""Lines for one account; what comes beyond is in the process's log alone, so that nobody fills the audit."""
_MINUTE, _REMEMBERED = 60.0, 4096


class Refused:
    """Notes refusals in the database of the service that refused; safe to share between threads."""

    def __init__(
        self, contexts: Mapping[str, ServiceContext], ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._contexts = contexts
        self._ticks = ticks
        self._turn = threading.Lock()
        self._counted: dict[str, tuple[float, int]] = {}

    def note(self, service: str, method: str, code: str, call: Call, record_id: str) -> None:
        """One line, for accounts; what somebody without one tries is in the process's log.

        Never raises: the caller is told why it was refused whether or not this can be written.
        """
        context = self._contexts.get(service)
        if context is None or call.actor.realm in (Realm.ANONYMOUS, Realm.SYSTEM):
            return
        if not self._admitted(call.actor.id):
            return
        try:
            with context.new_uow(replace(call, request=None)) as uow:
                uow.audit(f"{service}.access.refused", method, record_id[:40], changes={"code": [None, code]})
                uow.commit()
        except Exception as error:
            log.warning("a refusal was not noted: %s", type(error).__name__)

    def _admitted(self, account: str) -> bool:
        now = self._ticks()
        with self._turn:
            since, count = self._counted.get(account, (now, 0))
            if now - since >= _MINUTE:
                since, count = now, 0
            if len(self._counted) >= _REMEMBERED:
                self._counted.clear()
            self._counted[account] = (since, count + 1)
        return count < MOST_A_MINUTE
