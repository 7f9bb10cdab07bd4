"""`neni demo`: the main job of every department that has a demonstration, in a workspace of its own."""

from __future__ import annotations

from pathlib import Path

import click

from neni.core.app import initialise
from neni.core.cli.cases import run_import
from neni.core.cli.reports import print_evaluation, print_import
from neni.core.cli.terminal import console, escaped, office_of_terminal, say, spoken, telling_errors
from neni.core.cli.workspace import serve_office
from neni.core.config import Config
from neni.core.declarations import Demonstration, DemonstrationCase
from neni.core.errors import BlockedByFindings, NeniError
from neni.core.model.cases import Case
from neni.core.model.people import EVERYWHERE, Person, Role
from neni.core.model.text import Language, Text
from neni.core.office import Office
from neni.core.services.cases import evaluation, intake
from neni.core.services.law import confirming
from neni.core.services.paper import issuing
from neni.core.services.people import identity

PASSWORD = "demonstrim-2026"  # noqa: S105 - printed for everybody: the workspace holds nothing but the demonstration
PEOPLE = (
    ("zyrtare", "Teuta Krasniqi", Role.OFFICER),
    ("juriste", "Arta Berisha", Role.LAWYER),
    ("jurist", "Blerim Hoti", Role.LAWYER),
)
_TITLE = Text(
    sq="Demonstrim: raste të trilluara, në një hapësirë pune të veten",
    sr="Demonstracija: izmišljeni predmeti, u sopstvenom radnom prostoru",
    en="Demonstration: invented cases, in a workspace of its own",
)
_CONFIRMED = Text(
    sq="rregulla u konfirmuan nga dy juristë të demonstrimit, që të shihet bllokimi. Në punë të vërtetë ato vetëm "
    "këshillojnë derisa dy juristë t'i lexojnë në gazetën zyrtare.",
    sr="pravila su potvrdila dva pravnika demonstracije, da bi se videlo zaustavljanje. U stvarnom radu ona samo "
    "savetuju dok ih dva pravnika ne pročitaju u službenom listu.",
    en="rules were confirmed by two demonstration lawyers, so that blocking can be seen. In real work they only advise "
    "until two lawyers have read them in the gazette.",
)
_BLOCKED = Text(sq="Dokumenti u ndal", sr="Dokument je zaustavljen", en="The document was stopped")
_CORRECTED = Text(sq="U korrigjua", sr="Ispravljeno", en="Corrected")
_ISSUED = Text(sq="U lëshua", sr="Izdato", en="Issued")
_SIGN_IN = Text(sq="Hyni si", sr="Prijavite se kao", en="Sign in as")


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("out"), show_default=True)
@click.option("--serve/--no-serve", default=True, help="Serve the web application afterwards.")
@telling_errors
def demo(out: Path, *, serve: bool) -> None:
    """Show the main job: facts, findings, a correction, a contract in Word, a register imported and checked.

    Works in the workspace NENI_WORKSPACE names (make demo: var/demo). Running it again doubles nothing.
    """
    config = Config.read()
    initialise(config)
    with office_of_terminal() as office:
        console.rule(say(_TITLE), align="left")
        officer, first, second = (_person(office, *one) for one in PEOPLE)
        for department in office.host.departments:
            if department.demonstration:
                _confirm_all(office, department.demonstration, first, second)
                _show(office, officer, department.demonstration, out)
        console.print(
            f"\n{say(_SIGN_IN)} [bold]{PEOPLE[0][0]}[/], {PEOPLE[1][0]}, {PEOPLE[2][0]} / [bold]{PASSWORD}[/]"
        )
        if serve:
            serve_office(office, config)


def _person(office: Office, login: str, name: str, role: Role) -> Person:
    with office.store.reading() as work:
        known = work.people.by_login(login)
    return known or identity.add_person(office, login, name, PASSWORD, [(EVERYWHERE, role)])


def _confirm_all(office: Office, demonstration: Demonstration, first: Person, second: Person) -> None:
    """Walk every rule that only advises through the product's own confirmation, marked as a demonstration."""
    note = "Demonstration only: nobody read this in the gazette."
    confirmed = 0
    for case_type in dict.fromkeys(case.case_type for case in demonstration.cases):
        for state in confirming.rule_states(office, first, case_type):
            if not state.takes_effect and state.confirmation is None:
                confirming.propose(office, first, case_type, state.rule.code, note, demonstration=True)
                confirming.confirm(office, second, case_type, state.rule.code)
                confirmed += 1
    if confirmed:
        console.print(f"[bold]{confirmed}[/] {say(_CONFIRMED)}")


def _show(office: Office, officer: Person, demonstration: Demonstration, out: Path) -> None:
    for one in demonstration.cases:
        _show_case(office, officer, one, out)
    if demonstration.table:
        console.rule(escaped(demonstration.table.name), align="left")
        content = demonstration.table.read_bytes()
        print_import(run_import(office, officer, content, demonstration.import_map), spoken())


def _show_case(office: Office, officer: Person, one: DemonstrationCase, out: Path) -> None:
    case = _opened(office, officer, one)
    console.rule(f"{case.reference}  {escaped(case.title)}", align="left")
    print_evaluation(evaluation.evaluate(office, case.type, case.facts, case.on, case=case), spoken())
    if not issuing.documents_of(office, officer, case.reference):
        _issue(office, officer, one, case)
    for document in issuing.documents_of(office, officer, case.reference):
        out.mkdir(parents=True, exist_ok=True)
        path = out / document.file_name
        path.write_bytes(issuing.content_of(office, officer, document.id))
        console.print(f"[green]✓[/] {say(_ISSUED)}: [bold]{escaped(document.number)}[/] → {escaped(str(path))}")


def _opened(office: Office, officer: Person, one: DemonstrationCase) -> Case:
    with office.store.reading() as work:
        known = work.cases.by_external_key(one.case_type, one.key)
    return known or intake.open_case(office, officer, one.case_type, one.facts, external_key=one.key)


def _issue(office: Office, officer: Person, one: DemonstrationCase, case: Case) -> None:
    """Issue the document; when the rules stop it, tell why, correct the case and issue then."""
    try:
        issuing.issue(office, officer, case.reference, one.document, one.language)
    except BlockedByFindings as stopped:
        _tell_stopped(stopped, spoken())
        changes = ", ".join(f"{name} = {value}" for name, value in one.corrections.items())
        console.print(f"{say(_CORRECTED)}: {escaped(changes)}")
        intake.change_facts(office, officer, case.reference, {**one.facts, **one.corrections}, case.version)
        issuing.issue(office, officer, case.reference, one.document, one.language)


def _tell_stopped(stopped: NeniError, language: Language) -> None:
    console.print(f"[bold red]✗[/] {say(_BLOCKED)}:")
    for problem in stopped.problems:
        console.print(f"    {escaped(problem.said(language))}")
