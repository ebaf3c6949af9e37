"""What the property tests begin with."""

from support.measuring import hubs_measure_their_own_alone

__all__ = ["hubs_measure_their_own_alone"]
