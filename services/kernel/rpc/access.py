"""What each RPC demands, read from its descriptor: access option, messages, whether it streams or repeats."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from google.protobuf import descriptor_pool, message_factory
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message

from services.kernel.call import Call, PermissionDenied
from services.kernel.errors import Forbidden, Unauthenticated
from wangge.options.v1 import options_pb2


class ContractBroken(RuntimeError):
    """A served RPC lacks its access option or is unknown; the process must not start."""


class SignInRequired(Unauthenticated):
    """The method is not public and the caller sent no token."""

    code = "kernel.unauthenticated"


class PasswordDue(Forbidden):
    """The caller signed in with a one-time password and has to choose an own one first (DIR-24)."""

    code = "kernel.password_due"


@dataclass(frozen=True, slots=True)
class Method:
    """One RPC as the pipeline needs it.

    Exactly one of ``permission``, ``public`` and ``authenticated`` is set. ``repeatable`` says that the
    request has a ``request_id`` of the caller's making.
    """

    path: str
    service: str
    permission: str
    public: bool
    authenticated: bool
    repeatable: bool
    request: Callable[[bytes], Message]
    with_one_time_password: bool = False

    def admit(self, call: Call, *, anonymous: bool) -> None:
        """Raise SignInRequired, PasswordDue or PermissionDenied unless this caller may use it at all."""
        if self.public:
            return
        if anonymous:
            raise SignInRequired()
        if call.actor.password_due and not self.with_one_time_password:
            raise PasswordDue()
        if self.permission and not call.may(self.permission):
            raise PermissionDenied(permission=self.permission)


def method_of(descriptor: MethodDescriptor) -> Method:
    """Raises ContractBroken unless the access option says exactly one thing."""
    options = descriptor.GetOptions()
    access: options_pb2.Access = options.Extensions[options_pb2.access]  # type: ignore[index]
    if [bool(access.permission), access.public, access.authenticated].count(True) != 1:
        raise ContractBroken(
            f"{descriptor.full_name}: the option (wangge.options.v1.access) must set exactly one of "
            "permission, public and authenticated"
        )
    request_id = descriptor.input_type.fields_by_name.get("request_id")
    kind = message_factory.GetMessageClass(descriptor.input_type)
    package = descriptor.containing_service.file.package.split(".")
    return Method(
        path=f"/{descriptor.containing_service.full_name}/{descriptor.name}",
        service=package[1] if len(package) > 1 and package[0] == "wangge" else package[0],
        permission=access.permission,
        public=access.public,
        authenticated=access.authenticated,
        repeatable=request_id is not None and request_id.type == request_id.TYPE_STRING,
        request=kind.FromString,
        with_one_time_password=access.with_one_time_password,
    )


def methods_of(full_names: Iterable[str]) -> dict[str, Method]:
    """Every method of the gRPC services named, by path; all broken ones in one ContractBroken."""
    pool = descriptor_pool.Default()
    methods: dict[str, Method] = {}
    broken: list[str] = []
    for full_name in full_names:
        try:
            service = pool.FindServiceByName(full_name)
        except KeyError:
            broken.append(f"{full_name}: no such gRPC service in the contracts that were imported")
            continue
        for descriptor in service.methods:
            try:
                method = method_of(descriptor)
            except ContractBroken as problem:
                broken.append(str(problem))
            else:
                methods[method.path] = method
    if broken:
        raise ContractBroken("\n".join(broken))
    return methods
