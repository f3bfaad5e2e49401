"""One operation of the OpenAPI document from one route."""

from __future__ import annotations

from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor
from google.protobuf.message import Message

from gateway.bindings import Kind
from gateway.comments import contract_comments
from gateway.routes import Route, Router
from gateway.schemas import Schema, Schemas

_EVENT: Schema = {
    "type": "object",
    "description": "One event; a stream is any number of them",
    "properties": {"id": {"type": "string"}, "event": {"type": "string"}, "data": {"type": "string"}},
}
_DEEPEST = 3


def _described(message: type[Message]) -> Any:
    return message.DESCRIPTOR


class Operations:
    """Describes routes; collects the schemas they refer to."""

    def __init__(self, router: Router) -> None:
        self._comments = contract_comments()
        self.schemas = Schemas(self._comments, [_described(route.rpc.response) for route in router.routes])
        self._ids: set[str] = set()

    def operation(self, route: Route) -> dict[str, Any]:
        """The operation object of a route."""
        rpc, method = route.rpc, route.rpc.descriptor
        comment = self._comments.get(method.full_name, "")
        operation: dict[str, Any] = {
            "operationId": self._id(method.full_name.removeprefix("wangge.")),
            "tags": [rpc.service or "operations"],
            "summary": comment.partition("\n")[0] or method.name,
            "security": [] if rpc.public else [{"bearer": []}, {"session": []}],
        }
        if "\n" in comment:
            operation["description"] = comment
        if rpc.permission:
            operation["x-permission"] = rpc.permission
        parameters = [*self._path_parameters(route), *self._query_parameters(route)]
        if rpc.kind is Kind.EVENTS and "after" in _described(rpc.request).fields_by_name:
            parameters.append({"name": "Last-Event-ID", "in": "header", "schema": {"type": "string"}})
        if parameters:
            operation["parameters"] = parameters
        if route.binding.body:
            operation["requestBody"] = self._body(route)
        refs = {str(s): {"$ref": f"#/components/responses/Problem{s}"} for s in _problems(route)}
        operation["responses"] = {"200": self._answer(route), **refs}
        return operation

    def _id(self, name: str) -> str:
        unique, number = name, 2
        while unique in self._ids:
            unique, number = f"{name}_{number}", number + 1
        self._ids.add(unique)
        return unique

    def _path_parameters(self, route: Route) -> list[dict[str, Any]]:
        found = []
        for variable in route.template.variables:
            field = _field_at(_described(route.rpc.request), variable.field)
            schema = self.schemas.field(field, taken=True)
            description = schema.pop("description", None)
            if schema.get("type") == "string" and "enum" not in schema:
                schema["minLength"] = 1
            parameter = {"name": _parameter(variable.field), "in": "path", "required": True, "schema": schema}
            found.append(parameter | ({"description": description} if description else {}))
        return found

    def _query_parameters(self, route: Route) -> list[dict[str, Any]]:
        if route.binding.body == "*":
            return []
        bound = {variable.field for variable in route.template.variables} | {route.binding.body}
        return list(self._flat(_described(route.rpc.request), "", "", bound, 0))

    def _flat(self, message: Descriptor, names: str, path: str, bound: set[str], depth: int) -> Any:
        for field in message.fields:
            inner = field.message_type
            if path + field.name in bound:
                continue
            if inner is not None and not inner.full_name.startswith("google.protobuf."):
                if not field.is_repeated and depth < _DEEPEST:
                    below = (f"{names}{field.json_name}.", f"{path}{field.name}.")
                    yield from self._flat(inner, *below, bound, depth + 1)
                continue
            schema = self.schemas.field(field, taken=True)
            description = schema.pop("description", None)
            required = "minLength" in schema or "minItems" in schema
            parameter: dict[str, Any] = {"name": names + field.json_name, "in": "query", "schema": schema}
            parameter |= {"required": True} if required and depth == 0 else {}
            yield parameter | ({"description": description} if description else {})

    def _body(self, route: Route) -> dict[str, Any]:
        message, name = _described(route.rpc.request), route.binding.body
        if name != "*":
            schema: Schema = self.schemas.field(message.fields_by_name[name], taken=True)
            return {"required": True, "content": {"application/json": {"schema": schema}}}
        without = frozenset(each.field for each in route.template.variables if "." not in each.field)
        schema = (
            self.schemas.inline(message, without, taken=True)
            if without
            else self.schemas.reference(message, taken=True)
        )
        whole = self.schemas.inline(message, without, taken=True)
        content: dict[str, Any] = {"application/json": {"schema": schema}}
        if route.rpc.upload is not None:
            properties = {**whole["properties"], "data": {"type": "string", "format": "binary"}}
            properties["data"]["description"] = "The file; its name is taken from the part."
            required = [each for each in whole.get("required", ()) if each != "fileName"]
            form = {**whole, "properties": properties, "required": required}
            content["multipart/form-data"] = {"schema": form}
        return {"required": bool(whole.get("required")), "content": content}

    def _answer(self, route: Route) -> dict[str, Any]:
        rpc = route.rpc
        schema = self.schemas.reference(_described(rpc.response), taken=False)
        if route.binding.response_body:
            schema = self.schemas.field(
                _described(rpc.response).fields_by_name[route.binding.response_body], taken=False
            )
        if rpc.kind is Kind.EVENTS:
            text = f"Server-sent events; each one's data is JSON: {schema.get('$ref', '')}"
            return {
                "description": text,
                "content": {"text/event-stream": {"schema": _EVENT, "x-data": schema}},
            }
        if rpc.kind is Kind.FILE_STREAM:
            return {"description": "The file", "content": {"*/*": {"schema": {}}}}
        if rpc.kind is Kind.FILE:
            text = "The file; with Accept: application/json the message with its bytes in base64"
            return {
                "description": text,
                "content": {"application/json": {"schema": schema}, "*/*": {"schema": {}}},
            }
        return {"description": "Done", "content": {"application/json": {"schema": schema}}}


def _problems(route: Route) -> list[int]:
    rpc, verb = route.rpc, route.binding.verb
    # What a request names in whatever field may not be there, or not be in the state for it.
    # A public method may still ask who calls: for what not everybody may see.
    statuses = {400, 401, 404, 409, 429, 500, 501, 503, 504}
    if not rpc.public:
        statuses.add(403)
    if verb != "GET":
        statuses.add(403)
    if rpc.kind in (Kind.JSON, Kind.EVENTS):
        statuses.add(406)
    if route.binding.body:
        statuses |= {408, 413, 415}
    return sorted(statuses)


def path_of(route: Route) -> str:
    """The path with its parameters as OpenAPI writes them."""
    segments = list(route.template.segments)
    for variable in reversed(route.template.variables):
        segments[variable.start : variable.end] = [f"{{{_parameter(variable.field)}}}"]
    verb = f":{route.template.verb}" if route.template.verb else ""
    return "/api/" + "/".join(segments) + verb


def _parameter(field: str) -> str:
    """A parameter's name; it stands nowhere but in the document, and generators stumble over dots."""
    return field.replace(".", "_")


def _field_at(message: Any, path: str) -> FieldDescriptor:
    *way, last = path.split(".")
    for name in way:
        message = message.fields_by_name[name].message_type
    found: FieldDescriptor = message.fields_by_name[last]
    return found
