"""A proposal's file: its name, whose it is, and its text; a new one, or a member's own with other keys."""

import datetime as dt
from pathlib import Path
from typing import Any

from folkmoot.check import Actor
from folkmoot.contribute.importing.mapped import slug_for
from folkmoot.contribute.naming import FreeNames
from folkmoot.contribute.proposing.letters import Whole
from folkmoot.contribute.proposing.own_file import Draft, answered_anew, own_of, said_anew, with_feeds
from folkmoot.contribute.proposing.reading import Values
from folkmoot.load.community import family_of
from folkmoot.load.documents import Unreadable, read_yaml
from folkmoot.load.names import better_name, is_fit, shown
from folkmoot.model.community import PROFILE_FILE, Community
from folkmoot.model.families import FAMILIES
from folkmoot.model.member import Member
from folkmoot.model.proposed import Drafted, Remark
from folkmoot.model.reserved import WINDOWS_NAMES
from folkmoot.render.files import file_text
from folkmoot.render.issue_forms.questions import Asking
from folkmoot.text import slug_of


def drafted(
    root: Path, community: Community, asking: Asking, said: Values, actor: Actor | None, today: dt.date
) -> Draft:
    """The file of the answers to a form, as the hub's day is `today`."""
    if asking.family != "members":
        return _new(root, community, asking.family, said.values, said.text, slug_for(asking.family, said.values))
    own, fault = own_of(root, community, actor)
    if fault:
        return Draft(None, (fault,))
    if asking.name == "feed":
        if "url" not in said.values:  # its answer was refused, and that is told
            return Draft(None)
        return with_feeds(root, own, [said.values]) if own else Draft(None, (_no_member(actor),))
    if own is not None:
        return answered_anew(root, own, said.values, said.gone, said.unticked)
    values = {**said.values, "joined": today.isoformat()}
    if actor is None:
        return _new(root, community, "members", values, "", slug_for("members", values)).told(_nobodys())
    values |= {"github": actor.login} | ({"github_id": actor.number} if actor.number else {})
    return _new(root, community, "members", values, "", slug_for("members", values))


def rewritten(root: Path, community: Community, whole: Whole, actor: Actor | None) -> Draft:
    """The file that was written as a whole: a new one, or the member's own with what it says."""
    path = shown(whole.path)
    family = family_of(path) if path == whole.path else ""
    name = path.rpartition("/")[2]
    ending = FAMILIES[family].ending if family else ""
    if whole.path == PROFILE_FILE and _keys_of(whole.text) == {"sources"}:
        told = f"a feed that is no member’s stands in {PROFILE_FILE}, which only maintainers change"
        return Draft(None, (Remark(told, "if it is right, put the lines in there yourself", code="no-member"),))
    slug = name.removesuffix(ending)
    if not family or slug == name or not is_fit(slug):
        better = better_name(name)
        better += "-1" if better in WINDOWS_NAMES else ""
        hint = f"call it {FAMILIES[family].path(better)}" if family and better else "for example members/ada-rossi.yml"
        return Draft(None, (Remark("no record of a hub has this path", hint, value=path, code="file-name"),))
    lines = _feeds_alone(path, whole.text)
    if lines is None and not _is_there(root, path):
        draft = Draft(Drafted(path, whole.text))
        return draft.told(_unasked()) if family == "members" and actor is None else draft
    own, fault = own_of(root, community, actor)
    if fault or own is None or own.path != path:
        remark = fault or (_taken(community, path, actor) if lines is None else _no_member(actor, path, own))
        return Draft(None, (remark,))
    if lines is not None:
        return with_feeds(root, own, lines)
    try:
        return said_anew(root, own, whole.text)
    except Unreadable as error:
        place = ":".join(str(part) for part in (path, error.line, error.column) if part)
        return Draft(None, (Remark(error.message, error.hint, value=error.value, code=error.code, place=place),))


def _is_there(root: Path, path: str) -> bool:
    """Whether there is such a file, on a disk that takes capitals for the same letters, too."""
    folder, _, name = path.rpartition("/")
    above = root / folder
    return above.is_dir() and name in {one.name.lower() for one in above.iterdir()}


def _feeds_alone(path: str, text: str) -> list[Any] | None:
    """The feeds, where what was sent for a member's file is nothing but these lines, as the site's form makes them."""
    if not path.startswith("members/") or _keys_of(text) != {"feeds"}:
        return None
    feeds = read_yaml(text.encode()).values["feeds"]
    return feeds if isinstance(feeds, list) and feeds else None


def _keys_of(text: str) -> set[str]:
    """The keys of a YAML text, none where it cannot be read."""
    try:
        return set(read_yaml(text.encode()).values)
    except Unreadable:
        return set()


def _new(root: Path, community: Community, family: str, values: dict[str, Any], text: str, slug: str) -> Draft:
    # What a name was to be made from may be wrong itself, such as a date with slashes.
    path = FAMILIES[family].path
    wanted = slug_of(slug) or FAMILIES[family].word
    names = FreeNames(community, root)
    is_taken = names.is_taken(family, wanted)
    free = names.take(family, wanted)
    draft = Draft(Drafted(path(free), file_text(values, family, text)))
    if not is_taken:
        return draft
    told = f"{path(wanted)} is there already, so this would be {path(free).rpartition('/')[2]}"
    return Draft(draft.file, (Remark(told, "see whether it is the same", severity="warning", code="name-taken"),))


def _no_member(actor: Actor | None, path: str = "", own: Member | None = None) -> Remark:
    """Why nobody can tell into whose file a feed goes."""
    by_hand = f"put the lines into {path} yourself" if path else "ask a maintainer"
    if actor is None:
        told = "a feed stands in its member’s own file, and nothing says who sent this"
        return Remark(told, f"name their account with --actor LOGIN, or {by_hand}", code="no-member")
    if own is not None:
        told = f"these lines are for {path}, and the file of {actor.login} is {own.path}"
        return Remark(told, "ask whoever sent it which of the two is meant", code="no-member")
    told = "a feed stands in its member’s own file, and no member has the account that this comes from"
    return Remark(told, f"add yourself first, or {by_hand}", code="no-member")


def _taken(community: Community, path: str, actor: Actor | None) -> Remark:
    """Why a file that is there does not change."""
    slug = path.rpartition("/")[2].removesuffix(".yml")
    if path.startswith("members/") and slug not in community.members:
        told = f"{path} is there and cannot be read, so nobody can tell whose it is"
        return Remark(told, "only a maintainer can mend it: folkmoot check says where", code="file-taken")
    told = f"{path} is there already, and only its own member can change a file in this way"
    hint = "choose another name, or propose the change in the repository"
    if path.startswith("members/") and actor is None:
        hint = f"if it comes from that member, say so with --actor LOGIN; else {hint}"
    return Remark(told, hint, code="file-taken")


def _nobodys() -> Remark:
    return Remark(
        "nothing says whose file this is: only maintainers can change it later",
        "name the account with --actor LOGIN",
        severity="warning",
        code="member-unowned",
    )


def _unasked() -> Remark:
    return Remark(
        "nothing says who sent this, so nobody asked whether it is their own file: whoever takes it in answers for it",
        "name the account that it comes from with --actor LOGIN, or ask the person",
        severity="warning",
        code="sender-unknown",
    )
