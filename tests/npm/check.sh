#!/bin/bash
# npm/check.sh TESTS FOLDER: runs the test cases on the npm package, which ./dev installs into FOLDER.
# Exit 77: it is not there.
set -euo pipefail
package=$2/node_modules/spdx-license-list
if [ ! -f "$package/spdx-full.json" ]; then
  echo "skipped: the npm package spdx-license-list is not installed (no npm, or the registry was not reached)"
  exit 77
fi
LICET_SPDX_NPM=$package exec "$1" --test-case='license npm package*'
