"""Settings from the environment."""

from __future__ import annotations

from pathlib import Path

import pytest

from neni.core.config import Config
from neni.core.errors import BadConfiguration
from neni.core.model.text import Language


def test_without_settings_everything_is_in_one_folder_of_this_machine() -> None:
    config = Config.read({})
    assert config.database_url == f"sqlite:///{Path('var').absolute() / 'neni.db'}"
    assert (config.host, config.port, config.language, config.behind_https) == (
        "127.0.0.1",
        8080,
        Language.ALBANIAN,
        False,
    )


def test_settings_are_read() -> None:
    given = {"NENI_PORT": "0", "NENI_LANGUAGE": "en", "NENI_DISABLED_PLUGINS": "parks, trees", "NENI_HTTPS": "yes"}
    config = Config.read(given | {"NENI_DATABASE_URL": "postgresql://x/y"})
    assert (config.port, config.language, config.disabled_plugins) == (0, Language.ENGLISH, ("parks", "trees"))
    assert (config.behind_https, config.database_url) == (True, "postgresql://x/y")


def test_the_mail_server_is_read_with_its_usual_port() -> None:
    assert Config.read({}).mail is None
    given = {"NENI_SMTP_SERVER": "mail.example.org", "NENI_MAIL_FROM": "Neni <neni@example.org>"}
    for security, port in (("", 587), ("tls", 465), ("none", 25)):
        mail = Config.read(given | {"NENI_SMTP_SECURITY": security}).mail
        assert mail is not None
        assert (mail.host, mail.port, mail.sender) == ("mail.example.org", port, "Neni <neni@example.org>")
    other = Config.read(given | {"NENI_SMTP_SERVER": "[::1]:2525"}).mail
    assert other is not None
    assert (other.host, other.port) == ("::1", 2525)


@pytest.mark.parametrize(
    "wrong",
    [
        {"NENI_SMTP_SERVER": "mail example"},
        {"NENI_SMTP_SECURITY": "some"},
        {"NENI_MAIL_FROM": ""},
        {"NENI_MAIL_FROM": "a@example.org\r\nBcc: b@example.org"},
        {"NENI_SMTP_SECURITY": "none", "NENI_SMTP_PASSWORD": "secret"},
    ],
)
def test_a_mail_server_that_cannot_be_used_is_refused(wrong: dict[str, str]) -> None:
    given = {"NENI_SMTP_SERVER": "mail.example.org", "NENI_MAIL_FROM": "neni@example.org"}
    with pytest.raises(BadConfiguration) as refused:
        Config.read(given | wrong)
    assert "secret" not in refused.value.message.en


@pytest.mark.parametrize(
    ("name", "value"), [("NENI_PORT", "65536"), ("NENI_PORT", "x"), ("NENI_THREADS", "0"), ("NENI_LANGUAGE", "de")]
)
def test_a_setting_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(BadConfiguration) as refused:
        Config.read({name: value})
    assert name in refused.value.message.en
    assert value in refused.value.message.en


@pytest.mark.parametrize("real", [{"NENI_HTTPS": "yes"}, {"NENI_PUBLIC_ADDRESS": "https://neni.example.org"}])
def test_the_loopback_of_tests_is_refused_where_people_work(real: dict[str, str]) -> None:
    assert Config.read({"NENI_TEST_LOOPBACK": "yes"}).loopback
    assert not Config.read(real).loopback
    with pytest.raises(BadConfiguration, match="for tests only"):
        Config.read({"NENI_TEST_LOOPBACK": "yes", **real})
