"""What a pipeline does with a project beside generating it: compares, reports, comments, commits."""
