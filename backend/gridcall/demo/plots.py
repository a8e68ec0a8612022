"""The demo's 25 calls, in every state and shape: what they are about, and what becomes of them."""

# ruff: noqa: E501 (a Chinese character counts as two)

from collections.abc import Sequence

from gridcall.calls import actions as calls
from gridcall.calls.rules import Satisfaction, Solved
from gridcall.demo.calls import (
    Beat,
    Plot,
    a_later_limit,
    another_time,
    first_part,
    heads,
    in_place,
    its_plea,
    look,
    members_of,
    relies_on,
    the_order,
    there,
    verdict,
    what_is_shown,
)
from gridcall.responsibility.rules import Urgency
from gridcall.snaps.categories import SnapCategory

U, C = Urgency, SnapCategory
CITY, MARKET, WATER, HOUSING = "历下区城市管理局", "历下区市场监督管理局", "历下区水务局", "历下区住房和城乡建设局"
POLICE, TRAFFIC, FIRE, SAFETY = "公安历下分局", "历下交警大队", "历下消防救援大队", "历下区应急管理局"
AIR, SQUAD = "生态环境局历下分局", "智远综合执法中队"

# ---- the steps that most calls share

SUBMIT = Beat(12, "clerk", calls.submit)
SIGN = Beat(14, "head", calls.sign_off, further=what_is_shown)
SIGN_ACTING = Beat(14, "acting_head", calls.sign_off, further=what_is_shown)
ACCEPT = Beat(6, "desk", calls.accept)
DISPATCH = Beat(9, "desk", calls.dispatch, further=the_order)
SIGNED = (SUBMIT, SIGN)
CALLED = (*SIGNED, ACCEPT, DISPATCH)
ARCHIVE = Beat(50, "desk", calls.archive)


def seen(unit: int, after: float = 4) -> Beat:
    return Beat(after, "coordinator", look, unit=unit)


def confirmed(unit: int, after: float = 9, coming: int = 3) -> Beat:
    return Beat(after, "coordinator", calls.respond, unit=unit, further=heads(coming))


def sent(unit: int, after: float = 5) -> Beat:
    return Beat(after, "coordinator", calls.send_people, unit=unit, further=members_of(unit))


def on_site(unit: int, after: float = 25, present: int = 3, metres: float = 12, sent_later: float = 0) -> Beat:
    return Beat(after, "officer", calls.check_in, unit=unit, further=there(present, metres, sent_later))


def returned(unit: int, words: str, item: str, after: float = 18) -> Beat:
    return Beat(after, "coordinator", calls.return_part, words, unit, relies_on(item))


def settled(unit: int, to: int | None, words: str = "", finding: str = "", after: float = 15) -> Beat:
    return Beat(after, "desk", calls.settle_return, words, unit, in_place(to, finding))


def needs_longer(unit: int, words: str, after: float = 30) -> Beat:
    return Beat(after, "coordinator", calls.ask_extension, words, unit, a_later_limit)


def reported(unit: int, words: str, after: float = 55) -> Beat:
    return Beat(after, "officer", calls.report_completion, words, unit, photo=True)


def accepted(unit: int, after: float = 20) -> Beat:
    return Beat(after, "clerk", calls.accept_part, unit=unit)


def again(unit: int, words: str, after: float = 25) -> Beat:
    return Beat(after, "clerk", calls.send_for_rework, words, unit)


def closed(words: str, result: Satisfaction = Satisfaction.SATISFIED, solved: Solved = Solved.SOLVED) -> Beat:
    return Beat(40, "clerk", calls.close, words, further=verdict(result, solved))


def done(*words: str) -> Sequence[Beat]:
    """Every unit confirms, comes, reports, and is accepted."""
    units = range(len(words))
    confirming = [beat for unit in units for beat in (seen(unit), confirmed(unit), sent(unit))]
    coming = [on_site(unit, after=15) for unit in units]
    reporting = [beat for unit in units for beat in (reported(unit, words[unit]), accepted(unit))]
    return (*confirming, *coming, *reporting)


