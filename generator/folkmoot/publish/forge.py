"""The only code that changes anything at GitHub: comments on issues and pull requests.

What is read here is read to know what to change; what a run hands over is data of strangers, read up to a size.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from folkmoot import __version__
from folkmoot.errors import FolkmootError
from folkmoot.model.newcomer import Newcomer

if TYPE_CHECKING:
    from github.Issue import Issue
    from github.IssueComment import IssueComment
    from github.NamedUser import NamedUser
    from github.Repository import Repository

_SECONDS = 20
_LARGEST_ZIP = 8 << 20
"""A larger artifact is not fetched at all."""

_PEOPLE = "User"
"""The kind of accounts that are people's; programs are of the kind Bot."""

_RIGHTS = "give the job the permission that it needs, such as `pull-requests: write`"


class Run(NamedTuple):
    """A workflow's run: what began it, whose branch it looked at, and where it can be seen.

    `owner` and `branch` are those of the repository that was proposed from, `commit` is what it looked at.
    """

    number: int
    event: str
    owner: str
    branch: str
    commit: str
    url: str


class Forward(NamedTuple):
    """A pull request that was put forward, and what came of it: written, changed, or unchanged."""

    number: int
    url: str
    outcome: str


class Asked(NamedTuple):
    """An issue as it is now: what it says, whose it is ("" and 0 for nobody's any more), and where it can be seen.

    `is_person` where its author is no program, `is_pull` where it is a pull request.
    """

    text: str
    login: str
    account: int
    is_person: bool
    is_pull: bool
    is_open: bool
    labels: tuple[str, ...]
    url: str


