"""An act as Akoma Ntoso 3.0: the standard's XML, with the identifiers the rest of Neni uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from neni.core import Act, Language, Provision, ProvisionKind
from neni.plugins.legal.structure.eids import cleaned

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
LANGUAGES = {Language.ALBANIAN: "sqi", Language.SERBIAN: "srp", Language.ENGLISH: "eng"}
SOURCE = "#neni"
COUNTRY = "xk"
CONTAINERS = {
    ProvisionKind.TAIL: "amendingProvisions",
    ProvisionKind.OPERATIVE: "operative",
    ProvisionKind.REASONING: "motivation",
    ProvisionKind.REMEDY: "remedy",
}
FRONT = (ProvisionKind.HEADER, ProvisionKind.TITLE)
OUTSIDE = (*FRONT, ProvisionKind.PREAMBLE, ProvisionKind.SIGNATURE, ProvisionKind.ANNEX)
UNPRINTABLE = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def akoma_ntoso(act: Act, on: date) -> bytes:
    """The act as an XML document; `on` is the day that stands for it where the act itself names none."""
    root = Element("akomaNtoso", xmlns=NAMESPACE)
    document = SubElement(root, "act", name=act.title.kind or "act")
    _meta(document, act, act.on or on, "")
    _front(document, [one for one in act.parts if one.kind in FRONT])
    for preamble in [one for one in act.parts if one.kind is ProvisionKind.PREAMBLE][:1]:
        _preamble(document, preamble)
    _body(document, [one for one in act.parts if one.kind not in OUTSIDE])
    for signature in [one for one in act.parts if one.kind is ProvisionKind.SIGNATURE][:1]:
        _paragraph(SubElement(document, "conclusions", eId=signature.eid), signature.text)
    _annexes(document, act, on)
    indent(root)
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


def work_uri(act: Act, on: date) -> str:
    """What the act is called in every language and version: /akn/xk/act/regulation/2025-03-12/05-2025."""
    title = act.title
    name = cleaned(title.number) or "nn"
    return f"/akn/{COUNTRY}/act/{title.kind or 'act'}/{(act.on or on).isoformat()}/{name}"


def _meta(document: Element, act: Act, day: date, component: str) -> None:
    uri = work_uri(act, day)
    language = LANGUAGES[act.language]
    identification = SubElement(SubElement(document, "meta"), "identification", source=SOURCE)
    _level(identification, "FRBRWork", uri, component, day)
    SubElement(identification[-1], "FRBRcountry", value=COUNTRY)
    if not component and act.title.number:
        SubElement(identification[-1], "FRBRnumber", value=printable(act.title.number))
    expression = f"{uri}/{language}@{day.isoformat()}"
    _level(identification, "FRBRExpression", expression, component, day)
    SubElement(identification[-1], "FRBRlanguage", language=language)
    _level(identification, "FRBRManifestation", f"{expression}.xml", component, day)
    if component:
        return
    references = SubElement(document[-1], "references", source=SOURCE)
    SubElement(references, "TLCOrganization", eId="neni", href="/akn/ontology/organization/neni", showAs="Neni")
    issuer = printable(act.title.issuer) or "-"
    SubElement(references, "TLCOrganization", eId="issuer", href="/akn/ontology/organization/issuer", showAs=issuer)


def _level(identification: Element, name: str, uri: str, component: str, day: date) -> None:
    level = SubElement(identification, name)
    SubElement(level, "FRBRthis", value=f"{uri}/!{component or 'main'}")
    SubElement(level, "FRBRuri", value=uri)
    SubElement(level, "FRBRdate", date=day.isoformat(), name="Generation")
    SubElement(level, "FRBRauthor", href="#issuer")


def _front(document: Element, parts: Sequence[Provision]) -> None:
    if not parts:
        return
    preface = SubElement(document, "preface")
    for part in parts:
        holder = SubElement(preface, "longTitle", eId=part.eid) if part.kind is ProvisionKind.TITLE else preface
        _paragraph(holder, part.text)


def _preamble(document: Element, provision: Provision) -> None:
    preamble = SubElement(document, "preamble", eId=provision.eid)
    if provision.text:
        _paragraph(preamble, provision.text)
    for part in provision.parts:
        if part.kind is ProvisionKind.FORMULA:
            holder = SubElement(preamble, "formula", eId=part.eid, name="enacting")
        else:
            outer, inner = ("citations", "citation") if part.kind is ProvisionKind.CITATION else ("recitals", "recital")
            holder = SubElement(SubElement(preamble, outer, eId=f"{part.eid}__{outer}"), inner, eId=part.eid)
        _paragraph(holder, part.text)
    if not len(preamble):
        _paragraph(preamble, "")


def _body(document: Element, parts: Sequence[Provision]) -> None:
    body = SubElement(document, "body")
    for part in parts:
        _provision(body, part)
    if not parts:
        empty = SubElement(body, "hcontainer", name="empty", eId="body__empty")
        _paragraph(SubElement(empty, "content"), "")


def _provision(parent: Element, provision: Provision) -> None:
    """One provision with everything in it."""
    container = CONTAINERS.get(provision.kind)
    if container is not None:
        element = SubElement(parent, "hcontainer", name=container, eId=provision.eid)
    else:
        element = SubElement(parent, provision.kind.value, eId=provision.eid)
    if provision.number:
        SubElement(element, "num").text = printable(provision.number)
    if provision.heading:
        SubElement(element, "heading").text = printable(provision.heading)
    _inside(element, provision)


def _inside(element: Element, provision: Provision) -> None:
    quoted = [part for part in provision.parts if part.kind is ProvisionKind.QUOTED]
    parts = [part for part in provision.parts if part.kind is not ProvisionKind.QUOTED]
    if not parts:
        content = SubElement(element, "content")
        _paragraph(content, provision.text)
        _quoted(content, quoted)
        return
    if provision.text:
        _paragraph(SubElement(element, "intro"), provision.text)
    for part in parts:
        _provision(element, part)
    if quoted:
        _quoted(SubElement(element, "wrapUp"), quoted)


def _quoted(parent: Element, parts: Iterable[Provision]) -> None:
    """Words for another act, as the standard marks them: inside a modification."""
    for part in parts:
        mod = SubElement(SubElement(parent, "p"), "mod", eId=f"{part.eid}__mod")
        _paragraph(SubElement(mod, "quotedStructure", eId=part.eid), part.text)


def _annexes(document: Element, act: Act, on: date) -> None:
    annexes = [one for one in act.parts if one.kind is ProvisionKind.ANNEX]
    if not annexes:
        return
    attachments = SubElement(document, "attachments")
    for annex in annexes:
        attachment = SubElement(attachments, "attachment", eId=annex.eid)
        if annex.heading:
            SubElement(attachment, "heading").text = printable(annex.heading)
        inner = SubElement(attachment, "doc", name="annex")
        _meta(inner, act, act.on or on, annex.eid)
        main = SubElement(inner, "mainBody")
        if annex.text or not annex.parts:
            _paragraph(main, annex.text)
        for part in annex.parts:
            _provision(main, part)


def _paragraph(parent: Element, words: str) -> None:
    SubElement(parent, "p").text = printable(words)


def printable(words: str) -> str:
    """The words without characters that XML cannot hold."""
    return UNPRINTABLE.sub("", words)
