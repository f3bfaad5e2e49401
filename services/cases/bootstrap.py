"""The one place that knows every layer: the loop, and the oversight built upon it."""

from __future__ import annotations

import importlib
import importlib.util
from dataclasses import dataclass
from typing import Any

from services.cases.application.heard import Heard
from services.cases.loop_parts import Loop, build_loop
from services.kernel.runtime.context import ServiceContext


@dataclass(frozen=True)
class Application:
    """Everything the entrypoints may ask of the service."""

    loop: Loop
    oversight: Any = None

    @property
    def heard(self) -> Heard:
        """What to do with events of the directory."""
        return self.loop.heard


def build(context: ServiceContext) -> Application:
    """The application over the given outside world."""
    loop = build_loop(context)
    name = "services.cases.oversight_parts"
    if importlib.util.find_spec(name) is None:
        return Application(loop)
    return Application(loop, importlib.import_module(name).build_oversight(context, loop))
