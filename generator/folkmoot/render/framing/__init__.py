"""The frame that the engine gives to pages: what it is asked to render, and what is done with its answer."""
