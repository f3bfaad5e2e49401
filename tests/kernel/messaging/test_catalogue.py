"""Handler ids name queues."""

from __future__ import annotations

import pytest

from services.kernel.messaging.catalogue import handler_ids, method_name
from services.kernel.runtime.context import Subscription
from wangge.directory.v1 import events_pb2


def hearing(handler: str) -> Subscription:
    return Subscription(handler, "directory", events_pb2.AccountChanged, lambda event, envelope, uow: None)


def test_ids_come_sorted():
    assert handler_ids([hearing("b.x"), hearing("a.x")]) == ["a.x", "b.x"]


def test_two_handlers_may_not_share_a_queue():
    with pytest.raises(ValueError, match="share the queue"):
        handler_ids([hearing("a.x"), hearing("a-x")])


def test_a_queue_ends_in_an_identifier():
    assert method_name("1.keep-accounts") == "_1_keep_accounts"
