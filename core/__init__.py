"""The page plugin authors import: everything a department needs to declare itself.

Inside the product always import `neni.core.<module>`; this page is for guests.
"""

from neni.core.declarations import (
    INTERFACE,
    CaseType,
    Demonstration,
    DemonstrationCase,
    Department,
    DocumentType,
    ErrandKind,
    EventType,
    FactSource,
    Field,
    InboundType,
    Job,
    ManuscriptType,
    Pages,
    Retention,
    Section,
    SubjectType,
    Subscription,
)
from neni.core.hookspecs import hookimpl
from neni.core.model.acts import ActLink, ActRegister, RegisteredAct
from neni.core.model.cases import Case
from neni.core.model.deadlines.stored import Deadline, DeadlineState
from neni.core.model.errands import Backoff, Errand, NewErrand
from neni.core.model.events import (
    CaseChanged,
    CaseEvaluated,
    CaseOpened,
    DeadlineDecided,
    DeadlineMissed,
    DeadlinesChanged,
    DocumentIssued,
    Event,
)
from neni.core.model.facts import Choice, FactKind, FactType, FactValue, FactValues
from neni.core.model.manuscripts import Anchor, Line, Manuscript, Piece, Place, Source, State
from neni.core.model.manuscripts.items import Items, breaks_before_number, refers
from neni.core.model.manuscripts.language_versions import VersionDifference, VersionSide
from neni.core.model.manuscripts.provisions import Act, ActTitle, Provision, ProvisionKind, Study, Subject
from neni.core.model.paper import Amount, Chosen, PaperValue, Percent, Quantity
from neni.core.model.paper.drafts import Approval
from neni.core.model.paper.registers import Register
from neni.core.model.problems import Problem
from neni.core.model.schedules import CatchUp
from neni.core.model.text import Language, Text
from neni.core.ports import CaseQuery, Desk, Outcome, Work

__all__ = [
    "INTERFACE",
    "Act",
    "ActLink",
    "ActRegister",
    "ActTitle",
    "Amount",
    "Anchor",
    "Approval",
    "Backoff",
    "Case",
    "CaseChanged",
    "CaseEvaluated",
    "CaseOpened",
    "CaseQuery",
    "CaseType",
    "CatchUp",
    "Choice",
    "Chosen",
    "Deadline",
    "DeadlineDecided",
    "DeadlineMissed",
    "DeadlineState",
    "DeadlinesChanged",
    "Demonstration",
    "DemonstrationCase",
    "Department",
    "Desk",
    "DocumentIssued",
    "DocumentType",
    "Errand",
    "ErrandKind",
    "Event",
    "EventType",
    "FactKind",
    "FactSource",
    "FactType",
    "FactValue",
    "FactValues",
    "Field",
    "InboundType",
    "Items",
    "Job",
    "Language",
    "Line",
    "Manuscript",
    "ManuscriptType",
    "NewErrand",
    "Outcome",
    "Pages",
    "PaperValue",
    "Percent",
    "Piece",
    "Place",
    "Problem",
    "Provision",
    "ProvisionKind",
    "Quantity",
    "Register",
    "RegisteredAct",
    "Retention",
    "Section",
    "Source",
    "State",
    "Study",
    "Subject",
    "SubjectType",
    "Subscription",
    "Text",
    "VersionDifference",
    "VersionSide",
    "Work",
    "breaks_before_number",
    "hookimpl",
    "refers",
]
