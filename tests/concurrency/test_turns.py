"""The queue for the right to write, by itself: threads, processes, and those who die in their turn."""

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from riskbild.config.sqlite.turns import Turn, WriteQueue


def nothing() -> None:
    """What a test abandons that began nothing."""


@pytest.fixture
def queue(tmp_path: Path) -> WriteQueue:
    return WriteQueue(tmp_path / "db.sqlite3")


def in_thread(work) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_threads_write_in_the_order_they_came(queue: WriteQueue) -> None:
    first, wrote, threads = queue.take(5, nothing), [], []

    def write(number: int) -> None:
        turn = queue.take(5, nothing)
        wrote.append(number)
        turn.end()

    for number in range(12):
        threads.append(in_thread(lambda number=number: write(number)))
        wait_until(lambda number=number: len(queue._turns) == number + 2)
    first.end()
    for thread in threads:
        thread.join()
    assert wrote == list(range(12))


def test_one_at_a_time_is_inside(queue: WriteQueue) -> None:
    inside, most = [], []

    def write() -> None:
        for _ in range(50):
            turn = queue.take(10, nothing)
            inside.append(1)
            most.append(len(inside))
            inside.pop()
            turn.end()

    threads = [in_thread(write) for _ in range(8)]
    for thread in threads:
        thread.join()
    assert (len(most), max(most)) == (400, 1)


def test_who_waits_too_long_is_told_and_leaves_the_queue_to_the_others(queue: WriteQueue) -> None:
    first = queue.take(5, nothing)
    late: list[Exception] = []

    def give_up() -> None:
        try:
            queue.take(0.05, nothing)
        except TimeoutError as error:
            late.append(error)

    in_thread(give_up).join()
    first.end()
    queue.take(0.5, nothing).end()
    assert len(late) == 1


def test_ending_twice_does_not_end_somebody_elses_turn(queue: WriteQueue) -> None:
    first = queue.take(1, nothing)
    first.end()
    second = queue.take(1, nothing)
    first.end()
    assert list(queue._turns) == [second]
    second.end()


def test_a_thread_that_dies_in_its_turn_is_undone_and_the_next_one_writes(queue: WriteQueue) -> None:
    undone: list[str] = []
    in_thread(lambda: queue.take(1, lambda: undone.append("rolled back"))).join()
    queue.take(2, nothing).end()
    assert undone == ["rolled back"]


PROCESS = """
import sys, time
from pathlib import Path
from riskbild.config.sqlite.turns import WriteQueue
queue, hold = WriteQueue(Path(sys.argv[1])), float(sys.argv[2])
print("ready", flush=True)
for line in sys.stdin:
    turn = queue.take(10, lambda: None)
    print("in", time.monotonic(), flush=True)
    time.sleep(hold)
    turn.end()
    print("out", time.monotonic(), flush=True)
"""


def another_process(tmp_path: Path, hold: float) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROCESS, str(tmp_path / "db.sqlite3"), str(hold)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "ready\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def ask_to_write(process: subprocess.Popen[str]) -> None:
    process.stdin.write("\n")
    process.stdin.flush()


def test_another_process_waits_for_its_turn_and_gets_it_before_us_again(queue: WriteQueue, tmp_path: Path) -> None:
    other = another_process(tmp_path, hold=0.05)
    ours = queue.take(5, nothing)
    ask_to_write(other)
    time.sleep(0.1)  # long enough for it to stand at the gate
    left = time.monotonic()
    ours.end()
    again = queue.take(5, nothing)
    back = time.monotonic()
    entered, gone = (float(other.stdout.readline().split()[1]) for _ in "12")
    again.end()
    end(other)
    assert left < entered < gone
    assert entered < back


def test_a_killed_process_leaves_the_gate_open(queue: WriteQueue, tmp_path: Path) -> None:
    other = another_process(tmp_path, hold=60)
    ask_to_write(other)
    other.stdout.readline()
    with pytest.raises(TimeoutError):
        queue.take(0.1, nothing)
    end(other)
    queue.take(2, nothing).end()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork")
def test_a_forked_child_neither_holds_nor_frees_its_parents_turn(queue: WriteQueue, tmp_path: Path) -> None:
    script = """
import os, sys
from pathlib import Path
from riskbild.config.sqlite import turns
path = Path(sys.argv[1])
queue = turns.queue_for(str(path), in_memory=False)
turn = queue.take(1, lambda: None)
child = os.fork()
if child == 0:
    turn.end()                       # the parent's turn, which is not the child's to end
    try:
        queue.take(0.2, lambda: None)
        os._exit(1)
    except TimeoutError:
        os._exit(0)
_, status = os.waitpid(child, 0)
assert os.waitstatus_to_exitcode(status) == 0, "the child wrote in its parent's turn"
turn.end()
queue.take(1, lambda: None).end()
"""
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "db.sqlite3")], check=True, timeout=30)


def wait_until(true) -> None:
    deadline = time.monotonic() + 5
    while not true():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.001)


def test_a_turn_knows_its_thread(queue: WriteQueue) -> None:
    turn: Turn = queue.take(1, nothing)
    assert turn.thread is threading.current_thread()
    turn.end()
