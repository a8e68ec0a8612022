"""What the server says to people, in Chinese and English: refusals and notifications."""

from collections.abc import Mapping
from enum import StrEnum


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


Pair = tuple[str, str]

REFUSALS: Mapping[str, Pair] = {
    "sign_in_required": ("请先登录。", "Please sign in first."),
    "not_allowed": ("您的岗位没有这项权限。", "None of your posts allows this."),
    "not_found": ("没有找到，可能已被移走，或不在您的范围内。", "Not found, or outside what you may see."),
    "version_conflict": (
        "别人刚改过，请看过最新内容再改。",
        "Somebody has just changed this. Look again, then change it.",
    ),
    "idempotency_conflict": (
        "这条内容与先前发送的不一致，没有保存。",
        "This differs from what was sent before under the same id. Nothing was saved.",
    ),
    "too_many_tries": ("试的次数太多，请稍后再试。", "Too many tries. Please wait a little."),
    "internal": (
        "服务出了问题，已记录，请稍后再试。",
        "Something went wrong here and was logged. Please try again later.",
    ),
    "required": ("这一项不能为空。", "This cannot be empty."),
    "too_long": ("内容太长，请删减一些。", "This is too long. Please shorten it."),
    "not_an_id": ("编号格式不对。", "This is not a valid id."),
    "not_uuid7": ("编号须为 UUIDv7。", "The id must be a UUIDv7."),
    "page_size": ("每页条数应在 1 到 100 之间。", "A page holds 1 to 100 rows."),
    "cursor": ("翻页位置无效，请从头看起。", "This cursor is not valid. Please start from the top."),
    # points
    "not_enough_points": ("积分不够。", "Not enough points."),
    "hold_ended": ("这笔冻结已经结束。", "This hold has ended."),
    "hold_lapsed": ("已过兑换时间，积分已退回。", "The time for this is over. The points go back."),
    "hold_stands": ("还没有到期。", "Its time is not over yet."),
    "points_held": ("还有积分被兑换占用，请先取消或等它到期。", "Points are still held. Cancel that first, or wait."),
    "lots_expired": ("这些积分已经过期。", "These points have expired."),
    "reversed_already": ("这笔已经冲正，或不能冲正。", "This has been reversed already, or cannot be."),
    "account_closed": ("这个积分账户已注销。", "This points account is closed."),
    # people
    "phone_format": ("请填写 11 位手机号。", "Please enter an 11-digit mobile number."),
    "phone_taken": ("这个手机号已登记给别人。", "This number already belongs to another person."),
    "code_wrong": (
        "验证码不对，或已过期，请重新获取。",
        "The code is wrong or has expired. Please get a new one.",
    ),
    "password_wrong": ("手机号或密码不对。", "The number or the password is wrong."),
    "password_weak": (
        "密码至少 10 位，且不要用常见密码。",
        "Use at least 10 characters, and not a common password.",
    ),
    "date_range": ("日期不对，请检查年份。", "This date cannot be right. Please check the year."),
    "dates_reversed": ("结束日期不能早于开始日期。", "The end cannot be before the start."),
    "unit_dissolved": ("该单位已撤销。", "This unit has been dissolved."),
    "delegation_too_long": ("代行最长 90 天。", "A delegation lasts at most 90 days."),
    "delegate_to_self": ("不能委托给本人。", "You cannot delegate to yourself."),
    "role_code": ("这个岗位不能设在这一级。", "This role cannot be held at this level."),
    "reason_required": ("请写明理由，会记录在案。", "Please give a reason. It is logged."),
    "last_administrator": ("至少要保留一名管理员。", "At least one administrator must remain."),
    "division_code": ("区划编码不对。", "This is not a division code."),
    "place_unknown": ("没有这个区划或网格。", "There is no such division or cell."),
    "unit_elsewhere": ("岗位须设在该单位所在的范围内。", "The post must lie within its unit's area."),
    "unit_posts_later": (
        "该单位还有之后才上岗的人员，请先取消。",
        "Posts at this unit begin after that day. End them first.",
    ),
    "account_disabled": (
        "该账号已停用，请联系管理员。",
        "This account has been disabled. Please ask an administrator.",
    ),
    "person_disabled": ("此人的账号已停用。", "This person's account is disabled."),
    "delegated_already": ("这段时间已经有人代行。", "Somebody stands in for this post in that time already."),
    "post_ends_before": ("这个岗位在此之前就到期。", "The post ends before that."),
    "password_old_wrong": ("原密码不对。", "The present password is wrong."),
    # grid
    "file_empty": ("文件里没有内容。", "The file is empty."),
    "file_damaged": ("文件格式有误，读到这里读不下去。", "The file cannot be read past this point."),
    "file_columns": ("列数与表头不一致。", "The number of columns differs from the header's."),
    "not_a_feature": ("这一项不是 GeoJSON 要素。", "This is not a GeoJSON feature."),
    "not_a_kind": ("类别不在可选范围内。", "This is none of the kinds there are."),
    "not_a_day": ("日期请写成 2026-11-23 这样。", "Please write dates like 2026-11-23."),
    "code_digits": ("编码只能由数字组成。", "A code consists of digits."),
    "code_not_under": ("编码应以上级编码开头。", "The code must begin with the code of what it lies in."),
    "line_repeated": ("同一编码在文件里出现了两次。", "This code stands in the file twice."),
    "validity_overlap": (
        "有效期与同一编码的其他记录重叠。",
        "The days overlap with another record of this code.",
    ),
    "division_unknown": (
        "没有这个区划编码，请先导入区划。",
        "There is no such division. Please import divisions first.",
    ),
    "outline_unreadable": (
        "边界无法读取，请用 WKT 或 GeoJSON。",
        "The outline cannot be read. Use WKT or GeoJSON.",
    ),
    "outline_kind": ("边界应是多边形。", "The outline must be a polygon."),
    "outline_range": (
        "坐标超出范围，请检查经纬度是否写反。",
        "Coordinates out of range. Are longitude and latitude swapped?",
    ),
    "outline_invalid": ("边界自相交或不闭合。", "The outline crosses itself or is not closed."),
    "cells_overlap": ("与同类网格重叠。", "This overlaps with another cell of its kind."),
    "too_many_cells": (
        "范围太大，请选小一些的区域。",
        "This area holds too many cells. Please choose a smaller one.",
    ),
    "point_range": ("经纬度超出范围。", "Longitude or latitude is out of range."),
    "cell_unknown": ("没有这个网格，或网格已停用。", "There is no such cell, or it is no longer in use."),
    "person_unknown": ("没有这个人，或账号已停用。", "There is no such person, or the account is disabled."),
    "cell_closed": ("网格已停用，人员还在册。", "The cell is no longer in use but still has staff."),
    "no_post": ("在册人员没有能在这里办理的岗位。", "No post of this person's handles snaps in this cell."),
    "staffed_already": ("此人在这个网格已经在岗。", "This person already serves in this cell."),
    "staff_ends_earlier": (
        "在岗记录结束得更早，不能延后。",
        "This service ends earlier and cannot be prolonged.",
    ),
    "basic_one_cell": (
        "基础力量一员一格：此人已有网格。",
        "Basic force: one person, one cell. This person has one.",
    ),
    "basic_one_person": (
        "基础力量一员一格：这个网格已有人。",
        "Basic force: one person, one cell. This cell has one.",
    ),
    "joint_one_cell": (
        "联动力量一格多员：此人已有网格。",
        "Joint force: many to a cell, one cell each. This person has one.",
    ),
    # media
    "photo_kind": ("只收照片：JPEG、PNG、WebP 或 HEIC。", "Only photos are taken: JPEG, PNG, WebP or HEIC."),
    "photo_pixels": (
        "照片像素太多，请缩小后再传。",
        "The photo has too many pixels. Please send a smaller one.",
    ),
    "photo_size": ("照片不能超过 10 MB。", "A photo can be at most 10 MB."),
    "photo_damaged": ("照片已损坏，请重新拍摄。", "The photo is damaged. Please take it again."),
    "photo_slow": ("照片处理太慢，请换一张。", "The photo takes too long to process. Please try another."),
    "photo_cut_off": ("照片没有传完，请重试。", "The photo did not arrive whole. Please try again."),
    "photo_missing": ("照片还没有传到，请重试。", "A photo has not arrived yet. Please try again."),
    "photo_used": (
        "照片已用在别处，请重新拍摄。",
        "The photo belongs to something else already. Please take another.",
    ),
    "header_missing": ("请求缺少 X-Gridcall 标头。", "The X-Gridcall header is missing."),
    # snaps
    "snap_empty": ("请拍一张照片，或写几个字说明情况。", "Please take a photo or write a few words."),
    "too_many_snaps": (
        "短时间里随手拍太多，已存在手机里的稍后会自动发出。",
        "So many at once. Those kept on the phone go out by themselves in a while.",
    ),
    "too_many_photos": ("最多 6 张照片。", "At most 6 photos."),
    "only_reporter": ("只有反映人本人可以这样做。", "Only whoever reported it can do this."),
    "only_holder": ("只有正在办理的人可以这样做。", "Only whoever has it in hand can do this."),
    "own_snap": ("这是您自己反映的，不用再点“我也遇到”。", "This is your own snap already."),
    "backed_already": ("您已经点过“我也遇到”。", 'You have said "me too" already.'),
    "take_on_first": ("接办以后才能办结或退回。", "Take it on first, then solve it or give it back."),
    "not_solved_yet": ("还没有办结，办结后会请您确认。", "Not solved yet. You will be asked once it is."),
    "in_hand_already": ("已经有人在办。", "Somebody has it in hand already."),
    "in_your_hands_already": ("已经在您手里。", "It is in your hands already."),
    "at_street_already": ("已经报到街道，由街道安排。", "It is with the street, which decides."),
    "in_call_already": ("已经上报呼叫，由区里协调处理。", "A call stands for it. The district sees to it."),
    "solved_already": ("已经办结，在等反映人确认。", "It is solved; the reporter is being asked."),
    "confirmed_already": ("已经确认解决，这件事结束了。", "It is confirmed as solved. This matter is closed."),
    "merged_already": ("已经并入另一件，请到那一件里看。", "It has been merged into another snap. Please look there."),
    "refused_already": ("已经答复不予受理。", "It was not taken up; the reporter has been told why."),
    "withdrawn_already": ("反映人已经撤回。", "The reporter has withdrawn it."),
    "reopen_over": (
        "已过可以说“没解决”的期限，请重新拍一张。",
        'It is too late to say "not solved". Please take a new snap.',
    ),
    "not_a_handler": ("此人没有能办理这里的岗位。", "This person holds no post that handles snaps here."),
    "merge_self": ("不能并入自己。", "It cannot be merged into itself."),
    "same_cell": ("已经在这个网格。", "It is in this cell already."),
    # calls
    "street_step": ("这一步由呼叫街道办理。", "This is for the calling street."),
    "desk_step": ("这一步由区呼叫响应平台办理。", "This is for the district desk."),
    "unit_step": ("这一步由被呼叫单位办理。", "This is for the called unit."),
    "call_over": ("这件呼叫已经办结或撤回。", "This call is over."),
    "call_too_early": ("还没到这一步。", "It has not come to this yet."),
    "call_too_late": ("这一步已经办过了。", "This has been done already."),
    "no_part": ("请先选一家单位。", "Please choose a unit first."),
    "parts_open": ("还有单位没有办结，先逐家核验。", "Some units are not done yet. Accept their parts first."),
    "part_silent": ("这家单位还没有答复。", "This unit has not answered yet."),
    "part_confirmed": ("这家单位已经确认。", "This unit has confirmed."),
    "part_on_site": ("这家单位已经到场。", "This unit is on site."),
    "part_reported": ("这家单位已经反馈，等街道核验。", "This unit has reported. The street has to look at it."),
    "part_rework": ("这家单位正在返工。", "This unit is doing it again."),
    "part_done": ("这家单位已经办结。", "This unit's part is done."),
    "part_returned": ("这家单位已经退回，等区平台研判。", "This unit has returned it. The desk has to settle it."),
    "part_replaced": ("这家单位不再参加。", "This unit takes no part any more."),
    "return_settled": (
        "区平台已书面研判，不能再退回。",
        "The desk has decided in writing. It cannot be returned again.",
    ),
    "not_this_street": ("这个位置不在本街道。", "This place is not in your street."),
    "item_unknown": ("清单里没有这一项。", "The list has no such item."),
    "item_required": ("请对照清单选一个事项。", "Please choose an item of the responsibility list."),
    "snaps_repeated": ("随手拍选重了，或超过 20 件。", "A snap was chosen twice, or there are more than 20."),
    "snap_elsewhere": ("有的随手拍不在本街道。", "One of the snaps is not in your street."),
    "snap_not_open": ("有的随手拍已经办好或撤回。", "One of the snaps is solved or withdrawn."),
    "snap_called": ("有的随手拍已在另一件呼叫里。", "One of the snaps stands behind another call already."),
    "form_changed": ("呼叫单刚有改动，请看过再签。", "The form has just changed. Please read it again, then sign."),
    "units_required": ("请至少选一家单位。", "Please choose at least one unit."),
    "too_many_units": ("一次最多派遣 20 家单位。", "At most 20 units at a time."),
    "unit_twice": ("这家单位已经在参加。", "This unit takes part already."),
    "unit_unknown": ("没有这家单位，或不在本区。", "There is no such unit in this district."),
    "heads_range": ("人数应在 1 到 200 之间。", "Between 1 and 200 people."),
    "report_time": ("报到时间应在现在之后、60 天以内。", "The time to report must lie ahead, within 60 days."),
    "nobody_to_move": ("没有单位需要改时间地点。", "No unit is waiting for that time and place."),
    "finding_required": ("第二次退回，须写明研判意见。", "Returned for the second time: please write the finding."),
    "not_of_unit": ("有人不是本单位可派的人员。", "Somebody here cannot go out for this unit."),
    "proof_required": ("这一事项办结要附照片。", "This item needs a photo as proof."),
    "one_verdict_each": ("请给每家办结的单位各评一次。", "Please evaluate each unit that did its part, once."),
    "nothing_done": ("没有单位办结，不能结案；可以撤回。", "No unit has done its part. Withdraw the call instead."),
    "parts_required": ("请选已办结、需要返工的单位。", "Please choose the units whose part is to be done again."),
    # the responsibility list
    "file_too_large": ("文件太大。", "The file is too large."),
    "file_too_long": (
        "行数太多，最多 5000 行；请删去表格末尾多余的空行。",
        "Too many rows: at most 5,000. Please delete empty rows at the end of the sheet.",
    ),
    "file_encoding": ("文字编码无法识别，请存为 UTF-8 或 GBK。", "Unknown encoding. Please save as UTF-8 or GBK."),
    "file_xls": (
        "这是旧版 .xls 或加了密码的文件，请另存为不带密码的 .xlsx 或 .csv。",
        "This is an old .xls file or one with a password. Please save as .xlsx or .csv without one.",
    ),
    "file_base64": ("文件没有传完整，请重试。", "The file did not arrive whole. Please try again."),
    "file_header": (
        "开头几行里没有找到表头，至少要有：编号、事项、领域、牵头部门。",
        "No header in the first rows; it has at least: number, name, area, lead.",
    ),
    "file_header_twice": ("表头里有重复的列。", "A column stands in the header twice."),
    "cells_merged": ("横向合并的单元格请先取消合并。", "Please unmerge cells that span several columns."),
    "cell_formula": ("单元格里是公式，请改为文字或数值。", "The cell holds a formula. Please enter its value."),
    "cell_error": ("单元格里是错误值。", "The cell holds an error value."),
    "cell_date": (
        "表格软件把这里当成了日期，请把单元格设为文本后重填。",
        "The spreadsheet took this for a date. Please format the cell as text and enter it again.",
    ),
    "cell_unprintable": (
        "含有无法显示的字符，可能编码有误。",
        "There are unprintable characters. Is the encoding right?",
    ),
    "item_number": ("编号只能用数字、字母、点、横线和括号。", "Use digits, letters, dots, dashes and brackets."),
    "item_differs": (
        "与同一编号前面一行写的不一致。",
        "This differs from an earlier row of the same number.",
    ),
    "situation_repeated": ("情形的编号或文字重复。", "The situation's number or words stand there twice."),
    "area_unknown": ("不在清单的十一个领域内。", "This is none of the list's eleven areas."),
    "headcount": ("人数应在 1 到 99 之间。", "The headcount must be 1 to 99."),
    "yes_or_no": ("请填“是”或“否”。", "Please write yes or no."),
    "co_unit": ("请每行写一个“部门：职责”。", 'Please write one "unit: duty" to a line.'),
    "co_units_twice": ("配合部门重复或太多。", "Co-operating units stand there twice, or there are too many."),
    "limit_unreadable": (
        "时限请写成“响应2小时；办结5工作日”这样。",
        'Please write limits like "respond 2h; complete 5wd".',
    ),
    "limit_range": ("时限应在 1 分钟到 366 天之间。", "A limit lies between a minute and 366 days."),
    "limit_repeated": ("同一环节写了两个时限。", "One stage has two limits."),
    "limits_mixed": (
        "同一事项的时限要么都按自然时间，要么都按工作时间。",
        "An item's limits run either all in natural time or all in office hours.",
    ),
    "limit_emergency": ("突发情况只按自然时间计时。", "In an emergency only natural time counts."),
    "snaps_at_once": ("一次最多 20 条随手拍。", "At most 20 snaps at once."),
    # branches, redemption, gifts, settlement
    "branch_closed": ("这个网点暂停兑换。", "This branch is closed for now."),
    "price": ("积分应在 1 到 100000 之间。", "The price lies between 1 and 100,000 points."),
    "stock": ("库存应在 0 到 1000000 之间。", "The stock lies between 0 and 1,000,000."),
    "per_month": ("每月限兑应在 1 到 99 之间。", "The limit per month lies between 1 and 99."),
    "quantity": ("数量应在 1 到 99 之间。", "The quantity lies between 1 and 99."),
    "stock_out": ("库存不够了。", "There is not enough in stock."),
    "month_limit": ("超过了每人每月的限兑数量。", "That is more than one person may have in a month."),
    "waiting_at_most": (
        "待兑换的太多，请先兑换或取消一些。",
        "Too many are waiting. Please redeem or cancel some first.",
    ),
    "voucher_needless": ("这个网点联网正常，不用开兑换券。", "This branch is online; it needs no voucher."),
    "voucher_points": ("超过了一张兑换券的积分上限。", "That is more than one voucher may hold."),
    "voucher_stays": (
        "兑换券不能取消：网点可能已经离线兑付。到期没用，积分自动退回。",
        "A voucher cannot be cancelled: it may have been honoured offline. Unused, its points come back by themselves.",
    ),
    "code_unknown": ("没有这个兑换码，或不是在本网点兑换的。", "No such code, or it is not for this branch."),
    "code_used": ("这个兑换码已经用过。", "This code has been used."),
    "code_cancelled": ("本人已经取消，积分已退回。", "The holder has cancelled it and has the points back."),
    "code_expired": ("兑换码已过期，积分退回本人，请重新兑换。", "The code has expired. Please hold it again."),
    "redemption_undone": ("这次兑换已经冲正。", "This redemption has been undone."),
    "not_redeemed": ("还没有兑换，不用冲正。", "It has not been redeemed."),
    "undo_over": ("只能在兑换当天冲正。", "It can be undone on the same day only."),
    "own_redemption": (
        "不能给自己兑换，请同事办理，或到别的网点。",
        "You cannot redeem for yourself. Please ask a colleague, or go to another branch.",
    ),
    "recipient_unknown": ("没有找到用这个手机号的人。", "Nobody here has this number."),
    "give_to_self": ("不能赠给自己。", "You cannot give points to yourself."),
    "gift_points": ("一次赠送的积分太少或太多。", "Too few or too many points for one gift."),
    "gift_limit": ("超过了每天可以赠送的积分。", "That is more than you may give away in a day."),
    "period": ("月份请写成 2026-11 这样。", "Please write a month like 2026-11."),
    "period_not_over": ("这个月还没有过完。", "This month is not over yet."),
    "settled_later": ("之后的月份已经结算，这个月已含在内。", "A later month has been settled, and this one with it."),
    "settled_already": ("这个月已经提出结算。", "A settlement of this month has been proposed already."),
    "settlement_open": ("两街道还有一笔结算等待确认。", "Another settlement of these streets waits for confirmation."),
    "nothing_to_settle": ("两街道之间没有往来。", "Nothing has moved between these streets."),
    "same_street": ("请选两个不同的街道。", "Please choose two different streets."),
    "not_a_street": ("请选街道。", "Please choose a street."),
    "confirmed_by_street": ("本街道已经确认。", "Your street has confirmed."),
    "settlement_second_person": ("两边须由不同的人确认。", "The two sides are confirmed by two persons."),
    "settlement_booked": ("已经入账。", "It has been booked."),
    # activities
    "own_activity": ("这是您发布的活动。", "You published this activity."),
    "own_attendance": (
        "您自己参加了，请别的同事签字。",
        "You take part yourself. Please ask somebody else to sign it off.",
    ),
    "activity_cancelled": ("活动已经取消。", "The activity has been cancelled."),
    "activity_signed_off": ("活动已经签字结束。", "The activity has been signed off."),
    "activity_time": ("开始时间应在现在之后。", "It must begin in the future."),
    "activity_hours": (
        "计分小时须是整数，不超过活动时长和规定的上限。",
        "Whole hours, no more than it lasts and than is allowed.",
    ),
    "capacity": ("名额应在 1 到 10000 之间。", "Between 1 and 10,000 places."),
    "joined_already": ("您已经报名。", "You have joined already."),
    "not_joined": ("您没有报名。", "You have not joined."),
    "activity_full": ("名额已满。", "All places are taken."),
    "activity_over": ("活动已经结束。", "The activity is over."),
    "activity_begun": ("活动已经开始。", "The activity has begun."),
    "activity_not_begun": ("活动还没有开始。", "The activity has not begun."),
    "activity_not_over": ("活动结束以后才能签字。", "It can be signed off once it is over."),
    "nobody_joined": ("没有人报名。", "Nobody has joined."),
    "attendance_first": ("请先记下每个人的到场小时。", "Please record everybody's hours first."),
    "attended_hours": ("到场小时应为整数，不超过活动的小时数。", "Whole hours, no more than the activity counts."),
    "not_a_participant": ("有人没有报名。", "Somebody here has not joined."),
    "person_twice": ("同一个人写了两次。", "A person stands there twice."),
    # feed and push
    "push_endpoint": (
        "浏览器给出的推送地址不能使用。",
        "Pushes cannot be sent to the address that the browser gave.",
    ),
    "push_keys": ("浏览器给出的推送密钥不完整。", "The browser's push keys are not complete."),
}

