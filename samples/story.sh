# What samples/run tells. Every step is a command of `urne`, as people would type it; only the talk is shortened.
# Read by bash, in the project's folder, with `urne` in PATH and $work, $lang set.

data=$work/server
session=2026-12-10
registrar=$work/registrar
home=$work/people

# say GERMAN ENGLISH: one line of the story.
say() { if [ "$lang" = de ]; then printf '%s\n' "$1"; else printf '%s\n' "$2"; fi; }
title() { printf '\n'; say "── $1" "── $2"; }
note() { say "   $1" "   $2"; }

# A command whose talk is only shown if it fails.
quietly() {
    local talk
    talk=$("$@" 2>&1 >/dev/null) || { printf '%s\n' "$talk" >&2; return 1; }
}

# refused COMMAND...: must be refused, and its reason is shown.
refused() {
    local talk
    if talk=$("$@" 2>&1 >/dev/null); then
        say "   FEHLER: das hätte abgelehnt werden müssen" "   ERROR: this should have been refused"
        exit 1
    fi
    printf '%s\n' "$talk" | sed -n 's/^urne: error: /   ✋ /p'
}

# as PERSON THING VERB...: a command of one person, with their own folder and code.
as() {
    local person=$1
    shift
    urne "$@" --as "$person" --code-file "$registrar/codes/$person.txt" --home "$home/$person" --data "$data"
}

