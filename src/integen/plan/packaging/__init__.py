"""What registries, desktops and container hosts are told of a package."""
