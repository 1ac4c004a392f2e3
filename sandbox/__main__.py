"""`python -m sandbox`: see `python -m sandbox --help`."""

import sys

if __name__ == "__main__":
    try:
        from sandbox.cli import main

        sys.exit(main())
    except KeyboardInterrupt:  # before there was anything to stop: loading takes a moment
        sys.exit(130)