# field NAME: a text field of a JSON object on standard input.
field() { sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'; }
number() { sed -n 's/.*"'"$1"'":\([0-9]*\).*/\1/p'; }

status() { urne vote status --vote "$vote" --data "$data" --json; }

# ── The parts of a vote ────────────────────────────────────────────────────────────────────────────────────────────

prepare() {
    local people=$1
    quietly urne code new --people "$people" --out "$registrar"
    quietly urne server init --realm "$registrar/realm.json" --data "$data"
    quietly urne server officer add --keys "$registrar/keys.jsonl" --person S01 --data "$data"
}

# new_vote NAME PRESENT EXCLUDED ARGUMENTS...
new_vote() {
    name=$1
    mkdir -p "$work/$name"
    urne roll make --keys "$registrar/keys.jsonl" --data "$data" --present "$2" ${3:+--excluded "$3"} \
        --out "$work/$name/roll.jsonl" 2>&1 | sed '/^urne: hint/d;s/^/   /;s|'"$PWD/"'||'
    local law=(--session "$session" --present "$2" ${3:+--excluded "$3"})
    shift 3
    vote=$(as S01 vote new --keys "$registrar/keys.jsonl" --roll "$work/$name/roll.jsonl" "${law[@]}" \
        --chair "$chair" --tellers T01,T02,T03 --jitter 0 "$@" 2>"$work/$name/law.txt") || {
        cat "$work/$name/law.txt"
        exit 1
    }
}

# words WHAT: what the chair says, by the law that is frozen with the vote.
words() { urne vote words --vote "$vote" --data "$data" --what "$1" | wrapped | sed 's/^/   │ /'; }

# Long sentences in lines a person can read; bars stay as they are.
wrapped() {
    awk '/█/ || length($0) < 110 { print; next }
        {
            count = split($0, word, " ")
            match($0, /^ */)
            line = margin = substr($0, 1, RLENGTH)
            for (i = 1; i <= count; i++) {
                if (length(line) + length(word[i]) > 108) { print line; line = margin }
                line = line (line == margin ? "" : " ") word[i]
            }
            print line
        }'
}

ceremony() {
    local round teller
    for round in 1 2 3; do
        for teller in T01 T02 T03; do quietly as $teller teller ceremony --vote "$vote"; done
    done
    note "Die drei Zählenden haben gemeinsam den Schlüssel erzeugt; niemand hat ihn ganz." \
        "The three tellers made the key together; nobody has all of it."
}

open_vote() {
    quietly as S01 vote open --vote "$vote"
    words opening
    fingerprint=$(status | field fingerprint)
    note "Eröffnet. Prüfcode der Abstimmung, auf jedem Gerät derselbe: $fingerprint" \
        "Open. Fingerprint of the vote, the same on every device: $fingerprint"
    local teller shown
    for teller in T01 T02 T03; do
        shown=$(as $teller teller confirm --vote "$vote" 2>/dev/null)
        [ "$shown" = "$fingerprint" ]
    done
}

# draw MEMBERS...: each draws a token.
draw() {
    local member
    for member in "$@"; do quietly as "$member" member draw --vote "$vote" --fingerprint "$fingerprint"; done
    note "$# Mitglieder haben ihre Marke abgeholt." "$# members have drawn their tokens."
}

open_casting() {
    quietly as S01 vote cast --vote "$vote"
    note "Die Stimmabgabe läuft." "Casting is open."
}

# ballot MEMBER MARK...: one member votes; the choice goes through standard input, never through an argument.
ballot() {
    local member=$1
    shift
    printf '%s\n' "$@" | quietly as "$member" member vote --vote "$vote" --choice-file -
}

close_vote() {
    quietly as S01 vote close --vote "$vote"
    local now
    now=$(status)
    board=$(printf '%s' "$now" | field board)
    gap=$(($(printf '%s' "$now" | number draws) - $(printf '%s' "$now" | number ballots)))
    words closing
    note "Geschlossen. Abgeholt $(printf '%s' "$now" | number draws), abgegeben $(printf '%s' "$now" | number ballots), Differenz $gap. Prüfcode der Urne: $board" \
        "Closed. Drawn $(printf '%s' "$now" | number draws), cast $(printf '%s' "$now" | number ballots), difference $gap. Fingerprint of the board: $board"
    note "Zeit für Einwände: Jedes Mitglied findet seinen Stimmcode in der Liste." \
        "Time to object: every member finds their tracker in the list."
}

# count TELLERS...: these open the sums, all three sign, the chair announces.
count() {
    local teller
    for teller in "$@"; do
        quietly as "$teller" teller share --vote "$vote" --board "$board" --gap "$gap"
        note "Zählperson $teller hat die Urne geprüft und ihren Beitrag geleistet." \
            "Teller $teller has verified the board and contributed a share."
    done
    for teller in T01 T02 T03; do quietly as $teller teller sign --vote "$vote"; done
    note "Alle drei haben das Ergebnis geprüft und unterschrieben. Der Vorsitz gibt es bekannt:" \
        "All three have verified and signed the result. The chair announces it:"
    as "$chair" vote announce --vote "$vote" 2>/dev/null >"$work/$name/announced.txt"
    # What is read aloud stands between the numbers and what nobody reads out.
    wrapped <"$work/$name/announced.txt" |
        awk '/^ *$/ { part++; print ""; next } { print (part == 1 ? "   │ " : "   ") $0 }'
}

# record: exports and verifies, and keeps the result for the end.
record() {
    quietly urne record export --vote "$vote" --data "$data" --out "$work/$name/record"
    urne-verify "$work/$name/record" --lang "$lang" ${fingerprint:+--fingerprint "$fingerprint"} >"$work/$name/verified.txt" || {
        cat "$work/$name/verified.txt"
        exit 1
    }
    # The decision, recomputed from law.json and the counts, in the chair's own sentence.
    local decision
    decision=$(awk '/^(Entscheidung|Decision)$/{getline; print; exit}' "$work/$name/verified.txt")
    if [ -s "$work/$name/announced.txt" ]; then
        grep -qxF -e "$decision" "$work/$name/announced.txt" || {
            say "FEHLER: urne-verify entscheidet anders als der Vorsitz" "ERROR: urne-verify decides otherwise than the chair"
            exit 1
        }
        note "urne-verify berechnet die Entscheidung selbst und sagt denselben Satz." \
            "urne-verify computes the decision itself and says the same sentence."
    fi
    note "urne-verify .build/samples/$name/record: $(tail -n 1 "$work/$name/verified.txt")" \
        "urne-verify .build/samples/$name/record: $(tail -n 1 "$work/$name/verified.txt")"
}

# ── Four votes of forty members ────────────────────────────────────────────────────────────────────────────────────

chair=001

four_votes() {
    say "Der Rat der Stadt Erlenbrück (erfunden) stimmt geheim ab: im Saal und per Video, mit demselben System." \
        "The council of Erlenbrück (fictional) votes in secret: in the room and by video, with the same system."
    title "Vorbereitung" "Preparation"
    prepare samples/council/people.csv
    note "Die Ausgabestelle hat 44 Zugangscodes gedruckt; der Server kennt nur die öffentlichen Schlüssel." \
        "The registrar printed 44 access codes; the server knows the public keys only."
    quietly urne code letter --people samples/council/people.csv --codes "$registrar/codes" --out "$work/letters" \
        --template Templates/papers/zugangsbrief.txt
    quietly urne code print --people samples/council/people.csv --codes "$registrar/codes" \
        --url https://abstimmung.example.org --session 2026-12-10 --town samples/council/stadt.json \
        --out "$work/zugangsbriefe.pdf"
    note "Die Zugangsbriefe, für Fensterumschläge: .build/samples/zugangsbriefe.pdf" \
        "The access letters, for envelopes with a window: .build/samples/zugangsbriefe.pdf"
    urne council import samples/council/oparl samples/council/people.csv --on 2026-12-01 --data "$data" \
        2>"$work/import.txt"
    note "Rat, Fraktionen und Tagesordnung aus OParl und CSV gelesen ($(wc -l <"$work/import.txt") Hinweise in .build/samples/import.txt)." \
        "Council, factions and agenda read from OParl and CSV ($(wc -l <"$work/import.txt") notices in .build/samples/import.txt)."
    members=$(seq -f %03g 1 40)
    motion
    election
    seats
    void
    forgery
    results
}

motion() {
    title "TOP 3: Verkauf des Grundstücks – ein Antrag; ein Mitglied ist befangen" \
        "Item 3: sale of a property – a motion; one member is biased"
    new_vote motion all 017 --kind motion --title "TOP 3: Verkauf des Grundstücks „Am alten Güterbahnhof 4“" \
        --question "Stimmen Sie dem Verkauf zu?"
    ceremony
    open_vote
    draw $(printf '%s\n' $members | grep -v 017)
    note "Ein Ausgeschlossener versucht es:" "The excluded member tries:"
    refused as 017 member draw --vote "$vote"
    note "Das Gerät von 008 fällt aus. Auf einem neuen Gerät, mit demselben Brief:" \
        "The device of 008 fails. On a new device, with the same letter:"
    mv "$home/008" "$work/motion/broken-device"
    refused as 008 member draw --vote "$vote"
    quietly as 008 member recover --vote "$vote"
    note "Mitglied 008 hat dieselbe Marke wieder, keine zweite." "Member 008 has the same token again, not a second one."
    open_casting
    audit
    local member
    for member in $members; do
        case $member in
            017 | 033) ;; # 017 is excluded, 033 leaves before casting
            0?[37] | 0?0) ballot "$member" Nein ;;
            0?9) ballot "$member" Enthaltung ;;
            *) ballot "$member" Ja ;;
        esac
    done
    note "Mitglied 001 holt die Marke auf ein zweites Gerät und will noch einmal abstimmen, anders:" \
        "Member 001 gets the token onto a second device and wants to vote again, differently:"
    mv "$home/001" "$work/motion/first-device"
    quietly as 001 member recover --vote "$vote"
    refused ballot 001 Enthaltung
    rm -r "$home/001"
    mv "$work/motion/first-device" "$home/001"
    close_vote
    note "Mitglied 002 sucht den eigenen Stimmcode in der Liste:" "Member 002 looks up their own tracker in the list:"
    as 002 member vote --vote "$vote" --board "$board" 2>&1 | wrapped | sed 's/^/   → /'
    note "Eine Zählperson bekommt einen anderen Prüfcode vorgelesen:" \
        "A teller is read another fingerprint:"
    refused as T01 teller share --vote "$vote" --board "$fingerprint" --gap "$gap"
    count T01 T03
    record
    papers
}

