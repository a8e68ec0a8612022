"""The demo's wishes, by hand: what was wished for in whose words, what the community published, what came of it.

Every person is made up. `course` names what becomes of it: see wishes.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from gridcall.wishes.workflow import SafetyFlag, WishKind, WishWho

G, S = WishKind.GOODS, WishKind.SERVICE
RESIDENT, OLD, FAMILY, CHILD, DISABLED = (
    *(WishWho.RESIDENT, WishWho.OLD_PERSON, WishWho.FAMILY, WishWho.CHILD, WishWho.DISABLED_PERSON),
)
MINOR, VISIT, VERY_OLD = SafetyFlag.MINOR, SafetyFlag.HOME_VISIT, SafetyFlag.VERY_OLD

# Where: the last digits after 370102.
MINGCHENG, HUAYUAN, BAIHE, DIANLIU, JIXIANG, RENHE, WANKE, JIEFANGQIAO = (
    *("013006", "013002", "013005", "009002", "009008", "011001", "011013", "001002"),
)


@dataclass(frozen=True)
class Plot:
    """`words` as they were written, `public` as the community published them ("": the same). `by`: a volunteer or unit.

    `days`: how long ago it was posted. `behalf`: posted by the grid worker there, for somebody without a phone.
    """

    course: str
    days: float
    where: str
    name: str
    address: str
    who: WishWho
    kind: WishKind
    words: str
    public: str = ""
    amount: int | None = None
    wanted: int | None = None  # days after posting
    flags: Sequence[SafetyFlag] = ()
    behalf: bool = False
    by: str = ""
    plan: str = ""
    done: str = ""
    thanks: str = ""
    note: str = ""  # why it was sent back, refused, given back; what is missing; why more time


PLOTS: Sequence[Plot] = (
    # ---- waiting for the community's review
    Plot("review", 0.1, MINGCHENG, "苏念慈", "5号楼2单元302室", RESIDENT, G,
         "我叫苏念慈，家住5号楼2单元302室。楼道拐角的灯坏了半年，想要一盏能自己亮的小夜灯，贴在门口就行",
         amount=60),
    Plot("review", 0.4, MINGCHENG, "耿玉芝", "2号楼1单元101室", OLD, S,
         "耿奶奶耳背，想请人把电视声音调成大字幕，顺便教会她用遥控器", flags=(VISIT, VERY_OLD), behalf=True),
    Plot("review", 0.8, BAIHE, "戚文杰", "8号楼3单元601室", CHILD, G,
         "孩子上四年级，想要一套《十万个为什么》，二手的也行，联系电话13805320011", amount=120),
    Plot("review", 1.2, HUAYUAN, "庞立新", "1号楼4单元202室",
         RESIDENT, S, "想找人帮忙把旧沙发从四楼抬下去，我一个人弄不动"),
    Plot("sent_back", 2, MINGCHENG, "鲁成章", "11号楼1单元502室", RESIDENT, G, "想要一台电脑",
         amount=500, note="请写明作什么用、几月前要，金额按 500 元以内报"),
    # ---- waiting to be claimed
    Plot("open", 1.5, MINGCHENG, "田桂花", "9号楼2单元402室", OLD, G,
         "田奶奶膝盖不好，想要一个能坐着洗澡的凳子，防滑的", "膝盖不好，想要一个能坐着洗澡的凳子，要防滑的",
         amount=80, wanted=20, behalf=True),
    Plot("open", 2, MINGCHENG, "邱一诺", "6号楼1单元702室", CHILD, S,
         "孩子数学跟不上，想请大学生哥哥姐姐每周讲一次题，在社区活动室就行", flags=(MINOR,), wanted=30),
    Plot("open", 2.4, MINGCHENG, "佟德海", "3号楼3单元201室", OLD, S,
         "腿脚不便，想请人推轮椅去大明湖转一圈，半天就够", flags=(VERY_OLD,), wanted=14, behalf=True),
    Plot("open", 3, BAIHE, "薛红梅", "4号楼2单元1102室",
         FAMILY, G, "家里添了双胞胎，想要一辆双人婴儿推车，八成新就好", amount=300),
    Plot("open", 3.5, HUAYUAN, "葛守信", "7号楼1单元301室",
         OLD, S, "手机里的照片想洗出来，不知道去哪里洗，想请人帮着挑一挑、洗一本", amount=100),
    Plot("open", 4, DIANLIU, "傅秀兰", "22号楼3单元401室", OLD, S, "听力不好，社保认证总是过不了，想请人来教一遍",
         flags=(VISIT,), wanted=10),
    Plot("open", 4.2, DIANLIU, "康子昂", "15号楼2单元202室", CHILD, G, "想要一副乒乓球拍，放学后和同学在院里打",
         amount=90),
    Plot("open", 5, RENHE, "侯建国", "2号楼2单元602室",
         RESIDENT, S, "老伴刚出院，想找人帮忙把卫生间装上扶手，材料我自己买", wanted=12),
    Plot("open", 5.5, WANKE, "段晓梅", "10号楼1单元1503室",
         FAMILY, G, "孩子上一年级，想要一张旧书桌，能放下台灯就行", amount=200),
    Plot("open", 6, JIEFANGQIAO, "毕德全", "青砖小院2号院东屋", OLD, G, "收音机坏了，想要一台能听戏的，旋钮大一点",
         amount=120, behalf=True),
    Plot("open", 7, JIXIANG, "尤春燕", "6号楼4单元102室", DISABLED, G, "想换一根四脚拐杖，高低能调的", amount=110),
    Plot("open", 8, WANKE, "祝小满", "3号楼2单元901室", CHILD, S, "想学骑自行车，爸爸妈妈周末都加班", flags=(MINOR,)),
    Plot("given", 9, MINGCHENG, "阮秋水", "12号楼2单元602室",
         RESIDENT, S, "钢琴老旧，几个键按不下去，想请懂的人看看还能不能修",
         by="梁晓舟", plan="我认识一位调琴师，先约他来看", note=""),
    Plot("given", 12, DIANLIU, "骆秉文", "8号楼1单元501室", OLD, S, "想把年轻时写的二十几首诗打成电子版，留给孙子",
         by="贺知音", plan="周末带电脑过去打字", note="临时要出差两个月，打不完，请别人接着来"),
    Plot("lapsed", 20, RENHE, "蒲玉梅", "5号楼3单元302室", OLD, G, "想要一个电热水壶，会自己断电的那种", amount=100,
         by="梁晓舟", plan="买好了周日送过去"),
    # ---- claimed
    Plot("claimed", 3, MINGCHENG, "米秋生", "14号楼1单元201室",
         DISABLED, S, "眼睛看不清，想请人每周来读一次报纸，先读一个月",
         flags=(), by="贺知音", plan="每周三下午四点去，先读本地新闻"),
    Plot("claimed", 4, HUAYUAN, "纪桂英", "3号楼2单元101室", OLD, G, "冬天脚冷，想要一条电热毯，单人的", amount=150,
         by="泉润食品公司", plan="公司工会买一条带自动断电的，周五送到居委会"),
    Plot("claimed", 5, BAIHE, "项小雨", "1号楼1单元802室", CHILD, G, "想要一盒三十六色的彩笔，美术课要用", amount=45,
         by="盛福实验学校", plan="美术组老师准备，放学时交给孩子"),
    Plot("claimed", 6, DIANLIU, "尚德明", "30号楼2单元302室", OLD, S, "纱窗破了好几处，蚊子进来睡不着，想请人换两扇",
         by="明湖供电服务站", plan="量好尺寸再来，一次换完"),
    Plot("alone", 2.5, MINGCHENG, "席凤英", "10号楼3单元102室", OLD, S, "席奶奶八十九了，想请人陪她去医院拆线",
         "八十九岁，想请人陪着去医院拆线", flags=(VISIT, VERY_OLD), wanted=9, behalf=True,
         by="梁晓舟", plan="开车去接，全程陪着，还差一位同伴"),
    Plot("joined", 4, WANKE, "辛若彤", "8号楼1单元402室", CHILD, S, "孩子怕水，想请会游泳的人陪着学，在体育馆",
         flags=(MINOR,), by="贺知音", plan="周六上午，两个人一起带，家长在岸上"),
    Plot("asked", 10, RENHE, "武长河", "1号楼2单元501室", OLD, S, "老式缝纫机卡住了，想请人修好，那是老伴留下的",
         by="梁晓舟", plan="先查型号，再找配件", note="配件要从外地寄，想多要一个星期"),
    Plot("stale", 9, MINGCHENG, "臧玉兰", "8号楼1单元301室", OLD, G, "想要一台小风扇，夹在床头的，静一点", amount=90,
         by="林大可", plan="这周去买，买到就送"),
    Plot("stale", 11, DIANLIU, "车路远", "18号楼1单元602室",
         FAMILY, S, "孩子想看一次升旗，我们两口子上夜班，想请人带一次",
         by="明湖供电服务站", plan="周一早上由站里两位同事带去"),
    Plot("overdue", 12, JIXIANG, "丛秀芝", "2号楼3单元401室", OLD, S, "厨房水龙头一直滴水，想请人换个垫圈",
         by="贺知音", plan="周四晚上去换"),
    Plot("missing", 8, BAIHE, "官小军", "6号楼2单元502室", RESIDENT, S, "新搬来，想请人帮忙装一下洗衣机的进水管",
         by="梁晓舟", plan="带上扳手和生料带", done="接好了，试了一桶没漏", note="今天又有一点渗水，麻烦再看看接头"),
    # ---- reported, to be confirmed
    Plot("reported", 7, MINGCHENG, "林小满", "16号楼2单元702室",
         RESIDENT, G, "想给楼下的旧棋桌配一副象棋，棋盘已经有了", amount=50,
         by="泉润食品公司", plan="买一副木头的，大号，送到小广场", done="象棋放进小广场的棋桌抽屉里了，钥匙在门卫"),
    Plot("reported", 9, HUAYUAN, "宗玉华", "9号楼1单元602室", OLD, S, "想和在外地的妹妹视频，手机不会弄",
         by="贺知音", plan="带上老花镜，一步一步教", done="教会了，当场和妹妹视频了二十分钟"),
    Plot("noticed", 10, DIANLIU, "强秀云", "11号楼1单元301室", OLD, G, "想要一个血压计，自己在家量", amount=180,
         behalf=True,
         by="智远卫生服务中心", plan="送一台臂式的，教她自己量", done="送到了，量法写成大字贴在盒子上"),
    Plot("silent", 21, RENHE, "冉建军", "12号楼2单元402室", RESIDENT, S, "想请人帮忙把自行车棚的灯换一下",
         by="明湖供电服务站", plan="自带灯泡，顺路就换", done="换了一盏，另外两盏也查过了"),
    # ---- fulfilled
    Plot("thanked", 14, MINGCHENG, "苏念慈", "5号楼2单元302室",
         RESIDENT, S, "想请人帮我把阳台上的花架固定住，风一大就晃",
         by="梁晓舟", plan="带冲击钻过去，半小时的事", done="四个膨胀螺丝都打牢了，花盆也摆回去了",
         thanks="昨晚刮大风，花架纹丝没动。谢谢小梁，改天来看花"),
    Plot("thanked", 16, MINGCHENG, "齐素珍", "4号楼3单元101室", OLD, S, "一个人过生日，想有人陪着吃一碗长寿面",
         flags=(VERY_OLD,), behalf=True,
         by="盛福实验学校", plan="两位老师带学生写的贺卡，一起去", done="煮了面，孩子们的贺卡贴了一面墙",
         thanks="齐奶奶让我转告：这是十年里最热闹的一个生日"),
    Plot("thanked", 18, HUAYUAN, "明向东", "2号楼2单元802室", DISABLED, G, "轮椅的坐垫破了，想换一个软一点的",
         amount=130,
         by="泉润食品公司", plan="买记忆棉的，照尺寸买", done="换好了，另外带了一个雨披",
         thanks="坐一下午也不疼了，谢谢你们想得这么细"),
    Plot("thanked", 19, BAIHE, "边小禾", "3号楼1单元601室", CHILD, G, "想要一双轮滑鞋，三十四码", amount=180,
         by="林大可", plan="我家孩子穿小的一双，九成新，护具齐全", done="鞋和护具都送到了，孩子当场滑了两圈",
         thanks="鞋正合脚，孩子天天要下楼"),
    Plot("thanked", 22, DIANLIU, "隋文秀", "5号楼2单元201室", OLD, S, "想请人把几床被子送去洗，晾干再拿回来",
         by="明湖供电服务站", plan="三个人来抬，洗衣房已经联系好", done="四床都洗了，晒了一天太阳",
         thanks="被子有太阳味，睡得香"),
    Plot("thanked", 26, WANKE, "左一鸣", "7号楼2单元1203室", CHILD, S, "想去一次泉城的图书馆借书，还没有借书证",
         flags=(MINOR,),
         by="贺知音", plan="和另一位老师一起带去，办好借书证", done="借书证办好了，借了三本，月底前还",
         thanks="孩子回来讲了一路，下次想借关于星星的"),
    Plot("done", 15, MINGCHENG, "常淑琴", "7号楼2单元602室", OLD, S, "想请人来理个发，下不了楼", flags=(VISIT,),
         behalf=True,
         by="智远卫生服务中心", plan="随巡诊一起，带一位理发师", done="头发理好了，顺便量了血压"),
    Plot("done", 17, MINGCHENG, "古月明", "1号楼1单元402室", RESIDENT, G, "车棚里常有人借打气筒，想给大家添一个",
         amount=70,
         by="林大可", plan="买个落地的，拴在车棚柱子上", done="拴好了，挂了张纸写着用完放回"),
    Plot("done", 20, HUAYUAN, "井秀荣", "5号楼1单元502室", OLD, G, "老花镜腿断了，想配一副三百度的", amount=100,
         by="盛福实验学校", plan="工会出面，去眼镜店重新验光再配", done="验了光，配的是二百七十五度，戴着正好"),
    Plot("done", 24, BAIHE, "弓长顺", "10号楼2单元301室", RESIDENT, S, "家里路由器老掉线，想请懂行的人看看",
         by="梁晓舟", plan="带个测线仪过去", done="网线接头氧化了，重新压了一个"),
    Plot("done", 25, DIANLIU, "习玉珍", "27号楼3单元102室", OLD, S, "想请人写一副春联，红纸我备好了",
         by="盛福实验学校", plan="书法老师写两副，让她挑", done="写了两副，都贴上了"),
    Plot("done", 28, DIANLIU, "郎天佑", "3号楼1单元302室", CHILD, G, "想要一个篮球，学校发的那个漏气", amount=99,
         by="泉润食品公司", plan="买室内外都能打的七号球", done="球和打气针一起送到了"),
    Plot("done", 30, RENHE, "容若水", "4号楼1单元601室",
         FAMILY, S, "孩子发烧那晚没人搭手，想认识几位能互相照应的邻居",
         by="贺知音", plan="约同楼的三家一起吃顿饭，建个群", done="四家人见了面，群里已经互相借过两回退烧贴"),
    Plot("done", 33, JIXIANG, "宁宝成", "1号楼2单元401室", OLD, G, "助听器的电池总买不到对的型号，想要两板",
         amount=60,
         by="智远卫生服务中心", plan="按型号订，到货送去", done="送了四板，型号写在了日历上"),
    Plot("done", 35, WANKE, "卫小萱", "5号楼1单元602室", CHILD, S, "想学一首完整的口琴曲，在元旦会上吹",
         flags=(MINOR,), by="盛福实验学校", plan="音乐老师和家长一起，每周两次", done="《茉莉花》能从头吹到尾了"),
    Plot("done", 36, JIEFANGQIAO, "关老四", "青砖小院5号院南屋", OLD, S, "屋顶漏雨，想请人看看要紧不要紧",
         by="明湖供电服务站", plan="带梯子上去看，能补就补", done="换了三片瓦，电线也顺手包好了"),
    Plot("done", 38, JIEFANGQIAO, "门晓晨", "棋盘街7号楼2单元101室", RESIDENT, G, "院里的公用扫帚秃了，想添两把",
         amount=40,
         by="林大可", plan="买竹扫帚，耐用", done="两把都放在水房门后"),
    Plot("done", 40, HUAYUAN, "从容", "11号楼1单元202室", RESIDENT, S, "想请人帮忙看看劳动合同，有几条不懂",
         by="贺知音", plan="我学过一点法律，先看，再陪她去司法所问", done="陪着问清楚了，她自己去和单位谈妥了"),
    Plot("done", 42, MINGCHENG, "池小芸", "13号楼3单元501室", FAMILY, G, "家里想要一个儿童安全座椅，二手的也行",
         amount=350,
         by="梁晓舟", plan="同事家里有一个，洗干净装上", done="装好了，用力拽过，不松"),
    Plot("done", 44, MINGCHENG, "步青云", "2号楼2单元802室", OLD, S, "想把老照片里看不清的脸修一修",
         by="泉润食品公司", plan="公司设计部的同事修，修完洗出来", done="修了六张，洗成了八寸"),
    Plot("done", 45, DIANLIU, "乐安", "9号楼2单元501室", OLD, G, "想要一个放大镜，看药盒上的小字", amount=30,
         by="智远卫生服务中心", plan="带灯的那种，巡诊时送去", done="送到了，药盒上也另外贴了大字"),
    # ---- otherwise
    Plot("refused", 6, MINGCHENG, "巩家旺", "15号楼1单元902室", RESIDENT, G, "想要一部新手机", amount=500,
         note="心愿帮的是眼前的难处，换手机不在里面；旧手机有问题可以来社区，请志愿者帮您看"),
    Plot("withdrawn", 10, BAIHE, "桂一帆", "2号楼3单元1002室", RESIDENT, S, "想请人帮忙照看猫两天", by="", note=""),
)  # fmt: skip
