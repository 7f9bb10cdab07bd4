"""Values read as people write them in Kosovo, and amounts in words say exactly the figure, in three languages."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neni.core.adapters.words import Phrases
from neni.core.model.facts import Choice, FactKind, FactType, FactValue
from neni.core.model.text import Language, Text

SQ, SR, EN = Language.ALBANIAN, Language.SERBIAN, Language.ENGLISH
PHRASES = Phrases()
LABEL = Text.of("x")
MONEY = FactType("price", FactKind.MONEY, LABEL)
DAYS = FactType("days", FactKind.NUMBER, LABEL, unit="days")
OPEN = FactType(
    "procedure",
    FactKind.CHOICE,
    LABEL,
    choices=(Choice("open", Text(sq="procedurë e hapur", sr="otvoreni postupak", en="open procedure")),),
)


def shown(value: FactValue | None, kind: FactType) -> tuple[str, str, str]:
    return (PHRASES.show(value, kind, SQ), PHRASES.show(value, kind, SR), PHRASES.show(value, kind, EN))


@pytest.mark.parametrize(
    ("cents", "expected"),
    [
        (950000, ("9.500,00 €", "9.500,00 €", "€9,500.00")),
        (0, ("0,00 €", "0,00 €", "€0.00")),
        (7, ("0,07 €", "0,07 €", "€0.07")),
        (-1250, ("-12,50 €", "-12,50 €", "-€12.50")),
        (99_999_999_999, ("999.999.999,99 €", "999.999.999,99 €", "€999,999,999.99")),
    ],
)
def test_money_stands_with_its_sign_where_each_language_puts_it(cents: int, expected: tuple[str, str, str]) -> None:
    assert shown(cents, MONEY) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, ("1 ditë", "1 dan", "1 day")),
        (2, ("2 ditë", "2 dana", "2 days")),
        (5, ("5 ditë", "5 dana", "5 days")),
        (11, ("11 ditë", "11 dana", "11 days")),
        (21, ("21 ditë", "21 dan", "21 days")),
        (1500, ("1.500 ditë", "1.500 dana", "1,500 days")),
        (Decimal("2.50"), ("2,5 ditë", "2,5 dana", "2.5 days")),
    ],
)
def test_days_take_the_form_their_number_asks_for(number: Decimal, expected: tuple[str, str, str]) -> None:
    assert shown(number, DAYS) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, ("1 muaj", "1 mesec", "1 month")),
        (3, ("3 muaj", "3 meseca", "3 months")),
        (12, ("12 muaj", "12 meseci", "12 months")),
        (36, ("36 muaj", "36 meseci", "36 months")),
    ],
)
def test_months_take_the_form_their_number_asks_for(number: int, expected: tuple[str, str, str]) -> None:
    assert shown(number, FactType("months", FactKind.NUMBER, LABEL, unit="months")) == expected


def test_working_days_bend_both_words_in_serbian() -> None:
    kind = FactType("days", FactKind.NUMBER, LABEL, unit="working_days")
    assert [PHRASES.show(number, kind, SR) for number in (1, 3, 10)] == [
        "1 radni dan",
        "3 radna dana",
        "10 radnih dana",
    ]


def test_a_unit_nobody_knows_stands_as_it_is() -> None:
    assert shown(12, FactType("n", FactKind.NUMBER, LABEL, unit="kg")) == ("12 kg", "12 kg", "12 kg")


def test_a_number_without_unit_keeps_every_digit_that_was_stated() -> None:
    number = Decimal("1234567.125000000000000000001")
    kind = FactType("n", FactKind.NUMBER, LABEL)
    assert shown(number, kind)[1:] == ("1.234.567,125000000000000000001", "1,234,567.125000000000000000001")


def test_a_percent_is_said_as_people_say_it() -> None:
    assert shown(Decimal("10.5"), FactType("p", FactKind.PERCENT, LABEL)) == ("10,5%", "10,5%", "10.5%")


def test_a_day_is_written_with_the_name_of_its_month() -> None:
    kind = FactType("on", FactKind.DATE, LABEL)
    assert shown(date(2026, 3, 3), kind) == ("3 mars 2026", "3. marta 2026", "3 March 2026")


def test_an_instant_is_shown_as_the_clocks_of_kosovo_show_it_in_winter_and_summer() -> None:
    kind = FactType("at", FactKind.INSTANT, LABEL)
    assert shown(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), kind) == (
        "3 mars 2026, ora 00:30",
        "3. marta 2026 u 00:30",
        "3 March 2026, 00:30",
    )
    assert PHRASES.show(datetime(2026, 7, 1, 10, 0, tzinfo=UTC), kind, EN) == "1 July 2026, 12:00"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (timedelta(hours=48), ("2 ditë", "2 dana", "2 days")),
        (timedelta(days=1, hours=3), ("1 ditë 3 orë", "1 dan 3 sata", "1 day 3 hours")),
        (timedelta(minutes=21), ("21 minuta", "21 minut", "21 minutes")),
        (timedelta(seconds=-5), ("−5 sekonda", "−5 sekundi", "−5 seconds")),
        (timedelta(), ("0 orë", "0 sati", "0 hours")),
    ],
)
def test_a_duration_is_told_in_whole_units(value: timedelta, expected: tuple[str, str, str]) -> None:
    assert shown(value, FactType("d", FactKind.DURATION, LABEL)) == expected


def test_yes_and_no_are_words() -> None:
    kind = FactType("urgent", FactKind.YES_NO, LABEL)
    assert (shown(True, kind), shown(False, kind)) == (("po", "da", "yes"), ("jo", "ne", "no"))


def test_a_choice_is_shown_by_its_words_and_an_unknown_one_by_its_code() -> None:
    assert shown("open", OPEN) == ("procedurë e hapur", "otvoreni postupak", "open procedure")
    assert shown("closed", OPEN) == ("closed", "closed", "closed")


def test_text_is_shown_as_it_is() -> None:
    assert shown("Gashi & Bijtë <sh.p.k.>", FactType("name", FactKind.TEXT, LABEL))[0] == "Gashi & Bijtë <sh.p.k.>"


def test_records_are_a_readable_list_and_what_was_not_stated_is_left_out() -> None:
    kind = FactType(
        "earlier",
        FactKind.RECORDS,
        LABEL,
        fields=(FactType("title", FactKind.TEXT, LABEL), FactType("value", FactKind.MONEY, LABEL)),
    )
    records = ({"title": "Letër", "value": 120000}, {"title": "Toner"})
    assert shown(records, kind)[0] == "Letër, 1.200,00 €; Toner"
    assert shown((), kind) == ("asnjë", "nema", "none")


@pytest.mark.parametrize("kind", list(FactKind))
def test_nothing_stated_is_an_en_dash(kind: FactKind) -> None:
    assert shown(None, FactType("x", kind, LABEL)) == ("–", "–", "–")


AMOUNTS = """
0: zero euro | nula evra | zero euros
1: zero euro dhe një cent | nula evra i jedan cent | zero euros and one cent
2: zero euro dhe dy cent | nula evra i dva centa | zero euros and two cents
3: zero euro dhe tre cent | nula evra i tri centa | zero euros and three cents
5: zero euro dhe pesë cent | nula evra i pet centi | zero euros and five cents
100: një euro | jedan evro | one euro
200: dy euro | dva evra | two euros
300: tri euro | tri evra | three euros
500: pesë euro | pet evra | five euros
1100: njëmbëdhjetë euro | jedanaest evra | eleven euros
1300: trembëdhjetë euro | trinaest evra | thirteen euros
2100: njëzet e një euro | dvadeset jedan evro | twenty-one euros
2321: njëzet e tri euro dhe njëzet e një cent | \
dvadeset tri evra i dvadeset jedan cent | twenty-three euros and twenty-one cents
4000: dyzet euro | četrdeset evra | forty euros
6600: gjashtëdhjetë e gjashtë euro | šezdeset šest evra | sixty-six euros
10000: njëqind euro | sto evra | one hundred euros
30300: treqind e tri euro | trista tri evra | three hundred and three euros
100000: një mijë euro | jedna hiljada evra | one thousand euros
200000: dy mijë euro | dve hiljade evra | two thousand euros
300000: tre mijë euro | tri hiljade evra | three thousand euros
950000: nëntë mijë e pesëqind euro | devet hiljada petsto evra | nine thousand, five hundred euros
1200000: dymbëdhjetë mijë euro | dvanaest hiljada evra | twelve thousand euros
2100000: njëzet e një mijë euro | dvadeset jedna hiljada evra | twenty-one thousand euros
2200000: njëzet e dy mijë euro | dvadeset dve hiljade evra | twenty-two thousand euros
20500000: dyqind e pesë mijë euro | dvesta pet hiljada evra | two hundred and five thousand euros
100000000: një milion euro | jedan milion evra | one million euros
200000100: dy milionë e një euro | dva miliona jedan evro | two million and one euros
2100000000: njëzet e një milionë euro | dvadeset jedan milion evra | twenty-one million euros
40400: katërqind e katër euro | četiristo četiri evra | four hundred and four euros
"""
MOST = """
nëntëqind e nëntëdhjetë e nëntë milionë e nëntëqind e nëntëdhjetë e nëntë mijë \
e nëntëqind e nëntëdhjetë e nëntë euro dhe nëntëdhjetë e nëntë cent
devetsto devedeset devet miliona devetsto devedeset devet hiljada \
devetsto devedeset devet evra i devedeset devet centi
nine hundred and ninety-nine million, nine hundred and ninety-nine thousand, \
nine hundred and ninety-nine euros and ninety-nine cents
"""


@pytest.mark.parametrize("line", AMOUNTS.strip().splitlines())
def test_amounts_are_written_out_in_correct_words(line: str) -> None:
    cents, _, words = line.partition(": ")
    assert [PHRASES.in_words(int(cents), one) for one in Language] == words.split(" | ")


def test_the_largest_amount_is_written_out_too() -> None:
    assert [PHRASES.in_words(99_999_999_999, one) for one in Language] == MOST.strip().splitlines()


@pytest.mark.parametrize("cents", [-1, 100_000_000_000])
def test_amounts_out_of_reach_are_refused(cents: int) -> None:
    with pytest.raises(ValueError, match="no words"):
        PHRASES.in_words(cents, SQ)


# A reader of numerals that knows nothing of how they are written: a word adds, a scale multiplies.
SCALES = {"mijë": 10**3, "hiljada": 10**3, "hiljade": 10**3, "thousand": 10**3} | dict.fromkeys(
    ("milion", "milionë", "miliona", "million"), 10**6
)
COUNTED = """
zero një dy tre katër pesë gjashtë shtatë tetë nëntë dhjetë
nula jedan dva tri četiri pet šest sedam osam devet deset jedanaest dvanaest trinaest četrnaest petnaest šesnaest \
sedamnaest osamnaest devetnaest
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen \
eighteen nineteen
"""
SMALL = dict(zip(Language, (line.split() for line in COUNTED.strip().splitlines()), strict=True))
ROUND = {
    SQ: {"njëzet": 20, "tridhjetë": 30, "dyzet": 40, "tri": 3},
    SR: {"jedna": 1, "dve": 2, "četrdeset": 40, "pedeset": 50, "šezdeset": 60, "devedeset": 90}
    | {"sto": 100, "dvesta": 200, "trista": 300, "šesto": 600},
    EN: {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
}  # fmt: skip
ENDINGS = {
    SQ: {"mbëdhjetë": (1, 10), "dhjetë": (10, 0), "qind": (100, 0)},
    SR: {"sto": (100, 0), "deset": (10, 0)},
    EN: {},
}


def word_value(word: str, language: Language) -> int:
    if word in ROUND[language]:
        return ROUND[language][word]
    if word in SMALL[language]:
        return SMALL[language].index(word)
    for ending, (times, plus) in ENDINGS[language].items():
        if word.endswith(ending):
            return SMALL[language].index(word.removesuffix(ending)) * times + plus
    raise AssertionError(f"{word} is no numeral in {language}")


def read_number(words: str, language: Language) -> int:
    total = current = 0
    for word in words.replace("-", " ").replace(",", "").split():
        if word in ("e", "and"):
            continue
        if word == "hundred":
            current *= 100
        elif word in SCALES:
            total, current = total + current * SCALES[word], 0
        else:
            current += word_value(word, language)
    return total + current


def read_amount(words: str, language: Language) -> int:
    noun = {SQ: " euro", SR: " evr", EN: " euro"}[language]
    euros, _, rest = words.partition(noun)
    link = {SQ: "dhe", SR: "i", EN: "and"}[language]
    cents = rest.split(maxsplit=1)[-1].removeprefix(link) if " cent" in rest else ""
    return read_number(euros, language) * 100 + read_number(
        cents.rpartition(" cent")[0].split(f"{link} ")[-1], language
    )


@given(cents=st.integers(0, 99_999_999_999), language=st.sampled_from(Language))
def test_amounts_in_words_can_be_read_back_so_no_two_sound_alike(cents: int, language: Language) -> None:
    words = PHRASES.in_words(cents, language)
    assert read_amount(words, language) == cents
    assert words == " ".join(words.split())


@pytest.mark.parametrize("language", list(Language))
def test_every_number_to_two_thousand_is_read_back(language: Language) -> None:
    assert all(
        read_amount(PHRASES.in_words(n * 100 + n % 100, language), language) == n * 100 + n % 100 for n in range(2001)
    )
