"""What the flows need from the outside world. Adapters implement these; tests may too."""

from neni.core.ports.alerts import AlertQuery, Alerts, Look, Nights, Notices
from neni.core.ports.calendars import Holidays
from neni.core.ports.chaining import Chain, Engine
from neni.core.ports.deadlines import CalendarTables, Deadlines, Due, DueQuery, Feeds
from neni.core.ports.errands import DONE, Carrier, Claim, Errands, Outcome, Settle
from neni.core.ports.finding_cases import CasePage, CaseQuery, Desk
from neni.core.ports.inbound import Inbound
from neni.core.ports.keeping import Keepings
from neni.core.ports.machine import Clock, Passwords
from neni.core.ports.mail import Letter, Mail
from neni.core.ports.manuscripts import Manuscripts, MarginComment, Redlined
from neni.core.ports.outgoing import Answer, Call, Outgoing
from neni.core.ports.paper import STANDARD_VARIABLES, Admitted, Gate, Pdf, Seal, Template, Word
from neni.core.ports.replies import Replies
from neni.core.ports.reviews import Reviews
from neni.core.ports.schedules import Leader, Schedules
from neni.core.ports.secrets import Sealed, Vault
from neni.core.ports.speaking import Words
from neni.core.ports.storage import (
    Cases,
    Confirmations,
    Documents,
    Drafts,
    Evaluations,
    Events,
    People,
    Printings,
    Registers,
    Store,
    Versions,
    Work,
)
from neni.core.ports.template_versions import TemplateVersions
from neni.core.ports.webhooks import Endpoints, Messages

__all__ = [
    "DONE",
    "STANDARD_VARIABLES",
    "Admitted",
    "AlertQuery",
    "Alerts",
    "Answer",
    "CalendarTables",
    "Call",
    "Carrier",
    "CasePage",
    "CaseQuery",
    "Cases",
    "Chain",
    "Claim",
    "Clock",
    "Confirmations",
    "Deadlines",
    "Desk",
    "Documents",
    "Drafts",
    "Due",
    "DueQuery",
    "Endpoints",
    "Engine",
    "Errands",
    "Evaluations",
    "Events",
    "Feeds",
    "Gate",
    "Holidays",
    "Inbound",
    "Keepings",
    "Leader",
    "Letter",
    "Look",
    "Mail",
    "Manuscripts",
    "MarginComment",
    "Messages",
    "Nights",
    "Notices",
    "Outcome",
    "Outgoing",
    "Passwords",
    "Pdf",
    "People",
    "Printings",
    "Redlined",
    "Registers",
    "Replies",
    "Reviews",
    "Schedules",
    "Seal",
    "Sealed",
    "Settle",
    "Store",
    "Template",
    "TemplateVersions",
    "Vault",
    "Versions",
    "Word",
    "Words",
    "Work",
]
