"""What `folkmoot propose` does: read what was sent, draft its files, and judge the hub as it would be with them."""

import datetime as dt
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from folkmoot import check
from folkmoot.check import Actor, Proposal
from folkmoot.contribute.proposing.drafting import drafted, rewritten
from folkmoot.contribute.proposing.letters import Opened, answers_in, file_in, is_whole
from folkmoot.contribute.proposing.own_file import Draft
from folkmoot.contribute.proposing.reading import labels_of, values_of
from folkmoot.contribute.proposing.sent import Sent
from folkmoot.errors import WrongUse
from folkmoot.load.community import family_of, load_some
from folkmoot.load.documents import Unreadable
from folkmoot.load.hub import Written, load_hub
from folkmoot.load.issue_forms import Form, answers, form_meant, read_form
from folkmoot.load.located import located
from folkmoot.model.artifact import Artifact
from folkmoot.model.community import PROFILE_FILE, Community
from folkmoot.model.moment import day_of
from folkmoot.model.problem import Problem, in_order
from folkmoot.model.proposed import Drafted, Proposed, Remark, remark_on, stops
from folkmoot.model.zones import known_zone
from folkmoot.publish.tree import workshop, write, write_new
from folkmoot.render.issue_forms.documents import FOLDER
from folkmoot.render.issue_forms.questions import FORMS


class Place(NamedTuple):
    """What is proposed to: the hub in `root` as it is, and its day."""

    root: Path
    hub: Written
    today: dt.date


def propose(root: Path, sent: Sent, name: str, now: dt.datetime) -> Proposed:
    """What a proposal would change in the hub in `root` at `now` (aware), and what is wrong with it.

    `name` is that of the form, "" where the issue tells. Raises `WrongUse` where there is no hub, or no such form.
    """
    hub = load_hub(root)
    zone = hub.community.profile.timezone
    at = Place(root, hub, day_of(now, zone if known_zone(zone) else "UTC").date())
    opened = Opened(None, sent.text) if name else _file_in(root, sent)
    if opened.whole:
        draft = rewritten(root, hub.community, opened.whole, sent.actor)
        return _judged(at, "", draft._replace(remarks=(*opened.remarks, *draft.remarks)), sent.actor, {})
    if not opened.remarks and not sent.is_issue:
        opened = answers_in(sent.text)
    if stops(opened.remarks):
        return Proposed("", (), opened.remarks)
    sent = sent._replace(text=opened.text)
    form = _form(root, sent, name)
    if form is None:
        told = f"name one with --form: {', '.join(FORMS)}"
        remark = Remark("nobody can tell which of the hub’s forms this was written with", told, code="form-unknown")
        return Proposed("", (), (*opened.remarks, remark))
    asking = FORMS[form.name]
    said = answers(form, sent.text)
    values = values_of(asking, form, said, hub.community, at.today)
    remarks = (*opened.remarks, *said.remarks, *values.remarks)
    if not said.values:
        return Proposed(form.name, (), remarks or (Remark("nothing was filled in", "fill in the form", code="empty"),))
    labels = labels_of(form)
    draft = drafted(root, hub.community, asking, values, sent.actor, at.today)
    fields = {question.key: labels.get(question.id, question.label) for question in asking.questions}
    return _judged(at, form.name, Draft(draft.file, (*remarks, *draft.remarks)), sent.actor, fields)


def carry_out(root: Path, proposed: Proposed) -> None:
    """Writes the files of a proposal; raises `FolkmootError` where one of them cannot be written."""
    write_new(root, [Artifact(one.path, one.text.encode()) for one in proposed.files if not one.is_update])
    for one in proposed.files:
        if one.is_update:
            write(root, Artifact(one.path, one.text.encode()))


def _file_in(root: Path, sent: Sent) -> Opened:
    """The file in what was sent, if that answers no form: an answer may hold whatever looks like one."""
    found = file_in(sent.text)
    if (found.whole or found.remarks) and not is_whole(sent.text):
        with suppress(WrongUse):
            text = sent.text if sent.is_issue else answers_in(sent.text).text
            if _form(root, sent._replace(text=text), ""):
                return Opened(None, sent.text)
    return found


