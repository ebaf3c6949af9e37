"""What a hub's ids are made of, so that no other hub has the same."""

import pytest

from folkmoot.model.community import Profile
from folkmoot.render.feeds.feed import base_of
from folkmoot.render.identity import uid_domain


def profile(name: str = "Lantern Club", domain: str | None = None) -> Profile:
    return Profile.model_validate({"name": name, "domain": domain})


@pytest.mark.parametrize(
    ("site_url", "domain"),
    [
        ("https://lantern.example/", "lantern.example"),
        ("https://Lantern.example:8000/", "lantern.example"),
        ("https://a.github.io/club/", "club.a.github.io"),
        ("https://a.example/one/two/", "two.one.a.example"),
        ("https://münze.example/straße/", "stra%C3%9Fe.xn--mnze-0ra.example"),
    ],
)
def test_uids_end_in_where_the_site_is(site_url: str, domain: str) -> None:
    assert uid_domain(profile(), site_url) == domain
    assert base_of(profile(), site_url) is not None


@pytest.mark.parametrize("site_url", ["", "/hub/", "ftp://a.example/", "http://[::1]/", "http://["])
def test_a_hub_without_an_address_goes_by_its_name(site_url: str) -> None:
    assert uid_domain(profile(), site_url) == "lantern-club.folkmoot.invalid"
    nameless = {uid_domain(profile(name), site_url) for name in ("灯火", "書物", "!")}
    assert len(nameless) == 3
    assert base_of(profile(), site_url) is None


def test_the_domain_comes_first_in_feeds_and_calendars() -> None:
    for site_url in ("", "https://a.github.io/club/"):
        base = base_of(profile(domain="lantern.example"), site_url)
        assert base is not None
        assert (base.authority, base.within) == ("lantern.example", "")
        assert uid_domain(profile(domain="lantern.example"), site_url) == "lantern.example"
