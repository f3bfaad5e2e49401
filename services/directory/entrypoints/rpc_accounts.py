"""AccountService: messages in, commands out, replies back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import grpc

from services.directory.account_parts import AccountParts
from services.directory.application.account_ports import AccountQuery, GrantQuery
from services.directory.application.accounts_write import AccountFields
from services.directory.application.moments import read
from services.directory.bootstrap import Application
from services.directory.domain.accounts import State
from services.directory.domain.grants import GrantState, Reach, RoleGrant
from services.directory.domain.roles import Role
from services.directory.entrypoints.account_message import account_message
from services.directory.entrypoints.grant_messages import named
from services.directory.entrypoints.rpc_sessions import SessionServicer
from services.kernel.rpc.server import call_of
from services.kernel.runtime.context import ServiceContext, Servicer
from services.kernel.territory_codes import path_of
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc

_ACCOUNT_STATES = {1: State.ACTIVE.value, 2: State.DISABLED.value, 3: State.REMOVED.value}
_GRANT_STATES = dict(enumerate((state.value for state in GrantState), 1))


class AccountServicer(accounts_pb2_grpc.AccountServiceServicer):
    """Accounts, roles and grants."""

    def __init__(self, parts: AccountParts) -> None:
        self._parts = parts

    def CreateAccount(
        self, request: accounts_pb2.CreateAccountRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        fields = _fields(request.account)
        return account_message(
            self._parts.create_account(call_of(context), fields, initial_password=request.initial_password)
        )

    def GetAccount(
        self, request: accounts_pb2.GetAccountRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        return account_message(self._parts.get_account(call_of(context), request.id))

    def ListAccounts(
        self, request: accounts_pb2.ListAccountsRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ListAccountsResponse:
        query = AccountQuery(
            path=path_of(request.territory_code) if request.territory_code else None,
            name_contains=request.name_contains.strip(),
            realm=request.realm,
            state=_ACCOUNT_STATES.get(request.state, ""),
        )
        found, token = self._parts.list_accounts(
            call_of(context), query, request.page_size, request.page_token
        )
        return accounts_pb2.ListAccountsResponse(
            accounts=[account_message(view) for view in found], next_page_token=token
        )

    def UpdateAccount(
        self, request: accounts_pb2.UpdateAccountRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        account = request.account
        return account_message(
            self._parts.update_account(call_of(context), account.id, account.etag, _fields(account))
        )

    def RevealAccount(
        self, request: accounts_pb2.RevealAccountRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        return account_message(self._parts.reveal_account(call_of(context), request.id, request.purpose))

    def DisableAccount(
        self, request: accounts_pb2.ChangeAccountStateRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        return self._change("disable", request, context)

    def EnableAccount(
        self, request: accounts_pb2.ChangeAccountStateRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        return self._change("enable", request, context)

    def RemoveAccount(
        self, request: accounts_pb2.ChangeAccountStateRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        return self._change("remove", request, context)

    def UnlockAccount(
        self, request: accounts_pb2.ChangeAccountStateRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        return account_message(
            self._parts.unlock_account(call_of(context), request.id, request.etag, request.reason)
        )

    def ResetPassword(
        self, request: accounts_pb2.ResetPasswordRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ResetPasswordResponse:
        password = self._parts.reset_password(call_of(context), request.id)
        return accounts_pb2.ResetPasswordResponse(one_time_password=password)

    def ResetTotp(
        self, request: accounts_pb2.ResetTotpRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        return account_message(self._parts.reset_totp(call_of(context), request.id, request.reason))

    def CreateServiceAccount(
        self, request: accounts_pb2.CreateServiceAccountRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ServiceAccountSecret:
        view, secret = self._parts.create_service_account(
            call_of(context), request.login, request.name, request.organisation_id
        )
        return accounts_pb2.ServiceAccountSecret(account=account_message(view), client_secret=secret)

    def RotateServiceSecret(
        self, request: accounts_pb2.RotateServiceSecretRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ServiceAccountSecret:
        view, secret = self._parts.rotate_service_secret(call_of(context), request.id)
        return accounts_pb2.ServiceAccountSecret(account=account_message(view), client_secret=secret)

    def ListPermissions(
        self, request: accounts_pb2.ListPermissionsRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ListPermissionsResponse:
        return accounts_pb2.ListPermissionsResponse(
            permissions=[
                accounts_pb2.Permission(
                    name=each.name,
                    title_zh=each.title_zh,
                    title_en=each.title_en,
                    service=each.service,
                    decision_right=each.decision,
                )
                for each in self._parts.list_permissions(call_of(context))
            ]
        )

    def PutRole(
        self, request: accounts_pb2.PutRoleRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Role:
        asked = request.role
        role = Role(asked.name, asked.title_zh, asked.title_en, frozenset(asked.permissions))
        return _role(self._parts.put_role(call_of(context), role, asked.etag))

    def ListRoles(
        self, request: accounts_pb2.ListRolesRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ListRolesResponse:
        return accounts_pb2.ListRolesResponse(roles=map(_role, self._parts.list_roles(call_of(context))))

    def ProposeGrant(
        self, request: accounts_pb2.ProposeGrantRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Grant:
        asked = request.grant
        grant = self._parts.propose_grant(
            call_of(context),
            asked.account_id,
            asked.role,
            Reach(path_of(asked.territory_code), asked.line, asked.organisation_id),
            reason=asked.reason,
            since=_moment(asked, "valid_from"),
            until=_moment(asked, "valid_until"),
        )
        return self._named(grant, context)

    def DecideGrant(
        self, request: accounts_pb2.DecideGrantRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Grant:
        decided = self._parts.decide_grant(call_of(context), request.id, request.approve, request.reason)
        return self._named(decided, context)

    def RevokeGrant(
        self, request: accounts_pb2.RevokeGrantRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Grant:
        return self._named(self._parts.revoke_grant(call_of(context), request.id, request.reason), context)

    def GetGrant(
        self, request: accounts_pb2.GetGrantRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Grant:
        return self._named(self._parts.get_grant(call_of(context), request.id), context)

    def ListGrants(
        self, request: accounts_pb2.ListGrantsRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ListGrantsResponse:
        query = GrantQuery(request.account_id, _GRANT_STATES.get(request.state, ""), request.role)
        found, token = self._parts.list_grants(call_of(context), query, request.page_size, request.page_token)
        return accounts_pb2.ListGrantsResponse(
            grants=named(found, self._parts.names_of, self._parts.list_roles(call_of(context))),
            next_page_token=token,
        )

    def Delegate(
        self, request: accounts_pb2.DelegateRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Grant:
        grant = self._parts.delegate(
            call_of(context),
            request.to_account_id,
            request.valid_until.ToDatetime(tzinfo=UTC),
            reason=request.reason,
            since=_moment(request, "valid_from"),
            post=request.post_id,
        )
        return self._named(grant, context)

    def _named(self, grant: RoleGrant, context: grpc.ServicerContext) -> accounts_pb2.Grant:
        return named([grant], self._parts.names_of, self._parts.list_roles(call_of(context)))[0]

    def _change(
        self, verb: str, request: accounts_pb2.ChangeAccountStateRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Account:
        return account_message(
            self._parts.change_account_state(call_of(context), verb, request.id, request.etag, request.reason)
        )


def _fields(account: accounts_pb2.Account) -> AccountFields:
    return AccountFields(
        login=account.login,
        name=account.name,
        realm=account.realm or "staff",
        home_code=account.home_territory_code,
        work_phone=account.work_phone,
        work_number=account.work_number,
        phone=account.private_phone,
        photo=account.photo,
    )


def _role(role: Role) -> accounts_pb2.Role:
    return accounts_pb2.Role(
        name=role.name,
        title_zh=role.title_zh,
        title_en=role.title_en,
        permissions=sorted(role.permissions),
        built_in=role.built_in,
        etag=str(role.version),
    )


def _moment(message: Any, field: str) -> datetime | None:
    return read(getattr(message, field), message.HasField(field))


def servicers(application: Application, context: ServiceContext) -> list[Servicer]:
    """AccountService and SessionService."""
    parts = application.accounts
    return [
        Servicer(
            "wangge.directory.v1.AccountService",
            accounts_pb2_grpc.add_AccountServiceServicer_to_server,
            AccountServicer(parts),
        ),
        Servicer(
            "wangge.directory.v1.SessionService",
            accounts_pb2_grpc.add_SessionServiceServicer_to_server,
            SessionServicer(parts),
        ),
    ]