class Forge:
    """A repository at GitHub, owner/name, as a token may change it; `base_url` is that of the REST interface.

    Raises `FolkmootError` in words where GitHub refuses, or cannot be reached.
    """

    def __init__(self, repository: str, token: str, base_url: str) -> None:
        # Its import takes a second, and most commands change nothing.
        from github import Auth, Github

        self._token = token
        self._github = Github(
            auth=Auth.Token(token),
            base_url=base_url,
            user_agent=f"Folkmoot/{__version__}",
            timeout=_SECONDS,
            seconds_between_requests=None,
        )
        self._name = repository

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._github.close()

    def run(self, number: int) -> Run:
        """A run of one of the repository's workflows."""
        with _in_words(f"the run {number}"):
            found = self._repository.get_workflow_run(number)
            home = found.raw_data.get("head_repository")  # null where the fork is gone
            owner = home["owner"]["login"] if home else ""
            return Run(number, found.event, owner, found.head_branch or "", found.head_sha, found.html_url)

    def handed_over(self, run: Run, artifact: str, file: str, most: int) -> bytes | None:
        """A file of an artifact of the run; None where there is no such artifact any more.

        Raises `FolkmootError` where it is larger than `most` bytes, or no archive with that file.
        """
        with _in_words(f"what the run {run.number} handed over"):
            all_of_it = self._repository.get_workflow_run(run.number).get_artifacts()
            found = next((one for one in all_of_it if one.name == artifact and not one.expired), None)
            if found is None:
                return None
            if found.size_in_bytes > _LARGEST_ZIP:
                raise FolkmootError(f"the artifact {artifact} has {found.size_in_bytes:,} bytes, which is too much")
            packed = self._fetched(found.archive_download_url)
        return _unpacked(packed, artifact, file, most)

    def address_of(self, run: Run, artifact: str) -> str:
        """Where an artifact of the run can be seen, "" where there is none (any more)."""
        with _in_words(f"what the run {run.number} handed over"):
            all_of_it = self._repository.get_workflow_run(run.number).get_artifacts()
            found = next((one for one in all_of_it if one.name == artifact and not one.expired), None)
            return f"{run.url}/artifacts/{found.id}" if found else ""

    def proposal_of(self, run: Run) -> int | None:
        """The open pull request whose head the run looked at; None where there is none, or it has moved on.

        A run tells its pull requests only where they come from the repository itself, so it is found by its branch.
        """
        with _in_words("the pull requests"):
            for one in self._repository.get_pulls(state="open", head=f"{run.owner}:{run.branch}"):
                if one.head.sha == run.commit and one.base.repo.full_name.lower() == self._name.lower():
                    return one.number
        return None

    def tell(self, number: int, mark: str, text: str) -> str:
        """Keeps one comment on an issue or a pull request, which begins with `mark`, such as `<!-- ours -->`.

        Says what came of it: written, changed, or unchanged.
        """
        body = _marked(mark, text)
        with _in_words(f"the comment on #{number}"):
            issue = self._repository.get_issue(number)
            for one in issue.get_comments():
                if self._is_marked(one, mark):
                    return _edited(one, body)
            issue.create_comment(body)
            return "written"

    def put_forward(self, branch: str, base: str, title: str, text: str) -> Forward:
        """Keeps an open pull request of a branch of this repository onto `base`.

        Raises `FolkmootError` where the repository's settings let no workflow open any.
        """
        owner = self._name.partition("/")[0]
        with _in_words(f"a pull request of {branch}"):
            for one in self._repository.get_pulls(state="open", head=f"{owner}:{branch}"):
                same = (one.title, (one.body or "").rstrip()) == (title, text.rstrip())
                if not same:
                    one.edit(title=title, body=text)
                return Forward(one.number, one.html_url, "unchanged" if same else "changed")
            made = self._repository.create_pull(base=base, head=branch, title=title, body=text)
            return Forward(made.number, made.html_url, "written")

    def asked(self, number: int) -> Asked:
        """An issue by its number."""
        with _in_words(f"the issue #{number}"):
            one = self._repository.get_issue(number)
            author: NamedUser | None = one.user  # null where the account is gone
            return Asked(
                one.body or "", author.login if author else "", author.id if author else 0,
                author is not None and author.type == _PEOPLE, one.pull_request is not None, one.state == "open",
                tuple(label.name for label in one.labels), one.html_url,
            )  # fmt: skip

    def has_told(self, number: int, mark: str) -> bool:
        """Whether a comment of ours below an issue or a pull request begins with `mark`."""
        with _in_words(f"the comments on #{number}"):
            return any(self._is_marked(one, mark) for one in self._repository.get_issue(number).get_comments())

    def is_private(self) -> bool:
        """Whether the repository is one that not everybody may see."""
        with _in_words(self._name):
            return self._github.get_repo(self._name).private

    def newcomers(self, since: dt.datetime, until: dt.datetime) -> Iterator[Newcomer]:
        """Whose first pull request was merged between two moments, the latest first; programs are nobody's."""
        with _in_words("the pull requests"):
            for one in self._repository.get_pulls(state="closed", sort="updated", direction="desc"):
                if one.updated_at is not None and one.updated_at < since:
                    return
                author: NamedUser | None = one.user  # null where the account is gone
                merged = one.merged_at
                if merged is None or not since <= merged < until or author is None or author.type != _PEOPLE:
                    continue
                if not self._has_merged_before(author, merged):
                    yield Newcomer(one.number, one.title, one.html_url, merged, author.login, author.id)

    def say_once(self, number: int, mark: str, text: str) -> bool:
        """Comments on an issue or a pull request, unless a comment of ours there begins with `mark`; says whether."""
        with _in_words(f"the comment on #{number}"):
            if self.has_told(number, mark):
                return False
            self._repository.get_issue(number).create_comment(_marked(mark, text))
            return True

    def keep_issue(self, mark: str, label: str, title: str, texts: Sequence[str]) -> tuple[int, str]:
        """Keeps one open issue with a label, which begins with `mark`: the first text is its own, a comment has each
        further one. Comments of ours that are left over go.

        Says its number and what came of it: written, changed, or unchanged. One that somebody closed stays as it is,
        and the next is a new one. Raises `FolkmootError` where a text is longer than GitHub takes.
        """
        body = _marked(mark, texts[0])
        with _in_words(f"the issues of {self._name}"):
            found = next(self._marked_issues(mark, label, "open"), None)
            if found is None:
                made = self._repository.create_issue(title=title, body=body, labels=[label])
                self._keep_below(made, mark, texts[1:])
                return made.number, "written"
            outcomes = {_edited(found, body)} if found.title == title else {"changed"}
            if found.title != title:
                found.edit(title=title, body=body)
            outcomes |= self._keep_below(found, mark, texts[1:])
        return found.number, "unchanged" if outcomes == {"unchanged"} else "changed"

    def close_issue(self, mark: str, label: str) -> int | None:
        """Closes the open issue that `keep_issue` keeps; says its number, None where there is none."""
        with _in_words(f"the issues of {self._name}"):
            found = next(self._marked_issues(mark, label, "open"), None)
            if found is None:
                return None
            found.edit(state="closed")
            return found.number

    def marks(self, begun: str, label: str) -> frozenset[str]:
        """The marks of all issues of ours with a label, closed ones too, that begin with `begun`, such as `<!-- a:`."""
        with _in_words(f"the issues of {self._name}"):
            found = self._marked_issues(begun, label, "all")
            return frozenset((one.body or "").partition("\n")[0].strip() for one in found)

    @property
    def _repository(self) -> "Repository":
        return self._github.get_repo(self._name, lazy=True)

    def _has_merged_before(self, person: "NamedUser", moment: dt.datetime) -> bool:
        for one in self._repository.get_issues(creator=person, state="closed"):
            merged = (one.raw_data.get("pull_request") or {}).get("merged_at")
            if merged and dt.datetime.fromisoformat(merged) < moment:
                return True
        return False

    def _marked_issues(self, mark: str, label: str, state: str) -> "Iterator[Issue]":
        for one in self._repository.get_issues(state=state, labels=[label]):
            if self._is_marked(one, mark):
                yield one

    def _keep_below(self, issue: "Issue", mark: str, texts: Sequence[str]) -> set[str]:
        """Keeps a comment for each text, which are marked by their places; says what came of each of them."""
        below = mark.replace(" -->", " part ")
        ours = {one.body.partition("\n")[0].strip(): one for one in issue.get_comments() if self._is_marked(one, below)}
        outcomes = set()
        for place, text in enumerate(texts, start=2):
            body = _marked(f"{below}{place} -->", text)
            if one := ours.pop(f"{below}{place} -->", None):
                outcomes.add(_edited(one, body))
            else:
                issue.create_comment(body)
                outcomes.add("written")
        for one in ours.values():
            one.delete()
            outcomes.add("changed")
        return outcomes

    def _is_marked(self, one: "Issue | IssueComment", mark: str) -> bool:
        """Anybody can begin a text with our mark: it counts only where a program wrote it, or the token's owner."""
        from github import GithubException

        if not (one.body or "").startswith(mark):
            return False
        if one.user.type == "Bot":
            return True
        try:
            return one.user.login == self._github.get_user().login
        except GithubException:  # a workflow's token is nobody's
            return False

    def _fetched(self, url: str) -> bytes:
        """What is at an address of GitHub, which sends on to a store that wants no token; a limited number of bytes."""
        import requests

        headers = {"Authorization": f"Bearer {self._token}", "User-Agent": f"Folkmoot/{__version__}"}
        with requests.get(url, headers=headers, timeout=_SECONDS, stream=True) as answer:
            answer.raise_for_status()
            found = bytearray()
            for part in answer.iter_content(1 << 16):
                found += part
                if len(found) > _LARGEST_ZIP:
                    raise FolkmootError("the artifact is larger than GitHub says")
            return bytes(found)