def _form(root: Path, sent: Sent, name: str) -> Form | None:
    """The form as the hub has it; raises `WrongUse` where it has none of this name, or one that cannot be read."""
    forms = []
    for one in [name] if name else FORMS:
        path = f"{FOLDER}/{one}.yml"
        try:
            forms.append(read_form((root / path).read_bytes(), one))
        except FileNotFoundError:
            if name:
                raise WrongUse(f"the hub has no {path}", "write it with: folkmoot forms") from None
        except OSError as error:
            raise WrongUse(f"{path} cannot be read: {error.strerror}", "check its permissions") from None
        except Unreadable as fault:
            raise WrongUse(f"{path}: {fault.message}", fault.hint) from None
    if not forms:
        raise WrongUse(f"the hub has no forms in {FOLDER}", "write them with: folkmoot forms")
    return forms[0] if name else form_meant(forms, sent.text, sent.labels)


def _judged(at: Place, form: str, draft: Draft, actor: Actor | None, fields: dict[str, str]) -> Proposed:
    """The draft as it is read back, and what is wrong in the hub with it that was not wrong without."""
    remarks = list(draft.remarks)
    if draft.file is None:
        return Proposed(form, (), tuple(remarks))
    told = {remark.field for remark in remarks if remark.field and remark.severity == "error"}
    found = [(problem, _field_of(problem, draft.file.path, fields)) for problem in _brought(at, draft.file, actor)]
    # What could not be taken is missing in the draft, which is no second mistake.
    remarks += [remark_on(problem, field) for problem, field in found if field not in told]
    return Proposed(form, () if stops(remarks) else (draft.file,), tuple(dict.fromkeys(remarks)))


def _field_of(problem: Problem, path: str, fields: dict[str, str]) -> str:
    """The label of the form's field that a problem's value comes from, "" where there is none."""
    if problem.path != path or not fields:
        return ""
    keys = [key for key in problem.keys if isinstance(key, str)]
    return next((fields[key] for key in (".".join(keys[:2]), *keys[:1]) if key in fields), "")


def _brought(at: Place, file: Drafted, actor: Actor | None) -> list[Problem]:
    """The problems that the file brings, those inside of it with their places."""
    root, hub, today = at
    content = Artifact(file.path, file.text.encode())
    with workshop() as folder:
        profile = Artifact(PROFILE_FILE, (root / PROFILE_FILE).read_bytes())
        write_new(folder, [profile, content])
        alone, faults = load_some(folder, [file.path])
        after = _with(hub.community, alone, file.path)
        inside = [fault for fault in faults if fault.path != PROFILE_FILE]
        others = [fault for fault in hub.problems if fault.path != file.path]
        with_it = check.findings(after, [*inside, *others], today)
        brought = check.apart(with_it, check.findings(hub.community, hub.problems, today)).brought
        if actor is not None and file.path.startswith("members/"):
            touched = ((file.path if file.is_update else "", file.path),)
            proposal = Proposal(hub.community, after, touched, actor, today)
            brought += [problem for rule in check.CHANGE_RULES for problem in rule.find(proposal)]
        own = [problem for problem in brought if problem.path == file.path]
        hidden = {member.path for member in hub.community.members.values() if not member.is_shown}
        others = [_unnamed(one) if one.path in hidden else one for one in brought if one.path != file.path]
        return in_order([*located(folder, own), *others])


def _unnamed(problem: Problem) -> Problem:
    """A problem in the file of somebody hidden, without what would tell who that is."""
    told = "it does not go together with what the file of a member says who is not named here"
    return Problem("", problem.code, told, "ask a maintainer", severity=problem.severity)


def _with(community: Community, alone: Community, path: str) -> Community:
    """The community with the one record that was read of a file."""
    family = family_of(path)
    changed: dict[str, Any] = {family: dict(sorted({**getattr(community, family), **getattr(alone, family)}.items()))}
    return community._replace(unread=community.unread | alone.unread, **changed)
