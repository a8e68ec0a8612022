"""Ninety made-up persons on real divisions, with every post, and who staffs which cell."""

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise
from uuid import UUID

from gridcall import clock, db
from gridcall.grid import actions as grid
from gridcall.people import actions as people
from gridcall.people.actor import Actor, Hat
from gridcall.people.permissions import GRANTS, Role
from gridcall.people.workflow import UnitKind
from gridcall.words import Language

DISTRICT, STREET, COMMUNITY, CELL = "370102", "370102013", "370102013006", "370102013006008"
SINCE = date(2025, 1, 1)
R = Role

# The persons offered at sign-in: name, role, code, unit, what they do all day.
LEADS: list[tuple[str, Role | None, str, str, str]] = [
    ("林小满", None, COMMUNITY, "", "居民，随手拍、说“我也遇到”、看进展"),
    ("孙志安", R.GRID_WORKER, CELL, "盛福明城社区居委会", "网格员，盛福明城社区 008 网格"),
    ("乔若水", R.COMMUNITY_SPECIALIST, COMMUNITY, "盛福明城社区居委会", "社区专员，分派社区里的事"),
    ("周敏", R.STREET_CLERK, STREET, "智远街道办事处", "呼叫响应专员，处理报到街道的事"),
    ("韩立言", R.STREET_HEAD, STREET, "智远街道办事处", "街道主要负责同志，可委托他人代行"),
    ("郑可", R.DISTRICT_DISPATCHER, DISTRICT, "历下区呼叫响应平台", "区平台派遣员，看全区动态"),
    ("沈砚秋", R.DEPARTMENT_COORDINATOR, DISTRICT, "历下区城市管理局", "部门联络员，答复街道呼叫、派人到场"),
    ("严知行", R.SUPERVISOR, DISTRICT, "历下区督查室", "督查员，看全区办理情况"),
    ("何清越", R.ADMINISTRATOR, DISTRICT, "历下区呼叫响应平台", "管理员，管人员、岗位、单位和网格力量"),
    ("林大可", None, COMMUNITY, "", "另一位居民，住在同一社区"),
    ("赵一苇", R.GRID_WORKER, "370102013006007", "盛福明城社区居委会", "网格员，盛福明城社区 007 网格"),
    ("程以宁", R.STATIONED_OFFICER, STREET, "智远综合执法中队", "派驻机构人员，到场报到、反馈办结"),
    ("顾盼之", R.BRANCH_KEEPER, STREET, "智远街道办事处", "网点管理员，智远公益小铺，在柜台兑换"),
    ("吴越", R.DEPARTMENT_COORDINATOR, DISTRICT, "生态环境局历下分局", "部门联络员，常与城管局一起出动的另一家"),
    ("贺小川", R.BRANCH_KEEPER, "370102001", "解放路街道办事处", "网点管理员，解放路时间小站，在柜台兑换"),
]
OTHERS: list[tuple[str, Role, str, str]] = [
    ("许云帆", R.HOTLINE_AGENT, DISTRICT, "12345 热线历下分中心"),
    ("冯雨棠", R.DEPARTMENT_OFFICER, DISTRICT, "生态环境局历下分局"),
    ("陆知秋", R.DEPARTMENT_OFFICER, DISTRICT, "历下区水务局"),
    ("石子衿", R.STATIONED_OFFICER, STREET, "智远市政所"),
    ("白鹭洲", R.GRID_ASSISTANT, STREET, "智远街道办事处"),
]
STREETS = {
    "370102001": "解放路", "370102002": "千佛山", "370102003": "趵突泉", "370102004": "泉城路", "370102005": "大明湖",
    "370102006": "东关", "370102007": "文东", "370102008": "建新", "370102009": "甸柳", "370102010": "燕山",
    "370102011": "姚家", "370102012": "龙洞",
}  # fmt: skip
# Who is called most often: each has somebody who answers and somebody who goes out.
CALLED = (
    "历下区城市管理局", "历下区市场监督管理局", "历下区水务局", "历下区住房和城乡建设局", "公安历下分局",
    "历下交警大队", "历下消防救援大队", "历下区应急管理局",
)  # fmt: skip
PERSONS = 90
GROWING = "370102012"  # a street whose newest cells nobody has been found for yet: the uncovered list has work to show
JOINT = {"乔若水": "370102013006005", "白鹭洲": "370102013006005"}  # one cell, many people
SURNAMES = "钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = [
    "听泉",
    "望岳",
    "怀瑾",
    "若兰",
    "思齐",
    "明远",
    "亦舒",
    "子墨",
    "书言",
    "景行",
    "采薇",
    "长风",
    "南星",
    "北辰",
]


@dataclass
class Cast:
    """The persons as they act: residents, whoever handles, and whoever decides, by the code of their post.

    `units`: their ids by name.
    """

    residents: list[Actor] = field(default_factory=list)
    staff: list[Actor] = field(default_factory=list)
    units: dict[str, UUID] = field(default_factory=dict)

    def at(self, code: str, role: Role) -> Actor | None:
        """Somebody who holds the role for a thing at `code`; the nearest first."""
        fitting = [a for a in self.staff if a.hats[0].role is role and code.startswith(a.hats[0].code)]
        return max(fitting, key=lambda actor: len(actor.hats[0].code), default=None)


