"""Documents, answers and arguments that were written to hurt. docs/security.md says what each shows."""
