#!/usr/bin/env bash
# Installs the Debian/Ubuntu packages that the tests need: an X server without a screen, a window manager, real
# applications and fonts. Inkling itself needs none of them.
#   packaging/debian-packages.sh            install what is missing (as root, or with sudo that asks nothing)
#   packaging/debian-packages.sh --list     print the packages and stop
#   packaging/debian-packages.sh --record   also what recording a day needs
set -euo pipefail

packages=(
    build-essential      # llama-cpp-python is compiled from source
    python3-venv
    xvfb xauth openbox   # a display and a window manager for the live test
    xdotool xterm tmux   # typed keys, a real terminal
    x11-utils
    mousepad chromium    # a real editor and a real browser
    libseccomp2          # the wall against the network
    dbus at-spi2-core    # session bus, accessibility
    fonts-dejavu-core fonts-liberation2 fonts-noto-cjk
)
recording=(
    fonts-noto-core fonts-hack fonts-inconsolata
    gnumeric vim keepassxc dunst libnotify-bin openssl x11-xserver-utils adwaita-icon-theme pngquant
    rxvt-unicode neomutt weechat-curses calcurse taskwarrior newsboat man-db git less
    faketime             # the terminals' programs see the day's clock
)

if [ "${1:-}" = --record ]; then
    packages+=("${recording[@]}")
elif [ "${1:-}" = --list ]; then
    printf '%s\n' "${packages[@]}"
    exit 0
fi

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "This is not Debian or Ubuntu: install the equivalents of: ${packages[*]}" >&2
    exit 3
fi

installed() { dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null | grep -qx installed; }

missing=()
for package in "${packages[@]}"; do
    installed "$package" || missing+=("$package")
done
if [ ${#missing[@]} -eq 0 ]; then
    exit 0
fi

root=()
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null || ! sudo -n true 2>/dev/null; then
        echo "Some tests need Debian packages; install them, or those tests are skipped:" >&2
        echo "  sudo apt-get install --no-install-recommends ${missing[*]}" >&2
        exit 3
    fi
    root=(sudo -n)
fi

echo "Installing Debian packages: ${missing[*]}" >&2
apt() { "${root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 -o Acquire::Retries=3 "$@" >/dev/null; }
if ! { apt update && apt install -y --no-install-recommends "${missing[@]}"; }; then
    echo "apt-get could not install them. Fix: look at the message above, or install them by hand: ${missing[*]}" >&2
    exit 1
fi