def _everybody() -> list[tuple[str, Role | None, str, str]]:
    """Name, role, code and unit of all of them."""
    names = (surname + given for given in GIVEN for surname in SURNAMES[:: len(GIVEN[0])])
    every: list[tuple[str, Role | None, str, str]] = [lead[:4] for lead in LEADS] + list(OTHERS)
    for code, street in STREETS.items():
        office = f"{street}街道办事处"
        every.append((next(names), R.STREET_CLERK, code, office))
        every.append((next(names), R.GRID_WORKER, code, office))
    for number in (1, 2, 3, 4, 5, 6):
        every.append((next(names), R.GRID_WORKER, f"{COMMUNITY}{number:03}", "盛福明城社区居委会"))
    every.append((next(names), R.GRID_WORKER, STREET, "智远街道办事处"))
    for code, street in STREETS.items():
        every.append((next(names), R.STREET_HEAD, code, f"{street}街道办事处"))
    for unit in CALLED:
        taken = {(there, role) for _, role, _, there in every}
        for role in (R.DEPARTMENT_COORDINATOR, R.DEPARTMENT_OFFICER):
            if (unit, role) not in taken:
                every.append((next(names), role, DISTRICT, unit))
    while len(every) < PERSONS:
        every.append((next(names), None, COMMUNITY, ""))
    return every


def _kind(unit: str) -> UnitKind:
    ends = {
        "居委会": UnitKind.COMMUNITY_COMMITTEE,
        "办事处": UnitKind.STREET_OFFICE,
        "中队": UnitKind.STATIONED_AGENCY,
        "所": UnitKind.STATIONED_AGENCY,
        "局": UnitKind.DEPARTMENT,
        "分局": UnitKind.DEPARTMENT,
        "大队": UnitKind.DEPARTMENT,
    }
    return next((kind for end, kind in ends.items() if unit.endswith(end)), UnitKind.DISTRICT_OFFICE)


async def settle(now: datetime) -> Cast:
    """Add units, persons, posts and staffing, through the same actions that everybody uses."""
    cast = Cast()
    for number, (name, role, code, unit) in enumerate(_everybody()):
        home = code if len(code) == len(COMMUNITY) else COMMUNITY
        phone = f"1380531{number:04}"
        person = await people.add_person_as_operator(name=name, phone=phone, home_code=home, now=now)
        hats = await _appointed(phone, role, code, unit, now) if role else ()
        actor = Actor(person, clock.new_id(), name, Language.ZH, home, hats)
        (cast.staff if hats else cast.residents).append(actor)
        cast.units.update((unit, hat.unit_id) for hat in hats)
        if number < len(LEADS):
            await people.offer_as_cast(person, rank=number, duty=LEADS[number][4], now=now)
    await _staff(cast, now)
    return cast


async def _appointed(phone: str, role: Role, code: str, unit: str, now: datetime) -> tuple[Hat, ...]:
    at = code[:6] if _kind(unit) in (UnitKind.DISTRICT_OFFICE, UnitKind.DEPARTMENT) else code[:12]
    unit_id = await people.add_unit_as_operator(
        name=unit, kind=_kind(unit), code=at if "社区" in unit else at[:9], now=now
    )
    post_id = await people.appoint_as_operator(
        phone=phone, unit_id=unit_id, role=role, code=code, starts_on=SINCE, now=now
    )
    return (Hat(post_id, unit_id, role, code, GRANTS[role]),)


async def _staff(cast: Cast, now: datetime) -> None:
    """Basic force: one person one cell. Professional: one person, all cells of a street. Joint: many to a cell."""
    lines = ["person,cell_code,force,starts_on"]
    for actor in cast.staff:
        hat = actor.hats[0]
        if hat.role is R.GRID_WORKER:
            force = "basic" if len(hat.code) == len(CELL) else "professional"
            lines += [f"{actor.person_id},{cell},{force},{SINCE}" for cell in await _staffed_cells(hat.code)]
        elif cell := JOINT.get(actor.name):
            lines.append(f"{actor.person_id},{cell},joint,{SINCE}")
    report = await grid.import_staff("\n".join(lines).encode(), now=now)
    if report.faults:
        raise RuntimeError(f"the demonstration's own staffing is wrong: {report.faults[:3]}")


async def _staffed_cells(code: str) -> list[str]:
    """The cells of a post; in the growing street all but the last of each community."""
    found = await db.rows(
        f"SELECT code FROM grid_cells WHERE {db.under('code', '$1')} AND valid_to IS NULL ORDER BY code",
        code,
    )
    cells = [row["code"] for row in found]
    if code != GROWING:
        return cells
    return [cell for cell, after in pairwise(cells) if cell[:12] == after[:12]]


async def assembled(now: datetime) -> Cast:
    """The cast of a demo that was settled before."""
    found = await db.rows(
        "SELECT p.id, p.name, p.home_code, o.id AS post_id, o.unit_id, o.role, o.code FROM persons p"
        " LEFT JOIN posts o ON o.person_id = p.id AND o.starts_on <= $1 AND o.ended_at IS NULL"
        " WHERE p.disabled = $2 ORDER BY p.id",
        clock.today(),
        False,
    )
    units = await db.rows("SELECT id, name FROM units WHERE dissolved_on IS NULL")
    cast = Cast(units={row["name"]: UUID(row["id"]) for row in units})
    for row in found:
        hats: tuple[Hat, ...] = ()
        if row["post_id"]:
            role = Role(row["role"])
            hats = (Hat(UUID(row["post_id"]), UUID(row["unit_id"]), role, row["code"], GRANTS[role]),)
        actor = Actor(UUID(row["id"]), clock.new_id(), row["name"], Language.ZH, row["home_code"], hats)
        (cast.staff if hats else cast.residents).append(actor)
    return cast
