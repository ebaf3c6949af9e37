"""The local page on which a figure opens into what stands behind it: metrics, their figures, and the rows of each."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from folkmoot.model.activity import Behind, Figure, Measured
from folkmoot.model.period import ALL_TIME, WINDOW
from folkmoot.render.canvas import Canvas
from folkmoot.render.pages.pulse import GROUPS, Vital, scope_named, vital
from folkmoot.render.reports.page import framed
from folkmoot.render.wording.tongue import N_
from folkmoot.text import one_line

_DONE = {
    "joined": N_("joined"),
    "left": N_("left"),
    "returned": N_("came back"),
    "hosted": N_("hosted"),
    "spoke": N_("spoke"),
    "attended": N_("came"),
    "wrote": N_("wrote an entry"),
    "published": N_("published"),
    "asked": N_("opened a discussion"),
    "commented": N_("commented"),
    "answered": N_("gave an answer"),
    "reported": N_("opened an issue"),
    "proposed": N_("opened a pull request"),
    "reviewed": N_("reviewed"),
    "released": N_("released"),
    "committed": N_("committed"),
    "credited": N_("got credit"),
}


class Cell(NamedTuple):
    """A figure with the address of what stands behind it."""

    shown: str
    page: str


class Row(NamedTuple):
    """One thing behind a figure, in words; `url` is where to see it, or ""."""

    day: str
    who: str
    what: str
    title: str
    url: str


def contents_page(canvas: Canvas) -> str:
    """Every metric, with its first figure of the last active days."""
    groups: dict[str, list[tuple[str, str, str]]] = {}
    for one in sorted(canvas.hub.measured, key=lambda one: one.metric.place):
        words = vital(canvas, one)
        row = next(iter(words.rows), None)
        figure = canvas.phrases.figure(row.now, one.metric) if row and row.now else ""
        place = groups.setdefault(canvas.say(GROUPS[one.metric.group]), [])
        place.append((words.title, f"/metrics/{one.metric.name}/", figure))
    return _page(canvas, canvas.say("What stands behind the figures"), groups=list(groups.items()))


def metric_page(canvas: Canvas, measured: Measured, scope: str) -> str:
    """A metric's figures in one scope, each leading to what stands behind it, and the other scopes."""
    words = vital(canvas, measured)
    cells: dict[str, dict[str, Cell]] = {}
    for number, figure in enumerate(measured.figures):
        if figure.scope == scope:
            page = f"/figures/{measured.metric.name}/{number}/"
            shown = canvas.phrases.figure(figure, measured.metric)
            cells.setdefault(figure.period, {})[figure.series] = Cell(shown, page)
    order = sorted(cells, key=lambda name: ((WINDOW, ALL_TIME).index(name) if name in (WINDOW, ALL_TIME) else 2, name))
    lines = [one for one in measured.lines if any(one in found for found in cells.values())]
    others = [(scope_named(canvas, one)[0], _of(measured, one)) for one in ("", *measured.scopes) if one != scope]
    return _page(
        canvas,
        _titled(canvas, words, scope),
        vital=words,
        lines=[words.name_of(one) for one in lines],
        table=[(_period(canvas, name), [cells[name].get(one) for one in lines]) for name in order],
        others=others,
    )


def figure_page(
    canvas: Canvas, measured: Measured, figure: Figure, found: Sequence[Behind], titles: Mapping[str, str], most: int
) -> str:
    """What stands behind a figure; `titles` are those of threads, and `most` is how many rows are told of any."""
    words = vital(canvas, measured)
    shown = canvas.phrases.figure(figure, measured.metric)
    name = words.name_of(figure.series)
    return _page(
        canvas,
        canvas.say("%(whole)s: %(part)s", whole=_titled(canvas, words, figure.scope), part=shown),
        vital=words,
        about=canvas.phrases.listed([name, _period(canvas, figure.period)]),
        back=_of(measured, figure.scope),
        rows=[_row(canvas, one, titles) for one in found],
        is_cut=len(found) == most,
    )


def missing_page(canvas: Canvas, words: str) -> str:
    """A page that says one sentence: where nothing is, or what went wrong."""
    return _page(canvas, words)


def _page(canvas: Canvas, title: str, **context: object) -> str:
    empty: dict[str, object] = {"groups": [], "vital": None, "table": [], "rows": None, "others": [], "lines": []}
    return canvas.standalone("explore.html", title=title, **{**empty, **context}, **framed(canvas))


def _titled(canvas: Canvas, words: Vital, scope: str) -> str:
    return f"{words.title} ({scope_named(canvas, scope)[0]})" if scope else words.title


def _of(measured: Measured, scope: str) -> str:
    """The address of a metric's figures in a scope."""
    return f"/metrics/{measured.metric.name}/{scope}/" if scope else f"/metrics/{measured.metric.name}/"


def _period(canvas: Canvas, name: str) -> str:
    if name == WINDOW:
        days = canvas.community.profile.thresholds.active_days
        return canvas.tongue.words.ngettext("The last %(num)s day", "The last %(num)s days", days) % {"num": days}
    if name == ALL_TIME:
        return canvas.say("In total")
    try:
        return canvas.phrases.month(name)
    except ValueError:  # a hub's own metric may call its periods what it likes
        return name


def _row(canvas: Canvas, one: Behind, titles: Mapping[str, str]) -> Row:
    family, _, rest = one.thread.partition("/")
    records = getattr(canvas.community, family) if family in ("events", "posts", "projects") else {}
    record = records.get(rest.partition("#")[0])
    page = f"{canvas.site_url}{canvas.address(record)}" if record and canvas.site_url else ""
    url = one.url if one.url.startswith(("https://", "http://")) else page
    return Row(
        day=canvas.phrases.day(one.day) if one.day else "",
        who=_who(canvas, one.actor),
        what=canvas.say(_DONE[one.what]) if one.what in _DONE else one.what,
        title=one_line(record.title if record else titles.get(one.thread, "")) or one.thread or url,
        url=url,
    )


def _who(canvas: Canvas, actor: str) -> str:
    """Somebody as the site shows them: members by name, others by their login where GitHub shows it."""
    kind, colon, rest = actor.partition(":")
    if kind == "login" and rest:
        return rest
    if colon:
        return canvas.say("somebody who is no member")
    return ", ".join(one.name for one in canvas.shown([actor]))


def threads_of(found: Iterable[Behind]) -> list[str]:
    """The threads of which somebody has to say what they are called."""
    return sorted({one.thread for one in found if one.thread})
