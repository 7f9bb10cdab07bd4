"""Answers the child process gives: programs loaded into durable-rules, and the session of the current run."""

from __future__ import annotations

from neni.core.adapters.engine import protocol
from neni.core.adapters.engine.guard import Refused
from neni.core.adapters.engine.protocol import Message, Question
from neni.core.adapters.engine.session import Loaded, Session
from neni.core.model.law.chaining import Clause, Program


class Desk:
    """One run is under way at a time; a question that does not begin one goes on with it."""

    def __init__(self) -> None:
        self._programs: dict[int, Loaded] = {}
        self._session: Session | None = None
        self._program: int | None = None

    def load(self, message: Message) -> Message:
        """Take a program in. Whatever it raises but a refusal makes this process useless."""
        clauses = tuple(Clause(tuple(needs), gives) for needs, gives in message["clauses"])
        try:
            program = Loaded(Program("", clauses))
        except Refused as refusal:
            return {"refused": str(refusal)}
        if program.vocabulary.tokens != tuple(range(len(program.vocabulary.tokens))):
            raise ValueError("the tokens of a program are numbered in the order of its clauses")
        self._programs[message["load"]] = program
        return {"loaded": message["load"]}

    def answer(self, question: Question) -> bytes:
        """The answer to one question. Whatever it raises makes this process useless."""
        session = self._begun(question.program) if question.afresh else self._session
        if session is None or question.program != self._program:
            raise LookupError(f"no run of program {question.program} is under way")
        return protocol.told(question.number, session.follow(question.indexes))

    def _begun(self, program: int) -> Session:
        self._session, self._program = Session(self._programs[program]), program
        return self._session