PLOTS: Sequence[Plot] = (
    # The first that the audience looks at: one on site, one confirmed, one silent and amber, one returned.
    Plot(
        "370102013006008", "2.1", "明城东门夜间占道烧烤", "东门外人行道有烧烤摊 9 处，占满人行道，油烟直排，污水倒进雨水井。",
        "网格员连续三晚劝导，摊主收摊后又返回；已与物业划定疏导点。", "请城管牵头，市场监管、公安、水务到场联合整治，商定长效看守办法。",
        "盛福明城东门岗亭旁", C.NOISE, (CITY, MARKET, POLICE, WATER),
        (
            *CALLED, seen(0, 3), confirmed(0, 4, 4), sent(0, 2), seen(1, 5), seen(3, 2), confirmed(1, 5), seen(2, 4),
            returned(3, "倾倒的是餐饮污水，排入雨水口由城管查处，我局负责管网养护。", "8.7", 5), on_site(0, 10, 4),
        ),
        8, U.URGENT, called=4, snaps=("烧烤摊的油烟直往楼上飘，不敢开窗", "东门人行道让烧烤摊占满了，推车过不去"),
    ),
    Plot(
        "370102013006", "7.1", "幼儿园门前消防通道被占", "接送时段消防通道停满车，通道口加装地锁两处。", "", "",
        "明城幼儿园门口", C.PARKING, (FIRE, TRAFFIC), (), 35,
    ),
    Plot(
        "370102013005", "6.1", "百合社区楼顶加盖阳光房", "5 号楼楼顶加盖约 40 平方米，已劝停，仍在备料。", "下达停工通知，拍照留存。",
        "请城管牵头认定并依法处置，公安维护现场秩序。", "盛福百合 5 号楼", C.ILLEGAL_BUILDING, (CITY, POLICE),
        (SUBMIT, Beat(30, "head", calls.send_to_drafter, "请写明住户是否有规划手续，附停工通知编号。")), 50,
    ),
    Plot(
        "370102013006", "2.2", "东侧空地偷倒建筑垃圾", "夜间有车偷倒建筑垃圾约三车，占去一半车行道。", "围挡并调取小区监控。",
        "请城管清运并查找倾倒责任人，公安协助调取沿线视频。", "明城东侧空地", C.SANITATION, (CITY, POLICE), (SUBMIT,), 48,
        snaps=("空地上让人倒了好几车装修垃圾",),
    ),
    Plot(
        "370102013009", "7.5", "悦城社区沿街商铺住人", "沿街 6 间商铺二层住人，外窗焊死，无第二出口。", "上门告知两次，登记 11 人。",
        "请消防救援牵头查处，公安、市场监管配合核查。", "兴港悦城沿街商铺", C.HAZARD, (FIRE, POLICE, MARKET), (SUBMIT,), 25,
        U.URGENT, called=3,
    ),
    Plot(
        "370102013004", "8.2", "盛景家园化粪池外溢", "3 号楼化粪池满溢，污水流到小区路面，异味大。", "物业抽运一次，次日又溢。",
        "请水务排查市政管网是否堵塞，城管冲洗路面，住建督促物业疏通。", "盛景家园 3 号楼西侧", C.UNSURE, (WATER, CITY, HOUSING),
        (SUBMIT, SIGN_ACTING), 40, called=3, snaps=("化粪池冒了，楼下全是脏水",),
    ),
    Plot(
        "370102013014", "8.5", "刘智远路自来水管爆裂", "主管爆裂，路面大量积水，约 300 户停水，一处路面下沉。", "已封闭半幅道路，专人看守。",
        "请水务立即抢修，城管修复路面，交警疏导交通。", "刘智远路中段", C.UNSURE, (WATER, CITY, TRAFFIC),
        (Beat(3, "clerk", calls.submit), Beat(3, "head", calls.sign_off, further=what_is_shown)), 3, U.EMERGENCY,
        called=3, snaps=("路上突然冒水，越来越大",),
    ),
    Plot(
        "370102011", "11.2", "姚家街道僵尸车占位", "路边长期停放僵尸车 7 辆，居民多次反映。", "逐车张贴告知单，联系到车主 2 人。",
        "请交警牵头清理，城管配合拖移。", "姚家南路路边", C.PARKING, (TRAFFIC, CITY), (*SIGNED, ACCEPT), 55,
    ),
    Plot(
        "370102007", "11.6", "文东小学校门口放学拥堵", "放学时段家长车辆停满路口，流动摊贩占道售卖。", "安排志愿者站岗。",
        "请有关部门加强管理。", "文东小学门口", C.PARKING, (TRAFFIC, CITY),
        (*SIGNED, ACCEPT, Beat(25, "desk", calls.send_back, "请写明需要哪些部门、各做什么；站岗时段也请写清。")), 70,
    ),
    Plot(
        "370102013007", "1.3", "中奥工地裸土未覆盖", "工地约 2000 平方米裸土未覆盖，出入口未冲洗，周边扬尘明显。", "书面告知施工单位，未整改。",
        "请住建牵头督促整改，生态环境监测，城管查处带泥上路。", "中奥社区北侧工地", C.UNSURE, (HOUSING, AIR, CITY),
        (*CALLED, seen(0, 5)), 6, called=3,
    ),
    Plot(
        "370102013003", "7.3", "紫御东郡飞线充电成片", "2、3 号楼飞线充电 14 处，雨天仍在使用。", "逐户劝导，收回插线板 5 个。",
        "请消防救援牵头执法，住建督促物业增设充电桩。", "中海紫御东郡 2 号楼", C.HAZARD, (FIRE, HOUSING),
        (*CALLED, seen(0), confirmed(0), sent(0), Beat(108, "clerk", calls.remind, unit=1),
         Beat(2, "coordinator", calls.propose_meeting, "充电桩厂家傍晚才能到场，请晚一个半小时。", 1, another_time)), 20, U.URGENT, meet=240,
        snaps=("楼上往下拉线充电，一排五六根",),
    ),
    Plot(
        "370102013013", "8.1", "盛福社区路口逢雨积水", "路口雨水口三处堵塞，小雨即积水，没过脚踝。", "人工清掏一处。",
        "请水务排查管网，城管清理雨水箅子。", "盛福社区东路口", C.UNSURE, (WATER, TRAFFIC, CITY),
        (
            *CALLED, seen(0), confirmed(0), seen(1), returned(1, "现场不影响通行，无需交通管制；清理雨水箅子由城管负责。", "8.1"),
            settled(1, 2, "由城管局清理雨水箅子，交警不再参加。"), seen(2), confirmed(2, 12),
        ), 30, meet=180,
    ),
    Plot(
        "370102013001", "8.7", "济炼沿街小吃店污水直排", "沿街 4 家小吃店把污水倒进雨水口，泉水补给沟异味大。", "劝导两次，测得下游异味。",
        "请水务牵头查清接管，商定由谁查处倾倒。", "济炼路沿街商铺", C.UNSURE, (WATER, CITY, HOUSING),
        (
            *CALLED, seen(0), confirmed(0), seen(1), returned(1, "商铺属小区配套，管道未移交，应由住建督促物业改造。", "8.2"),
            settled(1, 2), seen(2), returned(2, "不涉及雨污分流改造，倾倒污水由城管查处。", "8.7"),
            settled(
                2, 1, "经会商，由城管局办理。",
                "沿街商户向雨水口倾倒污水，依清单 8.7 由城市管理局查处；住房和城乡建设局只承担小区雨污分流改造。以后同类呼叫照此办理。",
            ), seen(1), confirmed(1),
        ), 35, meet=300,
    ),
    Plot(
        "370102013011", "3.6", "林景苑架空线缆垂落", "主路架空线缆垂落约 30 米，最低处不足 2 米。", "拉警戒线，请物业看守。",
        "请城管牵头协调权属单位整理，公安维护秩序。", "林景苑北门", C.HAZARD, (CITY, POLICE),
        (
            *CALLED, seen(0), confirmed(0), seen(1), confirmed(1),
            Beat(20, "desk", calls.move, "下午有雨，登高作业改期。", further=another_time), confirmed(0, 10),
        ), 22, snaps=("线都快碰到头了",),
    ),
    Plot(
        "370102013008", "2.6", "兴港南路门头招牌松动", "连片门头招牌 5 块松动，其中一块下坠。", "设警戒，劝离停放车辆。",
        "请城管牵头拆除加固，应急指导排查。", "兴港南路 18 号", C.HAZARD, (CITY, SAFETY),
        (
            *CALLED, seen(0), confirmed(0), sent(0), seen(1), confirmed(1),
            on_site(0, 20, 4), on_site(1, 55, 2, 640), Beat(5, "coordinator", calls.remark, "现场需登高车，请队里下午派。", 0), needs_longer(0, "登高车下午才能调来，拆除要到明天上午。", 4),
        ), 11, U.URGENT, meet=40,
    ),
    Plot(
        "370102013010", "6.4", "兴港北小区外墙脱落", "9 号楼东山墙保温层脱落约 3 平方米，其余部分空鼓。", "拉警戒线，疏散停车。",
        "请住建牵头督促维修，应急指导，城管设围挡。", "兴港北小区 9 号楼", C.HAZARD, (HOUSING, SAFETY, CITY),
        (*CALLED, seen(0), confirmed(0), seen(1), confirmed(1), confirmed(2), on_site(0), on_site(1, 6), on_site(2, 9),
         reported(2, "已设围挡 40 米，夜间警示灯到位。"), reported(0, "已督促物业排险，松动部分全部剔除，维修资金已启动申请。")),
        18, U.URGENT, called=3,
    ),
    Plot(
        "370102013012", "9.2", "中林路小区物业撤场", "物业撤场三天，垃圾积存，门禁停用。", "社区临时保洁，召开楼长会。",
        "请住建牵头落实应急物业，公安维护交接秩序。", "中林路小区", C.SANITATION, (HOUSING, POLICE),
        (
            *CALLED, seen(0), confirmed(0), confirmed(1), on_site(0), on_site(1, 5), reported(1, "交接现场平稳，未发生冲突。"),
            accepted(1), reported(0, "应急物业已进场，垃圾清运一半。"), again(0, "东侧垃圾仍未清完，请今天清完再反馈。"),
            needs_longer(0, "应急物业只有一台清运车，明天才能清完。", 10), Beat(8, "desk", calls.grant_extension, "同意，请先清东门一侧。", 0, its_plea),
        ), 27, snaps=("物业走了，垃圾堆到路上没人管",),
    ),
    Plot(
        "370102013002", "2.4", "盛福花园后巷垃圾积存", "后巷积存生活垃圾约 5 立方米，蚊蝇多。", "组织党员清理一次。",
        "请城管清运并督促责任单位，住建督促物业。", "盛福花园后巷", C.SANITATION, (CITY, HOUSING),
        (*CALLED, *done("已清运 6 车，后巷冲洗消杀完毕。", "已约谈物业，增加早晚两次保洁。")), 30,
    ),
    Plot(
        "370102013006", "1.2", "广德路夏末露天烧烤", "路边露天烧烤 3 处，烟气扰民。", "夜间值守两晚。", "请城管牵头清理，生态环境监测油烟。",
        "广德路中段", C.NOISE, (CITY, AIR),
        (*CALLED, *done("清理摊点 3 处，炉具暂扣。", "监测两处，超标一处，已责令整改。"), closed("三处摊点全部清理，一周内未反弹，同意结案。")),
        95, snaps=("又开始在路边烤串了，烟呛得睡不着",),
    ),
    Plot(
        "370102013006", "7.1", "地下车库入口消防通道堵塞", "车库入口消防通道长期停车，登高面被占。", "张贴告知单，劝离 4 辆。", "请消防救援牵头，交警拖移违停车辆。",
        "明城地下车库入口", C.PARKING, (FIRE, SQUAD),
        (*CALLED, *done("已复核划线，督促物业安装警示标识。", "劝离车辆 9 辆，拆除地锁 2 处。"), closed("通道已恢复，物业承诺专人看守，同意结案。"), ARCHIVE),
        700, snaps=("消防通道被车堵住了",),
    ),
    Plot(
        "370102011", "5.6", "姚家农贸市场周边占道", "市场东门占道经营 20 余户，缺斤短两投诉多。", "与市场开办方约谈。", "请市场监管牵头检查，城管整治周边秩序。",
        "姚家农贸市场东门", C.SANITATION, (MARKET, CITY),
        (*CALLED, *done("抽检计量器具 30 台，查处 2 台。", "清理占道 21 户，设疏导点一处。"),
         closed("秩序明显好转，计量问题已处罚，同意结案。", Satisfaction.FAIRLY_SATISFIED), ARCHIVE), 1500,
    ),
    Plot(
        "370102013014", "3.2", "刘智远路路面塌陷", "路面塌陷直径约 2 米，深约 1 米，下有给水管。", "立即围挡，专人值守。", "请城管抢险修复，水务排查管线，交警疏导。",
        "刘智远社区南路口", C.ROAD, (CITY, WATER, TRAFFIC),
        (Beat(3, "clerk", calls.submit), Beat(4, "head", calls.sign_off, further=what_is_shown),
         Beat(3, "desk", calls.dispatch, further=the_order),
         *done("已回填压实，恢复路面。", "给水管渗漏已修复，打压合格。", "绕行引导三小时，无拥堵。"), closed("抢险及时，路面已恢复通行，同意结案。"), ARCHIVE),
        2300, U.EMERGENCY, called=3, meet=30, snaps=("路上突然塌了个大坑",),
    ),
    Plot(
        "370102013006", "8.3", "小清河支沟水体发黑", "沟内水体发黑，岸坡有垃圾。", "打捞两次。", "请水务牵头溯源，生态环境监测水质。", "明城北侧支沟", C.SANITATION,
        (WATER, AIR), (*CALLED, seen(0), confirmed(0), Beat(40, "head", calls.withdraw, "经核实支沟属相邻街道，由其另行呼叫。")), 900,
    ),
    Plot(
        "370102013006", "1.4", "明城二期夜间施工", "工地连续三晚施工到凌晨。", "夜间到场制止两次。", "请生态环境牵头核查许可，住建督促合理安排工序。",
        "明城二期工地", C.NOISE, (AIR, HOUSING),
        (*CALLED, *done("核查许可，立案一起。", "已约谈施工单位，调整工序。"), closed("夜间已停工，同意结案。"),
         Beat(600, "clerk", calls.reopen, "昨夜又施工到一点，请继续处置。", further=first_part)), 60, snaps=("工地半夜还在打桩",),
    ),
    Plot(
        "370102012", "5.3", "龙洞小区电梯频繁故障", "2 单元电梯一月停梯 6 次，困人 1 次。", "协调停梯检修。", "请市场监管牵头检查维保，住建指导使用维修资金。",
        "龙洞小区 2 单元", C.HAZARD, (MARKET, HOUSING),
        (*CALLED, *done("更换制动部件，复检合格。", "维修资金正在公示。"),
         closed("电梯恢复运行，维修资金仍在办理，暂按部分解决结案。", Satisfaction.DISSATISFIED, Solved.PARTLY), ARCHIVE), 2900,
    ),
)  # fmt: skip
PLAYED = [plot for plot in PLOTS if ARCHIVE in plot.beats]  # whole stories, from draft to archive
