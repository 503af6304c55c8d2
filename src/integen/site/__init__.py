"""Documentation of a package as a site of files: no server and no network is needed to read it."""
