"""Issues, what is said below them, and labels, read and written by REST; a pull request is an issue as well."""

from collections.abc import Iterable
from typing import Any

from support.github.rest_talk_shapes import comment_told, issue_told, label_told
from support.github.rest_visits import Route, Told, Visit, below_repository, invalid, missing, paged, refusal
from support.github.telling import number
from support.github.world import DELETED, Repository, Thing

_LONGEST = {"body": 65_536, "title": 256}
_SHORT = {"Issue": "I", "IssueComment": "IC", "PullRequest": "PR"}


def permission(thing: Thing) -> str:
    """The permission that writing about it takes."""
    return "pull-requests" if thing.kind == "PullRequest" else "issues"


def fits(resource: str, sent: dict[str, Any]) -> None:
    """Refuses what is longer than GitHub takes."""
    for name, longest in _LONGEST.items():
        if len(sent.get(name) or "") > longest:
            raise invalid(resource, name, f"{name} is too long (maximum is {longest} characters)")
    if sent.get("title") is not None and not str(sent["title"]).strip():
        raise invalid(resource, "title", code="missing_field")


def added(visit: Visit, kind: str, of: Thing | Repository, to: str, facts: dict[str, Any]) -> Thing:
    """Adds what somebody wrote to the world, now."""
    repository = of.repository if isinstance(of, Thing) else of
    rank = len(of.parts.setdefault(to, []))
    if isinstance(of, Repository):
        taken = [one.facts["number"] for name in ("discussions", "issues", "pulls") for one in of.parts.get(name, ())]
        facts["number"] = rank = max(taken, default=0) + 1
    identity = f"{_SHORT[kind]}_{repository.number}_{of.id if isinstance(of, Thing) else ''}_{rank}"
    made = Thing(kind, identity, rank, visit.account, visit.view.at, of, facts={"assignees": [], **facts})
    made.parts = {"comments": [], "reviews": []} if isinstance(of, Repository) else {}
    of.parts[to].append(made)
    visit.view.world.grown()
    return made


def edited(visit: Visit, thing: Thing, **facts: Any) -> None:
    """Says something else from now on."""
    changed = {name: value for name, value in facts.items() if thing.facts.get(name) != value}
    if changed:
        thing.before = {name: thing.facts.get(name) for name in changed}
        thing.facts |= changed
        thing.moments["edited"] = visit.view.at


def reopened_or_closed(visit: Visit, thing: Thing, state: str, reason: str | None = None) -> None:
    """Closes it or opens it again, now."""
    closed = thing.moments.get("closed")
    if state == "closed" and (not closed or "reopened" in thing.moments):
        thing.moments.pop("reopened", None)
        thing.moments["closed"] = visit.view.at
        thing.people["closedBy"] = visit.account
    elif state == "open" and closed:
        thing.moments["reopened"] = visit.view.at
        if closed == visit.view.at:
            del thing.moments["closed"]
    if reason:
        thing.facts["stateReason"] = reason.upper()


def labelled(visit: Visit, thing: Thing, names: Iterable[Any]) -> None:
    """Gives it these labels and no others; those that a repository has not begin to be there."""
    wanted = list(dict.fromkeys(str(one["name"] if isinstance(one, dict) else one) for one in names))
    if wanted != list(thing.facts.get("labels", ())):
        thing.facts["labels"] = wanted
        thing.moments["labelled"] = visit.view.at
    labels = thing.repository.labels
    labels += [name for name in wanted if name not in labels]


def numbered(visit: Visit, of: Repository, wanted: str, *kinds: str) -> Thing:
    """The issue or pull request of that number."""
    for kind in kinds or ("issues", "pulls"):
        for one in visit.view.parts(of, kind):
            if str(one.facts["number"]) == wanted:
                return one
    raise refusal(404, "Not Found")


def _issues(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "issues", "read")
    asked = visit.asked
    state, labels = asked.get("state", "open"), set(filter(None, asked.get("labels", "").split(",")))
    found = [
        (one, told)
        for name in ("issues", "pulls")
        for one in visit.view.parts(of, name)
        if labels <= set(one.facts.get("labels", ()))
        and (told := issue_told(visit.asking, one, visit.base))
        and state in (told["state"], "all")
        and asked.get("creator") in (None, told["user"] and told["user"]["login"])
        and told["updated_at"] >= asked.get("since", "")
    ]
    by = {"updated": "updated_at", "comments": "comments"}.get(asked.get("sort", ""), "created_at")
    found.sort(key=lambda row: (row[1][by], row[1]["number"]), reverse=asked.get("direction") != "asc")
    return paged(visit, [told for _, told in found])


def _begin(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "issues", "write", anybody=True)
    if "issues" in of.without:
        raise refusal(410, "Issues has been disabled in this repository.")
    fits("Issue", visit.sent)
    made = added(visit, "Issue", of, "issues", {"title": visit.sent["title"], "body": visit.sent.get("body") or ""})
    labelled(visit, made, visit.sent.get("labels") or ())
    return Told(201, issue_told(visit.asking, made, visit.base))


def _issue(visit: Visit, of: Repository, wanted: str) -> Told:
    visit.demand(of, "issues", "read")
    return Told(200, issue_told(visit.asking, numbered(visit, of, wanted), visit.base))


