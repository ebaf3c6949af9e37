"""git over HTTP, as GitHub serves it: everybody fetches what is public, and pushes take `contents: write`.

`git http-backend` does the work (git-scm.com/docs/git-http-backend); here it is said who may.
"""

import base64
import os
import re
import subprocess
from collections.abc import Mapping

from support.github.faults import Reply
from support.github.rest_visits import Refused, Visit

_ADDRESS = re.compile(r"/([^/]+)/([^/]+?)(?:\.git)?(/(?:info/refs|git-upload-pack|git-receive-pack))")


def is_git(path: str) -> bool:
    """Whether an address is one that git asks for."""
    return bool(_ADDRESS.fullmatch(path.partition("?")[0]))


def token_in(header: str) -> str:
    """The token that git sends: the password beside `x-access-token`, or "" where there is none."""
    kind, _, sent = header.partition(" ")
    try:
        return base64.b64decode(sent).decode().partition(":")[2] if kind.lower() == "basic" else sent
    except ValueError:
        return ""


def git_answer(visit: Visit, query: str, headers: Mapping[str, str]) -> Reply:
    """What git answers to what was sent; 401 where who asks has to say who it is, 403 where it may not."""
    found = _ADDRESS.fullmatch(visit.path)
    assert found
    owner, name, below = found.groups()
    of = visit.view.repository(owner, name, visit.token)
    writes = "git-receive-pack" in (below, f"{below.removesuffix('/info/refs')}{query.removeprefix('service=')}")
    if not visit.token and (writes or of is None):
        return Reply(401, b"", {"WWW-Authenticate": 'Basic realm="GitHub"'})
    if of is None or of.git is None:
        return Reply(404, b"Repository not found.", {})
    try:
        visit.demand(of, "contents", "write" if writes else "read")
    except Refused:
        return Reply(403, f"Permission to {of.full_name}.git denied.".encode(), {})
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "GIT_PROJECT_ROOT": str(of.git),
        "GIT_HTTP_EXPORT_ALL": "1",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_COUNT": "2",
        **{"GIT_CONFIG_KEY_0": "http.receivepack", "GIT_CONFIG_VALUE_0": "true"},
        **{"GIT_CONFIG_KEY_1": "uploadpack.allowAnySHA1InWant", "GIT_CONFIG_VALUE_1": "true"},
        "GIT_PROTOCOL": headers.get("Git-Protocol") or "",
        "PATH_INFO": below,
        "QUERY_STRING": query,
        "REQUEST_METHOD": visit.method,
        "CONTENT_TYPE": headers.get("Content-Type") or "",
        "CONTENT_LENGTH": str(len(visit.sent)),
        "HTTP_CONTENT_ENCODING": headers.get("Content-Encoding") or "",
    }
    backend = ["git", "http-backend"]
    done = subprocess.run(backend, env=environment, input=visit.sent, capture_output=True, check=True)
    head, _, body = done.stdout.partition(b"\r\n\r\n")
    told = dict(line.split(": ", 1) for line in head.decode().splitlines())
    return Reply(int(told.pop("Status", "200").split()[0]), body, told)
