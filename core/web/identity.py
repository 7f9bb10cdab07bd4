"""Who is asking: browsers by session cookie, programs by bearer token. Every route asks, except the few named here.

Every form carries a secret of its session (or, before signing in, of the visitor's cookie); a post without it is
refused, and so is one that the browser says comes from elsewhere.
"""

from __future__ import annotations

import secrets
from hmac import compare_digest

from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from neni.core.errors import NotSignedIn
from neni.core.model.text import Text
from neni.core.services.people import identity
from neni.core.web.here import LANGUAGE_COOKIE, asked_language, is_api, is_fragment, language, office, signed_in

OPEN = frozenset(
    {
        *("static", "favicon", "signing.sign_in", "openapi.document", "openapi.problem"),
        *("verify.ask", "verify.told", "verify.compare", "work.healthy", "due.calendar"),
        *("hooks.receive", "hooks.receipt", "hooks.feed", "partners.kit_page", "partners.kit_rehearse"),
    }
)
"""The routes that ask nobody who they are."""
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
SESSION_COOKIE = "neni_session"
VISITOR_COOKIE = "neni_visitor"
SECURE = "NENI_SECURE_COOKIES"
MONTHS = 180 * 24 * 3600
_NO_TOKEN = Text(
    sq="Dërgoni kokën Authorization: Bearer me token-in tuaj të API-së.",
    sr="Pošaljite zaglavlje Authorization: Bearer sa svojim API tokenom.",
    en="Send the header Authorization: Bearer with your API token.",
)
_BAD_TOKEN = Text(
    sq="Token-i i API-së nuk vlen; kërkoni një të ri nga administratori.",
    sr="API token ne važi; zatražite novi od administratora.",
    en="The API token is not valid; ask the administrator for a new one.",
)


def guard(app: Flask) -> None:
    """Ask on every request, and remember on every answer what the browser needs to come back."""
    app.before_request(_ask)
    app.after_request(_remember)


def sign_in(login: str, password: str) -> str:
    """Open a session; returns its token, which goes into the cookie. Raises NotSignedIn."""
    token, g.csrf, g.person = identity.sign_in(office(), login, password)
    return token


def sign_out() -> None:
    """Close the session of this browser."""
    identity.sign_out(office(), request.cookies.get(_name(SESSION_COOKIE), ""))
    g.person = None


def csrf_secret() -> str:
    """What forms of this session carry; before signing in, a secret of the visitor."""
    if "csrf" not in g:
        g.csrf = request.cookies.get(_name(VISITOR_COOKIE)) or secrets.token_urlsafe(32)
    return str(g.csrf)


def set_cookie(response: AnyResponse, name: str, value: str, age: int | None = None) -> None:
    """A cookie no script reads and no other site sends; over https it is bound to this very host."""
    response.set_cookie(_name(name), value, max_age=age, httponly=True, samesite="Lax", secure=_secure(), path="/")


def leave(response: AnyResponse) -> None:
    """Take the session's cookie back."""
    response.delete_cookie(_name(SESSION_COOKIE), httponly=True, samesite="Lax", secure=_secure(), path="/")


def _ask() -> AnyResponse | str | tuple[str, int] | None:
    if is_api():
        _ask_program()
        return None
    _know_browser()
    if request.endpoint in OPEN or request.endpoint is None:
        return None if request.method in SAFE or request.endpoint is None else _check_form()
    if signed_in() is None:
        return _send_to_sign_in()
    return None if request.method in SAFE else _check_form()


def _ask_program() -> None:
    nowhere = request.endpoint is None and request.path.startswith("/hooks/")  # 404 and 405, as for everybody
    if request.endpoint in OPEN or nowhere:
        return
    authorization = request.authorization
    if authorization is None or authorization.type != "bearer" or not authorization.token:
        raise NotSignedIn(_NO_TOKEN)
    g.person = identity.by_api_token(office(), authorization.token)
    if g.person is None:
        raise NotSignedIn(_BAD_TOKEN)


def _know_browser() -> None:
    token = request.cookies.get(_name(SESSION_COOKIE))
    found = identity.by_session(office(), token) if token and request.endpoint != "static" else None
    if found:
        g.person, g.csrf = found


def _send_to_sign_in() -> AnyResponse | tuple[str, int]:
    """To the sign-in page and back; what was being posted is offered for sending again, so that nothing is lost."""
    if is_fragment():
        return render_template("_signed_out.html"), 401
    if request.method in SAFE:
        return redirect(url_for("signing.sign_in", then=request.full_path.rstrip("?")))
    return _offer_again(401)


def _check_form() -> tuple[str, int] | None:
    given = request.form.get("csrf", "")
    came_from_here = request.headers.get("Sec-Fetch-Site", "same-origin") in ("same-origin", "none")
    if came_from_here and compare_digest(given.encode(), csrf_secret().encode()):
        return None
    if is_fragment():
        return render_template("_signed_out.html"), 403
    return _offer_again(403)


def _offer_again(status: int) -> tuple[str, int]:
    """A page with what was posted, to be sent again by hand. What may come from another site is not offered."""
    ours = request.headers.get("Origin", "") in ("", request.host_url.rstrip("/"))
    kept = request.form.items(multi=True) if ours and request.endpoint != "signing.sign_in" else ()
    fields = [(name, value) for name, value in kept if name != "csrf"]
    return render_template("again.html", fields=fields, status=status), status


def _remember(response: Response) -> Response:
    if is_api() or request.endpoint == "static":
        return response
    asked = asked_language()
    if asked and asked == language():
        set_cookie(response, LANGUAGE_COOKIE, asked, MONTHS)
    if signed_in() is None and "csrf" in g:
        set_cookie(response, VISITOR_COOKIE, csrf_secret())
    return response


def _secure() -> bool:
    return bool(current_app.config[SECURE]) or request.is_secure


def _name(cookie: str) -> str:
    return f"__Host-{cookie}" if _secure() and cookie != LANGUAGE_COOKIE else cookie
