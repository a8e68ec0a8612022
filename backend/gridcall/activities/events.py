"""What can happen to an activity: its public facts and nothing personal."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from gridcall.activities.workflow import ActivityStatus


@dataclass(frozen=True)
class ActivityEvent:
    kind: ClassVar[str]
    id: UUID
    code: str
    title: str
    place: str
    status: ActivityStatus
    starts_at: datetime
    joined: int
    version: int


@dataclass(frozen=True)
class ActivityPublished(ActivityEvent):
    kind: ClassVar[str] = "activity.published"


@dataclass(frozen=True)
class ActivityJoined(ActivityEvent):
    kind: ClassVar[str] = "activity.joined"


@dataclass(frozen=True)
class ActivityLeft(ActivityEvent):
    kind: ClassVar[str] = "activity.left"


@dataclass(frozen=True)
class ActivityCancelled(ActivityEvent):
    kind: ClassVar[str] = "activity.cancelled"


@dataclass(frozen=True)
class AttendanceRecorded(ActivityEvent):
    kind: ClassVar[str] = "activity.attendance_recorded"


@dataclass(frozen=True)
class ActivitySignedOff(ActivityEvent):
    kind: ClassVar[str] = "activity.signed_off"
