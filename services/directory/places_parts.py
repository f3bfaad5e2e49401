"""Composes the part of the directory about places, organisations, posts and reference data."""

from __future__ import annotations

from dataclasses import dataclass

from services.directory.adapters.building_store import BuildingStore
from services.directory.adapters.coverage import Plane
from services.directory.adapters.declared_permissions import ManifestPermissions
from services.directory.adapters.duty_store import DutyStore
from services.directory.adapters.grants_repository import SqlRoles
from services.directory.adapters.grid_index import GridIndex
from services.directory.adapters.organisation_store import OrganisationStore
from services.directory.adapters.place_counts import PlaceCounts
from services.directory.adapters.post_store import PostStore
from services.directory.adapters.reference_store import ReferenceStore
from services.directory.adapters.seeds import SeedFiles
from services.directory.adapters.site_store import SiteStore
from services.directory.adapters.target_store import TargetStore
from services.directory.adapters.territory_store import TerritoryStore
from services.directory.application import (
    appointments,
    boundaries,
    buildings,
    checking,
    counting,
    divisions,
    estate_targets,
    organisations,
    posts,
    posts_edit,
    recurring,
    reference,
    replacing,
    rosters,
    rules,
    seeding,
    sites,
    territories,
)
from services.directory.application.ports import AccountLookup, Registry, RightsGiving
from services.directory.application.role_giving import RoleGiving
from services.kernel.runtime.context import ServiceContext


@dataclass(frozen=True)
class Places:
    """Commands and queries about places, organisations, posts and reference data."""

    registry: Registry
    create_territory: territories.CreateTerritory
    get_territory: territories.GetTerritory
    list_territories: territories.ListTerritories
    count_below: counting.CountBelow
    update_territory: territories.UpdateTerritory
    set_boundary: boundaries.SetBoundary
    locate_point: boundaries.LocatePoint
    split_grid: replacing.SplitGrid
    merge_grids: replacing.MergeGrids
    check_division: checking.CheckDivision
    get_notice_board: checking.GetNoticeBoard
    get_service_circle: checking.GetServiceCircle
    put_estate: sites.PutEstate
    list_estates: sites.ListEstates
    put_estate_target: estate_targets.PutEstateTarget
    list_estate_targets: estate_targets.ListEstateTargets
    put_facility: sites.PutFacility
    list_facilities: sites.ListFacilities
    put_building: buildings.PutBuilding
    get_building: buildings.GetBuilding
    list_buildings: buildings.ListBuildings
    create_organisation: organisations.CreateOrganisation
    get_organisation: organisations.GetOrganisation
    list_organisations: organisations.ListOrganisations
    update_organisation: organisations.UpdateOrganisation
    find_responsible: organisations.FindResponsible
    record_election: organisations.RecordElection
    list_elections: organisations.ListElections
    put_recurring_duty: recurring.PutRecurringDuty
    list_recurring_duties: recurring.ListRecurringDuties
    list_coming_duties: recurring.ListComingDuties
    complete_recurring_duty: recurring.CompleteRecurringDuty
    tell_overdue_duties: recurring.TellOverdueDuties
    create_post: posts_edit.CreatePost
    get_post: posts.GetPost
    list_posts: posts.ListPosts
    update_post: posts_edit.UpdatePost
    appoint_holder: appointments.AppointHolder
    vacate_post: appointments.VacatePost
    get_roster: rosters.GetRoster
    announce_ended_terms: appointments.AnnounceEndedTerms
    list_dictionaries: reference.ListDictionaries
    get_dictionary: reference.GetDictionary
    publish_dictionary: reference.PublishDictionary
    get_catalogue: reference.GetCatalogue
    publish_catalogue: reference.PublishCatalogue
    get_working_calendar: reference.GetWorkingCalendar
    set_working_calendar: reference.SetWorkingCalendar
    put_deduction_rule: rules.PutDeductionRule
    list_deduction_rules: rules.ListDeductionRules
    put_document: rules.PutDocument
    list_documents: rules.ListDocuments
    import_divisions: divisions.ImportDivisions
    seed_reference: seeding.SeedReference