# papers: the record and the result for the wall, as PDF with lines to sign on.
papers() {
    local paper
    for paper in niederschrift ergebnis; do
        quietly urne record print $paper --record "$work/$name/record" --town samples/council/stadt.json \
            --session 2026-12-10 --session-number 7 --out "$work/$name/$paper.pdf"
    done
    note "Zum Unterschreiben und für den Aushang: .build/samples/$name/niederschrift.pdf und ergebnis.pdf" \
        "To be signed, and for the wall: .build/samples/$name/niederschrift.pdf and ergebnis.pdf"
}

# Member 012 checks the device instead of casting, and casts afterwards.
audit() {
    local tracker
    tracker=$(printf 'Nein\n' | as 012 member audit --vote "$vote" --choice-file - --out "$work/motion/audit.json" 2>/dev/null)
    note "Mitglied 012 prüft, statt abzugeben: Stimmcode $tracker. Das zweite Gerät sagt, was darin steckt:" \
        "Member 012 checks instead of casting: tracker $tracker. The second device tells what is in it:"
    as 013 member audit --vote "$vote" --check "$work/motion/audit.json" --tracker "$tracker" 2>/dev/null | sed 's/^/   → /'
}

election() {
    title "TOP 4: Wahl einer oder eines Beigeordneten – vier stehen zur Wahl" \
        "Item 4: election of a deputy head – four candidates"
    new_vote election all "" --kind choice --title "TOP 4: Wahl einer Beigeordneten/eines Beigeordneten" \
        --question "Wen wählen Sie?" --option "Nadja Feldhaus" --option "Dr. Emre Yıldız" \
        --option "Katharina Böhmer-Lang" --option "Stefan Großmann"
    ceremony
    open_vote
    draw $members
    open_casting
    local member
    for member in $members; do
        case $member in
            0?[159]) ballot "$member" "Nadja Feldhaus" ;;
            0?[2468]) ballot "$member" "Dr. Emre Yıldız" ;;
            0?3) ballot "$member" "Katharina Böhmer-Lang" ;;
            0?7) ballot "$member" 4 ;;
            *) ballot "$member" Enthaltung ;;
        esac
    done
    close_vote
    count T02 T03
    record
}

