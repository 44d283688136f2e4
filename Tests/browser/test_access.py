"""Every page in English, marked as a rehearsal, without barriers; what is announced, and what moves.

The German views are looked at where they are pictured (harness.shoot); this file has what those tests do not: the other
language through all pages, the mark of a rehearsal, live regions, and reduced motion.
"""

import unittest

import access
from harness import By
from test_count import Votes, complaints, secrets
from test_officer import set_date, upload

#: A key of the catalogue where its sentence should stand.
KEY = r"\b(web|member|check|chair|teller|count|result|officer|lot|state|error|rule|verify|spell)\.[a-z]\w*(\.\w+)*\b"


class RehearsalTests(Votes):
    members = 4

    def visitor(self, name, path, size="tablet"):
        """Somebody's browser, in which the pages speak English."""
        browser = self.browser(name, size)
        browser.open("/pruefen")
        browser.driver.execute_script("localStorage.setItem('urne.language', 'en')")
        browser.open(path)
        browser.find("h1")
        return browser

    def sign_in(self, browser):
        browser.type("#person", browser.name)
        browser.type("#code", self.town.code(browser.name))
        browser.press("^Sign in$")

    def fine(self, browser, name, is_marked=True):
        """The view: in English and without barriers, and with the mark wherever it shows the vote."""
        text = browser.text()
        self.assertEqual("PROBE – this is a rehearsal and not a real vote" in text, is_marked, f"{name}: {text[:200]}")
        self.assertEqual(browser.driver.title.startswith("PROBE"), is_marked, name)
        self.assertNotRegex(text, KEY, name)
        self.assertEqual(browser.driver.find_element(By.TAG_NAME, "html").get_attribute("lang"), "en")
        access.check(browser, name)

    def test_a_rehearsal_in_english_is_marked_on_every_page_and_has_no_barrier(self):
        town = self.town
        vote = town.new_vote(title="PROBE – Sale of the lot", question="Shall it be sold?", excluded="004")
        member = self.visitor("001", "/")
        self.fine(member, "member: sign-in", is_marked=False)
        member.driver.execute_script(access.LISTEN)
        member.type("#number", "001")
        member.type("#code", town.code("001"))
        member.press("^Sign in$")
        member.wait("It will start soon")
        self.fine(member, "member: waiting")
        teller, chair = self.visitor("T01", "/zaehlung"), self.visitor("C01", "/vorsitz")
        self.fine(teller, "teller: sign-in", is_marked=False)
        self.fine(chair, "chair: sign-in", is_marked=False)
        self.sign_in(teller)
        teller.wait("Make the key now")
        self.fine(teller, "teller: introduction")
        teller.press("Make the key now")
        teller.wait("Round 1 of 3")
        self.fine(teller, "teller: ceremony")
        self.sign_in(chair)
        chair.wait("PROBE – Sale of the lot")
        self.fine(chair, "chair: before")
        self.finish_ceremony(vote, "T02", "T03")
        for each, said in ((teller, "The key is ready"), (chair, "Ready to be opened")):
            each.wait(said)
            each.driver.execute_script(access.LISTEN)
        self.officer("open", "--vote", vote)
        member.wait("Your token is here")
        self.fine(member, "member: drawn")
        teller.wait("Compare the fingerprint|compare the fingerprint")
        self.fine(teller, "teller: compare")
        chair.wait("out")
        self.fine(chair, "chair: issuing")
        left_out = self.visitor("004", f"/#p=004&c={town.code('004')}")
        left_out.wait("You do not vote on this item")
        self.fine(left_out, "member: left out")
        self.draw(vote, ["002", "003"])
        self.officer("cast", "--vote", vote)
        member.wait("Your ballot")
        self.fine(member, "member: ballot")
        chair.wait("casting|Casting")
        self.fine(chair, "chair: casting")
        member.driver.find_elements(By.CSS_SELECTOR, ".choice")[0].click()
        member.press("Go on to review")
        member.wait("Review before casting")
        self.fine(member, "member: review")
        member.press("Check instead of casting")
        member.find("#qr svg")
        self.fine(member, "member: audit")
        member.press("Encrypt afresh and go on")
        member.wait("encrypted afresh")
        self.fine(member, "member: reviewed again")
        # The other language and back: choice, tracker and place stay.
        member.press("^Deutsch$")
        member.wait("PROBE – dies ist keine echte Abstimmung")
        member.press("^English$")
        member.wait("Review before casting")
        self.fine(member, "member: review in another language")
        member.press("Cast now")
        member.wait("Your ballot has arrived")
        self.fine(member, "member: arrived")
        self.cast(vote, ["002", "003"])
        hall = left_out
        hall.open(f"/ergebnis#{vote}")
        hall.wait("Shall it be sold")
        hall.driver.execute_script(access.LISTEN)
        self.fine(hall, "hall: casting")
        self.officer("close", "--vote", vote)
        board = town.status(vote)["board"]
        member.wait("List of trackers")
        self.fine(member, "member: board")
        teller.wait("Objection pause")
        self.fine(teller, "teller: pause")
        chair.wait("Objection pause")
        self.fine(chair, "chair: pause")
        hall.wait("verified the published record")
        self.fine(hall, "hall: pause")
        for person in ("T02", "T03"):
            town.act(person, "teller", "share", "--vote", vote, "--board", board)
        teller.wait("Sign the result|sign the result", 60)
        self.fine(teller, "teller: sign")
        for person in ("T02", "T03"):
            town.act(person, "teller", "sign", "--vote", vote)
        chair.wait("NOT RELEASED YET")
        self.fine(chair, "chair: preview")
        chair.press("Release the result")
        chair.find("dialog button.main")
        self.fine(chair, "chair: confirm")
        chair.click("dialog button.main")
        chair.wait("Result announced")
        self.fine(chair, "chair: announced")
        hall.wait("Result announced")
        self.fine(hall, "hall: announced")
        hall.find(f"a[href='/pruefen#vote={vote}']")
        member.wait("\nResult\n")
        self.fine(member, "member: result")
        teller.wait("erased|deleted")
        self.fine(teller, "teller: end")
        self.assertEqual(secrets(teller), [{}])

        said = member.driver.execute_script("return window.said")
        for heading in ("It will start soon", "Your token is here", "Your ballot", "Review before casting",
                        "Your ballot has arrived", "List of trackers – time for objections", "Result"):
            self.assertIn(heading, said)

        states = ["Tokens are being issued", "Casting is under way", "Objection pause", "Counted, not released yet", "Result announced"]
        # The hall hears nothing of the count before it is announced.
        for each, heard in ((teller, states), (chair, states), (hall, [states[2], states[4]])):
            said = each.driver.execute_script("return window.said")
            self.assertEqual([text for text in said if text in heard], heard, each.name)

        hall.open("/pruefen")
        hall.wait("PROBE – Sale of the lot")
        self.fine(hall, "check: overview", is_marked=False)
        hall.open(f"/pruefen#vote={vote}")
        hall.driver.refresh()
        hall.wait("\nVALID")
        self.fine(hall, "check: report")
        hall.press("Back to the overview")
        self.fine(hall, "check: overview again", is_marked=False)
        self.assertEqual(complaints(member) + complaints(teller) + complaints(chair) + complaints(hall), [])

    def test_the_officers_page_of_a_rehearsal_in_english(self):
        town = self.town
        officer = self.visitor("S01", "/leitung")
        self.fine(officer, "officer: sign-in", is_marked=False)
        self.sign_in(officer)
        officer.wait("New session")
        officer.type("#session-title", "Rehearsal of the council")
        set_date(officer, "#session-date", "2026-12-10")
        officer.type("#session-place", "Council hall")
        officer.click("#rehearsal")
        upload(officer, "#session-keys", town.folder / "reg" / "keys.jsonl")
        officer.find("input[value=C01]").click()
        self.fine(officer, "officer: opening", is_marked=False)
        officer.press("Open the session")
        officer.find("#council-files")
        self.fine(officer, "officer: session")
        officer.type("#council-body", "Stadt Erlenbrück")
        upload(officer, "#council-files", town.folder / "people.csv")
        officer.press("Read and look")
        officer.wait("Read: ")
        self.fine(officer, "officer: council")
        for name in ("attendance", "vote", "disturbance", "journal"):
            officer.click(f"#tab-{name}")
            officer.find(f"#tab-{name}[aria-current]")
            self.fine(officer, f"officer: {name}")
        officer.press("^Deutsch$")
        officer.wait("Wahlleitung")
        self.assertEqual(complaints(officer), [])

    def test_a_void_vote_of_a_rehearsal_is_marked_and_a_real_one_after_it_is_not(self):
        town = self.town
        vote = town.new_vote(title="PROBE – Sale of the lot")
        member, hall = self.visitor("001", f"/#p=001&c={town.code('001')}"), self.visitor("hall", "/ergebnis", "projector")
        hall.wait("PROBE – Sale of the lot")
        self.officer("void", "--vote", vote, "--reason", "end of the rehearsal")
        member.wait("The vote has been voided")
        self.fine(member, "member: void")
        hall.wait("end of the rehearsal")
        self.fine(hall, "hall: void")
        real = town.new_vote(title="PROBEN des Chores", question="Soll geprobt werden?")
        hall.open(f"/ergebnis#{real}")
        hall.wait("PROBEN des Chores")
        self.fine(hall, "hall: a real vote", is_marked=False)
        member.press("^Other votes$")
        member.wait("PROBEN des Chores")
        self.fine(member, "member: list", is_marked=False)
        member.click(f"#open-{real}")
        member.wait("It will start soon")
        self.fine(member, "member: a real vote", is_marked=False)


