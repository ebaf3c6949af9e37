"""How collecting feeds compares with PyPI `reader`, side by side on one server, and what hostile sources cost.

    PYTHONPATH=tests python benchmarks/feeds.py --feeds 500 --hosts 50 --seed 1
    PYTHONPATH=tests python benchmarks/feeds.py --hostile

The server is the workload's `feed_server.py`, which stands beside the checkout. Whole processes take turns: cold, warm,
and after the server's time went on. `reader` has 20 threads, asks every feed each time (its own default would leave out
all that it asked within the hour), and its own defaults else; its feeds are in its database before the clock starts, as
ours are in community.yml; ours is compiled before it starts, too, as pip does with reader. Nothing is asserted. The
last line is one JSON object; ratios are from this run alone:

- `cold_vs_reader`, `epoch_vs_reader`: our wall time divided by reader's
- `cold_cpu_vs_reader`, `epoch_cpu_vs_reader`: the same of processor time, which a busy machine changes less
- `warm_minus_slowest_s`: our warm wall time less the longest delay of a single feed
- `lost_entries`: entries that the manifest promises of feeds expected to be read (ok, ok+moved, recover) and that the
  archive lacks. Entries without an id or with a shared one count each, as their links differ; of a document that is
  cut off in its middle only the entries that are complete in it count
- `peak_mb`: the most memory of all our processes together, over all runs (see consumption.py)
- `max_per_host`: the most requests at once that one host saw from us
- `floor_s`: what the busiest host's slow feeds take when two at most are asked at once. No run that asks them all is
  shorter, so that `warm_minus_slowest_s` cannot be less than this minus one delay
- `warm_minus_floor_s`: our warm wall time less that floor, which is what the program itself can be blamed for
- `cold_floor_vs_reader`, `epoch_floor_vs_reader`: that floor divided by reader's wall time. reader asks a host twenty
  times at once; less than this the two ratios above cannot be
"""

import argparse
import compileall
import datetime as dt
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from urllib.request import urlopen

from consumption import Used, used_by
from folkmoot.model.community import Sources
from folkmoot.model.source import source_slug
from support.hubs import minimal_hub

_CHECKOUT = Path(__file__).resolve().parents[1]
_SERVER = _CHECKOUT.parent / "shared/workload/feed_server.py"
_READER = ("reader==3.26", "sgmllib3k==1.0.0")  # the feedparser inside reader needs the second, and does not say so
_READABLE = {"ok", "ok+moved", "recover"}
_FIRST_RUN = dt.datetime(2026, 8, 2, 9, tzinfo=dt.UTC)
_STAGES = ("cold", "warm", "epoch")

# Adding, updating and counting are three programs: only updating is measured.
_ADD = "import sys, reader; r = reader.make_reader('reader.db'); [r.add_feed(url) for url in sys.stdin.read().split()]"
_UPDATE = "import reader; reader.make_reader('reader.db').update_feeds(workers=20, scheduled=False)"
_COUNT = """
import json, sys, reader
r = reader.make_reader("reader.db")
print(json.dumps({feed.url: r.get_entry_counts(feed=feed).total for feed in r.get_feeds()}))
"""


class Round(NamedTuple):
    """One round: what each stage used, ours and reader's, and what came of it."""

    ours: dict[str, Used]
    readers: dict[str, Used]
    lost: int
    most_at_once: int
    floor: float


