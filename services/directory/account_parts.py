"""Puts the account part of the directory together: accounts, sessions, rights, log, pictures, imports.

The directory's bootstrap composes it; it imports no grpc.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from services.directory.adapters.accounts_repository import SqlAccounts
from services.directory.adapters.declared_permissions import ManifestPermissions
from services.directory.adapters.grants_repository import SqlGrants, SqlRoles
from services.directory.adapters.imports_repository import SqlBatches
from services.directory.adapters.picture_blur import blurred
from services.directory.adapters.pictures_repository import SqlPictures
from services.directory.adapters.place_facts import SqlPlaceFacts
from services.directory.adapters.posts_held import SqlBoards, SqlPlaces, SqlPostsHeld, SqlSubjects
from services.directory.adapters.sessions_repository import SqlAttempts, SqlSessions
from services.directory.adapters.staffing_facts import SqlStaffingFacts
from services.directory.adapters.system_log import AuditLogBook
from services.directory.application import accounts_passwords as passwords
from services.directory.application import accounts_read, grants, pictures, pictures_read, roles, sessions_me
from services.directory.application import accounts_write as write
from services.directory.application import imports_decide as decide
from services.directory.application import imports_read as imports
from services.directory.application import sessions_refresh as refresh
from services.directory.application import sessions_sign_in as entering
from services.directory.application.account_guards import AccountGuard
from services.directory.application.account_ports import (
    AccountRegistry,
    DeclaredPermissions,
    Places,
    PostsHeld,
)
from services.directory.application.accounts_second_factor import ResetTotp
from services.directory.application.buildings import PutBuilding
from services.directory.application.delegation import Delegate
from services.directory.application.import_accounts import AccountImport
from services.directory.application.import_buildings import BuildingImport
from services.directory.application.import_places import TerritoryImport
from services.directory.application.import_ports import ImportDesk, ImportKind
from services.directory.application.import_posts import OrganisationImport, PostImport
from services.directory.application.imports_stage import StageImport
from services.directory.application.organisations import CreateOrganisation
from services.directory.application.picture_ports import PictureDesk
from services.directory.application.ports import Registry
from services.directory.application.posts_edit import CreatePost
from services.directory.application.rights_of import RightsOf
from services.directory.application.role_giving import RoleGiving
from services.directory.application.sessions_tokens import Lifetimes, TokenDesk
from services.directory.application.systemlog import ListLogEntries
from services.directory.application.territories import CreateTerritory
from services.kernel.call import system_call
from services.kernel.errors import FieldProblem
from services.kernel.rpc.messages import Messages
from services.kernel.runtime.context import Job, ServiceContext
from services.kernel.security.passwords import Cost, PasswordHasher
from services.kernel.security.signing import SigningKeys
from services.kernel.security.tokens import TokenIssuer

ISSUER = "wangge"
SIGNING = "signing.json"


@dataclass(frozen=True)
class AccountParts:
    """Commands and queries of the account part."""

    registry: AccountRegistry
    rights_of: RightsOf
    tokens: TokenDesk
    role_giving: RoleGiving
    signing: Callable[[], SigningKeys]

    create_account: write.CreateAccount
    update_account: write.UpdateAccount
    change_account_state: write.ChangeAccountState
    unlock_account: write.UnlockAccount
    get_account: accounts_read.GetAccount
    list_accounts: accounts_read.ListAccounts
    reveal_account: accounts_read.RevealAccount
    reset_password: passwords.ResetPassword
    reset_totp: ResetTotp
    change_password: passwords.ChangePassword
    create_service_account: passwords.CreateServiceAccount
    rotate_service_secret: passwords.RotateServiceSecret

    sign_in: entering.SignIn
    issue_service_token: entering.IssueServiceToken
    refresh_session: refresh.RefreshSession
    sign_out: refresh.SignOut
    forget_old_sessions: refresh.ForgetOldSessions
    get_me: sessions_me.GetMe
    start_totp: sessions_me.StartTotp
    confirm_totp: sessions_me.ConfirmTotp
    disable_totp: sessions_me.DisableTotp

    list_permissions: roles.ListPermissions
    list_roles: roles.ListRoles
    put_role: roles.PutRole
    propose_grant: grants.ProposeGrant
    decide_grant: grants.DecideGrant
    revoke_grant: grants.RevokeGrant
    get_grant: grants.GetGrant
    list_grants: grants.ListGrants
    names_of: accounts_read.NamesOf
    expire_grants: grants.ExpireGrants
    delegate: Delegate

    list_log_entries: ListLogEntries
    add_picture: pictures.AddPicture
    replace_picture: pictures.ReplacePicture
    delete_picture: pictures.DeletePicture
    clear_picture: pictures.ClearPicture
    list_pictures: pictures_read.ListPictures
    get_picture_data: pictures_read.GetPictureData

    stage_import: StageImport
    accept_import: decide.AcceptImport
    discard_import: decide.DiscardImport
    undo_import: decide.UndoImport
    resume_imports: decide.ResumeImports
    list_imports: imports.ListImports
    get_import: imports.GetImport
    get_import_rejects: imports.GetImportRejects
    get_import_template: imports.GetImportTemplate
    jobs: tuple[Job, ...] = field(default=())

    def public_keys(self) -> str:
        """The public halves of the signing keys as JSON; read anew, so that a rotation needs no restart."""
        return json.dumps(self.signing().public_jwks())


def build_accounts(
    context: ServiceContext,
    places: Registry | None = None,
    *,
    cost: Cost | None = None,
    signing: Callable[[], SigningKeys] | None = None,
    permissions: DeclaredPermissions | None = None,
    posts: PostsHeld | None = None,
    where: Places | None = None,
    random_bytes: Callable[[int], bytes] = secrets.token_bytes,
) -> AccountParts:
    """The account part on ``context``. Without ``places`` only accounts can be imported.

    ``cost`` is the price of a password hash (the standard one unless given), ``signing`` loads the keys that
    sign tokens (the installation's ``signing.json`` unless given); the others replace what is read from the
    database and the manifests.
    """
    store = SqlPictures()
    registry = AccountRegistry(
        new_uow=context.new_uow,
        read=context.database.read,
        clock=context.clock,
        new_id=context.new_id,
        random_bytes=random_bytes,
        cipher=context.cipher,
        hasher=PasswordHasher(cost),
        accounts=SqlAccounts(),
        attempts=SqlAttempts(),
        sessions=SqlSessions(),
        roles=SqlRoles(),
        grants=SqlGrants(),
        posts=posts or SqlPostsHeld(),
        places=where or SqlPlaces(),
        permissions=permissions or ManifestPermissions(),
        photos=store,
    )
    rights_of = RightsOf(registry)
    guard = AccountGuard(registry, rights_of)
    keys = signing or signing_keys_of(context)
    desk = TokenDesk(registry, rights_of, lambda: _issuer(context, keys), _lifetimes(context))
    create = write.CreateAccount(registry)
    change = write.ChangeAccountState(registry, guard)
    look = PictureDesk(registry, context.files, store, SqlSubjects(), SqlBoards(), blurred)
    kinds = _kinds(AccountImport(registry, create, change), places)
    table = ImportDesk(registry, context.files, SqlBatches(), kinds, _explain())
    resume = decide.ResumeImports(table, rights_of)
    forget, expire = refresh.ForgetOldSessions(registry), grants.ExpireGrants(registry)
    return AccountParts(
        registry=registry,
        rights_of=rights_of,
        tokens=desk,
        role_giving=RoleGiving(registry.roles, registry.permissions),
        signing=keys,
        create_account=create,
        update_account=write.UpdateAccount(registry, guard),
        change_account_state=change,
        unlock_account=write.UnlockAccount(registry, guard),
        get_account=accounts_read.GetAccount(registry, guard),
        list_accounts=accounts_read.ListAccounts(registry),
        reveal_account=accounts_read.RevealAccount(registry, guard),
        reset_password=passwords.ResetPassword(registry, guard),
        reset_totp=ResetTotp(registry, guard),
        change_password=passwords.ChangePassword(registry),
        create_service_account=passwords.CreateServiceAccount(registry, create, guard),
        rotate_service_secret=passwords.RotateServiceSecret(registry, guard),
        sign_in=entering.SignIn(registry, desk),
        issue_service_token=entering.IssueServiceToken(registry, desk),
        refresh_session=refresh.RefreshSession(registry, desk),
        sign_out=refresh.SignOut(registry),
        forget_old_sessions=forget,
        get_me=sessions_me.GetMe(registry, rights_of),
        start_totp=sessions_me.StartTotp(registry),
        confirm_totp=sessions_me.ConfirmTotp(registry),
        disable_totp=sessions_me.DisableTotp(registry),
        list_permissions=roles.ListPermissions(registry),
        list_roles=roles.ListRoles(registry),
        put_role=roles.PutRole(registry),
        propose_grant=grants.ProposeGrant(registry),
        decide_grant=grants.DecideGrant(registry),
        revoke_grant=grants.RevokeGrant(registry),
        names_of=accounts_read.NamesOf(registry),
        get_grant=grants.GetGrant(registry),
        list_grants=grants.ListGrants(registry),
        expire_grants=expire,
        delegate=Delegate(registry, rights_of),
        list_log_entries=ListLogEntries(registry, AuditLogBook(context.database)),
        add_picture=pictures.AddPicture(look),
        replace_picture=pictures.ReplacePicture(look),
        delete_picture=pictures.DeletePicture(look),
        clear_picture=pictures.ClearPicture(look),
        list_pictures=pictures_read.ListPictures(look),
        get_picture_data=pictures_read.GetPictureData(look),
        stage_import=StageImport(table),
        accept_import=decide.AcceptImport(table),
        discard_import=decide.DiscardImport(table),
        undo_import=decide.UndoImport(table),
        resume_imports=resume,
        list_imports=imports.ListImports(table),
        get_import=imports.GetImport(table),
        get_import_rejects=imports.GetImportRejects(table),
        get_import_template=imports.GetImportTemplate(table),
        jobs=(
            Job(
                "directory.grants.expire", timedelta(minutes=1), lambda _: expire(system_call("timer:grants"))
            ),
            Job("directory.imports.resume", timedelta(seconds=15), lambda _: resume()),
            Job(
                "directory.sessions.forget",
                timedelta(hours=6),
                lambda _: forget(system_call("timer:sessions")),
            ),
        ),
    )


def signing_keys_of(context: ServiceContext) -> Callable[[], SigningKeys]:
    """Loads the installation's signing keys; FileNotFoundError when they were not made yet."""

    def load() -> SigningKeys:
        return SigningKeys.load(context.settings.keys / SIGNING)

    return load


def _issuer(context: ServiceContext, keys: Callable[[], SigningKeys]) -> TokenIssuer:
    settings = context.settings
    return TokenIssuer(keys(), settings.issuer if settings is not None else ISSUER, new_id=context.new_id)


def _lifetimes(context: ServiceContext) -> Lifetimes:
    settings = context.settings
    if settings is None:
        return Lifetimes()
    return Lifetimes(settings.access_token_lifetime, settings.refresh_token_lifetime)


def _kinds(accounts: ImportKind, places: Registry | None) -> dict[str, ImportKind]:
    kinds: dict[str, ImportKind] = {accounts.name: accounts}
    if places is not None:
        facts = SqlPlaceFacts(places)
        kinds["territories"] = TerritoryImport(facts, CreateTerritory(places))
        kinds["buildings"] = BuildingImport(facts, PutBuilding(places))
        staffing = SqlStaffingFacts(places)
        kinds["organisations"] = OrganisationImport(staffing, CreateOrganisation(places))
        kinds["posts"] = PostImport(staffing, CreatePost(places))
    return kinds


def _explain() -> Callable[[FieldProblem, str], str]:
    messages = Messages.load([Path(__file__).parent])
    return lambda problem, locale: messages.text(problem.code, problem.details, locale)
