"""How other tools write into documents what agents should get: one module for each family of extensions."""
