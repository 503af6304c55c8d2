"""What a document means, independent of the OpenAPI version that it was written in.

Nodes are frozen dataclasses and carry the `Origin` they came from. References stay references, cycles are
normal, nothing is inlined. `lower` writes it, planners read it.
"""
