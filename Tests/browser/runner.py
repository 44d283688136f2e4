"""Runs the browser tests in several processes, each with a server and browsers of its own.

    runner.py [-j N] [NAME ...]     NAME is member, count.CountTests or count.CountTests.test_…; all without one

A process takes a few tests of one class at a time; the costly ones come first, so that the last do not run alone.
"""

import argparse
import io
import multiprocessing
import os
import pathlib
import queue as queue_module
import re
import sys
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

# Tests that share what setUpClass makes, in one turn.
TURN = 5


def tests_of(suite):
    for each in suite:
        if isinstance(each, unittest.TestSuite):
            yield from tests_of(each)
        else:
            yield each


def turns(names):
    """Lists of test names, each of one class."""
    loader = unittest.TestLoader()
    names = [f"test_{name}" for name in names] or sorted(path.stem for path in HERE.glob("test_*.py"))
    tests = list(tests_of(loader.loadTestsFromNames(names)))
    assert tests and not loader.errors, loader.errors
    classes = {}
    for test in tests:
        classes.setdefault(type(test), []).append(test.id())
    made = []
    for kind, found in classes.items():
        size = getattr(kind, "turn", TURN)
        made += [(getattr(kind, "cost", 1), found[i : i + size]) for i in range(0, len(found), size)]
    return [names for _, names in sorted(made, key=lambda turn: -turn[0])]


class Result(unittest.TextTestResult):
    def startTest(self, test):
        self.began = time.monotonic()
        super().startTest(test)

    def stopTest(self, test):
        said = " FAILED" if any(test is each for each, _ in self.failures + self.errors) else ""
        print(f"   {time.monotonic() - self.began:6.1f} s  {test.id()}{said}", flush=True)
        super().stopTest(test)


def run(names):
    """Runs one turn; answers how many tests ran and what went wrong."""
    text = io.StringIO()
    runner = unittest.TextTestRunner(stream=text, resultclass=Result, verbosity=0)
    result = runner.run(unittest.defaultTestLoader.loadTestsFromNames(names))
    return result.testsRun, "" if result.wasSuccessful() else text.getvalue()


def work(queue, results):
    for names in iter(queue.get, None):
        results.put(run(names))
    # multiprocessing ends without atexit; the browsers must end.
    from harness import POOL

    POOL.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("-j", type=int, default=min(4, (os.cpu_count() or 1) + 1))
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    todo = turns(options.names)
    queue, results = multiprocessing.Queue(), multiprocessing.Queue()
    for names in [*todo, *[None] * options.j]:
        queue.put(names)
    workers = [multiprocessing.Process(target=work, args=(queue, results)) for _ in range(min(options.j, len(todo)))]
    for worker in workers:
        worker.start()
    began, count, faults = time.monotonic(), 0, 0
    for _ in todo:
        while True:
            try:
                ran, fault = results.get(timeout=5)
                break
            except queue_module.Empty:
                if not any(worker.is_alive() for worker in workers):
                    sys.exit("the processes with the tests have ended before their time")
        count += ran
        if fault:
            faults += 1
            # Without the addresses inside of chromedriver.
            print(re.sub(r"(?m)^#\d+ 0x.*\n", "", fault), flush=True)
    for worker in workers:
        worker.join()
    print(f"   {count} tests in {time.monotonic() - began:.0f} s, {'FAILED' if faults else 'all passed'}")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
