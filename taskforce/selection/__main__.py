"""`python -m taskforce.selection --features F --people P --size K --seed S --output DIR`"""

import sys

from taskforce.selection.command import main

if __name__ == "__main__":
    sys.exit(main())
