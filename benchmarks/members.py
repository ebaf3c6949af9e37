"""How long a site of many members takes, as ratios to Hugo and to MkDocs with Material, from one run.

    make bench-site
    make bench-site OPTIONS="--members 1000 --times 3"

What is compared is the HTML of the members' pages and of the lists of them, in one language, from the same invented
records: Hugo with a bare layout, a taxonomy and lists of a hundred, Material with a page each and its tags, and
Folkmoot without what it makes for machines and without its search index, which are timed apart, as is all of it
together. Each runs as a process of its own, in turns, into a folder that was not there before; of several times the
shortest counts.
Nothing is asserted. The last line is one JSON object:

- `cold_vs_hugo`, `cold_vs_material`: the wall time of the HTML, as ratios
- `cached_vs_hugo`: the same once more into an empty folder, with whatever the first run remembered
- `one_change_vs_hugo`, `one_change_cpu_s`: the same into the same folder, after one member's words changed
- `growth_10x`: how many times as long it takes as for a tenth of the members
- `peak_mb`, `html_peak_mb`: the most memory that all processes of a build held at a time (PSS), of all and of the HTML
- `search_s`, `machines_s`, `all_s`: the index of the search, what is made for machines, and a whole `folkmoot build`
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from quality.crowd import crowd

_DAY = "2026-06-15T09:00:00+02:00"
_BARE = {
    "baseof.html": '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ .Title }}</title>'
    '<link rel="canonical" href="{{ .Permalink }}"><meta name="description" content="{{ .Summary | plainify }}"></head>'
    '<body><nav><a href="{{ "/" | relURL }}">{{ site.Title }}</a> '
    '<a href="{{ "/members/" | relURL }}">Members</a></nav><main>{{ block "main" . }}{{ end }}</main></body></html>',
    "single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>Joined in {{ .Date.Format "January 2006" }}</p><ul>'
    '{{ range .GetTerms "skills" }}<li><a href="{{ .RelPermalink }}">{{ .LinkTitle }}</a></li>{{ end }}</ul>'
    "{{ .Content }}{{ end }}",
    "list.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range (.Paginate .Pages).Pages }}<li>'
    '<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ range .Params.skills }} {{ . }}{{ end }}</li>{{ end }}</ul>'
    '{{ template "_internal/pagination.html" . }}{{ end }}',
    "terms.html": '{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range .Data.Terms.Alphabetical }}<li>'
    '<a href="{{ .Page.RelPermalink }}">{{ .Page.Title }}</a> {{ .Count }}</li>{{ end }}</ul>{{ end }}',
}


class Taken(NamedTuple):
    """What a run took: seconds of wall time and of processors, megabytes if it was watched, and what it printed."""

    wall: float
    cpu: float
    peak: float
    said: str


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure the making of a large invented hub's site.")
    asked.add_argument("--members", type=int, default=10_000)
    asked.add_argument("--times", type=int, default=1, help="How often each is run; the shortest counts.")
    asked.add_argument("--hugo", default=".venv/peers/bin/hugo", help="The program.")
    asked.add_argument("--html", nargs=2, metavar=("HUB", "SITE"), help="Make the HTML alone, and nothing else.")
    said = asked.parse_args()
    if said.html:
        _html(Path(said.html[0]), Path(said.html[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        _compare(Path(folder), said.members, said.times, str(Path(said.hugo).absolute()))


def _compare(folder: Path, members: int, times: int, hugo: str) -> None:
    hub, tenth = crowd(folder / "hub", members), crowd(folder / "tenth", members // 10)
    peers = _hugo_site(hub, folder / "hugo"), _material_site(hub, folder / "material")
    fresh = (folder / f"site-{number}" for number in range(1_000_000))
    ours = [sys.executable, __file__, "--html"]
    last = folder / "changed"
    commands: dict[str, Callable[[], list[str]]] = {
        "hugo": lambda: [hugo, "--quiet", "--source", str(peers[0]), "--destination", str(next(fresh))],
        "html": lambda: [*ours, str(hub), str(next(fresh))],
        "html, once more": lambda: [*ours, str(hub), str(next(fresh))],
        "html of a tenth": lambda: [*ours, str(tenth), str(next(fresh))],
        "all": lambda: [
            *(sys.executable, "-m", "folkmoot", "build", "--hub", str(hub)),
            *("--at", _DAY, "--site", str(next(fresh))),
        ],
        "material": lambda: [
            *(sys.executable, "-m", "mkdocs", "build", "--quiet", "--config-file", str(peers[1] / "mkdocs.yml")),
            *("--site-dir", str(next(fresh))),
        ],
    }
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    runs: dict[str, list[Taken]] = {name: [] for name in (*commands, "html, one change")}
    for number in range(times):
        for name, command in commands.items():
            runs[name].append(_run(command()))
        if not number:
            _run([*ours, str(hub), str(last)])
        _change(hub, number)
        runs["html, one change"].append(_run([*ours, str(hub), str(last)]))
    best = {name: min(taken, key=lambda one: one.wall) for name, taken in runs.items()}
    for name, one in best.items():
        print(f"{name}: {one.wall:.2f} s, of processors {one.cpu:.2f} s")
    peak = {name: _run(commands[name](), is_watched=True).peak for name in ("hugo", "html", "all")}
    apart: dict[str, float] = json.loads(_run([*ours, str(hub), str(next(fresh))], {"ALL": "1"}).said)
    hugos, html = best["hugo"].wall, best["html"]
    told: dict[str, Any] = {
        "members": members,
        "cold_vs_hugo": html.wall / hugos,
        "cached_vs_hugo": best["html, once more"].wall / hugos,
        "one_change_vs_hugo": best["html, one change"].wall / hugos,
        "one_change_cpu_s": best["html, one change"].cpu,
        "cold_vs_material": html.wall / best["material"].wall,
        "growth_10x": html.wall / best["html of a tenth"].wall,
        "peak_mb": peak["all"],
        "html_peak_mb": peak["html"],
        "hugo_peak_mb": peak["hugo"],
        "all_s": best["all"].wall,
        **apart,
    }
    print(json.dumps({key: round(value, 2) for key, value in told.items()}))


def _html(hub: Path, site: Path) -> None:
    """Builds as `folkmoot build` does, but for what is made for machines and the search; with ALL=1, timing these."""
    from folkmoot import build
    from folkmoot.cli.options import moment
    from folkmoot.render import site as whole

    apart = {"machines_s": 0.0, "search_s": 0.0}
    is_all = bool(os.environ.get("ALL"))
    machines, index = whole.outputs, whole.search.index

    def timed(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def done(*arguments: Any) -> Any:
            if not is_all:
                return []
            begun = time.perf_counter()
            found = list(work(*arguments))
            apart[name] += time.perf_counter() - begun
            return found

        return done

    whole.outputs = timed("machines_s", machines)
    whole.search.index = timed("search_s", index)
    build.build(build.Request(hub.absolute(), site.absolute(), moment(_DAY)))
    if is_all:
        print(json.dumps(apart))


def _hugo_site(hub: Path, folder: Path) -> Path:
    for keys, name in _members(hub):
        front = {"title": keys["name"], "date": keys["joined"], "skills": keys["skills"]}
        _write(folder / f"content/members/{name}.md", _page(front, keys["bio"]))
    settings = 'baseURL="https://crowd.example/"\ntitle="The crowd"\n[taxonomies]\nskill="skills"\n'
    _write(folder / "hugo.toml", f"{settings}[pagination]\npagerSize=100\n")
    for name, text in _BARE.items():
        _write(folder / "layouts/_default" / name, text)
    return folder


def _material_site(hub: Path, folder: Path) -> Path:
    rows = []
    for keys, name in _members(hub):
        joined = f"Joined {keys['joined']}"
        _write(folder / f"docs/members/{name}.md", _page({"title": keys["name"], "tags": keys["skills"]}, joined))
        rows.append(f"- [{keys['name']}]({name}.md) {', '.join(keys['skills'])}")
    _write(folder / "docs/members/index.md", "# Members\n\n" + "\n".join(rows))
    _write(folder / "docs/index.md", "# The crowd\n")
    settings = {
        "site_name": "The crowd",
        "site_url": "https://crowd.example/",
        "theme": {"name": "material"},
        "plugins": ["tags"],
        "nav": [{"Home": "index.md"}, {"Members": "members/index.md"}],
        "validation": {"omitted_files": "ignore"},
    }
    _write(folder / "mkdocs.yml", yaml.safe_dump(settings))
    return folder


def _members(hub: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for file in sorted((hub / "members").iterdir()):
        yield yaml.load(file.read_text("utf-8"), yaml.CBaseLoader), file.stem


def _page(keys: dict[str, Any], text: str) -> str:
    return f"---\n{yaml.safe_dump(keys)}---\n{text}\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def _change(hub: Path, number: int) -> None:
    """Somebody says something else of themselves."""
    file = hub / "members/person-00007.yml"
    file.write_text(file.read_text("utf-8").replace("bio: ", f"bio: Edit {number} of this. "), "utf-8")


def _run(command: list[str], told: dict[str, str] | None = None, *, is_watched: bool = False) -> Taken:
    """Runs a command to its end, which has to be a good one; it takes longer while its memory is watched."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    begun, peak = time.perf_counter(), 0
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ, **(told or {})}
    ) as process:
        while is_watched and process.poll() is None:
            peak = max(peak, sum(map(_held, _tree(process.pid))))
            time.sleep(0.05)
        said = process.stdout.read() if process.stdout else ""
        process.wait()
        wall = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}: {' '.join(command)}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(wall, cpu, peak / 1024, said)


def _tree(pid: int) -> Iterator[int]:
    """A process and all that it started, as Linux knows them."""
    yield pid
    with suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from _tree(int(child))


def _held(pid: int) -> int:
    """The memory that a process holds, in kB; what it shares with others is parted among them."""
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    return 0


if __name__ == "__main__":
    main()
