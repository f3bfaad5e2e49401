"""SessionService: messages in, commands out, replies back."""

from __future__ import annotations

import grpc

from services.directory.account_parts import AccountParts
from services.directory.application.moments import stamp
from services.directory.application.sessions_tokens import IssuedSession
from services.directory.entrypoints.account_message import account_message
from services.directory.entrypoints.grant_messages import named
from services.kernel.rpc.server import call_of
from services.kernel.territory_codes import code_of
from wangge.directory.v1 import accounts_pb2, accounts_pb2_grpc


class SessionServicer(accounts_pb2_grpc.SessionServiceServicer):
    """Signing in and what an account does about itself."""

    def __init__(self, parts: AccountParts) -> None:
        self._parts = parts

    def SignIn(
        self, request: accounts_pb2.SignInRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Session:
        return _session(
            self._parts.sign_in(call_of(context), request.login, request.password, request.totp_code)
        )

    def RefreshSession(
        self, request: accounts_pb2.RefreshSessionRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Session:
        return _session(self._parts.refresh_session(call_of(context), request.refresh_token))

    def SignOut(
        self, request: accounts_pb2.SignOutRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.SignOutResponse:
        self._parts.sign_out(call_of(context), request.refresh_token)
        return accounts_pb2.SignOutResponse()

    def IssueServiceToken(
        self, request: accounts_pb2.IssueServiceTokenRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.Session:
        return _session(
            self._parts.issue_service_token(call_of(context), request.client_id, request.client_secret)
        )

    def GetPublicKeys(
        self, request: accounts_pb2.GetPublicKeysRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.PublicKeys:
        return accounts_pb2.PublicKeys(jwks=self._parts.public_keys())

    def GetMe(self, request: accounts_pb2.GetMeRequest, context: grpc.ServicerContext) -> accounts_pb2.Me:
        me = self._parts.get_me(call_of(context))
        roles = self._parts.list_roles(call_of(context))
        titles = {role.name: (role.title_zh, role.title_en) for role in roles}
        return accounts_pb2.Me(
            account=account_message(me.view),
            grants=named(me.grants, self._parts.names_of, roles),
            permissions=me.permissions,
            posts=[
                accounts_pb2.MyPost(
                    id=post.id,
                    title=post.title,
                    territory_code=code_of(post.territory),
                    territory_name=post.territory_name,
                    organisation_id=post.organisation,
                    role_titles_zh=[titles.get(name, (name, name))[0] for name in post.roles],
                    role_titles_en=[titles.get(name, (name, name))[1] for name in post.roles],
                )
                for post in me.posts
            ],
        )

    def ChangePassword(
        self, request: accounts_pb2.ChangePasswordRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ChangePasswordResponse:
        self._parts.change_password(call_of(context), request.old_password, request.new_password)
        return accounts_pb2.ChangePasswordResponse()

    def StartTotp(
        self, request: accounts_pb2.StartTotpRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.StartTotpResponse:
        secret, address = self._parts.start_totp(call_of(context))
        return accounts_pb2.StartTotpResponse(secret=secret, provisioning_uri=address)

    def ConfirmTotp(
        self, request: accounts_pb2.ConfirmTotpRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.ConfirmTotpResponse:
        self._parts.confirm_totp(call_of(context), request.code)
        return accounts_pb2.ConfirmTotpResponse()

    def DisableTotp(
        self, request: accounts_pb2.DisableTotpRequest, context: grpc.ServicerContext
    ) -> accounts_pb2.DisableTotpResponse:
        self._parts.disable_totp(call_of(context), request.password)
        return accounts_pb2.DisableTotpResponse()


def _session(issued: IssuedSession) -> accounts_pb2.Session:
    return accounts_pb2.Session(
        access_token=issued.access_token,
        access_expires=stamp(issued.access_expires),
        refresh_token=issued.refresh_token,
        refresh_expires=stamp(issued.refresh_expires),
        must_change_password=issued.account.must_change,
        account_id=issued.account.id,
        name=issued.account.name,
    )
