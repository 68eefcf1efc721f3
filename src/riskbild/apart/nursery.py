"""A process that has a trade's modules loaded and forks a child for each order, so that a child starts in milliseconds.

It knows nothing but how to fork: each order comes as a socket through its control socket, and goes to the child. It
has one thread, so that forking is safe, and ends when whoever started it does, or after a while without work.
"""

import json
import os
import select
import signal
import socket
from importlib import import_module
from typing import Final, NoReturn

_IDLE_MILLISECONDS: Final = 600_000
_LONGEST_ORDER: Final = 1 << 27


def tend(control: int, trade: str) -> None:
    """Forks a child for every socket that comes through the control socket of this number, until it is closed."""
    _Nursery(socket.socket(fileno=control), trade).run()


class _Nursery:
    """The children at work, by their process, each with the socket on which it answers."""

    def __init__(self, control: socket.socket, trade: str) -> None:
        self._control = control
        self._trade = import_module(trade)
        self._children: dict[int, socket.socket] = {}
        self._forked = 0
        self._ended, tell = os.pipe()
        os.set_blocking(tell, False)
        signal.set_wakeup_fd(tell, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started this: its end ends this, too

    def run(self) -> None:
        """Works until there is nobody to work for, or nothing to do for a long time."""
        while self._work():
            pass
        for pid in self._children:
            os.kill(pid, signal.SIGKILL)
        self._bury(wait=True)

    def _work(self) -> bool:
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._ended, select.POLLIN)
        for channel in self._children.values():
            poll.register(channel, 0)  # only whether the other end has been closed
        ready = dict(poll.poll(_IDLE_MILLISECONDS))
        if not ready:
            return bool(self._children)
        for pid, channel in self._children.items():
            if channel.fileno() in ready:
                os.kill(pid, signal.SIGKILL)
        if self._ended in ready:
            os.read(self._ended, 4096)
        self._bury(wait=False)
        return self._control.fileno() not in ready or self._take()

    def _take(self) -> bool:
        """Takes one order; false when there will be no more."""
        _, files, _, _ = socket.recv_fds(self._control, 1, 1)
        if not files:
            return False
        if self._forked == self._trade.FEW:
            # It takes longer than a few orders do; from then on it pays.
            self._trade.prepare()
        self._forked += 1
        channel = socket.socket(fileno=files[0])
        pid = os.fork()
        if pid == 0:
            self._be_child(channel)
        self._children[pid] = channel
        return True

    def _be_child(self, channel: socket.socket) -> NoReturn:
        code = 1
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            self._control.close()
            for other in self._children.values():
                other.close()
            with channel.makefile("rb") as orders, channel.makefile("wb") as answers:
                self._trade.work(orders.read(_LONGEST_ORDER), answers)
            code = 0
        finally:
            os._exit(code)

    def _bury(self, *, wait: bool) -> None:
        """Tells whoever waits for a child that has ended how it ended; with `wait`, until all have ended."""
        while self._children:
            pid, status = os.waitpid(-1, 0 if wait else os.WNOHANG)
            if pid == 0:
                return
            with self._children.pop(pid) as channel:
                channel.settimeout(0)
                message = {"ended": os.waitstatus_to_exitcode(status)}
                try:
                    # A child that was killed may have left half a line behind.
                    channel.send(b"\n" + json.dumps(message).encode() + b"\n")
                except OSError:
                    continue
