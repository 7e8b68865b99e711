#!/usr/bin/env bash
# `make run`: the default models, then Inkling itself, or the demo where the screen cannot be captured.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly INKLING=.venv/bin/inkling

# Empty when everything is there; otherwise the reason, as one line.
why_not() {
    if [ -n "${WAYLAND_DISPLAY:-}" ] || [ "${XDG_SESSION_TYPE:-}" = wayland ]; then
        echo "this is a Wayland session, and Inkling can capture X11 only so far"
    elif [ -z "${DISPLAY:-}" ]; then
        echo "there is no X11 display here (DISPLAY is not set)"
    elif [ ! -t 0 ] || [ ! -t 1 ]; then
        echo "input or output is not a terminal"
    elif ! .venv/bin/python -c 'from Xlib import display; display.Display().close()' 2>/dev/null; then
        echo "the X11 display $DISPLAY does not answer"
    fi
}

"$INKLING" models pull 1>&2
reason=$(why_not)
if [ -z "$reason" ]; then
    exec "$INKLING"
fi
echo "Inkling cannot watch this screen: $reason. Showing the sample day instead (inkling demo)." >&2
exec "$INKLING" demo
