"""A member's own file: which it is, and what it says once its member says otherwise."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot.check import Actor
from folkmoot.contribute.proposing.updating import left_out, updated
from folkmoot.load.documents import MAX_BYTES, Unreadable, decoded, read_yaml
from folkmoot.model.community import Community
from folkmoot.model.member import Member
from folkmoot.model.proposed import Drafted, Remark
from folkmoot.text import one_line, schemeless

_ACCOUNT = re.compile(r"^[ \t]*[\"']?github(?:_id)?[\"']?[ \t]*:[ \t]*[\"']?@?([A-Za-z0-9-]+)", re.MULTILINE)


class Draft(NamedTuple):
    """The file that a proposal would become, None where it cannot be one, and why."""

    file: Drafted | None
    remarks: tuple[Remark, ...] = ()

    def told(self, *remarks: Remark) -> "Draft":
        """The same draft with more to be said of it."""
        return self._replace(remarks=(*self.remarks, *remarks))


class Own(NamedTuple):
    """The member whose account it is, if one is; `fault` is why nobody can tell."""

    member: Member | None
    fault: Remark | None = None


def own_of(root: Path, community: Community, actor: Actor | None) -> Own:
    """The member whose account proposes something.

    A file that cannot be read gives nobody a right; that it names the account is only a reason to say so.
    """
    if actor is None:
        return Own(None)
    found = [one for one in community.members.values() if actor.is_member(one)]
    if len(found) > 1:
        told = f"{len(found)} files name the account {actor.login}: {_joined(one.path for one in found)}"
        return Own(None, Remark(told, "ask a maintainer which of them is right", code="account-twice"))
    if found:
        return Own(found[0])
    wanted = {actor.login.lower(), str(actor.number or actor.login.lower())}
    for path, text in _unread(root, community):
        if wanted & {name.lower() for name in _ACCOUNT.findall(text)}:
            told = f"{path} seems to be the file of {actor.login}, and cannot be read"
            return Own(None, Remark(told, "ask a maintainer to mend it: folkmoot check says where", code="own-unread"))
    return Own(None)


def said_anew(root: Path, own: Member, text: str) -> Draft:
    """The member's own file with what they wrote as a whole: what that leaves out is taken out, and named.

    `visibility` stays if nothing is said of it, since nobody comes onto the site by leaving out a line; so does the
    account's number beside its login. Raises `Unreadable`.
    """
    values = read_yaml(text.encode()).values
    try:
        there = decoded((root / own.path).read_bytes())
        said = read_yaml(there.encode()).values
    except (OSError, Unreadable):
        return changed(root, own, values)
    gone = left_out(said, values)
    same = str(values.get("github") or "").lower() == str(own.github or "").lower()
    stays = [key for key in gone if key == "visibility" or (key == "github_id" and own.github and same)]
    gone = [key for key in gone if key not in stays]
    agreed = ["consent." + scope for scope in type(own.consent).model_fields if f"consent.{scope}" in gone]
    if "consent" in gone:
        agreed = [f"consent.{scope}" for scope in _agreed(own)]
    draft = changed(root, own, values, gone).told(*_taken_back(agreed), *_without_comments(text, there))
    if others := [key for key in gone if key.partition(".")[0] != "consent"]:
        told = f"what was sent leaves out {_joined(others)}, so the file does not say it any more"
        draft = draft.told(
            Remark(told, "leave in what should stay; git keeps what was there", severity="warning", code="taken-out")
        )
    if "visibility" in stays and own.visibility != "public":
        told = f"visibility: {own.visibility} stays, since what was sent does not say otherwise"
        draft = draft.told(Remark(told, "to change it, write it in", severity="warning", code="still-hidden"))
    return draft


def answered_anew(
    root: Path, own: Member, values: Mapping[str, Any], gone: Collection[str], unticked: Collection[str]
) -> Draft:
    """The member's own file with answers to the form: what is left empty stays, but for agreements without a tick."""
    agreed = _agreed(own)
    back = [key for key in unticked if key.removeprefix("consent.") in agreed]
    # Whoever agrees again agreed before: the day stays.
    new = {scope: day for scope, day in values.get("consent", {}).items() if scope not in agreed}
    wanted = {key: value for key, value in values.items() if key != "consent"} | ({"consent": new} if new else {})
    draft = changed(root, own, wanted, [*gone, *back]).told(*_taken_back(back))
    unasked = [one for one in agreed if f"consent.{one}" not in back and one not in values.get("consent", {})]
    if unasked:
        told = f"what was agreed to before stays agreed, since the form’s boxes are missing: {_joined(unasked)}"
        hint = "to take it back, send the form with its boxes, without a tick"
        draft = draft.told(Remark(told, hint, severity="warning", code="still-agreed"))
    return draft


