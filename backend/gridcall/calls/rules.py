"""What the street says of a unit's part at closing (domain.md 4.5). "Not evaluated" never counts as satisfied."""

from enum import StrEnum


class Satisfaction(StrEnum):
    SATISFIED = "satisfied"  # 满意
    FAIRLY_SATISFIED = "fairly"  # 基本满意
    DISSATISFIED = "dissatisfied"  # 不满意
    NOT_EVALUATED = "none"  # 未评价


class Solved(StrEnum):
    SOLVED = "solved"  # 解决
    PARTLY = "partly"  # 部分解决
    NOT_SOLVED = "not_solved"  # 未解决
