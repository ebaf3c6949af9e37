"""The sample hub can be collected without a network, from the GitHub that stands in for its own."""

import datetime as dt
from pathlib import Path

from folkmoot.load.archive import load_archive
from folkmoot.load.community import load_community
from folkmoot.refresh import Request, refresh
from support.github.server import GitHub


def test_the_sample_hub_is_collected_from_a_github_on_loopback(
    tmp_path: Path, repository: Path, github: GitHub
) -> None:
    github.holds("sample")
    hub = load_community(repository).community
    outcome = refresh(
        Request(
            root=tmp_path,
            community=hub,
            archive=tmp_path / "archive",
            now=dt.datetime(2026, 6, 15, 7, tzinfo=dt.UTC),
            token="any",
            base_url=github.base_url,
            only=frozenset({"officina-aperta-forum"}),
        )
    )
    assert (outcome.failures, outcome.new) == ((), {"discussions": 3})
    found, _ = load_archive(tmp_path / "archive", tmp_path)
    assert {one.author_id for one in found.discussions} - {0} <= {one.github_id for one in hub.members.values()}
