"""The description of the API is OpenAPI 3.1 as an independent validator reads it, the messages of both directions
included, and what it says of a message is what is really checked."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from neni.core.host import Host
from tests.web.conftest import People


@pytest.fixture
def described(people: People) -> dict[str, Any]:
    told: dict[str, Any] = people.browser().get("/api/v1/openapi.json").get_json()
    return told


def test_the_whole_description_is_openapi(described: dict[str, Any]) -> None:
    assert described["openapi"].startswith("3.1.")
    assert [error.message for error in OpenAPIV31SpecValidator(described).iter_errors()] == []


def test_each_message_is_described_by_a_schema_that_its_sample_meets(described: dict[str, Any], host: Host) -> None:
    samples = {one.name: one.sample for one in (*host.event_types(), *host.inbound_types())}
    for name, item in described["webhooks"].items():
        alone = {"openapi": described["openapi"], "info": described["info"], "paths": {f"/{name}": item}}
        assert [error.message for error in OpenAPIV31SpecValidator(alone).iter_errors()] == [], name
        schema = item["post"]["requestBody"]["content"]["application/json"]["schema"]
        Draft202012Validator.check_schema(schema)
        data = schema["properties"]["data"]
        assert list(Draft202012Validator(data).iter_errors(samples[name])) == [], name
        assert item["post"]["responses"], name


def test_a_mistake_in_the_description_would_be_found(described: dict[str, Any]) -> None:
    described["webhooks"]["legal.reply.sent"]["post"]["requestBody"]["content"] = "application/json"
    assert list(OpenAPIV31SpecValidator(described).iter_errors())
