"""Which module may import what, derived from the folders that have a service.toml."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# What each layer of a service may import of its own service.
_INWARD = {
    "domain": {"domain"},
    "application": {"application", "domain"},
    "adapters": {"adapters", "application", "domain"},
    "bootstrap": {"bootstrap", "adapters", "application", "domain"},
    "entrypoints": {"entrypoints", "bootstrap", "adapters", "application", "domain"},
    "edge": {"edge"},
}
# Libraries that one module alone may import, in the kernel's folder.
_VISIBLE_ONCE = {
    "nameko": "messaging/worker_nameko.py",
    "kombu": "messaging/worker_nameko.py",
    "eventlet": "messaging/worker_nameko.py",
    "pika": "messaging/broker_pika.py",
    "opentelemetry": "telemetry.py",
}
_ENVIRONMENT = {"environ", "environb", "getenv", "putenv"}
_OUTSIDE = {"sqlalchemy", "grpc", "flask", "psycopg2", "requests", "socket", "subprocess", "alembic"}
_OUTSIDE_KERNEL = ("persistence", "rpc", "messaging", "runtime", "files", "audit")
_WITHOUT_GRPC = ("bootstrap", "application", "adapters", "domain")
_WITHOUT_GRPC_ENTRYPOINTS = ("events", "schedule")
_GRPC_KERNEL = ("clients", "failures", "operations", "pipeline", "server", "serving", "access")


@dataclass(frozen=True)
class Module:
    """A Python file. ``path`` is relative to the repository."""

    path: Path
    tree: ast.Module

    @property
    def parts(self) -> tuple[str, ...]:
        return self.path.with_suffix("").parts


def modules(root: Path) -> Iterator[Module]:
    """Every Python file of services and gateway, generated ones and revisions left out."""
    for top in ("services", "gateway"):
        for path in sorted((root / top).rglob("*.py")):
            relative = path.relative_to(root)
            if (
                "contracts" in relative.parts[:2]
                or "versions" in relative.parts
                or "node_modules" in relative.parts
            ):
                continue
            yield Module(relative, _tree(path.read_text("utf-8"), str(relative)))


@cache  # several rules read the same files
def _tree(text: str, name: str) -> ast.Module:
    return ast.parse(text, name)


def services(root: Path) -> set[str]:
    """Names of the folders that have a service.toml."""
    return {path.parent.name for path in (root / "services").glob("*/service.toml")}


def violations(root: Path) -> list[str]:
    """Every import that goes the wrong way, every reading of the environment outside of the settings."""
    names = services(root)
    found: list[str] = []
    for module in modules(root):
        for target, eager in _imports(module):
            found += [f"{module.path}: {wrong}" for wrong in _wrong(module.parts, target, eager, names)]
        if module.parts != ("services", "kernel", "settings") and _reads_environment(module.tree):
            found.append(f"{module.path}: reads the environment; only services/kernel/settings.py may")
    return found


def _wrong(parts: tuple[str, ...], target: str, eager: bool, names: set[str]) -> Iterator[str]:
    to = target.split(".")
    library = to[0]
    if library in _VISIBLE_ONCE and "/".join(parts) + ".py" != f"services/kernel/{_VISIBLE_ONCE[library]}":
        yield f"imports {target}; only services/kernel/{_VISIBLE_ONCE[library]} may"
    if parts[:2] == ("services", "kernel"):
        if library == "gateway" or (
            library == "services" and len(to) > 1 and to[1] not in ("kernel", "contracts")
        ):
            yield f"the kernel imports {target}"
        if library == "wangge" and len(to) > 1 and to[1] in names:
            yield f"the kernel knows a service's contract: {target}"
        return
    if parts[0] == "gateway" and library == "services" and len(to) > 1 and to[1] in names:
        yield f"the gateway imports {target}"
    if parts[0] != "services" or parts[1] not in names:
        return
    own, layer = parts[1], parts[2] if len(parts) > 2 else ""
    if library == "services" and len(to) > 1 and to[1] in names and to[1] != own:
        yield f"imports another service: {target}"
    if library == "gateway" and layer != "edge":
        yield f"imports the gateway: {target}"
    inside = to[2] if to[:2] == ["services", own] and len(to) > 2 else ""
    if inside in _INWARD and layer in _INWARD and inside not in _INWARD[layer]:
        yield f"{layer} imports {inside}: {target}"
    if layer == "domain" and (
        library in _OUTSIDE or (to[:2] == ["services", "kernel"] and to[2:3] and to[2] in _OUTSIDE_KERNEL)
    ):
        yield f"the domain touches the outside: {target}"
    if eager and _without_grpc(layer, parts) and _is_grpc(to):
        yield f"is imported where gRPC must not be: {target}"


def _without_grpc(layer: str, parts: tuple[str, ...]) -> bool:
    entrypoint = parts[3] if layer == "entrypoints" and len(parts) > 3 else ""
    return layer in _WITHOUT_GRPC or entrypoint in _WITHOUT_GRPC_ENTRYPOINTS


def _is_grpc(to: list[str]) -> bool:
    kernel = to[:3] == ["services", "kernel", "rpc"] and bool(set(to[3:4]) & set(_GRPC_KERNEL))
    return to[0].startswith("grpc") or kernel or any(part.endswith("_pb2_grpc") for part in to)


def _imports(module: Module) -> Iterator[tuple[str, bool]]:
    """Full names imported, and whether importing the module imports them, too."""
    lazy: set[ast.AST] = set()
    for node in ast.walk(module.tree):
        delayed = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if delayed or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)):
            lazy.update(ast.walk(node))
    package = list(module.parts)[:-1]
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node not in lazy
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{base}.{alias.name}", node not in lazy


def _reads_environment(tree: ast.Module) -> bool:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            names = {node.attr} if isinstance(node.value, ast.Name) and node.value.id == "os" else set()
        elif isinstance(node, ast.ImportFrom) and node.module == "os":
            names = {alias.name for alias in node.names}
        else:
            continue
        if names & _ENVIRONMENT:
            return True
    return False
