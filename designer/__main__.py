"""Start the program with ``python -m designer``."""

import sys

from designer.app.main import main

if __name__ == "__main__":
    sys.exit(main())