# What a post is called; the keys are the values of people.permissions.Role.
ROLES: Mapping[str, Pair] = {
    "administrator": ("管理员", "Administrator"),
    "supervisor": ("督查员", "Supervisor"),
    "district_dispatcher": ("区平台调度员", "District dispatcher"),
    "hotline_agent": ("热线话务员", "Hotline agent"),
    "street_head": ("街道主要负责同志", "Street head"),
    "street_clerk": ("呼叫响应专员", "Street clerk"),
    "grid_assistant": ("网格助理员", "Grid assistant"),
    "community_specialist": ("社区专员", "Community specialist"),
    "grid_worker": ("网格员", "Grid worker"),
    "stationed_officer": ("派驻机构工作人员", "Stationed officer"),
    "department_coordinator": ("部门联络员", "Department coordinator"),
    "department_officer": ("部门工作人员", "Department officer"),
    "branch_keeper": ("公益银行网点管理员", "Branch keeper"),
}


def say(reason: str, language: Language) -> str:
    """The sentence for a refusal's reason; a reason without words is a programming error that tests find."""
    zh, en = REFUSALS[reason]
    return zh if language is Language.ZH else en


def preferred(accept_language: str) -> Language:
    """The language of a browser that nobody has signed in with: Chinese unless English comes first."""
    first = accept_language.split(",", maxsplit=1)[0].strip().lower()
    return Language.EN if first.startswith("en") else Language.ZH
