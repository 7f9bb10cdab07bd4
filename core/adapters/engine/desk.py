"""Answers the child process gives: programs loaded into durable-rules, and the session of the current run."""

from __future__ import annotations

from neni.core.adapters.engine.guard import Refused
from neni.core.adapters.engine.protocol import Message
from neni.core.adapters.engine.session import Loaded, Session
from neni.core.model.chaining import Clause, Program


class Desk:
    """A run goes on where it was unless another came between; then it begins again with all it was given."""

    def __init__(self) -> None:
        self._programs: dict[int, Loaded] = {}
        self._run: int | None = None
        self._session: Session | None = None
        self._told = 0

    def answer(self, question: Message) -> Message:
        """One answer to one question. Whatever it raises makes this process useless."""
        return self._load(question) if "load" in question else self._establish(question)

    def _load(self, question: Message) -> Message:
        clauses = tuple(Clause(tuple(needs), gives) for needs, gives in question["clauses"])
        try:
            self._programs[question["load"]] = Loaded(Program("", clauses))
        except Refused as refusal:
            return {"refused": str(refusal)}
        return {"loaded": question["load"]}

    def _establish(self, question: Message) -> Message:
        session = self._session if self._run == question["run"] else None
        session = session or self._begin(question["run"], question["program"])
        given = question["tokens"]
        found = session.establish(given[self._told :])
        self._told = len(given)
        return {"tokens": sorted(found)}

    def _begin(self, run: int, program: int) -> Session:
        self._run, self._told = run, 0
        self._session = Session(self._programs[program])
        return self._session
