"""``python -m assistant`` is the same as ``inkling``; children of the daemon start here too."""

import sys

if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] == "_child":
        from assistant.daemon.children import run

        sys.exit(run(sys.argv[2]))
    from assistant.cli import main

    main()