class MotionTests(Votes):
    members = 1

    def test_nothing_moves_for_those_who_asked_for_it(self):
        browser = self.browser("guest")
        browser.open("/pruefen")
        browser.find("h1")
        moving = """
            document.querySelector("h1").classList.add("working");
            const bars = Object.assign(document.createElement("ul"), {className: "bars"});
            bars.innerHTML = "<li><span class=bar><span></span></span></li>";
            document.body.append(bars);
            const style = (element, part) => getComputedStyle(element, part);
            return [style(document.querySelector("h1"), "::after").animationName,
                    style(bars.querySelector(".bar > span")).transitionDuration];
        """
        self.assertEqual(browser.driver.execute_script(moving), ["breathe", "0.6s"])
        browser.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]}
        )
        self.assertEqual(browser.driver.execute_script(moving), ["none", "0s"])


class BarrierTests(Votes):
    """The measuring itself: a view with barriers must be found."""

    members = 1

    def test_barriers_are_found(self):
        browser = self.browser("guest")
        browser.open("/pruefen")
        browser.find("h1")
        access.check(browser, "as it is")
        for tag, text, style, found in (
            ("input", "", {}, "label"),
            ("p", "grau", {"color": "#999", "background": "#aaa"}, "color-contrast"),
            ("div", "breit", {"width": "900px"}, "640 px"),
            ("p", "abgeschnitten", {"overflow": "hidden", "width": "30px", "whiteSpace": "nowrap"}, "390 px"),
        ):
            browser.driver.execute_script(
                "document.getElementById('probe')?.remove();"
                "const [tag, text, style] = arguments;"
                "const probe = Object.assign(document.createElement(tag), {id: 'probe', textContent: text});"
                "Object.assign(probe.style, style);"
                "document.getElementById('main').append(probe);", tag, text, style)
            with self.assertRaises(AssertionError, msg=found) as caught:
                access.check(browser, "with a barrier")
            self.assertIn(found, str(caught.exception))


if __name__ == "__main__":
    unittest.main()
