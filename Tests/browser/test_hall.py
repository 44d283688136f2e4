"""The result on the wall of the hall: large enough for the last row, and all of it there."""

from test_count import Votes

NAMES = ["Ada Brandt", "Karim Özer", "Hildegard Freifrau von Stolzenberg-Wernigerode", "Jo Li"]
LONG = "Arbeitsgemeinschaft der Siedlerinnen und Siedler am Donaudampfschifffahrtskanal, Ortsverein Erlenbrück-Nord"

# What is written on the wall, in pixels, and what of it cannot be seen.
MEASURE = """
const size = (element) => parseFloat(getComputedStyle(element).fontSize);
const all = (css) => [...document.querySelectorAll(css)];
const isSeen = (element) => {
    const { left, top, right, bottom } = element.getBoundingClientRect();
    const isWhole = element.scrollWidth <= element.clientWidth + 1 || getComputedStyle(element).display === "inline";
    return left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight && isWhole;
};
// On a wall nobody scrolls.
const isTooHigh = document.documentElement.scrollHeight > innerHeight;
const numbers = all(".bars .count, .numbers dd"), names = all(".bars .label, .numbers dt");
return {
    options: all(".bars li").length,
    numbers: numbers.map(size), names: names.map(size),
    isTooHigh,
    lost: [...numbers, ...names].filter((element) => !isSeen(element)).map((element) => element.textContent),
    lowest: Math.max(...numbers.map((element) => element.getBoundingClientRect().bottom)),
};
"""


class HallTests(Votes):
    members = 4
    turn = 1

    def released(self, labels, choices, law=(), casting=4, path="/ergebnis#{vote}", **options):
        """A vote whose result the chair has released; `casting` of its members cast."""
        everybody = ",".join(self.people())
        more = [word for label in labels for word in ("--option", label)]
        # With the law's sentences above and below the counts.
        more += law if labels else ["--session", "2026-12-10", "--present", everybody]
        vote = self.vote = self.town.new_vote(present=everybody, more=more, **options)
        self.town.ceremony(vote)
        self.hall = self.browser("hall", "projector")
        self.hall.open(path.format(vote=vote))
        self.officer("open", "--vote", vote)
        self.draw(vote, self.people())
        self.officer("cast", "--vote", vote)
        self.cast(vote, self.people()[:casting], choices)
        self.hall.wait("Bitte stimmen Sie jetzt ab")
        self.assert_large(self.measured("hall-casting"), 96, 48)
        self.officer("close", "--vote", vote)
        board = self.town.status(vote)["board"]
        self.hall.wait("Einspruch")
        self.assert_large(self.measured("hall-boxed"), 96, 48)
        for teller in ("T01", "T02"):
            gap = ["--gap", "1"] if casting < 4 else []
            self.town.act(teller, "teller", "share", "--vote", vote, "--board", board, *gap)
        for teller in ("T01", "T02", "T03"):
            self.town.act(teller, "teller", "sign", "--vote", vote)
        self.town.act("C01", "vote", "announce", "--vote", vote)
        self.hall.wait("Dieses Gerät hat die veröffentlichten Unterlagen selbst geprüft", 60)
        return self.measured(f"hall-{len(labels) or 3}" if casting == 4 else f"hall-{len(labels) or 3}-gap")

    def measured(self, name):
        self.hall.shoot(name)
        return self.hall.driver.execute_script(MEASURE)

    def assert_large(self, found, number, name):
        self.assertEqual((found["lost"], found["isTooHigh"]), ([], False))
        self.assertTrue(found["numbers"] and found["names"], found)
        self.assertGreaterEqual(min(found["numbers"]), number)
        self.assertGreaterEqual(min(found["names"]), name)

    def test_yes_and_no_are_read_from_the_last_row(self):
        found = self.released([], ("Ja", "Nein"))
        self.assertEqual(found["options"], 3)
        self.assert_large(found, 140, 70)
        self.assertGreater(found["lowest"], 750, "the height is not used")

    def test_a_gap_a_rehearsal_and_the_next_round_are_on_one_screen_and_survive_a_reload(self):
        everybody = ",".join(self.people())
        law = ["--law-kind", "election", "--session", "2026-12-10", "--present", everybody]
        found = self.released(
            NAMES[:3], NAMES[:3], law=law, casting=3, path="/ergebnis", kind="choice",
            title="PROBE – Wahl einer Beigeordneten für Schule, Kultur und Sport", question="Wer soll es werden?")
        self.hall.wait("engere Wahl")
        self.hall.wait(r"Abgeholt, nicht abgegeben\s*1")
        self.assertEqual((found["lost"], found["isTooHigh"]), ([], False))
        self.assertTrue(self.hall.driver.execute_script(
            "return [...document.querySelectorAll('.hall .next')].every((e) => e.getBoundingClientRect().bottom <= innerHeight)"))
        self.hall.driver.refresh()
        self.hall.wait("engere Wahl")
        self.hall.wait("Dieses Gerät hat die veröffentlichten Unterlagen selbst geprüft", 60)
        self.assertFalse(self.hall.driver.execute_script(MEASURE)["isTooHigh"])

    def test_five_names_of_which_one_is_long(self):
        found = self.released(NAMES, NAMES[:1], kind="choice", title="Wahl einer Beigeordneten", question="Wer soll es werden?")
        self.assertEqual(found["options"], 5)
        self.assert_large(found, 96, 48)
        self.assertGreater(found["lowest"], 800, "the height is not used")

    def test_twenty_options_are_all_there_with_names_of_any_length(self):
        labels = [f"{LONG} {i}" if i in (3, 12) else f"Bewerberin oder Bewerber Nummer {i}" for i in range(1, 20)]
        found = self.released(labels, labels[:2], kind="choice", title="Wahl der Schöffinnen", question="Wer soll es werden?")
        self.assertEqual(found["options"], 20)
        self.assert_large(found, 40, 24)
        # A wall of another shape.
        self.hall.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": 1280, "height": 720, "deviceScaleFactor": 1, "mobile": False})
        self.assertEqual(self.hall.driver.execute_script(MEASURE)["lost"], [])
