# The part of the story that goes by post: 38 kits, what can go wrong with them, a count that disagrees, a signed record.
# Read after samples/story.sh. It is a rehearsal, in which times may be told: every paper says PROBE.

recipient="Stadt Erlenbrück, Wahlamt, Marktplatz 1, 59999 Erlenbrück"
locked="Tresor, Zimmer 12"

# by PERSON TIME VERB...: an act of one person at a time of the rehearsal.
by() {
    local person=$1 time=$2
    shift 2
    as "$person" postal "$@" --now "$time"
}

# scanned PERSON TIME VERB...: the same with a scanner that types on standard input; what it says is shown, marked.
scanned() { by "$@" 2>/dev/null | sed 's/^/   /' || true; }

# kit NUMBER: the Wahlschein in this place of the print.
kit() { sed -n "$1p" "$work/post/numbers.txt"; }

# shown COMMAND...: its first line of talk is told.
shown() {
    local talk
    talk=$("$@" 2>&1 >/dev/null) || { printf '%s\n' "$talk" >&2; return 1; }
    printf '%s\n' "$talk" | sed -n "1s|$PWD/||;1s/^/   /p"
}

post_start() {
    mkdir -p "$work/post"
    by S01 2026-12-10T20:05 start --rehearsal --vote "$vote" --keys "$registrar/keys.jsonl" --staff 001 \
        --reason "Störung der Videoübertragung" --municipality "Stadt Erlenbrück" \
        --session-number 7 --recipient "$recipient" --settings time=16:00 2>&1 >"$work/post/id.txt" |
        sed -n '/^urne: hint/d;s/^/   /p'
}

post_papers() {
    title "Briefwahl: wer abstimmen darf, bis wann, und die Unterlagen" \
        "By post: who may vote, until when, and the papers"
    note "034 war in der Sitzung, aber nicht mehr bei TOP 6; ohne Entscheidung geht es nicht weiter:" \
        "034 was in the session, but no longer at item 6; nothing goes on without a decision:"
    refused by S01 2026-12-10T20:20 electorate --attended all --excluded 021
    by S01 2026-12-10T20:21 electorate --attended all --excluded 021 \
        --leave-out "034=hatte die Sitzung vor Aufruf des Punktes verlassen" 2>&1 | sed '/^urne: hint/d;s/^/   /'
    by S01 2026-12-10T20:25 deadline 2>/dev/null | sed 's/^/   /'
    shown by S01 2026-12-10T20:26 deadline --choose literal
    note "Ein zweiter Beginn ist ausgeschlossen:" "A second start is impossible:"
    refused by S01 2026-12-10T20:27 start --rehearsal --vote "$vote" --recipient "$recipient"
    shown by S01 2026-12-11T09:00 print --town samples/council/stadt.json --addresses samples/council/people.csv \
        --out "$work/post/print" --large-print 004,029 --templates Templates
    sed -n 's|.*mitglieder/[0-9]*-\(.*\)\.pdf$|\1|p' "$work/post/print/druckauftrag.sha512" >"$work/post/numbers.txt"
    note "Freigeben darf nicht, wer gedruckt hat:" "Whoever printed may not release:"
    refused by S01 2026-12-11T09:30 release --folder "$work/post/print"
    shown by T03 2026-12-11T09:31 release --folder "$work/post/print"
}

