"""People who work with Neni, what they may do in which department, and the programs that act for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from neni.core.model.text import Language

EVERYWHERE = "*"


class Role(StrEnum):
    """What a person may do within a department (or everywhere)."""

    READER = "reader"
    OFFICER = "officer"
    HEAD = "head"
    LAWYER = "lawyer"
    ADMINISTRATOR = "administrator"
    EXECUTIVE = "executive"


class Permission(StrEnum):
    """One thing a role allows."""

    READ = "read"
    WORK = "work"
    APPROVE = "approve"
    CONFIRM_RULES = "confirm_rules"
    ADMINISTER = "administer"
    MANAGE_TEMPLATES = "manage_templates"
    REVIEW_MANUSCRIPTS = "review_manuscripts"


ALLOWS: dict[Role, frozenset[Permission]] = {
    Role.READER: frozenset({Permission.READ}),
    Role.OFFICER: frozenset({Permission.READ, Permission.WORK, Permission.REVIEW_MANUSCRIPTS}),
    Role.HEAD: frozenset(
        {
            Permission.READ,
            Permission.WORK,
            Permission.APPROVE,
            Permission.MANAGE_TEMPLATES,
            Permission.REVIEW_MANUSCRIPTS,
        }
    ),
    Role.LAWYER: frozenset(
        {
            Permission.READ,
            Permission.CONFIRM_RULES,
            Permission.MANAGE_TEMPLATES,
            Permission.REVIEW_MANUSCRIPTS,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Permission.READ, Permission.ADMINISTER}),
    Role.EXECUTIVE: frozenset({Permission.READ}),
}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who can sign in. `roles` are pairs of department code (or EVERYWHERE) and role."""

    id: str
    login: str
    name: str
    language: Language = Language.ALBANIAN
    roles: frozenset[tuple[str, Role]] = frozenset()
    active: bool = True

    def may(self, permission: Permission, department: str) -> bool:
        """Whether any of the person's roles allows `permission` in that department."""
        held = (role for where, role in self.roles if where in (department, EVERYWHERE))
        return any(permission in ALLOWS[role] for role in held)

    def may_anywhere(self, permission: Permission) -> bool:
        """Whether any role in any department allows `permission`."""
        return any(permission in ALLOWS[role] for _, role in self.roles)


@dataclass(frozen=True, slots=True)
class Confirmation:
    """A rule vouched for by two people. Until `confirmed_by` is filled the rule still only advises."""

    rule: str
    fingerprint: str
    proposed_by: str
    proposed_at: datetime
    note: str
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None
    demonstration: bool = False


OPERATOR = Person(
    id="operator",
    login="operator",
    name="Operator",
    roles=frozenset({(EVERYWHERE, Role.OFFICER), (EVERYWHERE, Role.ADMINISTRATOR)}),
)
"""Whoever works at the machine's own terminal; nobody can sign in as the operator."""
