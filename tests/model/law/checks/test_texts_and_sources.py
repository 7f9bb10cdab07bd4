"""References, confidences and translations: what nobody could look up, and words nobody can read."""

from __future__ import annotations

from dataclasses import replace

from neni.core.model.facts import Choice, FactKind, FactType
from neni.core.model.law.checks import sources, translations
from neni.core.model.law.checks.findings import Gravity
from neni.core.model.law.checks.reading import Reading
from neni.core.model.references import Confidence, Reference
from neni.core.model.rules import Rule
from neni.core.model.rulesets import Lawbook
from neni.core.model.text import Text
from tests.model.law.checks.law import HEAD, lawbook, reading, rule, told, words


def _with_rule(changed: Rule) -> Reading:
    book = lawbook(rule("P-1", "area < least"))
    (ruleset,) = book.rulesets
    return Reading(replace(book, rulesets=(replace(ruleset, rules=(changed,)),)))


def _rule() -> Rule:
    return next(lawbook(rule("P-1", "area < least")).rules())


def test_a_rule_that_names_nothing_is_an_error_and_one_without_article_a_remark() -> None:
    for reference, gravity in ((Reference(None), Gravity.ERROR), (Reference("01/L-001"), Gravity.REMARK)):
        law = _with_rule(replace(_rule(), reference=reference))
        (found,) = sources.check(law, law.lawbook.rulesets)
        assert (found.code, found.about, found.gravity) == ("rule-without-reference", "P-1", gravity)


def test_an_article_or_a_note_is_a_reference() -> None:
    for reference in (
        Reference("01/L-001", "4"),
        Reference("01/L-001", note="the whole act"),
        Reference(None, note="x"),
    ):
        law = _with_rule(replace(_rule(), reference=reference))
        assert told(sources.check(law, law.lawbook.rulesets)) == []


def test_values_and_derivations_have_references_of_their_own() -> None:
    head = HEAD.replace("value: 5, reference: {article: 2}", "value: 5, reference: {}")
    head = head.replace("when: urgent\n    reference: {article: 4}", "when: urgent\n    reference: {}")
    law = reading(rule("P-1", "urgent"), head)
    assert told(sources.check(law, law.lawbook.rulesets)) == [
        ("derivation-without-reference", "fee"),
        ("parameter-without-reference", "least 2024-01-01"),
    ]


def test_a_rule_surer_than_what_it_reads_is_remarked_on() -> None:
    weak = HEAD.replace(
        "value: 5, reference: {article: 2}, confidence: verified",
        "value: 5, reference: {article: 2}, confidence: memory",
    )
    law = reading(rule("P-1", "area < least") + rule("P-2", "urgent"), weak)
    findings = list(sources.check(law, law.lawbook.rulesets))
    assert told(findings) == [("weaker-foundation", "P-1")]
    assert "least" in words(findings)


def test_a_rule_that_waits_for_confirmation_anyway_is_not() -> None:
    weak = HEAD.replace("confidence: verified", "confidence: memory")
    law = reading(rule("P-1", "area < least").replace("verified", "practice"), weak)
    assert told(sources.check(law, law.lawbook.rulesets)) == []
    assert next(law.lawbook.rules()).confidence is Confidence.PRACTICE


def test_a_language_without_words_is_an_error_wherever_it_is() -> None:
    inner = FactType("inner", FactKind.TEXT, Text(sq="a", sr="b"))
    choices = (Choice("x", Text(sq="a", en="c")),)
    facts = (
        FactType("rows", FactKind.RECORDS, Text(sq="a", sr="b", en="c"), fields=(inner,)),
        FactType("kind", FactKind.CHOICE, Text(sq="a", sr="b", en="c"), help=Text(en="help"), choices=choices),
    )
    findings = list(translations.check((), facts, "fact_sources()"))
    assert {one.gravity for one in findings} == {Gravity.ERROR}
    assert told(findings) == [
        ("translation-missing", "rows.inner"),
        ("translation-missing", "kind"),
        ("translation-missing", "kind · x"),
    ]
    assert "sq, sr" in words(findings)


def test_a_sentence_that_is_the_same_in_two_languages_is_remarked_on_and_a_name_is_not() -> None:
    said = [
        (Text(sq="një fjali e tërë", sr="cela jedna rečenica", en="një fjali e tërë"), "a.yaml:1", "x"),
        (Text.of("Neni"), "a.yaml:2", "y"),
    ]
    findings = list(translations.of_texts(said))
    assert told(findings) == [("translation-repeated", "x")]
    assert findings[0].gravity is Gravity.REMARK


def test_our_small_law_says_everything_in_three_languages() -> None:
    book: Lawbook = lawbook(rule("P-1", "urgent"))
    assert told(translations.check(book.rulesets)) == []
