"""Types written out in a condition."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from lark import Token
from lark.tree import Meta
from lark.visitors import v_args

from neni.core.adapters.feel import refusals
from neni.core.adapters.feel.literals import Literals
from neni.core.model.conditions.tree import Span, TypeName
from neni.core.model.conditions.type_names import FUNCTION, TYPE_NAMES


@v_args(inline=True, meta=True)
class TypeNames(Literals):
    """The part of the builder for types."""

    def plain_type(self, _meta: Meta, name: Token) -> TypeName:
        """`number`."""
        return self._type(name)

    def type_of(self, _meta: Meta, name: Token, inner: TypeName) -> TypeName:
        """`list<number>`."""
        return replace(self._type(name), inner=inner)

    def fields(self, _meta: Meta, *parts: Token | TypeName) -> tuple[tuple[str, TypeName], ...]:
        """`a: number, b: string`."""
        pairs = zip(parts[::2], parts[1::2], strict=True)
        return tuple((str(name), cast("TypeName", kind)) for name, kind in pairs)

    def type_fields(self, _meta: Meta, name: Token, fields: tuple[tuple[str, TypeName], ...]) -> TypeName:
        """`context<a: number>`."""
        return replace(self._type(name), fields=fields)

    def type_function(self, _meta: Meta, name: Token, *parts: TypeName) -> TypeName:
        """`function<number> -> number`: what its parameters take, by their places, and what it gives."""
        if name != FUNCTION:
            raise refusals.placed(refusals.no_such_type(f"{name}<…>"), _token_span(name))
        *taken, given = parts
        return TypeName(FUNCTION, given, tuple((str(place), one) for place, one in enumerate(taken)))

    def _type(self, name: Token) -> TypeName:
        written = " ".join(name.split())
        if written not in TYPE_NAMES:
            raise refusals.placed(refusals.no_such_type(written), _token_span(name))
        return TypeName(written)


def _token_span(token: Token) -> Span:
    return Span(token.start_pos or 0, token.end_pos or 0, token.line or 1, token.column or 1)
