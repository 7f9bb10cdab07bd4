"""Every error Neni raises on purpose. Each says what is wrong, where, why and what to do next.

An error's `code` is stable and may be matched by programs; its `message` is for people, in their language.
Content errors (rules, templates) are collected as `Problem`s and raised together, so that an author sees
all mistakes at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from neni.core.model.conditions.tree import Span
from neni.core.model.problems import Problem as Problem
from neni.core.model.text import Language, Text


class NeniError(Exception):
    """Base of all errors raised on purpose."""

    code = "error"

    def __init__(self, message: Text, problems: Sequence[Problem] = ()) -> None:
        super().__init__(message.in_language(Language.ENGLISH))
        self.message = message
        self.problems = tuple(problems)

    def __str__(self) -> str:
        lines = [self.message.in_language(Language.ENGLISH)]
        return "\n".join(lines + [f"  {problem.said(Language.ENGLISH)}" for problem in self.problems])


class NotJson(NeniError):
    """What was sent is not JSON as Neni accepts it; the message tells the place."""

    code = "not_json"


class InvalidFacts(NeniError):
    """What was stated does not fit the case type: one problem a field."""

    code = "invalid_facts"


class NotFound(NeniError):
    """There is no such thing (or the person may not know of it)."""

    code = "not_found"


class NotAllowed(NeniError):
    """The person may not do this."""

    code = "not_allowed"


class NotSignedIn(NeniError):
    """Nobody is signed in, or what was offered as proof is not valid."""

    code = "not_signed_in"


class Conflict(NeniError):
    """Somebody else changed it meanwhile, or it was done already."""

    code = "conflict"


class Busy(Conflict):
    """Others are writing and the turn did not come in time; nothing was stored, and the same may be asked again."""

    code = "busy"


class Fenced(Conflict):
    """A worker that was away too long wants to write what another has taken over; nothing of it is kept."""

    code = "fenced"


class BlockedByFindings(NeniError):
    """The law stops this document; `problems` name each rule, article and what to do."""

    code = "blocked_by_findings"


class MissingForDocument(NeniError):
    """The document cannot be written: facts its template needs were not stated."""

    code = "missing_for_document"


class DamagedDocument(NeniError):
    """Stored bytes are not those of the document; they are never handed out."""

    code = "damaged_document"


class BadRules(NeniError):
    """Rules files with mistakes; all of them, with file and line."""

    code = "bad_rules"


class BadCondition(NeniError):
    """A condition that cannot be read; `problem_at` is the place in its own text."""

    code = "bad_condition"

    def __init__(self, message: Text, problem_at: Span) -> None:
        super().__init__(message)
        self.problem_at = problem_at


class BadTemplate(NeniError):
    """A Word template with mistakes."""

    code = "bad_template"


class BadUpload(NeniError):
    """An uploaded file that may not come in: damaged, dangerous or too large."""

    code = "bad_upload"


class UploadTooLarge(BadUpload):
    """An uploaded file that is too large, or asks too much of the machine."""

    code = "too_large"


class NotWord(BadUpload):
    """An uploaded file that is no Word document (.docx) at all."""

    code = "unsupported_media_type"


class PdfUnavailable(NeniError):
    """Nothing here makes PDF files."""

    code = "pdf_unavailable"


class PdfFailed(NeniError):
    """No PDF could be made of a document."""

    code = "pdf_failed"


class BadImport(NeniError):
    """A file that cannot be imported at all (single bad rows are reported, not raised)."""

    code = "bad_import"


class BadPlugin(NeniError):
    """A plugin that cannot be loaded or contradicts another."""

    code = "bad_plugin"


class BadConfiguration(NeniError):
    """A setting that cannot be used."""

    code = "bad_configuration"


class Unavailable(BadConfiguration):
    """The database is away or has no room; nothing was stored, and the same may be asked again later."""

    code = "unavailable"


class SecretUnreadable(NeniError):
    """A stored secret that no key at hand opens, or that was changed where it lies."""

    code = "secret_unreadable"


class EngineFailure(NeniError):
    """The rule engine failed or disagreed with the check; the result was not used."""

    code = "engine_failure"


class BadMessage(NeniError):
    """A message of another institution that is not written as its type asks; `problems` name each place."""

    code = "bad_message"


class CallRefused(NeniError):
    """A call that must not leave the institution; it was not sent."""

    code = "call_refused"


class CallFailed(NeniError):
    """A call without a whole answer. `why` is one of timeout, name, connection, tls and answer; the partner may have
    taken it all the same."""

    code = "call_failed"

    def __init__(self, message: Text, why: str) -> None:
        super().__init__(message)
        self.why = why
