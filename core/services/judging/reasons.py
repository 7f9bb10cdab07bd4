"""The words of explanations in three languages: parts of conditions, values with their dates and sources."""

from __future__ import annotations

from neni.core.model.references import Confidence, Reference
from neni.core.model.text import Language, Text


def fill(sentence: Text, *parts: Text | str) -> Text:
    """The sentence with its `{}` filled in, each in its own language."""

    def filled(words: str, language: Language) -> str:
        return words.format(*(one if isinstance(one, str) else one.in_language(language) for one in parts))

    return sentence.map(filled)


def joined(parts: list[Text], between: str) -> Text:
    """Several texts as one."""
    return Text(**{one.value: between.join(part.in_language(one) for part in parts) for one in Language})


def source(reference: Reference) -> Text:
    """An article as people name it; internal practice by its note."""
    parts = [Text.of(reference.act)] if reference.act else []
    parts += [fill(_ARTICLE, reference.article)] if reference.article else []
    parts += [fill(_PARAGRAPH, reference.paragraph)] if reference.paragraph else []
    return joined(parts, ", ") if parts else reference.words


_ARTICLE = Text(sq="neni {}", sr="član {}", en="Article {}")
_PARAGRAPH = Text(sq="paragrafi {}", sr="stav {}", en="paragraph {}")

CONFIDENCES = {
    Confidence.VERIFIED: Text(sq="e lexuar në burim", sr="pročitano u izvoru", en="read in the source"),
    Confidence.SECONDARY: Text(
        sq="nga një burim dytësor", sr="iz sekundarnog izvora", en="taken from a secondary source"
    ),
    Confidence.PRACTICE: Text(
        sq="e caktuar nga vetë institucioni", sr="odredila sama institucija", en="set by the institution itself"
    ),
    Confidence.MEMORY: Text(
        sq="nga kujtesa: burimin nuk e ka parë askush",
        sr="po sećanju: izvor niko nije video",
        en="from memory: nobody has seen the source",
    ),
}

HOLDS = Text(sq="{} vlen: {}", sr="{} važi: {}", en="{} holds: {}")
DOES_NOT_HOLD = Text(sq="{} nuk vlen: {}", sr="{} ne važi: {}", en="{} does not hold: {}")
CANNOT_BE_TOLD = Text(sq="{} nuk mund të thuhet ende: {}", sr="{} još se ne može reći: {}", en="{} cannot be told: {}")

PARTS = {
    "true": Text(sq="“{}” plotësohet", sr="„{}“ je ispunjeno", en="“{}” is met"),
    "false": Text(sq="“{}” nuk plotësohet", sr="„{}“ nije ispunjeno", en="“{}” is not met"),
    "null": Text(
        sq="“{}” krahason me asgjë, prandaj nuk plotësohet",
        sr="„{}“ poredi sa ničim, pa nije ispunjeno",
        en="“{}” compares with nothing and so is not met",
    ),
    "?": Text(sq="“{}” nuk mund të thuhet", sr="„{}“ ne može se reći", en="“{}” cannot be told"),
}
EXCEPTIONS = {
    "true": Text(sq="Përjashtimi gjen zbatim: {}", sr="Izuzetak se primenjuje: {}", en="The exception applies: {}"),
    "?": Text(
        sq="Nuk dihet nëse gjen zbatim përjashtimi: {}",
        sr="Ne zna se da li se primenjuje izuzetak: {}",
        en="Whether the exception applies is not known: {}",
    ),
}
NO_EXCEPTION = Text(
    sq="Përjashtimi nuk gjen zbatim: {}", sr="Izuzetak se ne primenjuje: {}", en="The exception does not apply: {}"
)
OVERRIDDEN = {
    "holds": Text(sq="Para tij vjen {}, që vlen", sr="Prednost ima {}, koje važi", en="{} comes before it, and holds"),
    "cannot_be_told": Text(
        sq="Para tij mund të vijë {}, që nuk mund të thuhet ende",
        sr="Prednost može imati {}, koje se još ne može reći",
        en="{} may come before it, and cannot be told yet",
    ),
}
NOT_SILENCED = Text(
    sq="{} do të vinte para tij dhe vlen, por vetëm këshillon derisa ta konfirmojnë dy persona; prandaj të dy flasin",
    sr="{} bi imalo prednost i važi, ali samo savetuje dok ga ne potvrde dve osobe; zato oba govore",
    en="{} would come before it and holds, but only advises until two people confirm it; so both speak",
)
VALUE = Text.of("{}: {}")
ROW = Text.of("{} ({}; {})")
NOT_STATED = Text(sq="{}: nuk është dhënë", sr="{}: nije navedeno", en="{}: not stated")
NO_VALUE = Text(
    sq="{}: ligji nuk jep vlerë për datën {}",
    sr="{}: pravo ne daje vrednost za dan {}",
    en="{}: the law gives no value for {}",
)
DATED = Text(sq="{} (që nga {}; {}; {})", sr="{} (od {}; {}; {})", en="{} (since {}; {}; {})")
RESTS_ON = Text(sq="Mbështetet në", sr="Zasniva se na", en="It rests on")
NEEDED = Text(sq="Duhet të dihet", sr="Potrebno je znati", en="Needed")
STANDS_IN = Text(sq="Burimi: {}; {}", sr="Izvor: {}; {}", en="Source: {}; {}")
IN_FORCE = Text(sq="në fuqi që nga {}", sr="na snazi od {}", en="in force since {}")
JUDGED = Text(
    sq="Gjykuar sipas ligjit të datës {}, rregullat {} në versionin {}",
    sr="Suđeno po pravu na dan {}, pravila {} u verziji {}",
    en="Judged by the law of {}, ruleset {} in version {}",
)
ADVISES = Text(
    sq="Vetëm këshillon, derisa ta konfirmojnë dy persona",
    sr="Samo savetuje dok ga ne potvrde dve osobe",
    en="It only advises until two people confirm it",
)
REMEDY = Text(sq="Çfarë të bëhet: {}", sr="Šta učiniti: {}", en="What to do: {}")
