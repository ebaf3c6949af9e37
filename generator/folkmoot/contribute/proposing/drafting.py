"""A proposal's file: its name, whose it is, and its text; a new one, or a member's own with other keys."""

import datetime as dt
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.check import Actor
from folkmoot.contribute.importing.mapped import slug_for
from folkmoot.contribute.naming import FreeNames
from folkmoot.contribute.proposing.reading import Values
from folkmoot.contribute.proposing.sent import Whole
from folkmoot.contribute.proposing.updating import updated
from folkmoot.load.community import family_of
from folkmoot.load.documents import Unreadable, decoded, read_yaml
from folkmoot.load.names import better_name, is_fit, shown
from folkmoot.model.community import Community
from folkmoot.model.families import FAMILIES
from folkmoot.model.member import Member
from folkmoot.model.proposed import Drafted, Remark
from folkmoot.render.files import file_text
from folkmoot.render.issue_forms.questions import Asking
from folkmoot.text import schemeless, slug_of


class Draft(NamedTuple):
    """The file that a proposal would become, None where it cannot be one, and why."""

    file: Drafted | None
    remarks: tuple[Remark, ...] = ()

    def told(self, *remarks: Remark) -> "Draft":
        """The same draft with more to be said of it."""
        return self._replace(remarks=(*self.remarks, *remarks))


def drafted(
    root: Path, community: Community, asking: Asking, said: Values, actor: Actor | None, today: dt.date
) -> Draft:
    """The file of the answers to a form, as the hub's day is `today`."""
    if asking.family != "members":
        return _new(root, community, asking.family, said.values, said.text, slug_for(asking.family, said.values))
    own = member_of(community, actor)
    if asking.name == "feed":
        return _with_feed(root, own, said.values)
    if own is not None:
        kept = [scope for scope in type(own.consent).model_fields if getattr(own.consent, scope) is not None]
        ticked = said.values.get("consent", {})
        return _changed(root, own, said.values).told(*_still_agreed([one for one in kept if one not in ticked]))
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
    slug = name.removesuffix(ending)
    if not family or slug == name or not is_fit(slug):
        better = better_name(name)
        hint = f"call it {FAMILIES[family].path(better)}" if family and better else "for example members/ada-rossi.yml"
        return Draft(None, (Remark("no record of a hub has this path", hint, value=path, code="file-name"),))
    if not (root / path).exists() and not (root / path).is_symlink():
        return Draft(Drafted(path, whole.text))
    own = member_of(community, actor)
    if own is None or own.path != path:
        told = f"{path} is there already, and only its own member can change a file in this way"
        return Draft(
            None, (Remark(told, "choose another name, or propose the change in the repository", code="file-taken"),)
        )
    try:
        values = read_yaml(whole.text.encode()).values
    except Unreadable as fault:
        place = ":".join(str(part) for part in (path, fault.line, fault.column) if part)
        return Draft(None, (Remark(fault.message, fault.hint, value=fault.value, code=fault.code, place=place),))
    kept = [scope for scope in type(own.consent).model_fields if getattr(own.consent, scope) is not None]
    agreed = values.get("consent")
    return _changed(root, own, values).told(
        *_still_agreed([one for one in kept if not (isinstance(agreed, dict) and one in agreed)])
    )


def member_of(community: Community, actor: Actor | None) -> Member | None:
    """The member whose account it is."""
    return next((one for one in community.members.values() if actor and actor.is_member(one)), None)


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


def _with_feed(root: Path, own: Member | None, feed: dict[str, Any]) -> Draft:
    if own is None:
        told = "a feed stands in its member’s own file, and no member has the account that this comes from"
        return Draft(None, (Remark(told, "add yourself first, or ask a maintainer", code="no-member"),))
    if "url" not in feed:  # its answer was refused, and that is told
        return Draft(None)
    if any(schemeless(one.url) == schemeless(feed["url"]) for one in own.feeds):
        return Draft(None, (Remark("your file has this feed already", "", value=feed["url"], code="feed-twice"),))
    feeds = [one.model_dump(exclude_none=True) for one in own.feeds]
    return _changed(root, own, {"feeds": [*feeds, feed]})


def _changed(root: Path, own: Member, values: dict[str, Any]) -> Draft:
    """The member's own file with these keys; nothing else in it changes."""
    try:
        before = decoded((root / own.path).read_bytes())
        after = updated(before, values, Member)
    except (OSError, Unreadable):
        after = None
    if after is None:
        told = f"{own.path} is written in a way that cannot be changed without losing some of it"
        return Draft(None, (Remark(told, "change it in the repository, or ask a maintainer", code="not-changeable"),))
    return Draft(Drafted(own.path, after, is_update=True))


def _nobodys() -> Remark:
    return Remark(
        "nothing says whose file this is: only maintainers can change it later",
        "name the account with --actor LOGIN",
        severity="warning",
        code="member-unowned",
    )


def _still_agreed(scopes: list[str]) -> tuple[Remark, ...]:
    if not scopes:
        return ()
    told = f"what was agreed to before stays agreed: {', '.join(scopes)}"
    hint = "to take it back, ask for it in so many words, or delete the line in the file"
    return (Remark(told, hint, severity="warning", code="still-agreed"),)
