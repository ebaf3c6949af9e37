"""Reading what lies outside the hub: each source becomes records, or a failure that says in words why not.

The only stage that reaches the network. Nothing is written here but git's own clones in the cache.
"""
