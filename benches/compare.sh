#!/usr/bin/env bash
# Whole processes on the same registry, in turns: mulu, and the public programs
# that hold YAML files against a JSON Schema, which is a part of what `mulu check`
# does. Each of them gets every kind of document with that kind's schema.
#
#   benches/compare.sh FOLDER [ROUNDS]       all programs in turns, then a table
#   benches/compare.sh --faulty FOLDER       how many files each finds faulty
#   benches/compare.sh --tool NAME FOLDER    one program, once, with its output
#
# FOLDER holds a registry: `mulu dev generate FOLDER --systems 10000 --invalid 100`.
# Programs are found on the PATH or named by variables: MULU, BOON (boon-cli),
# JSONSCHEMA (jsonschema-cli), AJV (ajv-cli beside ajv-formats), GNU_TIME. Those
# that aren't there are skipped, and it is said.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
export MULU=${MULU:-$root/target/release/mulu}
export BOON=${BOON:-boon} JSONSCHEMA=${JSONSCHEMA:-jsonschema-cli} AJV=${AJV:-ajv}
GNU_TIME=${GNU_TIME:-/usr/bin/time}
YEAR=${YEAR:-2027} ON=${ON:-2026-12-01}

# Each kind with its files, relative to FOLDER/registry.
kinds=(
  "registry registry.yaml"
  "unit units/*.yaml"
  "elements elements.yaml"
  "system systems/*/*.yaml"
  "opinions opinions/*/*.yaml opinions/*/*/*.yaml opinions/*/*/projects/*.yaml"
  "list lists/*.yaml"
  "plan plans/*.yaml"
  "request requests/*/*/*.yaml"
  "project projects/*/*.yaml"
  "framework frameworks/*.yaml"
  "rolling rolling/*.yaml"
  "cloud cloud/*.yaml"
  "budget budgets/*.yaml"
)

program() {
  case $1 in
    mulu-*) echo "$MULU" ;;
    boon) echo "$BOON" ;;
    jsonschema) echo "$JSONSCHEMA" ;;
    ajv) echo "$AJV" ;;
  esac
}

# One program over all kinds, one process a kind. What it exits with is its
# verdict on the files, not a failure of this script.
validate() {
  local tool=$1 kind schema pattern files data
  ulimit -s unlimited # Room for the names of all files of a kind.
  for kind in "${kinds[@]}"; do
    schema=$root/schema/${kind%% *}.schema.json
    data=()
    set -f
    for pattern in ${kind#* }; do data+=(-d "$pattern"); done
    set +f
    mapfile -t files <"$lists/${kind%% *}"
    [ ${#files[@]} -gt 0 ] || continue
    case $tool in
      boon) "$BOON" -q -f "$schema" "${files[@]}" ;;
      jsonschema) "$JSONSCHEMA" validate "$schema" --assert-format --errors-only -i "${files[@]}" ;;
      # It expands the patterns itself.
      ajv) "$AJV" validate --spec=draft2020 --strict=false -c ajv-formats -s "$schema" "${data[@]}" ;;
    esac || true
  done
}

run() {
  case $1 in
    mulu-check) "$MULU" -C . check --format json || true ;;
    mulu-fund) "$MULU" -C . fund "$YEAR" --on "$ON" --format json || true ;;
    *) cd registry && validate "$1" ;;
  esac
}

# Names of files, read before anything is timed.
list_files() {
  local kind pattern
  for kind in "${kinds[@]}"; do
    # shellcheck disable=SC2086
    (cd registry && shopt -s nullglob && printf '%s\n' ${kind#* }) | sed '/^$/d' >"$lists/${kind%% *}"
  done
}

# The files that a program's output calls faulty, whatever its format is.
faulty() {
  case $1 in
    mulu-check) grep -o '"path":"registry/[^"]*"' | sort -u ;;
    boon) grep -E '^instance .*: failed' ;;
    jsonschema) grep -E ' - INVALID' ;;
    ajv) grep -E ' invalid$' ;;
  esac | wc -l
}

if [ "${1:-}" = --tool ]; then
  cd "$3"
  : "${lists:=$(mktemp -d)}"
  [ -e "$lists/unit" ] || list_files
  run "$2"
  exit
fi

count_only=
if [ "${1:-}" = --faulty ]; then count_only=yes; shift; fi
self=$root/benches/compare.sh
folder=$(cd "$1" && pwd)
rounds=${2:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export lists=$work/lists
mkdir "$lists"
(cd "$folder" && list_files)

tools=()
for tool in mulu-check mulu-fund boon jsonschema ajv; do
  if command -v "$(program "$tool")" >/dev/null; then tools+=("$tool"); else echo "skipped: $tool ($(program "$tool") not found)"; fi
done

if [ -n "$count_only" ]; then
  for tool in "${tools[@]}"; do
    [ "$tool" = mulu-fund ] || echo "$tool: $("$self" --tool "$tool" "$folder" 2>&1 | faulty "$tool") files"
  done
  exit
fi

# In turns, so that a busy machine is busy for all of them.
for ((round = 1; round <= rounds; round++)); do
  for tool in "${tools[@]}"; do
    "$GNU_TIME" -f "$tool %U %S %e %M" -a -o "$work/times" "$self" --tool "$tool" "$folder" >"$work/out" 2>&1
  done
done
echo "yaml: $(find "$folder/registry" -name '*.yaml' -print0 | xargs -0 cat | wc -c) bytes, $rounds rounds"
awk '
  { cpu = $2 + $3; name = $1; n[name]++
    if (!(name in least) || cpu < least[name]) least[name] = cpu
    if (!(name in wall) || $4 < wall[name]) wall[name] = $4
    if ($5 > peak[name]) peak[name] = $5
    if (name == "mulu-check") base = cpu
    ratio[name, n[name]] = cpu / base
    if (!(name in seen)) { seen[name] = 1; order[++count] = name } }
  END {
    printf "%-12s %8s %10s %9s   CPU / mulu-check: %s\n", "program", "CPU s", "elapsed s", "peak MB", "median (least, most)"
    for (i = 1; i <= count; i++) {
      name = order[i]; rounds = n[name]
      for (j = 1; j <= rounds; j++) r[j] = ratio[name, j]
      for (j = 2; j <= rounds; j++) # insertion sort
        for (k = j; k > 1 && r[k] < r[k - 1]; k--) { swap = r[k]; r[k] = r[k - 1]; r[k - 1] = swap }
      printf "%-12s %8.2f %10.2f %9.1f   %.2f (%.2f, %.2f)\n", name, least[name], wall[name], peak[name] * 1024 / 1000000, r[int((rounds + 1) / 2)], r[1], r[rounds] } }
' "$work/times"
