"""What one side says of another: the street of a unit's part at closing (docs/domain.md 4.5), the desk to a plea."""

from enum import StrEnum


class Satisfaction(StrEnum):
    SATISFIED = "satisfied"  # 满意
    FAIRLY_SATISFIED = "fairly"  # 基本满意
    DISSATISFIED = "dissatisfied"  # 不满意
    NOT_EVALUATED = "none"  # 未评价; never counts as satisfied


class Solved(StrEnum):
    SOLVED = "solved"  # 解决
    PARTLY = "partly"  # 部分解决
    NOT_SOLVED = "not_solved"  # 未解决


class PleaAnswer(StrEnum):
    GRANTED = "granted"  # 同意
    REFUSED = "refused"  # 不同意
