"""The contract between the two halves: writes what `kit.catalog` reads."""