post_way() {
    title "Briefwahl: Versand und Eingang" "By post: dispatch and receipt"
    note "Der Scanner liest die Nummern am Ausgang; eine ist verwischt, eine doppelt:" \
        "The scanner reads the numbers at the door; one is blurred, one is doubled:"
    { head -n 36 "$work/post/numbers.txt"; kit 3; echo 'AAAA-0000-0'; } |
        scanned T01 2026-12-11T11:00 send - | grep '✗' || true
    { kit 37; kit 38; } | quietly by T01 2026-12-11T11:30 send - --handed
    note "Zwei Sendungen sind verloren: Der alte Wahlschein kommt auf die Liste der ungültigen, dann gibt es einen neuen." \
        "Two kits are lost: the old Wahlschein goes on the list of invalid ones, then there is a new one."
    local place new
    for place in 5 19; do
        new=$(by S01 2026-12-12T10:00 replace "$(kit $place)" --reason "nicht angekommen" --credible \
            --town samples/council/stadt.json --addresses samples/council/people.csv --templates Templates \
            --out "$work/post/replaced-$place" 2>/dev/null)
        printf '%s\n' "$new" >>"$work/post/new.txt"
        quietly by T01 2026-12-12T10:02 send "$new" --handed
    done
    # 5 and 19 have new numbers; 30 comes back undeliverable; 31 to 33 come too late, 34 and 35 never.
    quietly by T01 2026-12-14T08:00 return "$(kit 30)" --remark "Empfänger unbekannt"
    note "Eingang bis Montagabend; eine Nummer ist doppelt gescannt, eine gehört zu einer anderen Briefwahl:" \
        "Arrived until Monday evening; one number is scanned twice, one belongs to another vote by post:"
    { sed -n '1,4p;6,18p;20,26p' "$work/post/numbers.txt"; cat "$work/post/new.txt"; kit 7; echo '7Q2K-0012-3'; } |
        scanned T01 2026-12-14T18:00 receive - --channel post --place "$locked" | grep '✗' || true
    note "Auch ein alter, ersetzter Wahlschein kommt an; er wird angenommen und bleibt verschlossen:" \
        "An old Wahlschein that was replaced arrives, too; it is taken and stays closed:"
    scanned T01 2026-12-14T18:10 receive "$(kit 5)" --channel letterbox --place "$locked" --remark "alter Wahlschein"
    quietly by T02 2026-12-15T15:50 receive "$(kit 27)" "$(kit 28)" "$(kit 29)" --channel personal --place "$locked"
    quietly by T02 2026-12-15T15:55 receive "$(kit 36)" --channel letterbox --condition damaged --place "$locked"
    quietly by T02 2026-12-15T15:58 receive "$(kit 37)" "$(kit 38)" --channel letterbox --place "$locked"
    note "Die Frist kann niemand mehr ändern, und vor ihrem Ablauf wird nichts geöffnet:" \
        "Nobody can change the deadline any more, and nothing is opened before it is over:"
    refused by S01 2026-12-15T15:59 deadline --choose literal --time 18:00
    refused by T01 2026-12-15T15:59 convene --place "Rathaus" --instructed --laws --handed-over 33
    note "Nach 16 Uhr kommen noch drei; sie bleiben verschlossen:" "After 4 p.m. three more come; they stay closed:"
    sed -n '31,33p' "$work/post/numbers.txt" | scanned T02 2026-12-15T16:05 receive - --channel post --place "$locked"
    by T01 2026-12-15T16:10 overview 2>/dev/null | sed 's/^/   │ /'
    note "40 Sendungen an 38 Mitglieder: Von den zwei ersetzten ist eine unter den 33, die andere kam nie an." \
        "40 kits for 38 members: of the two that were replaced one is among the 33, the other never arrived."
}

post_admission() {
    title "Briefwahl: Zulassung" "By post: admission"
    shown by T01 2026-12-15T16:30 arrive --function chair --official
    shown by T02 2026-12-15T16:30 arrive --function clerk --official
    shown by T03 2026-12-15T16:31 arrive --function member --official
    quietly by T02 2026-12-15T16:32 observer --name "Miriam Adler-Nowak" --event arrived
    shown by T01 2026-12-15T16:33 convene --place "Rathaus, Sitzungszimmer 2" --instructed --laws --handed-over 33
    shown by T01 2026-12-15T16:35 check-urn --was-empty --was-closed
    note "33 Wahlbriefe, in zufälliger Folge. Unvollständige werden zurückgewiesen, über einen wird beschlossen:" \
        "33 Wahlbriefe, in an order of chance. Defective ones are rejected, one is put to a vote:"
    local letter
    for letter in $(by T02 2026-12-15T16:36 letters 2>/dev/null | cut -d" " -f1); do
        case $letter in
            2) reject 2 6 "Versicherung nicht unterschrieben" --unsigned "$(kit 2)" ;;
            8) reject 8 3 "kein blauer Umschlag" --inner 0 ;;
            27) # the old Wahlschein of 5, whose new one has come as well
                reject 27 2 "Wahlschein ungültig (ersetzt)"
                ;;
            31) # damaged on the way, and the blue envelope is open, too
                reject 31 4 "beide Umschläge offen" --outer-open --inner-open
                ;;
            12)
                quietly by T03 2026-12-15T16:40 object 12 --reason "Name der Hilfsperson schwer lesbar"
                quietly by T02 2026-12-15T16:41 resolve 12 --yes T01,T02 --no T03 --reason "Der Name ist erkennbar."
                quietly by T02 2026-12-15T16:42 admit 12 --doubt "Name der Hilfsperson schwer lesbar" --by-resolution
                note "Wahlbrief 12: Name der Hilfsperson schwer lesbar – mit 2 zu 1 Stimmen zugelassen" \
                    "Wahlbrief 12: name of the helper hard to read – admitted with 2 votes to 1"
                ;;
            *) quietly by T02 2026-12-15T16:42 admit "$letter" ;;
        esac
    done
    shown by T01 2026-12-15T16:58 end-admission --waited
}

# reject LETTER GROUND NOTE FINDINGS...
reject() {
    local letter=$1 ground=$2 remark=$3
    shift 3
    quietly by T02 2026-12-15T16:42 reject "$letter" --ground "$ground" --note "$remark" --resealed --no T01,T02,T03 "$@"
    note "Wahlbrief $letter: $remark – mit 3 Stimmen zurückgewiesen, Grund $ground" \
        "Wahlbrief $letter: rejected with 3 votes, ground $ground"
}