# Who stands for an honorary office is not biased and votes (§ 31 GO NRW): nobody is excluded here.
seats() {
    title "TOP 5: Wahl von drei ehrenamtlichen Schiedspersonen – bis zu drei Stimmen; alle drei Zählenden öffnen" \
        "Item 5: election of three honorary arbitrators – up to three marks; all three tellers open"
    new_vote seats all "" --kind seats --marks 3 --threshold 3 \
        --title "TOP 5: Wahl von drei ehrenamtlichen Schiedspersonen" \
        --question "Sie haben bis zu drei Stimmen." --option "Renate Außem" --option "Dieter Möllenkamp" \
        --option "Zeynep Aksoy" --option "Georgios Vlachos" --option "Heike Süßmilch"
    ceremony
    open_vote
    draw $members
    open_casting
    local member
    for member in $members; do
        case $member in
            0?0) ballot "$member" Enthaltung ;;
            0?[147]) ballot "$member" 1 3 5 ;;
            0?[258]) ballot "$member" 1 2 3 ;;
            0?6) ballot "$member" 3 4 ;;
            *) ballot "$member" 2 ;;
        esac
    done
    close_vote
    count T01 T02 T03
    record
}

void() {
    title "TOP 6: Standort der Gesamtschule – die Leitung fällt aus, die Abstimmung wird abgebrochen und geht zur Post" \
        "Item 6: site of a school – the line fails, the vote is voided and goes to the post"
    # The post needs days, which only a rehearsal may tell; so this vote is one from its title on.
    # 034 has gone home, 021 is biased: 38 are left.
    printf '%s\n' $members | grep -v 034 >"$work/at-item-6.txt"
    new_vote void "$work/at-item-6.txt" 021 --kind motion --title "PROBE – TOP 6: Standort der neuen Gesamtschule" \
        --question "Stimmen Sie dem Standort am Nordpark zu?"
    ceremony
    open_vote
    draw $(grep -v 021 "$work/at-item-6.txt")
    open_casting
    local member
    for member in $(seq -f %03g 1 12); do ballot "$member" Ja; done
    post_start
    note "Danach geht elektronisch nichts mehr: Die Wahlleitung kann nicht schließen und auszählen lassen," \
        "After that nothing is possible electronically: the officer cannot close and have it counted,"
    refused as S01 vote close --vote "$vote"
    note "und kein Mitglied kann noch eine Marke holen:" "and no member can draw a token any more:"
    refused as 013 member draw --vote "$vote"
    fingerprint=
    record
    post_papers
    post_way
    post_admission
    post_count
    post_end
}

