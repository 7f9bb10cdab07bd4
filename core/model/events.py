"""What happened, in the past tense. Events are stored with the change they tell of and handed on after commit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to `subject` (an id). `data` is JSON-ready and free of personal data where it can be."""

    at: datetime
    by: str
    subject: str
    data: Mapping[str, object] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The event's name, as stored and shown."""
        return type(self).__name__


class CaseOpened(Event):
    """A case was opened."""


class CaseChanged(Event):
    """Facts of a case were changed."""


class CaseEvaluated(Event):
    """A stored evaluation was made."""


class DocumentIssued(Event):
    """A document got its number and left the house."""


class RuleProposed(Event):
    """A first person vouched for a rule."""


class RuleConfirmed(Event):
    """A second person confirmed a rule: its severity takes effect."""


class CasesImported(Event):
    """A register from elsewhere was imported."""


class CaseMoved(Event):
    """A case was moved to later versions of its rulesets."""


class CasesMoved(Event):
    """Cases of one type were moved together."""


class CaseClosed(Event):
    """Work on a case ended."""


class CaseReopened(Event):
    """Work on a closed case goes on."""


class DraftPrepared(Event):
    """A document was written and waits for review."""


class DraftReviewed(Event):
    """A second person read a draft and found it right."""


class DraftApproved(Event):
    """The head approved a draft: it may be issued."""


class DraftReturned(Event):
    """A draft was sent back, with the reason."""


class DraftWithdrawn(Event):
    """Whoever prepared a draft took it back."""


class DocumentSuperseded(Event):
    """A later document took the place of one."""


class DocumentVoided(Event):
    """A document was declared void; its number stays in the register."""


class RegisterPatternSet(Event):
    """The institution decided how a register writes its numbers from a year on."""


class ManuscriptReviewed(Event):
    """A manuscript was handed in and checked."""


class RemarkAnswered(Event):
    """Somebody accepted or dismissed a remark on a manuscript, or took that back."""


class KeepingDecided(Event):
    """The institution decided how long documents of a kind are kept from a day on."""


class TemplateUploaded(Event):
    """A version of a Word template was uploaded and waits for a second person."""


class TemplateApproved(Event):
    """A second person approved a version of a Word template: new documents are written with it."""


class ErrandRunAgain(Event):
    """A person had background work tried again."""


class ErrandCancelled(Event):
    """A person called background work off."""


class ScheduleCaughtUp(Event):
    """The clock ran again, and moments that had passed were left out."""


class SchedulePaused(Event):
    """A person paused what is done regularly."""


class ScheduleResumed(Event):
    """A person let what is done regularly go on."""


class ScheduleRun(Event):
    """A person had what is done regularly done now."""


class LaneHeld(Event):
    """A person held a lane of background work."""


class LaneReleased(Event):
    """A person let a lane of background work go again."""


class TemplateWithdrawn(Event):
    """A version of a Word template is used no more, or never will be."""


class DeadlinesChanged(Event):
    """Deadlines of a case began, ended, moved or were lifted: each with its state and last moment before and after."""


class DeadlineMissed(Event):
    """The last moment of a deadline passed and what it asks for was not stated."""


class DeadlineDecisionProposed(Event):
    """Somebody proposed to suspend, resume, extend, move or lift a deadline; a second person decides."""


class DeadlineDecided(Event):
    """A deadline was suspended, resumed, extended, moved or lifted by decision, or a proposal refused."""


class CalendarTableEntered(Event):
    """An official table of days off was entered and waits to be accepted."""


class CalendarTableAccepted(Event):
    """An official table of days off counts from now on; the deadlines it moved are told."""


class SourceChanged(Event):
    """An institution that sends us messages was entered or changed: its keys, what it may send, whether it may."""


class MessageRunAgain(Event):
    """A person had a message of another institution worked on again."""


class FeedMade(Event):
    """Somebody made a calendar address."""


class FeedRevoked(Event):
    """Somebody revoked a calendar address."""


class AlertRaised(Event):
    """Somebody must know of something: its kind, gravity, department and words."""


class AlertEscalated(Event):
    """Nobody acknowledged an alert in time, and the next rung of the ladder was told."""


class AlertAcknowledged(Event):
    """Somebody knows of what an alert tells, and said why that is enough."""


class AlertSnoozed(Event):
    """Somebody put an alert off until a moment."""


class AlertEnded(Event):
    """What an alert told of is gone."""


class NoticesSet(Event):
    """A person said how they want to be told of alerts, and who stands in for them."""


class EndpointAdded(Event):
    """An institution's endpoint for messages was entered."""


class EndpointChanged(Event):
    """An endpoint was changed: where it is, what it wants, its keys."""


class EndpointPaused(Event):
    """A person paused an endpoint: what is for it waits."""


class EndpointResumed(Event):
    """A person let an endpoint get messages again."""


class EndpointDisabled(Event):
    """An endpoint said that it is gone, or a person ended it: it gets nothing new."""


class DeliveryFailing(Event):
    """Messages do not reach an endpoint, or one was given up: which endpoint, which event type, since when and why."""


class MessagesReplayed(Event):
    """A person had messages delivered again."""


class SealingKeysChanged(Event):
    """The keys that seal stored secrets were replaced, added to, or given up: what was done, and their ids."""
