"""One module for each family of rules. A rule is a function from the subject to findings."""
