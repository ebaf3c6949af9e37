"""The hub's repository on the web: where a visitor edits a file there, or writes a new one."""

import re
from urllib.parse import quote

from folkmoot.model.community import Profile


def edit_address(profile: Profile) -> str:
    """The address before a file's path at which the forge lets a visitor edit it; "" where the hub names no forge."""
    if not profile.repository:
        return ""
    address = profile.repository.removesuffix("/").removesuffix(".git")
    if re.match(r"https?://(www\.)?github\.com/", address):
        return f"{address}/edit/{profile.branch}/"
    if "codeberg.org/" in address or "gitea" in address or "forgejo" in address:
        return f"{address}/_edit/{profile.branch}/"
    return f"{address}/-/edit/{profile.branch}/"


def new_file_address(profile: Profile, path: str, text: str = "") -> str:
    """The address at which the forge lets a visitor write a new file of this path; "" where that is not known.

    GitHub and GitLab take the name as a parameter (docs.github.com, "Creating new files"); Gitea and Forgejo as well.
    All but GitLab take the first `text` of the file, too.
    """
    if not profile.repository:
        return ""
    address = profile.repository.removesuffix("/").removesuffix(".git")
    folder, _, name = path.rpartition("/")
    value = f"&value={quote(text, safe='')}" if text else ""
    if re.match(r"https?://(www\.)?github\.com/", address):
        return f"{address}/new/{profile.branch}?filename={quote(path, safe='')}{value}"
    if "codeberg.org/" in address or "gitea" in address or "forgejo" in address:
        return f"{address}/_new/{profile.branch}/{folder}?filename={quote(name)}{value}"
    return f"{address}/-/new/{profile.branch}/{folder}?file_name={quote(name)}"


def folder_address(profile: Profile, folder: str) -> str:
    """The address at which the forge shows a folder of the hub, "." for all of it; "" where the hub names no forge."""
    if not profile.repository:
        return ""
    address = profile.repository.removesuffix("/").removesuffix(".git")
    if folder == ".":
        return address
    path = quote(folder)
    if re.match(r"https?://(www\.)?github\.com/", address):
        return f"{address}/tree/{profile.branch}/{path}"
    if "codeberg.org/" in address or "gitea" in address or "forgejo" in address:
        return f"{address}/src/branch/{profile.branch}/{path}"
    return f"{address}/-/tree/{profile.branch}/{path}"
