"""A mail server on a real socket that misbehaves as told: the portal talks to it through Django's SMTP backend."""

import socket
import threading
from contextlib import contextmanager

GREETING, HANG, REFUSED_MESSAGE, REFUSED_PERSON, GOOD = "greeting", "hang", "message", "person", "good"
ANSWERS = {b"EHLO": b"250 here", b"HELO": b"250 here", b"MAIL": b"250 ok", b"RCPT": b"250 ok", b"DATA": b"354 go on"}


@contextmanager
def mail_server(how: str):
    """Run one until the end of the block.

    Args:
        how: `GREETING` says no at once, `HANG` takes the call and never speaks, `REFUSED_MESSAGE` says no after the
            whole message, `REFUSED_PERSON` knows nobody of that name, `GOOD` takes everything.

    Yields:
        Its port, and a list of the messages that it was given, whatever it then said.
    """
    given: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=_serve, args=(listener, how, given), daemon=True)
        thread.start()
        yield listener.getsockname()[1], given
        listener.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def _serve(listener: socket.socket, how: str, given: list[bytes]) -> None:
    held = []
    while True:
        try:
            call, _ = listener.accept()
        except OSError:
            break
        if how == HANG:
            held.append(call)
            continue
        with call:
            _talk(call, how, given)
    for call in held:
        call.close()


def _talk(call: socket.socket, how: str, given: list[bytes]) -> None:
    reader = call.makefile("rb")
    call.sendall(b"554 not today\r\n" if how == GREETING else b"220 here\r\n")
    while line := reader.readline():
        verb = line[:4].upper()
        if verb == b"RCPT" and how == REFUSED_PERSON:
            answer = b"550 nobody here"
        elif verb == b"QUIT":
            call.sendall(b"221 bye\r\n")
            return
        else:
            answer = ANSWERS.get(verb, b"250 ok")
        call.sendall(answer + b"\r\n")
        if verb == b"DATA":
            given.append(b"".join(iter(reader.readline, b".\r\n")))
            call.sendall(b"451 disk full\r\n" if how == REFUSED_MESSAGE else b"250 taken\r\n")