def _edit(visit: Visit, of: Repository, wanted: str) -> Told:
    found, sent = numbered(visit, of, wanted), visit.sent
    # Whoever wrote it may say something else there, and nothing more.
    is_own = sent.keys() <= {"title", "body"} and visit.token in visit.tokens and found.by is visit.account
    visit.demand(of, permission(found), "write", anybody=is_own)
    fits("Issue", sent)
    edited(visit, found, **{name: sent[name] or "" for name in ("title", "body") if name in sent})
    if sent.get("state"):
        reopened_or_closed(visit, found, sent["state"], sent.get("state_reason"))
    if sent.get("labels") is not None:
        labelled(visit, found, sent["labels"])
    return Told(200, issue_told(visit.asking, found, visit.base))


def _comments(visit: Visit, of: Repository, wanted: str) -> Told:
    found = numbered(visit, of, wanted)
    visit.demand(of, permission(found), "read")
    said = [one for one in visit.view.parts(found, "comments") if one.at >= visit.asked.get("since", "")]
    return paged(visit, [comment_told(visit.asking, one, visit.base) for one in said])


def _comment(visit: Visit, of: Repository, wanted: str) -> Told:
    found = numbered(visit, of, wanted)
    visit.demand(of, permission(found), "write", anybody=True)
    fits("IssueComment", visit.sent)
    if found.facts.get("locked"):
        raise refusal(403, "Unable to create comment because issue is locked.")
    made = added(visit, "IssueComment", found, "comments", {"body": visit.sent["body"]})
    return Told(201, comment_told(visit.asking, made, visit.base))


def _said(visit: Visit, of: Repository, wanted: str) -> Thing:
    """The comment that REST knows by that number."""
    for name in ("issues", "pulls"):
        for whole in visit.view.parts(of, name):
            for one in visit.view.parts(whole, "comments"):
                if str(number(one)) == wanted:
                    visit.demand(of, permission(whole), "read" if visit.method == "GET" else "write")
                    return one
    raise refusal(404, "Not Found")


def _one_comment(visit: Visit, of: Repository, wanted: str) -> Told:
    return Told(200, comment_told(visit.asking, _said(visit, of, wanted), visit.base))


def _edit_comment(visit: Visit, of: Repository, wanted: str) -> Told:
    found = _said(visit, of, wanted)
    fits("IssueComment", visit.sent)
    edited(visit, found, body=visit.sent["body"])
    return Told(200, comment_told(visit.asking, found, visit.base))


def _delete_comment(visit: Visit, of: Repository, wanted: str) -> Told:
    _said(visit, of, wanted).moments[DELETED] = visit.view.at
    return Told(204, None)


def _labels(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "issues", "read")
    return paged(visit, [label_told(of, name, visit.base) for name in of.labels])


def _known(of: Repository, wanted: str) -> str:
    found = next((name for name in of.labels if name.lower() == wanted.lower()), None)
    if found is None:
        raise refusal(404, "Not Found")
    return found


def _label(visit: Visit, of: Repository, wanted: str) -> Told:
    visit.demand(of, "issues", "read")
    return Told(200, label_told(of, _known(of, wanted), visit.base))


def _new_label(visit: Visit, of: Repository) -> Told:
    visit.demand(of, "issues", "write")
    name = visit.sent["name"]
    if name.lower() in map(str.lower, of.labels):
        raise invalid("Label", "name", code="already_exists")
    of.labels.append(name)
    of.colours[name] = {key: visit.sent[key] for key in ("color", "description") if visit.sent.get(key)}
    return Told(201, label_told(of, name, visit.base))


def _labels_of(visit: Visit, of: Repository, wanted: str) -> Told:
    found = numbered(visit, of, wanted)
    visit.demand(of, permission(found), "read" if visit.method == "GET" else "write")
    if visit.method != "GET":
        sent = visit.sent if isinstance(visit.sent, list) else (visit.sent or {}).get("labels", [])
        labelled(visit, found, sent if visit.method == "PUT" else [*found.facts.get("labels", ()), *sent])
    return Told(200, [label_told(of, name, visit.base) for name in found.facts.get("labels", ())])


def _unlabel(visit: Visit, of: Repository, wanted: str, name: str) -> Told:
    found = numbered(visit, of, wanted)
    visit.demand(of, permission(found), "write")
    has = list(found.facts.get("labels", ()))
    if name not in has:
        return missing()
    labelled(visit, found, [one for one in has if one != name])
    return Told(200, [label_told(of, one, visit.base) for one in found.facts["labels"]])


ROUTES: list[Route] = [
    *below_repository("GET", "/issues", _issues),
    *below_repository("POST", "/issues", _begin),
    *below_repository("GET", "/issues/{issue_number}", _issue),
    *below_repository("PATCH", "/issues/{issue_number}", _edit),
    *below_repository("GET", "/issues/{issue_number}/comments", _comments),
    *below_repository("POST", "/issues/{issue_number}/comments", _comment),
    *below_repository("GET", "/issues/comments/{comment_id}", _one_comment),
    *below_repository("PATCH", "/issues/comments/{comment_id}", _edit_comment),
    *below_repository("DELETE", "/issues/comments/{comment_id}", _delete_comment),
    *below_repository("GET", "/labels", _labels),
    *below_repository("POST", "/labels", _new_label),
    *below_repository("GET", "/labels/{name}", _label),
    *below_repository("GET", "/issues/{issue_number}/labels", _labels_of),
    *below_repository("POST", "/issues/{issue_number}/labels", _labels_of),
    *below_repository("PUT", "/issues/{issue_number}/labels", _labels_of),
    *below_repository("DELETE", "/issues/{issue_number}/labels/{name}", _unlabel),
]
