"""What the browser tests share: a small council, a server, and browsers that know nothing of each other.

Everything lies in a temporary folder. The programs are taken from URNE_BIN (default: .build/debug).
"""

import atexit
import base64
import contextlib
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time

import access
from selenium import webdriver
from selenium.common.exceptions import (
    ElementClickInterceptedException, StaleElementReferenceException, TimeoutException, WebDriverException,
)
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("URNE_BIN", ROOT / ".build" / "debug"))
SHOTS = pathlib.Path(os.environ.get("URNE_SHOTS", ROOT / ".build" / "screenshots"))
SIZES = {"phone": (390, 844), "tablet": (820, 1180), "projector": (1920, 1080)}

MEMBERS = [
    "Änne Vogel", "Müslüm Öztürk", "Søren Ærø", "Renate Außem", "Piotr Wiśniewski", "Gülsüm Yıldırım", "Kurt Zahn",
    "Dilan Aydın", "Heinz-Jörg Küppers", "Aylin Çelik", "Rainer Groß", "Waltraud Ölschläger", "Ove Jensen",
    "Nina Schäfer",
]
OFFICERS = [
    ("S01", "Claudia Rennefeld", "Wahlleitung"), ("C01", "Ulrike Sundermann", "Bürgermeisterin"),
    ("T01", "Birgit Kamp", "Zählteam"), ("T02", "Oliver Szymański", "Zählteam"), ("T03", "Dilan Kaya", "Zählteam"),
]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Town:
    """A council with its codes, its server's folder, and a running server.

    `number` is how members are numbered; `seen_at` are the two ports by which browsers reach the server, where they are
    not its own. `serve` are further options of the server.
    """

    def __init__(self, members=12, number="{:03}", seen_at=None, serve=()):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="urne-browser-"))
        self.members = [(number.format(count), name) for count, name in enumerate(MEMBERS[:members], 1)]
        lines = ["p;name;role;faction"]
        lines += [f"{p};{name};Ratsmitglied;{['Forum', 'Mitte', 'Liste'][i % 3]}" for i, (p, name) in enumerate(self.members)]
        lines += [f"{p};{name};{role};" for p, name, role in OFFICERS]
        (self.folder / "people.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.urne("code", "new", "--people", "people.csv", "--out", "reg")
        self.urne("server", "init", "--realm", "reg/realm.json")
        self.urne("server", "officer", "add", "--keys", "reg/keys.jsonl", "--person", "S01")
        self.urne("council", "import", "people.csv", "--body", "Stadt Erlenbrück")
        self.ports = (free_port(), free_port())
        self.seen_at = seen_at or self.ports
        self.serve = serve
        self.server = None
        self.start()

    # Programs

    def urne(self, *arguments, check=True, program="urne"):
        """Runs a program in the town's folder and returns what it wrote to standard output."""
        done = subprocess.run(
            [BIN / program, *map(str, arguments)], cwd=self.folder, capture_output=True, text=True, timeout=300
        )
        if check and done.returncode != 0:
            raise AssertionError(f"{program} {' '.join(map(str, arguments))}: {done.stdout}{done.stderr}")
        return done.stdout if check else done

    def act(self, person, *arguments, **options):
        """A command of one person, with their own folder and code."""
        return self.urne(
            *arguments, "--as", person, "--code-file", f"reg/codes/{person}.txt", "--home", f"home-{person}", **options
        )

    def code(self, person):
        return (self.folder / "reg" / "codes" / f"{person}.txt").read_text().strip()

    def new_vote(self, title="Verkauf des Grundstücks Am Markt", question="Soll das Grundstück verkauft werden?",
                 kind="motion", present="all", excluded=None, more=()):
        """A vote on the server, in the state ceremony; returns its id."""
        present = ",".join(p for p, _ in self.members) if present == "all" else present
        roll = ["roll", "make", "--keys", "reg/keys.jsonl", "--present", present, "--out", "roll.jsonl"]
        self.urne(*roll, *(["--excluded", excluded] if excluded else []))
        return self.act(
            "S01", "vote", "new", "--keys", "reg/keys.jsonl", "--roll", "roll.jsonl", "--chair", "C01",
            "--tellers", "T01,T02,T03", "--title", title, "--question", question, "--kind", kind,
            *([] if "--jitter" in more else ["--jitter", "0"]), *more,
        ).strip()

    def ceremony(self, vote):
        for _ in range(3):
            for teller in ("T01", "T02", "T03"):
                self.act(teller, "teller", "ceremony", "--vote", vote)

    def status(self, vote):
        return json.loads(self.urne("vote", "status", "--vote", vote, "--json"))

    # Server

    @property
    def url(self):
        return self.origins[0]

    @property
    def origins(self):
        """The issuer's and the box's."""
        return [f"http://localhost:{port}" for port in self.seen_at]

    def start(self):
        issuer, box = self.ports
        public, public_box = self.origins
        self.log = open(self.folder / "serve.log", "ab")
        self.server = subprocess.Popen(
            [BIN / "urne", "serve", "--listen", f"127.0.0.1:{issuer}", "--box-listen", f"127.0.0.1:{box}",
             "--public-url", public, "--box-url", public_box,
             "--templates", ROOT / "Templates", *self.serve],
            cwd=self.folder, stdout=self.log, stderr=self.log,
        )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", issuer), 1):
                return
            if self.server.poll() is not None:
                break
            time.sleep(0.05)
        raise AssertionError("the server does not start: " + (self.folder / "serve.log").read_text())

    def stop(self):
        """Ends the server as an operator would; it must end by itself and without an error."""
        if self.server and self.server.poll() is None:
            self.server.send_signal(signal.SIGTERM)
            assert self.server.wait(30) == 0
        self.log.close()

    def close(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


class Pool:
    """Chromium processes that wait for their next person. Starting one costs more than most tests do with it."""

    # More would only take memory: few tests have more people.
    MOST_IDLE = 6

    def __init__(self):
        self.folder = None
        self.idle = []

    def take(self):
        return self.idle.pop() if self.idle else self.start()

    def start(self):
        if self.folder is None:
            self.folder = tempfile.mkdtemp(prefix="urne-profiles-")
            atexit.register(self.close)
        options = webdriver.ChromeOptions()
        options.binary_location = "/usr/bin/chromium"
        for argument in (
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-extensions",
            "--disable-background-networking", "--disable-component-update", "--no-first-run", "--lang=de",
            "--renderer-process-limit=1", f"--user-data-dir={tempfile.mkdtemp(dir=self.folder)}",
        ):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        return webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)

    def give_back(self, driver, origins):
        """Takes a browser back as empty as a new one: no page, no history, nothing stored; else it is ended."""
        if len(self.idle) >= self.MOST_IDLE:
            return driver.quit()
        try:
            driver.execute_cdp_cmd("Network.enable", {})
            driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
            driver.execute_cdp_cmd("Network.clearBrowserCache", {})
            old = driver.window_handles
            driver.switch_to.new_window("tab")
            new = driver.current_window_handle
            for handle in old:
                driver.switch_to.window(handle)
                # A page that asks whether it may be left is left.
                driver.execute_cdp_cmd("Page.enable", {})
                driver.get("about:blank")
                driver.close()
            driver.switch_to.window(new)
            for origin in origins:
                driver.execute_cdp_cmd("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})
            driver.get_log("browser")
            self.idle.append(driver)
        except WebDriverException:
            driver.quit()

    def close(self):
        for driver in self.idle:
            driver.quit()
        shutil.rmtree(self.folder, ignore_errors=True)


POOL = Pool()


class Browser:
    """One person's browser, with a profile of its own."""

    def __init__(self, town, name="", size="tablet"):
        self.town = town
        self.name = name
        self.driver = POOL.take()
        self.resize(size)

    def resize(self, size):
        self.size = size
        width, height = SIZES[size]
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": size == "phone"},
        )

    def open(self, path):
        self.driver.get(self.town.url + path)

    # The only number of this size that a page draws by itself is the moment in which a ballot goes out.
    LATEST = """
    const drawn = crypto.getRandomValues.bind(crypto);
    crypto.getRandomValues = (array) => (array instanceof Uint32Array ? array.fill(0xf0000000) : drawn(array));
    """

    def send_late(self):
        """From the next page on, a ballot waits nearly as long as the vote allows, so that a test can see it wait."""
        self.driver.execute_cdp_cmd("Page.enable", {})
        self.driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": self.LATEST})

    def find(self, css, seconds=20):
        """The first element that is there and visible."""
        def visible(driver):
            for element in driver.find_elements(By.CSS_SELECTOR, css):
                with contextlib.suppress(StaleElementReferenceException):
                    if element.is_displayed():
                        return element
            return None
        return self.until(visible, f"no {css}", seconds)

    def click(self, css, seconds=20):
        self.click_on(lambda: self.find(css, seconds))

    def click_on(self, find):
        """Clicks what is found, again where the page has just drawn it anew, or where it lay under what sticks to the top."""
        for _ in range(10):
            with contextlib.suppress(StaleElementReferenceException):
                element = find()
                try:
                    return element.click()
                except ElementClickInterceptedException:
                    self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        return find().click()

    def type(self, css, text, seconds=20):
        element = self.find(css, seconds)
        element.clear()
        element.send_keys(text)

    def button(self, text, seconds=20):
        """The button that is called so."""
        def named(driver):
            for element in driver.find_elements(By.TAG_NAME, "button"):
                with contextlib.suppress(StaleElementReferenceException):
                    if element.is_displayed() and re.search(text, element.text):
                        return element
            return None
        return self.until(named, f"no button {text}", seconds)

    def press(self, text, seconds=20):
        self.click_on(lambda: self.button(text, seconds))

    def keys(self, *keys):
        """Presses keys, wherever the focus is."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def tab_to(self, css, text="", seconds=20):
        """Presses the tab key until the focus is on what is wanted; for those who have no mouse it must come there."""
        def there(_=None):
            return self.driver.execute_script(
                "const e = document.activeElement;"
                "return e.matches(arguments[0]) && new RegExp(arguments[1]).test(e.innerText)", css, text)
        self.button(text, seconds) if text else self.find(css, seconds)
        for _ in range(120):
            if there():
                return
            self.keys(Keys.TAB)
        raise AssertionError(f"{self.name}: the tab key does not lead to {css} {text}")

    def text(self):
        return self.driver.execute_script("return document.body ? document.body.innerText : ''")

    def wait(self, pattern, seconds=20):
        """Waits until the page says this."""
        return self.until(lambda _: re.search(pattern, self.text()), f"no '{pattern}'", seconds)

    def until(self, what, lack, seconds):
        """Waits, and says at the end what the page says instead."""
        try:
            return WebDriverWait(self.driver, seconds, 0.1).until(what)
        except TimeoutException:
            raise AssertionError(f"{self.name}: {lack} in: {self.text()[:2500]}") from None

    def offline(self, is_offline):
        self.driver.execute_cdp_cmd("Network.enable", {})
        self.driver.execute_cdp_cmd(
            "Network.emulateNetworkConditions",
            {"offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1},
        )

    def errors(self):
        """What the browser itself complained about: scripts, content security, missing files."""
        return [entry["message"] for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]

    def shoot(self, name):
        """The view at the three sizes, whole page, in the folder of screenshots; and no barrier on it."""
        access.check(self, name)
        # A scroll bar would take its width from the picture and not from the page.
        self.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": True})
        SHOTS.mkdir(parents=True, exist_ok=True)
        usual = self.size
        for size in SIZES:
            self.resize(size)
            self.driver.execute_async_script(
                "requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))"
            )
            picture = self.driver.execute_cdp_cmd(
                "Page.captureScreenshot", {"format": "png", "captureBeyondViewport": True}
            )
            (SHOTS / f"{name}-{size}.png").write_bytes(base64.b64decode(picture["data"]))
        self.driver.execute_cdp_cmd("Emulation.setScrollbarsHidden", {"hidden": False})
        self.resize(usual)

    def close(self):
        POOL.give_back(self.driver, self.town.origins)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
