"""What the community's own file says, where nothing else of the hub has to be read."""

from pathlib import Path

from folkmoot.load.community import refuse_other_folders
from folkmoot.load.records import record_of
from folkmoot.model.community import PROFILE_FILE, Profile


def load_profile(root: Path) -> Profile | None:
    """The profile of the hub in `root`, None where its file cannot be read; raises `WrongUse` where there is no hub."""
    refuse_other_folders(root)
    return record_of(root, root / PROFILE_FILE, "community", Profile, [])
