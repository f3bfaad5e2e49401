"""The gRPC servicers of population; one for each service of its contracts."""

from __future__ import annotations

from services.kernel.runtime.context import ServiceContext, Servicer
from services.population.bootstrap import Application
from services.population.entrypoints.rpc_boards import BoardServicer
from services.population.entrypoints.rpc_coordination import CoordinationServicer
from services.population.entrypoints.rpc_demand import DemandServicer
from services.population.entrypoints.rpc_families import (
    LedgerServicer,
    RecordTypeServicer,
    ServiceRecordServicer,
)
from services.population.entrypoints.rpc_forms import FormServicer
from services.population.entrypoints.rpc_grounds import EstablishmentServicer
from services.population.entrypoints.rpc_incomers import IncomerServicer
from services.population.entrypoints.rpc_joint_checks import JointCheckServicer
from services.population.entrypoints.rpc_participants import ParticipantServicer
from services.population.entrypoints.rpc_proposals import ProposalServicer
from services.population.entrypoints.rpc_register import RegisterServicer
from services.population.entrypoints.rpc_rentals import RentalServicer
from services.population.entrypoints.rpc_rights import RightsServicer
from services.population.entrypoints.rpc_stations import StationServicer
from services.population.entrypoints.rpc_statistics import StatisticsServicer
from services.population.entrypoints.rpc_summaries import SummaryServicer
from services.population.entrypoints.rpc_transfers import TransferServicer
from services.population.entrypoints.rpc_twins import TwinServicer
from services.population.entrypoints.rpc_visits import VisitServicer
from services.population.entrypoints.rpc_worksites import CommitmentServicer, WorksiteServicer
from wangge.population.v1 import (
    boards_pb2_grpc,
    coordination_pb2_grpc,
    demand_pb2_grpc,
    establishments_pb2_grpc,
    families_pb2_grpc,
    forms_pb2_grpc,
    incomers_pb2_grpc,
    joint_checks_pb2_grpc,
    ledgers_pb2_grpc,
    participants_pb2_grpc,
    proposals_pb2_grpc,
    register_pb2_grpc,
    rentals_pb2_grpc,
    rights_pb2_grpc,
    stations_pb2_grpc,
    statistics_pb2_grpc,
    summaries_pb2_grpc,
    transfers_pb2_grpc,
    twins_pb2_grpc,
    visits_pb2_grpc,
    worksites_pb2_grpc,
)


def servicers(application: Application, context: ServiceContext) -> list[Servicer]:
    """All of them."""
    register = RegisterServicer(application, context.clock)
    return [
        Servicer(
            full_name="wangge.population.v1.RegisterService",
            add_to_server=register_pb2_grpc.add_RegisterServiceServicer_to_server,
            implementation=register,
        ),
        Servicer(
            full_name="wangge.population.v1.RightsService",
            add_to_server=rights_pb2_grpc.add_RightsServiceServicer_to_server,
            implementation=RightsServicer(application.rights, register, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.ProposalService",
            add_to_server=proposals_pb2_grpc.add_ProposalServiceServicer_to_server,
            implementation=ProposalServicer(application.proposals, application.add_evidence),
        ),
        Servicer(
            full_name="wangge.population.v1.RecordTypeService",
            add_to_server=families_pb2_grpc.add_RecordTypeServiceServicer_to_server,
            implementation=RecordTypeServicer(application.families),
        ),
        Servicer(
            full_name="wangge.population.v1.ServiceRecordService",
            add_to_server=families_pb2_grpc.add_ServiceRecordServiceServicer_to_server,
            implementation=ServiceRecordServicer(application.families, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.LedgerService",
            add_to_server=ledgers_pb2_grpc.add_LedgerServiceServicer_to_server,
            implementation=LedgerServicer(application.families),
        ),
        Servicer(
            full_name="wangge.population.v1.EstablishmentService",
            add_to_server=establishments_pb2_grpc.add_EstablishmentServiceServicer_to_server,
            implementation=EstablishmentServicer(application.families),
        ),
        Servicer(
            full_name="wangge.population.v1.ParticipantService",
            add_to_server=participants_pb2_grpc.add_ParticipantServiceServicer_to_server,
            implementation=ParticipantServicer(application.participants),
        ),
        Servicer(
            full_name="wangge.population.v1.BoardService",
            add_to_server=boards_pb2_grpc.add_BoardServiceServicer_to_server,
            implementation=BoardServicer(application.boards),
        ),
        Servicer(
            full_name="wangge.population.v1.FormService",
            add_to_server=forms_pb2_grpc.add_FormServiceServicer_to_server,
            implementation=FormServicer(application.forms, application.places),
        ),
        Servicer(
            full_name="wangge.population.v1.TwinService",
            add_to_server=twins_pb2_grpc.add_TwinServiceServicer_to_server,
            implementation=TwinServicer(application, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.StatisticsService",
            add_to_server=statistics_pb2_grpc.add_StatisticsServiceServicer_to_server,
            implementation=StatisticsServicer(application),
        ),
        Servicer(
            full_name="wangge.population.v1.SummaryService",
            add_to_server=summaries_pb2_grpc.add_SummaryServiceServicer_to_server,
            implementation=SummaryServicer(application.summaries, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.DemandService",
            add_to_server=demand_pb2_grpc.add_DemandServiceServicer_to_server,
            implementation=DemandServicer(application.demand, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.TransferService",
            add_to_server=transfers_pb2_grpc.add_TransferServiceServicer_to_server,
            implementation=TransferServicer(application.transfers, application.places),
        ),
        Servicer(
            full_name="wangge.population.v1.VisitService",
            add_to_server=visits_pb2_grpc.add_VisitServiceServicer_to_server,
            implementation=VisitServicer(application.visits, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.IncomerService",
            add_to_server=incomers_pb2_grpc.add_IncomerServiceServicer_to_server,
            implementation=IncomerServicer(application.incomers),
        ),
        Servicer(
            full_name="wangge.population.v1.CoordinationService",
            add_to_server=coordination_pb2_grpc.add_CoordinationServiceServicer_to_server,
            implementation=CoordinationServicer(application.coordination, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.JointCheckService",
            add_to_server=joint_checks_pb2_grpc.add_JointCheckServiceServicer_to_server,
            implementation=JointCheckServicer(application.coordination),
        ),
        Servicer(
            full_name="wangge.population.v1.RentalService",
            add_to_server=rentals_pb2_grpc.add_RentalServiceServicer_to_server,
            implementation=RentalServicer(application.incomers, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.WorksiteService",
            add_to_server=worksites_pb2_grpc.add_WorksiteServiceServicer_to_server,
            implementation=WorksiteServicer(application.worksites, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.CommitmentService",
            add_to_server=worksites_pb2_grpc.add_CommitmentServiceServicer_to_server,
            implementation=CommitmentServicer(application.worksites, context.clock),
        ),
        Servicer(
            full_name="wangge.population.v1.StationService",
            add_to_server=stations_pb2_grpc.add_StationServiceServicer_to_server,
            implementation=StationServicer(application.worksites),
        ),
    ]
