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
    "plea_open": ("已经申请过，等区平台答复。", "Asked already. The desk has still to answer."),
    "no_plea": ("没有等您答复的申请。", "Nothing waits for your answer here."),
    "plea_changed": (
        "申请刚有变化，请看过再答复。",
        "What is asked has just changed. Please read it again, then answer.",
    ),
    "limit_over": ("时限已过，不能再申请延期。", "The limit is over. More time is asked for before it."),
    "later_limit": (
        "请选一个比现在的时限更晚、60 天以内的时间。",
        "Please choose a time later than the limit there is, within 60 days.",
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
    # wishes
    "already_claimed": (
        "刚刚有人先认领了，谢谢您的心意。别的心愿也在等人。",
        "Somebody was a moment faster. Thank you all the same: other wishes are waiting.",
    ),
    "wish_yours": (
        "这是您自己或您家的心愿，要由别人来认领。",
        "This is your own household's wish. Somebody else has to claim it.",
    ),
    "wish_posted_by_you": (
        "这是您代为提出的心愿，要由别人来认领。",
        "You posted this wish. Somebody else has to claim it.",
    ),
    "wish_of_own_unit": (
        "提出人是本单位的人，不能由本单位认领。",
        "Whoever posted it belongs to this unit, which therefore cannot claim it.",
    ),
    "wish_review_own": ("自己的心愿要请别的同事审核。", "Please let a colleague review your own wish."),
    "only_asker": ("只有提出心愿的一方可以这样做。", "Only whoever asked for it can do this."),
    "only_poster": ("只有提出心愿的人可以修改。", "Only whoever posted it can change it."),
    "only_claimer": ("只有认领人可以这样做。", "Only whoever claimed it can do this."),
    "only_companion": ("您没有报名同去。", "You have not joined this claim."),
    "earner_confirms": ("认领的一方不能自己确认。", "Whoever has claimed it cannot confirm it."),
    "wish_not_published": ("还在审核，公布以后才能认领。", "It is still being reviewed."),
    "wish_not_claimed": ("还没有人认领。", "Nobody has claimed it yet."),
    "wish_claimed": ("已经有人认领。", "Somebody has claimed it."),
    "wish_published": ("已经公布。", "It is published already."),
    "wish_sent_back": ("已退回修改，等提出人重新提交。", "It was sent back and waits for whoever posted it."),
    "wish_reported": ("认领人说已经办好，在等确认。", "It is reported as done and waits to be confirmed."),
    "wish_not_reported": ("认领人还没有说办好。", "It is not reported as done yet."),
    "wish_fulfilled": ("这个心愿已经实现。", "This wish has been fulfilled."),
    "wish_not_fulfilled": ("心愿实现以后再道谢。", "Say thank you once it is fulfilled."),
    "wish_refused": ("社区没有采纳，已说明理由。", "The community has declined it and said why."),
    "wish_withdrawn": ("这个心愿已经撤回。", "This wish has been withdrawn."),
    "thanked_already": ("已经道过谢了。", "You have said thank you already."),
    "companion_not_needed": ("这个心愿一个人就可以。", "One person is enough for this wish."),
    "companions_enough": ("同去的人已经够了，谢谢您。", "Enough people have joined. Thank you."),
    "going_already": ("您已经报名同去。", "You have joined already."),
    "companion_first": (
        "这个心愿要两人同去，请先约一位同伴报名。",
        "Two people have to go for this wish. Please let somebody join first.",
    ),
    "not_a_units_claim": (
        "这是个人认领的，不能在单位里转交。",
        "A person's own claim cannot be passed on inside a unit.",
    ),
    "not_a_member": ("此人不是本单位已核实的成员。", "This person is no verified member of the unit."),
    "extension_asked": ("已经提出延期，在等答复。", "An extension has been asked for already."),
    "extension_not_asked": ("没有待答复的延期。", "No extension has been asked for."),
    "gift_by_claimer": ("认领人不能给自己认领的心愿赠分。", "Whoever claimed it cannot give points to it."),
    "household_has_wish": ("这一户已有一个心愿在等，实现以后再提。", "This household has an open wish already."),
    "wish_amount": ("金额要在 1 元以上、不超过上限。", "The amount is at least 1 yuan and within the limit."),
    "wish_day": ("日期要在今天以后、一年以内。", "The day lies ahead, within a year."),
    "promise_day": (
        "承诺日期要在今天以后、最长期限以内。",
        "The promised day lies ahead, within the longest time allowed.",
    ),
    "community_unknown": ("没有这个社区。", "There is no such community."),
    "consent_required": (
        "代人提出要写明本人怎样同意、什么时候同意。",
        "Please note how and when the person consented.",
    ),
    "consent_not_needed": ("为自己提出不用填写同意方式。", "Consent is noted for somebody else's wish alone."),
    "still_private": (
        "公布的文字里还有姓名、电话或门牌，请再遮一遍。",
        "A name, a number or a door is still in the words to be published.",
    ),
    "not_your_unit": (
        "您不是这家双报到单位的联络员或已核实成员。",
        "You are no contact or verified member of this unit.",
    ),
    "contact_closed": ("认领有效期间才能看联系方式。", "Contact details can be seen only while the claim stands."),
    # registrations
    "unit_not_registered": ("这家单位还没有双报到。", "This unit is not registered yet."),
    "registered_already": ("已经在这个社区报到。", "Registered in this community already."),
    "registration_over": ("这条报到已经结束。", "This registration has ended."),
    "verified_already": ("已经核实过。", "This member has been verified already."),
    "unit_represented_by": ("只有本单位的联络员可以这样做。", "Only the unit's contact can do this."),
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
    "unit_contact": ("双报到单位联络员", "Unit contact"),
}


def say(reason: str, language: Language) -> str:
    """The sentence for a refusal's reason; a reason without words is a programming error that tests find."""
    zh, en = REFUSALS[reason]
    return zh if language is Language.ZH else en


def preferred(accept_language: str) -> Language:
    """The language of a browser that nobody has signed in with: Chinese unless English comes first."""
    first = accept_language.split(",", maxsplit=1)[0].strip().lower()
    return Language.EN if first.startswith("en") else Language.ZH
