"""The description of the API lists the events of both directions."""

from __future__ import annotations

from neni.core.host import Host
from tests.web.conftest import People


def test_the_description_lists_what_we_tell_and_what_we_are_told(people: People, host: Host) -> None:
    described = people.browser().get("/api/v1/openapi.json").get_json()
    names = {one.name for one in host.event_types()} | {one.name for one in host.inbound_types()}
    assert described["webhooks"].keys() == names
    posted = described["webhooks"]["ecap.complaint.filed"]["post"]
    schema = posted["requestBody"]["content"]["application/json"]["schema"]
    assert schema["properties"]["type"] == {"const": "ecap.complaint.filed"}
    assert "ecap_number" in schema["properties"]["data"]["required"]
    assert {one["name"] for one in posted["parameters"]} == {"webhook-id", "webhook-timestamp", "webhook-signature"}