forgery() {
    title "Eine Fälschung: in den Unterlagen von TOP 4 wird ein einziges Byte geändert" \
        "A forgery: a single byte is changed in the record of item 4"
    cp -r "$work/election/record" "$work/forged"
    # A hex digit in the twentieth ballot.
    local file=$work/forged/ballots.jsonl position byte
    position=$(($(grep -bo '"ballot":"' "$file" | sed -n '20s/:.*//p') + 500))
    byte=$(dd if="$file" bs=1 skip=$position count=1 2>/dev/null)
    if [ "$byte" = 0 ]; then byte=1; else byte=0; fi
    printf '%s' "$byte" | dd of="$file" bs=1 seek=$position conv=notrunc 2>/dev/null
    if urne-verify "$work/forged" --lang "$lang" >"$work/forged.txt"; then
        say "FEHLER: die Fälschung blieb unentdeckt" "ERROR: the forgery went unnoticed"
        exit 1
    fi
    grep '^✗' "$work/forged.txt" | sed 's/^/   /'
    note "urne-verify .build/samples/forged: $(tail -n 1 "$work/forged.txt")" \
        "urne-verify .build/samples/forged: $(tail -n 1 "$work/forged.txt")"
}

results() {
    title "Ergebnisse" "Results"
    local each
    for each in motion election seats void; do
        printf '\n'
        name=$each
        urne-verify "$work/$each/record" --lang "$lang" >"$work/$each/verified.txt"
        say "   $(sed -n 's/^Gegenstand *//p' "$work/$each/verified.txt")" "   $(sed -n 's/^Item *//p;s/^Subject *//p' "$work/$each/verified.txt")"
        awk '/^(Ergebnis|Result)$/{f=1;next} /^$/{f=0} f' "$work/$each/verified.txt" | sed 's/^/     /'
        awk '/^(Entscheidung|Decision)$/{getline; print; exit}' "$work/$each/verified.txt" | wrapped | sed 's/^/     │ /'
        note "  $(sed -n 's/^Stand  *//p' "$work/$each/verified.txt") – $(tail -n 1 "$work/$each/verified.txt")" \
            "  $(sed -n 's/^State  *//p' "$work/$each/verified.txt") – $(tail -n 1 "$work/$each/verified.txt")"
    done
    printf '\n'
    say "   $(sed -n 's/^Gegenstand *//p' "$work/void/verified.txt"), per Brief" \
        "   $(sed -n 's/^Item *//p;s/^Subject *//p' "$work/void/verified.txt"), by post"
    # The numbers; then the chair's sentence, and behind it nothing that is read aloud.
    grep ' [0-9]*$' "$work/post/result.txt" | sed 's/^/     /'
    grep -v ' [0-9]*$' "$work/post/result.txt" | head -n 1 | wrapped | sed 's/^/     │ /'
    note "  das Ergebnis ist bekannt gegeben – $(tail -n 1 "$work/post/verified.txt")" \
        "  the result is announced – $(tail -n 1 "$work/post/verified.txt")"
    printf '\n'
    note "Die Unterlagen: .build/samples/{motion,election,seats,void,post}/record" \
        "The records: .build/samples/{motion,election,seats,void,post}/record"
}

# ── One vote with many members ─────────────────────────────────────────────────────────────────────────────────────

# crowd ACT: all members do it, each with their own device, several at a time.
crowd() {
    urne bench crowd --act "$1" --vote "$vote" --data "$data" --codes "$registrar/codes" --homes "$home" \
        --voters "$voters"
}

many_members() {
    local voters=$1 people=$work/people.csv
    say "Eine Abstimmung mit $voters Mitgliedern (erfunden)." "One vote with $voters members (fictional)."
    title "Vorbereitung" "Preparation"
    urne bench people --count "$voters" --out "$people"
    prepare "$people"
    quietly urne council import "$people" --body "Stadt Erlenbrück" --data "$data"
    chair=S01
    new_vote crowd all "" --kind motion --title "TOP 1: Probe mit $voters Mitgliedern" --question "Stimmen Sie zu?"
    title "Marken abholen" "Drawing tokens"
    ceremony
    open_vote
    crowd draw
    title "Abstimmen" "Voting"
    open_casting
    crowd vote
    title "Zählen" "Counting"
    close_vote
    count T01 T02
    title "Prüfen" "Verifying"
    record
    sed -n '/^Ergebnis\|^Result/,/^$/p' "$work/crowd/verified.txt" | sed 's/^/   /'
}
