"""The organisations of the demo county, as data."""

from __future__ import annotations

from dataclasses import dataclass

PREFECTURE, COUNTY = "410600000000", "410611000000"
URBAN, RURAL = "410611002000", "410611001000"
CENTRE, DEPARTMENT, COMPANY = 1, 2, 8


@dataclass(frozen=True, slots=True)
class DemoOrganisation:
    """``parent`` is another organisation's code."""

    code: str
    name: str
    kind: int
    territory: str
    lines: tuple[str, ...] = ()
    parent: str = ""
    duties: str = ""


DEPARTMENTS = (
    DemoOrganisation(
        "QB-CG",
        "淇滨区城市管理局",
        DEPARTMENT,
        COUNTY,
        (
            "component",
            "event.appearance",
            "event.advertising",
            "event.street",
            "event.construction",
            "event.noise",
        ),
        "QB-ZHZX",
    ),
    DemoOrganisation(
        "QB-ZJ",
        "淇滨区住房和城乡建设局",
        DEPARTMENT,
        COUNTY,
        ("event.housing", "event.construction", "event.safety.dangerous_house"),
        "QB-ZHZX",
    ),
    DemoOrganisation(
        "QB-GA",
        "公安局淇滨分局",
        DEPARTMENT,
        COUNTY,
        (
            "event.safety.public_order",
            "event.safety.gambling",
            "event.noise.residential",
            "event.street.illegal_parking",
            "event.street.taxi",
        ),
        "QB-ZHZX",
    ),
    DemoOrganisation(
        "QB-WJ",
        "淇滨区卫生健康委员会",
        DEPARTMENT,
        COUNTY,
        ("event.health", "service.family_planning"),
        "QB-ZHZX",
    ),
    DemoOrganisation(
        "QB-MZ",
        "淇滨区民政局",
        DEPARTMENT,
        COUNTY,
        ("service.minimum_living", "service.elderly_care", "event.street.beggars"),
        "QB-ZHZX",
    ),
    DemoOrganisation(
        "QB-RS",
        "淇滨区人力资源和社会保障局",
        DEPARTMENT,
        COUNTY,
        ("service.employment", "service.social_insurance", "dispute.labour"),
        "QB-ZHZX",
    ),
    DemoOrganisation(
        "QB-SF", "淇滨区司法局", DEPARTMENT, COUNTY, ("dispute", "service.legal_aid"), "QB-ZHZX"
    ),
    DemoOrganisation(
        "QB-SJ",
        "淇滨区市场监督管理局",
        DEPARTMENT,
        COUNTY,
        ("event.health.food", "service.consumer", "event.safety.lift"),
        "QB-ZHZX",
    ),
    DemoOrganisation(
        "QB-YJ", "淇滨区应急管理局", DEPARTMENT, COUNTY, ("event.safety", "event.emergency"), "QB-ZHZX"
    ),
    DemoOrganisation(
        "QB-HB",
        "淇滨区生态环境分局",
        DEPARTMENT,
        COUNTY,
        ("dispute.environment", "event.appearance.air_quality"),
        "QB-ZHZX",
    ),
    DemoOrganisation(
        "HB-SW",
        "鹤壁市自来水公司",
        COMPANY,
        PREFECTURE,
        (
            "component.utility.water_manhole",
            "component.utility.water_supply_pipe",
            "event.emergency.water_burst",
        ),
        "HB-ZHZX",
    ),
    DemoOrganisation(
        "HB-DL",
        "鹤壁供电公司",
        COMPANY,
        PREFECTURE,
        (
            "component.utility.power_manhole",
            "component.utility.power_equipment",
            "event.emergency.blackout",
            "event.emergency.cable_damage",
        ),
        "HB-ZHZX",
    ),
    DemoOrganisation(
        "HB-RQ",
        "鹤壁燃气公司",
        COMPANY,
        PREFECTURE,
        ("component.utility.gas_manhole", "event.emergency.gas_leak"),
        "HB-ZHZX",
    ),
    DemoOrganisation("HB-CG", "鹤壁市城市管理局", DEPARTMENT, PREFECTURE, ("component", "event"), "HB-ZHZX"),
)
CENTRES = (
    DemoOrganisation("HB-ZHZX", "鹤壁市社会治理指挥中心", CENTRE, PREFECTURE),
    DemoOrganisation("QB-ZHZX", "淇滨区社会治理指挥中心", CENTRE, COUNTY, parent="HB-ZHZX"),
    DemoOrganisation("JZL-ZX", "九州路街道社会管理服务中心", CENTRE, URBAN, parent="QB-ZHZX"),
    DemoOrganisation("JS-ZX", "金山街道社会管理服务中心", CENTRE, RURAL, parent="QB-ZHZX"),
)


def community_centre(code: str, name: str, parent: str) -> DemoOrganisation:
    """The convenience-service centre (便民服务中心) of a community."""
    return DemoOrganisation(f"{code}-ZX", f"{name}便民服务中心", CENTRE, code, parent=parent)
