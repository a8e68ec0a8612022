"""Refusals that every part may give, and those of people, cells, photos and messages."""

from collections.abc import Mapping

REFUSALS: Mapping[str, tuple[str, str]] = {
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
    "code_wrong": ("验证码不对，请核对后再试。", "The code is wrong. Please compare it with the message."),
    "code_over": (
        "验证码已失效（过期或输错次数太多），请重新获取。",
        "This code no longer works: it has expired, or there were too many tries. Please get a new one.",
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
    "uploads_at_once": (
        "同时上传的照片太多，请等前面的传完。",
        "Too many photos are being sent at once. Please wait for the first ones.",
    ),
    "uploads_in_a_while": (
        "这段时间传的照片太多，请稍后再传。",
        "Too many photos were sent in a short while. Please send the rest a little later.",
    ),
    "photo_missing": ("照片还没有传到，请重试。", "A photo has not arrived yet. Please try again."),
    "photo_used": (
        "照片已用在别处，请重新拍摄。",
        "The photo belongs to something else already. Please take another.",
    ),
    "header_missing": ("请求缺少 X-Gridcall 标头。", "The X-Gridcall header is missing."),
    # feed and push
    "push_endpoint": (
        "浏览器给出的推送地址不能使用。",
        "Pushes cannot be sent to the address that the browser gave.",
    ),
    "push_keys": ("浏览器给出的推送密钥不完整。", "The browser's push keys are not complete."),
}
