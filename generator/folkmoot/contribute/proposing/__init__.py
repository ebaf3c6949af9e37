"""The use case `propose`: what somebody sent without git becomes files of the hub, or is told why it cannot."""