post_count() {
    title "Briefwahl: Zählung" "By post: count"
    shown by T01 2026-12-15T17:00 open-urn --empty-after
    note "Ungeöffnet gezählt: 28 Umschläge, 29 Wahlscheine. Noch einmal:" "Counted unopened: 28 envelopes, 29 Wahlscheine. Again:"
    quietly by T02 2026-12-15T17:03 envelopes --counted 28 --wahlscheine 29
    quietly by T02 2026-12-15T17:08 envelopes --counted 29 --wahlscheine 29
    note "Jetzt sind es 29 Umschläge und 29 Wahlscheine." "Now there are 29 envelopes and 29 Wahlscheine."
    note "Ungemischt wird nicht geöffnet:" "Without mixing nothing is opened:"
    refused by T02 2026-12-15T17:09 open --ballots 28 --empty 1
    quietly by T02 2026-12-15T17:12 open --mixed --ballots 28 --empty 1
    quietly by T02 2026-12-15T17:20 sort --clear 24 --blank 2 --empty 1 --doubtful 2
    local yes="--yes T01,T02,T03"
    quietly by T02 2026-12-15T17:22 doubtful --doubt cancelled-mark --seen "Kreuz bei Nein gestrichen, Kreuz bei Ja" \
        --decision valid --option Ja --reason "Der Wille ist eindeutig." $yes
    quietly by T02 2026-12-15T17:24 doubtful --doubt several-options --seen "Kreuze bei Ja und bei Nein" \
        --decision invalid --reason "Beide Felder sind angekreuzt." $yes
    note "Zwei zählen jeden Stapel für sich; keine Person sieht die Zahlen der anderen. Eine Summe, die nicht aufgeht:" \
        "Two count each stack on their own, neither sees the other's numbers. A sum that does not fit:"
    printf '%s\n' 24 14 8 3 | refused by T01 2026-12-15T17:30 stack --stack clear --from -
    printf '%s\n' 24 14 8 2 | quietly by T01 2026-12-15T17:31 stack --stack clear --from -
    note "Vergleichen kann noch niemand:" "Nobody can compare yet:"
    refused by T03 2026-12-15T17:31 compare --stack clear
    printf '%s\n' 24 13 9 2 | quietly by T02 2026-12-15T17:32 stack --stack clear --from -
    by T03 2026-12-15T17:33 compare --stack clear 2>&1 >/dev/null | sed '/^urne: hint/d;s/^/   │ /'
    local teller
    for teller in T01 T02; do
        printf '%s\n' 24 14 8 2 | quietly by $teller 2026-12-15T17:40 stack --stack clear --from -
        printf '%s\n' 2 1 | quietly by $teller 2026-12-15T17:41 stack --stack blank --from -
    done
    by T03 2026-12-15T17:45 compare --stack clear 2>&1 >/dev/null | sed '/^urne: hint/d;s/^/   │ /'
    quietly by T03 2026-12-15T17:46 compare --stack blank
    by T01 2026-12-15T17:50 result 2>/dev/null >"$work/post/result.txt"
    wrapped <"$work/post/result.txt" | sed 's/^/   /'
}

post_end() {
    title "Briefwahl: Bekanntgabe, Unterschriften, Unterlagen" "By post: announcement, signatures, record"
    shown by T01 2026-12-15T17:55 announce --place "Rathaus, Sitzungszimmer 2" --to-public
    local teller
    for teller in T01 T02 T03; do quietly by $teller 2026-12-15T18:00 sign; done
    note "Alle drei haben die Niederschrift mit ihrem Code unterschrieben." "All three have signed the record with their codes."
    quietly by T01 2026-12-15T18:10 pack --package valid=24:S-101 --package invalid=3:S-102 --package resolved=2:S-103 \
        --package wahlscheine=29:S-104 --package rejected=4:S-105 --package late=3:S-106 \
        --package unused=4:S-107
    quietly by T02 2026-12-15T18:12 pack --confirm
    quietly by T01 2026-12-15T18:20 hand-over --to "Archiv der Stadt" --complete
    shown by S01 2026-12-15T18:30 record --out "$work/post/record" --town samples/council/stadt.json --templates Templates
    urne-verify "$work/post/record" --lang "$lang" >"$work/post/verified.txt" || {
        cat "$work/post/verified.txt"
        exit 1
    }
    note "urne-verify .build/samples/post/record: $(tail -n 1 "$work/post/verified.txt")" \
        "urne-verify .build/samples/post/record: $(tail -n 1 "$work/post/verified.txt")"
    note "Die Niederschrift: .build/samples/post/record/papers/niederschrift.pdf" \
        "The Niederschrift: .build/samples/post/record/papers/niederschrift.pdf"
    note "Vor Ablauf der Frist wird nichts vernichtet:" "Nothing is destroyed before its time:"
    refused by S01 2026-12-16T09:00 destroy --object ballots --count 29 --method Reißwolf --backups keine
}
