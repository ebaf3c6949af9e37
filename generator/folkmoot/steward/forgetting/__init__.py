"""Forgetting somebody who asked for it: in the hub's files, and in what was collected."""

from folkmoot.steward.forgetting.recipe import Forgetting, forget, plan

__all__ = ["Forgetting", "forget", "plan"]
