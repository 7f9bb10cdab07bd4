"""Who may do what: every flow asks here first. Denied unless a role allows it."""

from __future__ import annotations

from neni.core.errors import NotAllowed
from neni.core.model.people import Permission, Person
from neni.core.model.text import Text

_DENIED = {
    Permission.READ: Text(
        sq="Nuk keni të drejtë t'i shihni rastet e këtij departamenti; kërkojeni nga administratori.",
        sr="Nemate pravo uvida u predmete ovog odeljenja; zatražite ga od administratora.",
        en="You may not see the cases of this department; ask the administrator for the right.",
    ),
    Permission.WORK: Text(
        sq="Nuk keni të drejtë të punoni me rastet e këtij departamenti; kërkojeni nga administratori.",
        sr="Nemate pravo rada na predmetima ovog odeljenja; zatražite ga od administratora.",
        en="You may not work on the cases of this department; ask the administrator for the right.",
    ),
    Permission.APPROVE: Text(
        sq="Këtë e bën drejtuesi i departamentit; kërkojeni prej tij.",
        sr="To čini rukovodilac odeljenja; zatražite od njega.",
        en="This is for the head of the department; ask them.",
    ),
    Permission.CONFIRM_RULES: Text(
        sq="Vetëm juristët mund t'i konfirmojnë rregullat.",
        sr="Samo pravnici mogu potvrditi pravila.",
        en="Only lawyers may confirm rules.",
    ),
    Permission.MANAGE_TEMPLATES: Text(
        sq="Shabllonet i ngarkojnë dhe i miratojnë drejtuesi dhe juristët e departamentit; kërkojeni prej tyre.",
        sr="Šablone otpremaju i odobravaju rukovodilac i pravnici odeljenja; zatražite od njih.",
        en="Templates are uploaded and approved by the head and the lawyers of the department; ask them.",
    ),
    Permission.REVIEW_MANUSCRIPTS: Text(
        sq="Dorëshkrimet i dorëzojnë zyrtarët, drejtuesi dhe juristët e departamentit; kërkojeni prej tyre.",
        sr="Rukopise predaju službenici, rukovodilac i pravnici odeljenja; zatražite od njih.",
        en="Manuscripts are handed in by officers, the head and the lawyers of the department; ask them.",
    ),
    Permission.ADMINISTER: Text(
        sq="Kjo është punë e administratorit.", sr="To je posao administratora.", en="This is for the administrator."
    ),
}


def require(person: Person, permission: Permission, department: str) -> None:
    """Raises NotAllowed unless a role of the person allows it in that department."""
    if not (person.active and person.may(permission, department)):
        raise NotAllowed(_DENIED[permission])
