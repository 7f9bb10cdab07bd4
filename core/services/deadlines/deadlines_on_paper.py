"""Deadlines as documents print them: the last minute, how it was counted, the article and the policy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neni.core.model.cases import Case
from neni.core.model.deadlines.explaining import StepKind, shown
from neni.core.model.deadlines.stored import DeadlineState
from neni.core.model.paper import PaperValue
from neni.core.model.people import Person
from neni.core.model.text import Language
from neni.core.office import Office
from neni.core.ports import Template
from neni.core.services.deadlines.deadline_reading import DeadlineShown, deadlines_of, state_words

VARIABLE = "deadlines"
_COUNTED = (StepKind.SOURCE, StepKind.POLICY, StepKind.END)
"""What stands apart from the counting, or is said by the last minute already."""


def on_paper(office: Office, person: Person, case: Case, template: Template) -> list[Mapping[str, PaperValue]]:
    """The deadlines of a case for a template that prints them, in its language. What nobody vouched for, what cannot be
    counted yet and what was lifted stands on no paper."""
    if not case.id or VARIABLE not in office.word.variables(template):
        return []
    return as_paper(deadlines_of(office, person, case.reference), template.language)


def as_paper(found: Iterable[DeadlineShown], language: Language) -> list[Mapping[str, PaperValue]]:
    """Deadlines as templates see them."""
    stated = (
        one for one in found if one.binding and one.deadline.due and one.deadline.state is not DeadlineState.LIFTED
    )
    return [_row(one, language) for one in stated]


def _row(one: DeadlineShown, language: Language) -> Mapping[str, PaperValue]:
    deadline, rule = one.deadline, one.rule
    policy = [step.words.in_language(language) for step in one.steps if step.kind is StepKind.POLICY]
    counted = [step.words.in_language(language) for step in one.steps if step.kind not in _COUNTED]
    return {
        "code": rule.code,
        "title": rule.title.in_language(language),
        "last_minute": shown(deadline.due).in_language(language) if deadline.due else "",
        "state": state_words(rule, deadline.state, done=deadline.done is not None).in_language(language),
        "source": rule.reference.words.in_language(language),
        "counted": " ".join(counted),
        "policy": " ".join(policy),
    }
