#!/usr/bin/env bash
# Writes packaging/constraints.txt again from what is installed in .venv. Run it after the tests passed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
{
    echo "# Exact versions that the tests passed with, so that a release of somebody else cannot break the set-up."
    echo "# Used by packaging/setup.sh as constraints; a line whose package nobody needs is ignored. Renew: packaging/freeze.sh"
    .venv/bin/python -m pip freeze --exclude-editable
} >packaging/constraints.new
mv packaging/constraints.new packaging/constraints.txt
