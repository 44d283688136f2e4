#!/usr/bin/env bash
# A small vote by the command line, for the test that reads its record: story.sh FOLDER-OF-PROGRAMS WORK-FOLDER
set -euo pipefail
cd "$(dirname "$0")/../../.."
export PATH="$1:$PATH" URNE_LANG=de
work=$2
lang=de
. samples/story.sh
chair=001
prepare samples/council/people.csv
urne council import samples/council/oparl samples/council/people.csv --on 2026-12-01 --data "$data" 2>"$work/import.txt"
new_vote motion 001,002,003,004,005 "" --kind motion --title "TOP 1: Antrag" --question "Stimmen Sie zu?"
ceremony
open_vote
draw 001 002 003 004 005
open_casting
for member in 001 002 003; do ballot "$member" Ja; done
ballot 004 Nein
close_vote
count T02 T03
record
