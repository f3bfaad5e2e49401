"""Finds the RPC of an HTTP verb and a path, compiled from the contracts of the enabled services."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from google.protobuf.message import Message

from gateway.bindings import Binding, ContractBroken, Rpc, bindings
from gateway.path_templates import ANY, REST, Template, parse
from gateway.query import Setter, setter_for

PREFIX = "/api"


@dataclass(frozen=True, eq=False)
class Route:
    """A compiled binding."""

    binding: Binding
    template: Template
    setters: tuple[Setter, ...]

    @property
    def rpc(self) -> Rpc:
        return self.binding.rpc

    @property
    def name(self) -> str:
        """The path with its variables unfilled, for logs and documents."""
        return PREFIX + self.binding.template

    def fill(self, request: Message, values: Sequence[str]) -> None:
        """Set the fields that stand in the path; raises Invalid for a text that is no value of its field."""
        for variable, put, value in zip(self.template.variables, self.setters, values, strict=True):
            put(request, variable.field, [value])


@dataclass(frozen=True, slots=True)
class Match:
    """A route and the texts of its variables."""

    route: Route
    values: tuple[str, ...]


@dataclass(slots=True)
class _Node:
    literals: dict[str, _Node] = field(default_factory=dict)
    any: _Node | None = None
    rest: _Node | None = None
    ends: dict[str, dict[str, Route]] = field(default_factory=dict)


class Router:
    """All routes. A literal segment wins over a variable, a custom verb over a value with a colon."""

    def __init__(self, rpcs: Iterable[Rpc]) -> None:
        self._root = _Node()
        self.routes: list[Route] = []
        for rpc in rpcs:
            for binding in bindings(rpc):
                self._add(binding)

    def find(self, verb: str, path: str) -> Match | frozenset[str]:
        """The match, or the verbs that would match (none: there is nothing at this path).

        Args:
            path: below ``/api``, still percent-encoded, starting with a slash.
        """
        raw = path.split("/")[1:]
        allowed: set[str] = set()
        for segments, custom in _readings(raw):
            try:
                decoded = [unquote(each, errors="strict") for each in segments]
            except UnicodeDecodeError:
                return frozenset()
            for node in _walk(self._root, decoded, 0):
                routes = node.ends.get(custom, {})
                route = routes.get(verb)
                if route is not None:
                    return Match(route, _values(route.template, decoded))
                allowed.update(routes)
        return frozenset(allowed)

    def _add(self, binding: Binding) -> None:
        template = parse(binding.template)
        node = self._root
        for segment in template.segments:
            if segment == ANY:
                node.any = node.any or _Node()
                node = node.any
            elif segment == REST:
                node.rest = node.rest or _Node()
                node = node.rest
            else:
                node = node.literals.setdefault(segment, _Node())
        taken = node.ends.setdefault(template.verb, {})
        if binding.verb in taken:
            other = taken[binding.verb].rpc.path
            raise ContractBroken(f"{binding.verb} {binding.template}: both {other} and {binding.rpc.path}")
        setters = tuple(_path_setter(binding, variable.field) for variable in template.variables)
        taken[binding.verb] = Route(binding, template, setters)
        self.routes.append(taken[binding.verb])


def _path_setter(binding: Binding, path: str) -> Setter:
    setter = setter_for(binding.rpc.request.DESCRIPTOR, path)
    if setter is None:
        raise ContractBroken(f"{binding.rpc.path}: no field {path!r} for {binding.template}")
    return setter


def _readings(raw: list[str]) -> Iterator[tuple[list[str], str]]:
    stem, colon, custom = raw[-1].rpartition(":")
    if colon:
        yield [*raw[:-1], stem], custom
    yield raw, ""


def _walk(node: _Node, segments: list[str], at: int) -> Iterator[_Node]:
    if at == len(segments):
        yield node
    else:
        below = node.literals.get(segments[at])
        if below is not None:
            yield from _walk(below, segments, at + 1)
        if node.any is not None and segments[at]:
            yield from _walk(node.any, segments, at + 1)
    if node.rest is not None:
        yield node.rest


def _values(template: Template, segments: list[str]) -> tuple[str, ...]:
    return tuple("/".join(segments[each.start : each.end]) for each in template.variables)
