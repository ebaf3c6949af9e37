"""Forgetting somebody who asked for it: in the hub's files, and in what was collected."""

from folkmoot.steward.forgetting.collected import InArchive
from folkmoot.steward.forgetting.recipe import (
    TITLE,
    Forgetting,
    forget,
    forget_collected,
    offered,
    plan,
    plan_by_hashes,
)

__all__ = ["TITLE", "Forgetting", "InArchive", "forget", "forget_collected", "offered", "plan", "plan_by_hashes"]
