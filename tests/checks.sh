#!/bin/bash
# Checks of the source tree itself, each an entry of ctest:
#
#   tests/checks.sh format        every .h and .cpp is as clang-format leaves it
#   tests/checks.sh sizes         no source file is over 400 lines
#   tests/checks.sh clean-words   no file names an absolute path of somebody's machine
#   tests/checks.sh files [GLOB]  lists the files looked at
#
# Looked at are the files git tracks and new ones it does not ignore. Exit 77: cannot be checked here.
set -euo pipefail
cd "$(dirname "$0")/.."

# The tree may belong to another user than the one who tests it, as in a container.
files() {
  git -c safe.directory="$PWD" ls-files -z --cached --others --exclude-standard -- "$@" |
    while IFS= read -r -d '' file; do
      if [ -f "$file" ]; then printf '%s\0' "$file"; fi
    done
}

format() {
  local said
  command -v clang-format > /dev/null || { echo "clang-format is not installed"; exit 77; }
  if said=$(files '*.h' '*.cpp' | xargs -0 clang-format --dry-run --Werror 2>&1); then return 0; fi
  grep ' error: ' <<< "$said" | cut -d: -f1 | sort | uniq -c |
    sed -E 's/ *([0-9]+) (.*)/\2: \1 places; run .\/dev format/' || echo "$said"
  return 1
}

sizes() {
  local bad=0 file lines
  while IFS= read -r -d '' file; do
    lines=$(wc -l < "$file")
    if [ "$lines" -gt 400 ]; then echo "$file: $lines lines; 400 are the most"; bad=1; fi
  done < <(files '*.h' '*.cpp' '*.sh' '*.py' '*.cmake' 'CMakeLists.txt' dev)
  return $bad
}

# A path counts where nothing stands before it that makes it part of an address or of a relative path. The
# names stand in a group, so that this file does not hold what it looks for.
clean-words() {
  local roots='(home|root|work|Users|mnt|srv|tmp)' found
  found=$(files | { LC_ALL=C xargs -0 grep -InE "(^|[^][A-Za-z0-9_.:/~*}-])/$roots/|[A-Z]:\\\\Users\\\\" || true; })
  if [ -z "$found" ]; then return 0; fi
  echo "$found"
  echo "absolute paths of a machine do not belong into the repository"
  return 1
}

case "${1:-}" in
  format | sizes | clean-words) "$1" ;;
  files) shift; files "$@" ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
