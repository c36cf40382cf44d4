"""Entry of the frozen program; stands outside the package so that PyInstaller sees all of it."""

import multiprocessing
import sys

from designer.app.main import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