class Server:
    """The workload's server on a free port, as the benchmark asks it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def got(self, path: str) -> bytes:
        with urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=120) as answer:
            return bytes(answer.read())

    def manifest(self) -> list[dict[str, Any]]:
        told: list[dict[str, Any]] = json.loads(self.got("/_manifest.json"))
        return told

    def most_at_once(self) -> int:
        """The most requests at once that one host saw since the counters were reset."""
        return max(json.loads(self.got("/_stats"))["max_per_host"].values(), default=0)


def main() -> None:
    said = _asked()
    if not said.server.is_file():
        sys.exit(_refused(f"{said.server} is not there; say with --server where the workload's feed_server.py is"))
    print(f"load of the machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    compileall.compile_dir(_CHECKOUT / "generator", quiet=1)
    with _serving(said) as server:
        if said.hostile:
            hostile(server, said.at_most)
            return
        python = _reader(said.reader)
        rounds = [_round(server, said, python) for _ in range(said.times)]
    print(json.dumps(_figures(rounds, said.slow_s)))


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description="Measure collecting against reader on one server.")
    asked.add_argument("--server", type=Path, default=_SERVER, help="The workload's feed_server.py.")
    asked.add_argument("--reader", type=Path, default=_CHECKOUT / ".venv/reader", help="Where reader is installed.")
    asked.add_argument("--feeds", type=int, default=500)
    asked.add_argument("--hosts", type=int, default=50)
    asked.add_argument("--calendars", type=int, default=25, help="Read by us alone.")
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--median-kb", type=int, default=60, help="The middle size of a feed.")
    asked.add_argument("--slow-s", type=float, default=2.0, help="How long a slow feed lets one wait.")
    asked.add_argument("--epoch", type=int, default=1, help="How far the server's time goes on before the last stage.")
    asked.add_argument("--times", type=int, default=1, help="How often all is repeated; the median counts.")
    asked.add_argument("--hostile", action="store_true", help="Read each of the server's hostile sources instead.")
    asked.add_argument("--at-most", type=float, default=90.0, help="With --hostile: seconds after which one hangs.")
    return asked.parse_args()


def _refused(words: str) -> int:
    print(words, file=sys.stderr)
    return 2


@contextmanager
def _serving(said: argparse.Namespace) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    told = {"feeds": said.feeds, "hosts": said.hosts, "seed": said.seed, "median-kb": said.median_kb, "port": port}
    told |= {"slow-s": said.slow_s, "calendars": said.calendars}
    command = [sys.executable, str(said.server), *(f"--{name}={value}" for name, value in told.items())]
    with subprocess.Popen([*command, *["--hostile"] * said.hostile], stdout=subprocess.PIPE, text=True) as running:
        try:
            assert running.stdout is not None
            if not running.stdout.readline().startswith("READY"):
                sys.exit(_refused("the server does not start; its own words are above"))
            yield Server(port)
        finally:
            running.terminate()


def _reader(folder: Path) -> str:
    """The Python that has reader, in an environment of its own: its requirements are none of ours."""
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    pip = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "-qq", "install", *_READER]
    if subprocess.run([str(python), "-c", "import reader, sgmllib"], capture_output=True, check=False).returncode:
        subprocess.run(pip, check=True)
    return str(python)


def _round(server: Server, said: argparse.Namespace, python: str) -> Round:
    server.got("/_epoch?n=0")
    feeds = server.manifest()
    urls = [feed["url"] for feed in feeds]
    calendars = said.calendars if "calendars" in Sources.model_fields else 0
    ours: dict[str, Used] = {}
    readers: dict[str, Used] = {}
    most = 0
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        hub = _hub(at / "hub", urls, [f"http://127.0.0.1:{server.port}/c/{n}.ics" for n in range(calendars)])
        subprocess.run([python, "-c", _ADD], cwd=at, check=True, input="\n".join(urls).encode())
        for day, stage in enumerate(_STAGES):
            if stage == "epoch":
                server.got(f"/_epoch?n={said.epoch}")
                server.manifest()  # makes what is new: else whoever asks first would wait for the server's own work
            server.got("/_reset")
            ours[stage] = used_by(_collect(urls, _FIRST_RUN + dt.timedelta(days=day)), hub, _environment(at))
            most = max(most, server.most_at_once())
            if ours[stage].status:
                sys.exit(f"folkmoot collect ended with {ours[stage].status}:\n{ours[stage].said[-2000:]}")
            readers[stage] = used_by([python, "-c", _UPDATE], at)
            if readers[stage].status:
                sys.exit(f"reader ended with {readers[stage].status}:\n{readers[stage].said[-2000:]}")
        feeds = server.manifest()
        promised = _promised(server, feeds)
        counted = subprocess.run([python, "-c", _COUNT], cwd=at, check=True, capture_output=True).stdout
        lost = _told_losses("ours", promised, {url: _archived(hub, url) for url in urls}, feeds)
        _told_losses("reader's", promised, json.loads(counted), feeds)
    _tell(ours, readers)
    slow = Counter(urlsplit(feed["url"]).netloc for feed in feeds if feed["fault"] == "slow")
    host, number = max(slow.items(), key=lambda one: one[1], default=("no host", 0))
    floor = (number + 1) // 2 * said.slow_s
    print(f"{host} has {number} feeds that let one wait {said.slow_s:g} s: asked by two at once, it needs {floor:g} s")
    print(f"last words: {ours['epoch'].said.strip().splitlines()[-1]}")
    return Round(ours, readers, lost, most, floor)


def _hub(root: Path, feeds: Sequence[str], calendars: Sequence[str] = (), titles: Sequence[str] = ()) -> Path:
    """A hub that names these sources, in YAML, which JSON is a part of."""
    told: dict[str, Any] = {"feeds": [{"url": url} for url in feeds]}
    for feed, title in zip(told["feeds"], titles, strict=False):
        feed["title"] = title
    if calendars:
        told["calendars"] = [{"url": url, "title": f"Group {n}"} for n, url in enumerate(calendars)]
    profile = f"name: Test Moot\ntimezone: Europe/Rome\ndomain: moot.example\nsources: {json.dumps(told)}\n"
    return minimal_hub(root, **{"content/community.yml": profile})


def _collect(urls: Sequence[str], now: dt.datetime) -> list[str]:
    hosts = sorted({urlsplit(url).netloc for url in urls})
    command = [sys.executable, "-m", "folkmoot", "collect", "--at", now.isoformat()]
    return [*command, *(f"--allow-host={host}" for host in hosts)]


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "XDG_CACHE_HOME": str(folder / "cache")}


def _archived(hub: Path, url: str) -> int:
    files = (hub / "archive/entries" / source_slug("entries", url)).glob("*.jsonl")
    return sum(file.read_bytes().count(b"\n") for file in files)


def _promised(server: Server, feeds: Sequence[dict[str, Any]]) -> dict[str, int]:
    """How many entries each feed that can be read should have given by now."""
    promised = {feed["url"]: feed["entries"] for feed in feeds if feed["expected"] in _READABLE}
    for feed in feeds:
        if feed["broken"] == "truncated":
            body = server.got(urlsplit(feed["url"]).path)
            promised[feed["url"]] = body.count(b"</item>") + body.count(b"</entry>")
    return promised


def _told_losses(whose: str, promised: dict[str, int], have: dict[str, int], feeds: list[dict[str, Any]]) -> int:
    """Prints which feeds lack entries or have more than there are, by what is odd about them; returns what is lost."""
    odd = {feed["url"]: feed["broken"] or feed["fault"] or feed["quirk"] or feed["kind"] for feed in feeds}
    lost = {url: number - have[url] for url, number in promised.items() if have[url] < number}
    twice = {feed["url"]: have[feed["url"]] - feed["entries"] for feed in feeds if have[feed["url"]] > feed["entries"]}
    print(f"{whose}: {sum(lost.values())} of {sum(promised.values())} entries lost in {len(lost)} feeds", end="; ")
    print(f"{sum(twice.values())} too many in {len(twice)} feeds")
    for words, found in (("lost", lost), ("too many", twice)):
        kinds = Counter[str]()
        for url, number in found.items():
            kinds[odd[url]] += number
        if kinds:
            print(f"  {words}: " + ", ".join(f"{kind} {number}" for kind, number in kinds.most_common()))
    return sum(lost.values())


def _tell(ours: dict[str, Used], readers: dict[str, Used]) -> None:
    print(f"{'':12} {'seconds':>8} {'CPU':>8} {'peak MB':>8}   load {os.getloadavg()[0]:.1f}")
    for stage in _STAGES:
        for whose, used in (("folkmoot", ours[stage]), ("reader", readers[stage])):
            print(f"{stage:5} {whose:8} {used.seconds:6.2f} {used.cpu:8.2f} {used.peak / 1e6:8.0f}")


def _figures(rounds: Sequence[Round], slow_s: float) -> dict[str, float]:
    def middle(stage: str, *, is_reader: bool = False) -> float:
        return statistics.median((one.readers if is_reader else one.ours)[stage].seconds for one in rounds)

    def cpu(stage: str) -> float:
        return statistics.median(one.ours[stage].cpu / one.readers[stage].cpu for one in rounds)

    floor = max(one.floor for one in rounds)
    return {
        "cold_vs_reader": round(middle("cold") / middle("cold", is_reader=True), 3),
        "warm_minus_slowest_s": round(middle("warm") - slow_s, 2),
        "epoch_vs_reader": round(middle("epoch") / middle("epoch", is_reader=True), 3),
        "lost_entries": max(one.lost for one in rounds),
        "peak_mb": round(max(used.peak for one in rounds for used in one.ours.values()) / 1e6),
        "max_per_host": max(one.most_at_once for one in rounds),
        "cold_cpu_vs_reader": round(cpu("cold"), 3),
        "epoch_cpu_vs_reader": round(cpu("epoch"), 3),
        "floor_s": round(floor, 2),
        "warm_minus_floor_s": round(middle("warm") - max(floor, slow_s), 2),
        "cold_floor_vs_reader": round(floor / middle("cold", is_reader=True), 3),
        "epoch_floor_vs_reader": round(floor / middle("epoch", is_reader=True), 3),
    }


def hostile(server: Server, at_most: float) -> None:
    """Reads each hostile source by itself, then all of them beside the ordinary feeds, and tells what became of each.

    127.0.0.2 is where one of them leads by a redirect, so that it stays forbidden, and its ordinary feeds fail.
    """
    urls = server.got("/_hostile").decode().split()
    feeds = [feed["url"] for feed in server.manifest()]
    allowed = [url for url in feeds if urlsplit(url).hostname != "127.0.0.2"] + urls
    peaks = []
    server.got("/_reset")
    for url in urls:
        name = url.rpartition("/")[2]
        with tempfile.TemporaryDirectory() as folder:
            hub = _hub(Path(folder) / "hub", [url], titles=[name])
            used = used_by(_collect([url], _FIRST_RUN), hub, _environment(Path(folder)))
        lines = used.said.strip().split("\n")
        words = next((line.strip() for line in lines if name in line), lines[-1])
        hangs = f" (more than {at_most:g} s)" if used.seconds > at_most else ""
        print(f"{used.seconds:6.2f} s{hangs} {used.peak / 1e6:5.0f} MB  {name:17} {words[:100]}")
        peaks.append(used.peak)
    with tempfile.TemporaryDirectory() as folder:
        hub = _hub(Path(folder) / "hub", [*urls, *feeds])
        used = used_by(_collect(allowed, _FIRST_RUN), hub, _environment(Path(folder)))
    print(f"{used.seconds:6.2f} s {used.peak / 1e6:5.0f} MB  all of them and {len(feeds)} feeds")
    told = json.loads(server.got("/_stats"))
    canary = told["status"].get("CANARY", 0)
    print("what must never be asked was " + (f"asked {canary} times" if canary else "not asked"))
    peak = round(max(*peaks, used.peak) / 1e6)
    print(json.dumps({"hostile": len(urls), "canary": canary, "peak_mb": peak, "max_per_host": server.most_at_once()}))


if __name__ == "__main__":
    main()
