"""The only hands: folders of files (the site, the archive), each file whole or not at all, and nothing else touched."""
