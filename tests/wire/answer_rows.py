from .row import Row

ROWS: list[Row] = []
SCHEMAS: dict = {}
