"""Private PostgreSQL and RabbitMQ for tests and for ``wangge up --distributed``.

Each has its own folder, free loopback port and system user, and ends with the process that started it,
however that ends.
"""

from __future__ import annotations

from services.kernel.testing.postgres import PrivatePostgres
from services.kernel.testing.private_process import ServerUnavailable
from services.kernel.testing.rabbit import PrivateRabbit

__all__ = ["PrivatePostgres", "PrivateRabbit", "ServerUnavailable"]