def build_places(
    context: ServiceContext, accounts: AccountLookup, giving: RightsGiving | None = None
) -> Places:
    """The commands over the context's database.

    ``accounts`` tells who stands behind an account id; ``giving`` replaces the rule over the stored roles.
    """
    store, duties = TerritoryStore(), DutyStore()
    registry = Registry(
        new_uow=context.new_uow,
        read=context.database.read,
        clock=context.clock,
        new_id=context.new_id,
        territories=store,
        sites=SiteStore(),
        buildings=BuildingStore(),
        organisations=OrganisationStore(),
        posts=PostStore(),
        references=ReferenceStore(),
        accounts=accounts,
        grids=GridIndex(context.database.read, store, context.clock),
        coverage=Plane(),
        seeds=SeedFiles(),
        giving=giving or RoleGiving(SqlRoles(), ManifestPermissions()),
    )
    return Places(
        registry=registry,
        create_territory=territories.CreateTerritory(registry),
        get_territory=territories.GetTerritory(registry),
        list_territories=territories.ListTerritories(registry),
        count_below=counting.CountBelow(registry, PlaceCounts()),
        update_territory=territories.UpdateTerritory(registry),
        set_boundary=boundaries.SetBoundary(registry),
        locate_point=boundaries.LocatePoint(registry),
        split_grid=replacing.SplitGrid(registry),
        merge_grids=replacing.MergeGrids(registry),
        check_division=checking.CheckDivision(registry),
        get_notice_board=checking.GetNoticeBoard(registry),
        get_service_circle=checking.GetServiceCircle(registry),
        put_estate=sites.PutEstate(registry),
        list_estates=sites.ListEstates(registry),
        put_estate_target=estate_targets.PutEstateTarget(registry, TargetStore()),
        list_estate_targets=estate_targets.ListEstateTargets(registry, TargetStore()),
        put_facility=sites.PutFacility(registry),
        list_facilities=sites.ListFacilities(registry),
        put_building=buildings.PutBuilding(registry),
        get_building=buildings.GetBuilding(registry),
        list_buildings=buildings.ListBuildings(registry),
        create_organisation=organisations.CreateOrganisation(registry),
        get_organisation=organisations.GetOrganisation(registry),
        list_organisations=organisations.ListOrganisations(registry),
        update_organisation=organisations.UpdateOrganisation(registry),
        find_responsible=organisations.FindResponsible(registry),
        record_election=organisations.RecordElection(registry),
        list_elections=organisations.ListElections(registry),
        put_recurring_duty=recurring.PutRecurringDuty(registry, duties),
        list_recurring_duties=recurring.ListRecurringDuties(registry, duties),
        list_coming_duties=recurring.ListComingDuties(registry, duties),
        complete_recurring_duty=recurring.CompleteRecurringDuty(registry, duties),
        tell_overdue_duties=recurring.TellOverdueDuties(registry, duties),
        create_post=posts_edit.CreatePost(registry),
        get_post=posts.GetPost(registry),
        list_posts=posts.ListPosts(registry),
        update_post=posts_edit.UpdatePost(registry),
        appoint_holder=appointments.AppointHolder(registry),
        vacate_post=appointments.VacatePost(registry),
        get_roster=rosters.GetRoster(registry),
        announce_ended_terms=appointments.AnnounceEndedTerms(registry),
        list_dictionaries=reference.ListDictionaries(registry),
        get_dictionary=reference.GetDictionary(registry),
        publish_dictionary=reference.PublishDictionary(registry),
        get_catalogue=reference.GetCatalogue(registry),
        publish_catalogue=reference.PublishCatalogue(registry),
        get_working_calendar=reference.GetWorkingCalendar(registry),
        set_working_calendar=reference.SetWorkingCalendar(registry),
        put_deduction_rule=rules.PutDeductionRule(registry),
        list_deduction_rules=rules.ListDeductionRules(registry),
        put_document=rules.PutDocument(registry),
        list_documents=rules.ListDocuments(registry),
        import_divisions=divisions.ImportDivisions(registry),
        seed_reference=seeding.SeedReference(registry),
    )
