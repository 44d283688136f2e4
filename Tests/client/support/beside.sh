#!/usr/bin/env bash
# Two votes with an act beside their logs, by the command line: one whose count is given up, and a tied election of lists
# that the lot decides. beside.sh FOLDER-OF-PROGRAMS WORK-FOLDER leaves WORK/abandoned/record and WORK/tied/record.
set -euo pipefail
cd "$(dirname "$0")/../../.."
export PATH="$1:$PATH" URNE_LANG=de
work=$2
lang=de
. samples/story.sh
chair=001
members="001 002 003 004"
prepare samples/council/people.csv
urne council import samples/council/oparl samples/council/people.csv --on 2026-12-01 --data "$data" 2>"$work/import.txt"

# begin NAME ARGUMENTS...: up to the moment when everybody may cast.
begin() {
    new_vote "$1" 001,002,003,004 "" "${@:2}"
    ceremony
    open_vote
    draw $members
    open_casting
}

begin abandoned --kind motion --title "TOP 1: Antrag" --question "Stimmen Sie zu?"
for member in $members; do ballot "$member" Ja; done
close_vote
quietly as T01 teller share --vote "$vote" --board "$board" --gap "$gap"
quietly as S01 vote abandon --vote "$vote" --reason "T02 und T03 sind nicht erreichbar"
quietly urne record export --vote "$vote" --data "$data" --out "$work/abandoned/record"

begin tied --kind choice --option Rot --option Blau --law-kind list --seats 3 --title "TOP 2: Ausschuss" --question "Welche Liste?"
for member in 001 002; do ballot "$member" Rot; done
for member in 003 004; do ballot "$member" Blau; done
close_vote
count T01 T02
quietly as 001 vote lot --vote "$vote" --lot Rot --drawn-by "Änne Vogel" --witness "Kurt Zahn"
quietly urne record export --vote "$vote" --data "$data" --out "$work/tied/record"
