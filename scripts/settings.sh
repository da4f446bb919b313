# shellcheck shell=bash
# Sourced by the other scripts: how this checkout is built. All of them use one build folder, so they must agree.

# Instructions of this processor, unless the caller names others: without them numerical code is several times slower.
export RDTOOL_ARCHITECTURE="${RDTOOL_ARCHITECTURE:-native}"

# Under continuous integration, warnings are errors in the very build that is tested.
if [[ ${CI-} == true ]]; then
  export RDTOOL_STRICT=1
fi
