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
    "wrong_status": ("这件事的状态已经变了，请看最新进展。", "This has moved on. Please look at its latest state."),
    "version_conflict": ("别人刚改过，请看过最新内容再改。", "Somebody has just changed this. Look again, then change it."),
    "idempotency_conflict": ("这条内容与先前发送的不一致，没有保存。", "This differs from what was sent before under the same id. Nothing was saved."),
    "too_many_tries": ("试的次数太多，请稍后再试。", "Too many tries. Please wait a little."),
    "internal": ("服务出了问题，已记录，请稍后再试。", "Something went wrong here and was logged. Please try again later."),
    "required": ("这一项不能为空。", "This cannot be empty."),
    "too_long": ("内容太长，请删减一些。", "This is too long. Please shorten it."),
    "not_an_id": ("编号格式不对。", "This is not a valid id."),
    "not_uuid7": ("编号须为 UUIDv7。", "The id must be a UUIDv7."),
    "page_size": ("每页条数应在 1 到 100 之间。", "A page holds 1 to 100 rows."),
    "cursor": ("翻页位置无效，请从头看起。", "This cursor is not valid. Please start from the top."),
    # people
    "phone_format": ("请填写 11 位手机号。", "Please enter an 11-digit mobile number."),
    "phone_taken": ("这个手机号已登记给别人。", "This number already belongs to another person."),
    "code_wrong": ("验证码不对，或已过期，请重新获取。", "The code is wrong or has expired. Please get a new one."),
    "password_wrong": ("手机号或密码不对。", "The number or the password is wrong."),
    "password_weak": ("密码至少 10 位，且不要用常见密码。", "Use at least 10 characters, and not a common password."),
    "dates_reversed": ("结束日期不能早于开始日期。", "The end cannot be before the start."),
    "unit_dissolved": ("该单位已撤销。", "This unit has been dissolved."),
    "delegation_too_long": ("代行最长 90 天。", "A delegation lasts at most 90 days."),
    "delegate_to_self": ("不能委托给本人。", "You cannot delegate to yourself."),
    "role_code": ("这个岗位不能设在这一级。", "This role cannot be held at this level."),
    "reason_required": ("请写明理由，会记录在案。", "Please give a reason. It is logged."),
    "last_administrator": ("至少要保留一名管理员。", "At least one administrator must remain."),
}


def say(reason: str, language: Language) -> str:
    """The sentence for a refusal's reason; a reason without words is a programming error that tests find."""
    zh, en = REFUSALS[reason]
    return zh if language is Language.ZH else en
