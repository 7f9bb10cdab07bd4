"""The web application: pages for people and the API for programs, over the same services."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from flask import Flask, redirect, url_for
from werkzeug.wrappers import Response

from neni.core.declarations import Pages
from neni.core.office import Office
from neni.core.web import api, body_sizes, headers, identity, pages, problems
from neni.core.web.here import OFFICE
from neni.core.web.runs import RUNS, Runs


def create_app(office: Office, *, secure_cookies: bool = False) -> Flask:
    """The application serving this office. `secure_cookies` says that people reach it over https only, which a
    proxy in front may hide."""
    app = Flask(__name__, instance_path=str(Path(__file__).parent))  # looking for one fails for a mapped package
    app.extensions[OFFICE] = office
    app.extensions[RUNS] = Runs(office.clock.now)
    app.config[identity.SECURE] = secure_cookies
    body_sizes.guard(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    identity.guard(app)
    headers.guard(app)
    pages.register(app)
    api.register(app)
    _serve_plugins(app, office)
    problems.register(app)
    app.add_url_rule("/favicon.ico", "favicon", _favicon)
    return app


def stop(app: Flask) -> None:
    """Stop what the application still does by itself; to be called when it is served no more."""
    runs: Runs = app.extensions[RUNS]
    runs.close()


def _serve_plugins(app: Flask, office: Office) -> None:
    """Pages of plugins, to signed-in people only as everything else. One that cannot be served stops nothing."""
    ours = {one.name for one in office.host.plugins if one.distribution == "neni"}
    for plugin, blueprint in office.host.blueprints():
        try:
            made = import_module(blueprint.module).blueprint if isinstance(blueprint, Pages) else blueprint
            if isinstance(blueprint, Pages) and plugin in ours:
                app.register_blueprint(made)
            else:
                app.register_blueprint(made, url_prefix=f"/x/{plugin}", name=f"x-{plugin}-{made.name}")
        except Exception:
            app.logger.exception("the pages of plugin %s cannot be served and are left out", plugin)


def _favicon() -> Response:
    return redirect(url_for("static", filename="neni.svg"))