def with_feeds(root: Path, own: Member, said: list[Any]) -> Draft:
    """The member's own file with more feeds; those that it has are told."""
    known = {schemeless(one.url) for one in own.feeds}
    new = [one for one in said if not (isinstance(one, dict) and schemeless(str(one.get("url", ""))) in known)]
    twice = [one["url"] for one in said if one not in new]
    told = [Remark("your file has this feed already", "", value=str(url), code="feed-twice") for url in twice]
    if not new:
        return Draft(None, tuple(told))
    feeds = [one.model_dump(mode="json", exclude_none=True, exclude_unset=True) for one in own.feeds]
    more = tuple(one._replace(severity="warning") for one in told)
    return changed(root, own, {"feeds": [*feeds, *new]}).told(*more)


def changed(root: Path, own: Member, values: Mapping[str, Any], gone: Collection[str] = ()) -> Draft:
    """The member's own file with these keys and without those that are gone; nothing else in it changes."""
    try:
        after = updated(decoded((root / own.path).read_bytes()), values, Member, gone)
    except (OSError, Unreadable):
        after = None
    if after is None:
        told = f"{own.path} is written in a way that cannot be changed without losing some of it"
        return Draft(None, (Remark(told, "change it in the repository, or ask a maintainer", code="not-changeable"),))
    return Draft(Drafted(own.path, after, is_update=True))


def _without_comments(text: str, there: str) -> tuple[Remark, ...]:
    """What is said of comments that the file does not have: values alone are taken from what was sent."""
    known = {line.strip() for line in there.split("\n")}
    new = [line for line in text.split("\n") if line.startswith("#") and line.strip() not in known]
    if not new:
        return ()
    told = "the file keeps its own comments, and takes no new ones"
    hint = "write them into the file in the repository"
    return (Remark(told, hint, value=one_line(new[0])[:80], severity="warning", code="comment-left-out"),)


def _agreed(own: Member) -> list[str]:
    return [scope for scope in type(own.consent).model_fields if getattr(own.consent, scope) is not None]


def _joined(words: Iterable[str]) -> str:
    *others, last = words
    return f"{', '.join(others)} and {last}" if others else last


def _taken_back(keys: list[str]) -> tuple[Remark, ...]:
    if not keys:
        return ()
    scopes = _joined(key.removeprefix("consent.") for key in keys)
    told = f"what was agreed to before is taken back, and no longer shown: {scopes}"
    return (Remark(told, "to keep it, say so again: tick it, or leave it in", severity="warning", code="taken-back"),)


def _unread(root: Path, community: Community) -> Iterator[tuple[str, str]]:
    """The files of members that could not be read, as far as they are text."""
    known = {one.path for one in community.members.values()}
    if not any(one.startswith("members/") for one in community.unread):
        return
    for path in sorted((root / "members").iterdir()):
        where = f"members/{path.name}"
        if where not in known and path.is_file() and not path.is_symlink() and path.stat().st_size <= MAX_BYTES:
            try:
                yield where, path.read_bytes().decode("utf-8", "replace")
            except OSError:
                continue
