"""Times as feeds write them, in UTC; what leaves out a year or a day is no time."""

import ast
import datetime as dt
import json
from pathlib import Path

import pytest

from folkmoot.collect.dates import moment


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("2026-05-14T19:00:00+02:00", "2026-05-14T17:00:00"),
        ("2026-05-14T19:00:00.123456789Z", "2026-05-14T19:00:00"),
        ("2026-05-14 19:00", "2026-05-14T19:00:00"),
        ("2026-05", "2026-05-01T00:00:00"),
        ("Thu, 14 May 2026 19:00:00 +0200", "2026-05-14T17:00:00"),
        ("Thursday, 14-May-26 12:00:00 EST", "2026-05-14T17:00:00"),
        ("Thursday, 14-May-26 12:00:00 PDT", "2026-05-14T19:00:00"),
        ("Thursday, 14-May-26 12:00:00 CET", "2026-05-14T11:00:00"),
        ("Thursday, 14-May-26 12:00:00 AEST", "2026-05-14T02:00:00"),
        ("Thursday, 14-May-26 12:00:00 Z", "2026-05-14T12:00:00"),
        ("14 May 2026", "2026-05-14T00:00:00"),
        ("May 14, 2026 3:07 PM EST", "2026-05-14T20:07:00"),
        ("14 May", ""),
        ("May 2026", ""),
        ("19:00", ""),
        ("Thursday", ""),
        ("0000-00-00T00:00:00Z", ""),
        ("", ""),
        ("2026-05-14T25:00:00Z", ""),
        ("9" * 99, ""),
        ("tomorrow", ""),
    ],
)
def test_times(said: str, when: str) -> None:
    found = moment(said)
    assert (f"{found:%Y-%m-%dT%H:%M:%S}" if found else "") == when


def test_real_times(repository: Path) -> None:
    path = repository.parent / "shared/corpus/feeds/dates/dates.json"
    if not path.is_file():
        pytest.skip("the corpus of real dates lies beside the checkout, in ../shared/corpus, and is not there")
    pairs = json.loads(path.read_text(encoding="utf-8"))["feedparser_pairs_bsd2"]
    right = 0
    for said, told in pairs:
        wanted = ast.literal_eval(told)
        found = moment(said)
        if found is None:
            continue
        if wanted is None:
            assert "zz" in said, "of a zone that is none, the rest counts"
            continue
        assert found == dt.datetime(*wanted[:6]).replace(tzinfo=dt.UTC), said
        right += 1
    assert right >= 35, "what is not known here is left to feedparser"
