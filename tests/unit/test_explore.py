"""`folkmoot explore`: each figure leads to what stands behind it, on this machine alone."""

import datetime as dt
import http.client
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from folkmoot.draft import SAID, opened, read
from folkmoot.preview.explore import serving
from support.building import files, folkmoot
from support.hubs import minimal_hub

NOW = dt.datetime(2026, 6, 15, 12, tzinfo=dt.UTC)
OWN = """\
-- title: Lamps
-- definition: How many <lamps> there are.
-- unit: lamps
-- source: ours
SELECT scope, '' AS period, series, 1.0 AS value, 1 AS n
FROM (VALUES ('', 'lit'), ('project/lamp', 'lit')) AS t (scope, series)
ORDER BY scope, series;
SELECT
    scope, '' AS period, 'lit' AS series, actor, DATE '2026-05-14' AS day, what, thread, url
FROM (VALUES
    ('', 'ada-rossi', 'hosted', 'events/meeting#2026-05-14', ''),
    ('', 'bo-ek', 'commented', 'discussions/x', 'https://x.example/1'),
    ('', 'cy-ek', 'was <here>', '', 'javascript:alert(1)'),
    ('', 'login:dan', 'commented', '', ''),
    ('', 'github:12', 'commented', '', ''),
    ('project/lamp', 'ada-rossi', 'committed', '', '')
) AS t (scope, actor, what, thread, url)
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return minimal_hub(
        tmp_path_factory.mktemp("explore") / "hub",
        **{
            "mkdocs.yml": "site_url: https://m.example/hub/\n",
            "metrics/lamps.sql": OWN,
            "metrics/mute.sql": OWN.partition(";")[0].replace("Lamps", "Mute"),
            "metrics/broken.sql": OWN.replace("Lamps", "Broken").replace("url\nFROM", "url, 1 AS more\nFROM"),
            "metrics/late.sql": OWN.replace("Lamps", "Late") + "\n-- a last word",
            "metrics/odd.sql": OWN.replace("Lamps", "Odd").replace("DATE '2026-05-14'", "'yesterday'"),
            "metrics/many.sql": OWN.replace("Lamps", "Many").replace("day, what", "day, [what] AS what"),
            "content/projects/lamp.md": "---\ntitle: The lamp\nstatus: active\n---\n",
            "members/bo-ek.yml": "name: Bo Ek\njoined: 2025-01-31\n",
            "members/cy-ek.yml": "name: Cy Ek\njoined: 2025-01-31\nvisibility: hidden\n",
        },
    )


@pytest.fixture(scope="module")
def port(root: Path) -> Iterator[int]:
    with opened(read(root, None, SAID), NOW) as hub:
        server = serving(hub, "en", "https://m.example/hub/", 0)
        server.start()
        yield server.server_port
        server.stop()


def asked(port: int, address: str, host: str = "127.0.0.1") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", address, headers={"Host": host})
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def test_a_metric_leads_to_its_figures_and_these_to_what_is_behind(port: int) -> None:
    contents = asked(port, "/")[1]
    assert '<a href="/metrics/lamps/">Lamps</a>: 1</li>' in contents
    metric = asked(port, "/metrics/lamps/")[1]
    (figure,) = re.findall(r'<td><a href="([^"]*)">1</a></td>', metric)
    assert '<a href="/metrics/lamps/project/lamp/">The lamp</a>' in metric
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>", asked(port, figure)[1])
    linked = '<a href="{}" rel="noopener noreferrer">{}</a>'
    assert (
        "14 May 2026",
        "Ada Rossi",
        "hosted",
        linked.format("https://m.example/hub/events/meeting/", "First meeting"),
    ) in rows
    assert ("14 May 2026", "Bo Ek", "commented", linked.format("https://x.example/1", "discussions/x")) in rows
    assert ("14 May 2026", "dan", "commented", "") in rows
    assert ("14 May 2026", "somebody who is no member", "commented", "") in rows
    # Whom the site does not show is not shown here either, and no address that is none of the web's is a link.
    assert ("14 May 2026", "", "was &lt;here&gt;", "") in rows
    assert len(rows) == 5


def test_a_project_has_its_own_figures(port: int) -> None:
    (figure,) = re.findall(r'<td><a href="([^"]*)">1</a></td>', asked(port, "/metrics/lamps/project/lamp/")[1])
    page = asked(port, figure)[1]
    assert "<td>committed</td>" in page
    assert "<td>hosted</td>" not in page
    assert "<h1>Lamps (The lamp): 1</h1>" in page


def test_what_tells_nothing_and_what_cannot_be_told_say_so(port: int) -> None:
    assert "Nothing is told of what stands behind this figure." in asked(port, "/figures/mute/0/")[1]
    status, page = asked(port, "/figures/broken/0/")
    assert (status, "the columns of what stands behind" in page) == (500, True)
    for name in ("odd", "many"):
        status, page = asked(port, f"/figures/{name}/0/")
        assert (status, "day has to be a DATE" in page) == (500, True)


def test_a_last_line_may_be_a_comment(port: int) -> None:
    assert "Bo Ek" in asked(port, "/figures/late/0/")[1]


@pytest.mark.parametrize(
    "address",
    [
        "/metrics/none/",
        "/metrics/lamps/project/none/",
        "/figures/lamps/99/",
        "/figures/lamps/-1/",
        f"/figures/lamps/{'9' * 5_000}/",
        "/figures/lamps/",
        "/x",
    ],
)
def test_where_nothing_is_there_is_a_page_that_says_so(port: int, address: str) -> None:
    status, page = asked(port, address)
    assert (status, "There is nothing here." in page) == (404, True)


def test_only_this_machine_is_answered_by_a_name_of_its_own(port: int) -> None:
    assert asked(port, "/", f"localhost:{port}")[0] == 200
    status, page = asked(port, "/", "moot.example")
    assert (status, "Lamps" in page) == (403, False)


def test_nothing_is_written(root: Path, port: int) -> None:
    before = files(root)
    asked(port, "/metrics/contributors/")
    asked(port, "/figures/contributors/0/")
    assert files(root) == before


def test_a_hub_with_errors_is_told_of_them(tmp_path: Path) -> None:
    root = minimal_hub(tmp_path, **{"members/ada-rossi.yml": "name: Ada\nnonsense: 1\njoined: 2024-02-29\n"})
    said = folkmoot("explore", cwd=root)
    assert (said.returncode, said.stderr) == (1, "There is nothing to explore: mend these first.\n")
