"""The only code that changes anything at GitHub: comments on issues and pull requests.

What is read here is read to know what to change; what a run hands over is data of strangers, read up to a size.
"""

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self

from folkmoot import __version__
from folkmoot.errors import FolkmootError

if TYPE_CHECKING:
    from github.IssueComment import IssueComment
    from github.Repository import Repository

_SECONDS = 20
_LARGEST_ZIP = 8 << 20
"""A larger artifact is not fetched at all."""

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
        body = f"{mark}\n{text}"
        with _in_words(f"the comment on #{number}"):
            issue = self._repository.get_issue(number)
            for one in issue.get_comments():
                if (one.body or "").startswith(mark) and self._is_ours(one):
                    if one.body.rstrip() == body.rstrip():
                        return "unchanged"
                    one.edit(body)
                    return "changed"
            issue.create_comment(body)
            return "written"

    @property
    def _repository(self) -> "Repository":
        return self._github.get_repo(self._name, lazy=True)

    def _is_ours(self, comment: "IssueComment") -> bool:
        """Anybody can begin a comment with our mark: it counts only where a program wrote it, or the token's owner."""
        from github import GithubException

        if comment.user.type == "Bot":
            return True
        try:
            return comment.user.login == self._github.get_user().login
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
        raise FolkmootError(f"GitHub refuses {what}: {told or error.status}", hint) from None
    except RequestException:
        raise FolkmootError(f"GitHub could not be reached for {what}", "try again later") from None
