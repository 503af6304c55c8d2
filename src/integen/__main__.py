"""`python -m integen` is `integen`."""

import sys

from integen.cli.app import main

sys.exit(main())