def _marked(mark: str, text: str) -> str:
    return f"{mark}\n{text}"


def _edited(one: "Issue | IssueComment", body: str) -> str:
    """Says something else in it from now on, where it is something else."""
    if (one.body or "").rstrip() == body.rstrip():
        return "unchanged"
    one.edit(body=body)
    return "changed"


def _unpacked(packed: bytes, artifact: str, file: str, most: int) -> bytes:
    """One file of an archive, in memory: nothing in it chooses where anything is written."""
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as archive, archive.open(file) as found:
            content = found.read(most + 1)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise FolkmootError(f"the artifact {artifact} is no archive that holds {file}") from None
    if len(content) > most:
        raise FolkmootError(f"{file} in the artifact {artifact} has more than {most:,} bytes, which is too much")
    return content


@contextmanager
def _in_words(what: str) -> Iterator[None]:
    from github import GithubException
    from requests import RequestException

    try:
        yield
    except GithubException as error:
        told = error.data.get("message", "") if isinstance(error.data, dict) else ""
        if error.status == 401:
            raise FolkmootError("GITHUB_TOKEN is not valid, or has expired", "give another one") from None
        if error.status == 404:
            raise FolkmootError(
                f"GitHub does not show {what}", "look whether it is there, and who may see it"
            ) from None
        hint = _RIGHTS if error.status == 403 else "try again later"
        if "not permitted to create" in told:
            hint = "allow it: Settings, Actions, General, Allow GitHub Actions to create and approve pull requests"
        raise FolkmootError(f"GitHub refuses {what}: {told or error.status}", hint) from None
    except RequestException:
        raise FolkmootError(f"GitHub could not be reached for {what}", "try again later") from None
