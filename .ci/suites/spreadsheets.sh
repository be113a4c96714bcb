#!/usr/bin/env bash
# Spreadsheets as another program prints them: LibreOffice lays the workbooks out on paper, and what must be on a page is there.
set -euo pipefail
cd "$(dirname "$0")/../.."

.ci/need soffice libreoffice-calc
.ci/need pdftotext poppler-utils
# Without glyphs for it no Chinese comes to paper.
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || .ci/need no-such-command fonts-noto-cjk
made="$PWD/target/ci/spreadsheets"
rm -rf "$made"
mkdir -p "$made/home"

mulu() { cargo run --quiet --locked -- "$@"; }
mulu fund 2027 --on 2026-12-01 -o "$made/fund.xlsx"
mulu query "SELECT system, unit, verdict, amount FROM decisions ORDER BY system" --on 2026-12-01 -o "$made/query.xlsx"
HOME="$made/home" timeout 150 soffice --headless --convert-to pdf --outdir "$made" "$made/fund.xlsx" "$made/query.xlsx" >"$made/log" 2>&1

fail() { echo "spreadsheets: $1" >&2; exit 1; }
grep -q "A4" <<<"$(pdfinfo "$made/fund.pdf")" || fail "not on A4"
pages="$(pdfinfo "$made/fund.pdf" | sed -n 's/^Pages: *//p')"
# A sheet is as wide as a page: the summary, one page an applicant or two, the data and where they come from.
[ "$pages" -le 60 ] || fail "$pages pages: a sheet is wider than a page"
pdftotext -layout "$made/fund.pdf" "$made/fund.txt"
pdftotext -layout "$made/query.pdf" "$made/query.txt"
for text in 汇总表 合计 区卫生健康委 全民健康信息平台 "3197.2"; do
  grep -qF "$text" "$made/fund.txt" || fail "no $text on paper"
done
# Each of several reasons is on paper, the first as well as the last: rows are as high as their texts.
grep -qE "1\\. " "$made/fund.txt" || fail "the first reason is cut off"
grep -qF "health-commission/health-platform" "$made/query.txt" || fail "no system in the answer"
echo "spreadsheets: $pages pages of A4 were laid out"
