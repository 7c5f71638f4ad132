"""Documents are fetched from the open Internet alone, and nothing that a server does takes longer or grows bigger."""

import contextlib
import gzip
import logging
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portal.fetch import FetchFailed, FetchRefused, Why, fetch, read_address
from portal.fetch.network import Network, is_public

HERE = "127.0.0.1"
SECRET = "s3cr3t-path"


class Server:
    """A real server on this machine that answers with what `pages` holds and remembers what it was asked."""

    def __init__(self, context=None):
        self.pages, self.asked, self.names = {}, [], []
        told = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                told.asked.append((self.path, dict(self.headers)))
                with contextlib.suppress(OSError):
                    told.pages[self.path](self)

            def log_message(self, *args):
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, request, client_address):
                pass

        self.server = Quiet((HERE, 0), Handler)
        self.port = self.server.server_port
        if context:
            context.sni_callback = lambda connection, name, _: self.names.append(name)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True).start()

    def end(self):
        self.server.shutdown()
        self.server.server_close()

    def at(self, path="/"):
        return f"http://{HERE}:{self.port}{path}"


def says(content=b"BEGIN:VCALENDAR", status=200, **headers):
    """A page; underscores in header names stand for dashes."""

    def answer(handler):
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return answer


def leads_to(address, status=302):
    return says(b"", status, Location=address)


@pytest.fixture
def server():
    made = Server()
    yield made
    made.end()


def inside(**changed):
    """This machine may be read: the way that only tests and a demo have."""
    return Network(**{"loopback": True} | changed)


def outside(*addresses):
    """The real rules, with a name that leads to these addresses."""
    return Network(resolve=lambda host, port: list(addresses))


def get(address, **changed):
    return fetch(address, **{"most_bytes": 1000, "seconds": 5, "network": inside()} | changed)


def refusal(address, kind=FetchRefused, **changed):
    with pytest.raises(FetchFailed) as caught:
        get(address, **changed)
    assert type(caught.value) is kind
    assert SECRET not in str(caught.value)
    return caught.value.why


def failure(address, **changed):
    return refusal(address, FetchFailed, **changed)


# --- What is fetched ------------------------------------------------------------------------------------------------


def test_a_document_comes_with_its_marks(server):
    server.pages["/a.ics?key=1"] = says(b"hello", ETag='"1"', Last_Modified="Mon", Content_Type="text/calendar")
    found = get(server.at("/a.ics?key=1#part"))
    assert (found.status, found.content, found.unchanged) == (200, b"hello", False)
    assert (found.etag, found.last_modified, found.content_type) == ('"1"', "Mon", "text/calendar")
    assert found.address == server.at("/a.ics?key=1")
    assert "hello" not in repr(found)
    assert "key" not in repr(found)


def test_the_server_is_told_who_asks_and_nothing_else(server, settings):
    settings.SITE_URL = "https://portal.example"
    server.pages["/"] = says(Set_Cookie="seen=1")
    get(server.at(), accept="text/calendar", headers={"X-More": "yes"})
    get(server.at())
    assert server.asked[0][1] == {
        "Host": f"{HERE}:{server.port}",
        "User-Agent": "Cairn (+https://portal.example)",
        "Accept": "text/calendar",
        "Accept-Encoding": "identity",
        "Connection": "close",
        "X-More": "yes",
    }
    assert "Cookie" not in server.asked[1][1]


def test_an_unchanged_document_is_not_sent_again(server):
    server.pages["/"] = says(b"", 304, ETag='"2"')
    found = get(server.at(), etag='"1"', last_modified="Mon, 01 Jan 2026 00:00:00 GMT")
    assert (found.status, found.content, found.unchanged, found.etag) == (304, b"", True, '"2"')
    asked = server.asked[0][1]
    assert asked["If-None-Match"] == '"1"'
    assert asked["If-Modified-Since"] == "Mon, 01 Jan 2026 00:00:00 GMT"


def test_unchanged_is_no_answer_to_a_first_question(server):
    server.pages["/"] = says(b"", 304)
    assert failure(server.at()) == Why.FAULT


def test_a_proxy_in_the_environment_is_not_used(server, monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    server.pages["/"] = says(b"direct")
    assert get(server.at()).content == b"direct"


@pytest.mark.parametrize("pieces", [True, False], ids=["chunked", "until the end"])
def test_a_document_of_unannounced_length_is_read_whole(server, pieces):
    def answer(handler):
        handler.protocol_version = "HTTP/1.1"
        handler.send_response(200)
        if pieces:
            handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for part in (b"one", b"two"):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part) if pieces else part)
        handler.wfile.write(b"0\r\n\r\n" if pieces else b"")

    server.pages["/"] = answer
    assert get(server.at()).content == b"onetwo"


def test_a_path_in_other_letters_is_encoded(server):
    server.pages["/caf%C3%A9?n=%C3%BC&done=%20"] = says(b"there")
    assert get(server.at("/café?n=ü&done=%20")).content == b"there"


# --- Addresses ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("https://calendar.example/a.ics", "https://calendar.example/a.ics"),
        ("  HTTPS://Calendar.Example:443 ", "https://calendar.example/"),
        ("webcal://calendar.example/a?b=c#d", "https://calendar.example/a?b=c"),
        ("webcals://calendar.example:8443/a", "https://calendar.example:8443/a"),
        ("https://bücher.example./a", "https://xn--bcher-kva.example/a"),
        ("https://[2606:4700::1111]/a", "https://[2606:4700::1111]/a"),
    ],
)
def test_an_address_is_tidied(typed, tidy):
    assert str(read_address(typed)) == tidy


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", Why.ADDRESS),
        ("calendar.example/a.ics", Why.ADDRESS),
        ("file:///etc/passwd", Why.ADDRESS),
        ("gopher://calendar.example/", Why.ADDRESS),
        ("ftp://calendar.example/", Why.ADDRESS),
        ("https://", Why.ADDRESS),
        ("https:///a", Why.ADDRESS),
        ("https://a b.example/", Why.ADDRESS),
        ("https://a..example/", Why.ADDRESS),
        ("https://calendar.example\\@other.example/", Why.ADDRESS),
        ("https://calendar.example/a\r\nX-Evil: 1", Why.ADDRESS),
        ("https://calendar.example/a\x00", Why.ADDRESS),
        ("https://[::1/", Why.ADDRESS),
        ("https://[fe80::1%25eth0]/", Why.ADDRESS),
        ("https://[fe80::1%eth0]/", Why.ADDRESS),
        ("https://a.example:port/", Why.ADDRESS),
        ("https://a.example:99999/", Why.ADDRESS),
        ("https://" + "a" * 64 + ".example/", Why.ADDRESS),
        ("https://a.example/" + "a" * 2000, Why.ADDRESS),
        ("https://ana:word@calendar.example/", Why.CREDENTIALS),
        ("https://ana@calendar.example/", Why.CREDENTIALS),
        ("https://@calendar.example/", Why.CREDENTIALS),
        ("http://calendar.example/", Why.PLAIN),
        ("https://calendar.example:22/", Why.PORT),
        ("https://calendar.example:80/", Why.PORT),
        ("https://calendar.example:0/", Why.PORT),
    ],
)
def test_what_is_no_address_for_us_is_refused_before_anybody_is_asked(typed, why):
    with pytest.raises(FetchRefused) as caught:
        read_address(typed)
    assert caught.value.why == why
    assert refusal(typed, network=Network(resolve=pytest.fail)) == why


# --- Private networks -----------------------------------------------------------------------------------------------

PRIVATE = """
    0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 100.127.255.254 127.0.0.1 127.1.2.3 169.254.169.254 172.16.0.1 172.31.255.255
    192.0.0.8 192.0.0.9 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1
    240.0.0.1 255.255.255.255
    :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1
    64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b::a9fe:a9fe 64:ff9b:1::7f00:1 100::1 2001::1 2001:0:7f00:1:: 2001:2::1
    2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a00:1:: 2002:808:808:: 3fff::1 4000::1 5f00::1 fc00::1
    fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1
""".split()  # noqa: SIM905 - a list of words is easier to read


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_inside_is_not_followed(address):
    assert not is_public(ip_address(address))
    assert refusal("https://calendar.example/", network=outside(address)) == Why.PRIVATE
    assert refusal("https://calendar.example/", network=outside("8.8.8.8", address)) == Why.PRIVATE


@pytest.mark.parametrize("address", ["8.8.8.8", "192.0.1.1", "2606:4700::1111", "2001:4860::8888", "64:ff9b::808:808"])
def test_hosts_of_the_open_internet_are_public(address):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]"]
)
def test_without_a_door_this_machine_is_never_read_however_it_is_written(server, host):
    """The real look-up, the real rules: what production does."""
    server.pages["/"] = says(b"inside")
    for scheme in ("https", "webcal"):
        assert refusal(f"{scheme}://{host}:{server.port}/", network=None) == Why.PRIVATE
    assert refusal(f"http://{host}:{server.port}/", network=None) == Why.PLAIN
    assert server.asked == []


def test_the_setting_opens_this_machine_and_no_other(server, settings):
    settings.FETCH_ALLOW_LOOPBACK = True
    server.pages["/"] = says(b"sample")
    assert get(server.at(), network=None).content == b"sample"
    assert refusal("http://169.254.169.254:8000/", network=None) == Why.PRIVATE
    assert refusal("http://10.0.0.1/", network=None) == Why.PRIVATE


def test_plain_http_stays_on_this_machine():
    assert refusal("http://calendar.example/", network=inside(resolve=lambda *_: ["8.8.8.8"])) == Why.PLAIN


def test_an_unknown_name_is_told():
    def unknown(host, port):
        raise socket.gaierror(socket.EAI_NONAME, SECRET)

    assert failure("https://calendar.example/", network=Network(resolve=unknown)) == Why.NO_HOST
    assert failure("https://calendar.example/", network=outside()) == Why.NO_HOST


def test_the_name_is_looked_up_once(server):
    """A name server that gives a public address first and a private one then gains nothing."""
    given = iter([[HERE], ["10.0.0.1"]])
    server.pages["/"] = says(b"first")
    found = get(f"http://calendar.example:{server.port}/", network=inside(resolve=lambda *_: next(given)))
    assert found.content == b"first"
    assert next(given) == ["10.0.0.1"]
    assert server.asked[0][1]["Host"] == f"calendar.example:{server.port}"


# --- Redirects ------------------------------------------------------------------------------------------------------


def test_a_redirect_is_followed_and_told(server):
    server.pages |= {"/old": leads_to("new?x=1", 301), "/new?x=1": leads_to("/end", 308), "/end": says(b"end")}
    found = get(server.at("/old"))
    assert (found.content, found.address) == (b"end", server.at("/end"))


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "target",
    ["https://169.254.169.254/latest", "https://[fe80::1]/", "https://metadata.example/", "https://2852039166/"],
)
def test_a_redirect_inside_is_refused(server, status, target):
    def resolve(host, port):
        return ["169.254.169.254"] if host == "metadata.example" else [HERE if host == HERE else host_of(host)]

    def host_of(host):
        return str(ip_address(int(host) if host.isdigit() else host))

    server.pages["/"] = leads_to(target, status)
    assert refusal(server.at(), network=inside(resolve=resolve)) == Why.PRIVATE


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("file:///etc/passwd", Why.ADDRESS),
        ("ftp://calendar.example/", Why.ADDRESS),
        ("https://ana:word@calendar.example/", Why.CREDENTIALS),
        ("https://calendar.example:25/", Why.PORT),
        ("//[", Why.ADDRESS),
        ("\\\\calendar.example\\a", Why.ADDRESS),
    ],
)
def test_a_redirect_is_an_address_like_another(server, target, why):
    server.pages["/"] = leads_to(target)
    assert refusal(server.at()) == why


def test_a_redirect_to_letters_sent_as_bytes(server):
    server.pages |= {"/": leads_to("/caf\u00e9".encode().decode("latin-1")), "/caf%C3%A9": says(b"there")}
    assert get(server.at()).content == b"there"


def test_three_redirects_are_enough(server):
    server.pages |= {f"/{n}": leads_to(f"/{n + 1}") for n in range(9)} | {"/3": says(b"third")}
    assert get(server.at("/0")).content == b"third"
    server.pages["/3"] = leads_to("/0")
    assert failure(server.at("/0")) == Why.REDIRECTS
    assert len(server.asked) == 4 + 4


def test_a_redirect_without_a_place_is_a_fault(server):
    server.pages["/"] = says(b"", 302)
    assert failure(server.at()) == Why.FAULT


def test_headers_for_one_server_do_not_reach_another(server):
    other = Server()
    other.pages["/"] = leads_to(f"http://localhost:{server.port}/")
    server.pages["/"] = says(b"reached")
    try:
        network = inside(resolve=lambda *_: [HERE])
        assert get(other.at(), headers={"Authorization": "key"}, network=network).content == b"reached"
    finally:
        other.end()
    assert other.asked[0][1]["Authorization"] == "key"
    assert "Authorization" not in server.asked[0][1]
    assert server.asked[0][1]["Accept"] == "*/*"


# --- Limits ---------------------------------------------------------------------------------------------------------


def test_a_document_of_just_the_size_is_fetched(server):
    server.pages["/"] = says(b"x" * 1000)
    assert len(get(server.at()).content) == 1000


@pytest.mark.parametrize("headers", [{}, {"Content_Length": "1001"}, {"Content_Length": "99999999999"}])
def test_a_document_that_is_too_big_is_left(server, headers):
    server.pages["/"] = says(b"x" * 1001, **headers)
    assert failure(server.at()) == Why.BIG


def test_a_document_without_end_is_left(server):
    def endless(handler):
        handler.send_response(200)
        handler.end_headers()
        while True:
            handler.wfile.write(b"x" * 65536)

    server.pages["/"] = endless
    began = time.monotonic()
    assert failure(server.at(), most_bytes=200_000, seconds=30) == Why.BIG
    assert time.monotonic() - began < 5


def test_a_small_announcement_does_not_let_more_in(server):
    server.pages["/"] = says(b"x" * 5000, Content_Length="10")
    assert get(server.at()).content == b"x" * 10


def test_a_big_announcement_that_is_not_kept_is_a_broken_document(server):
    server.pages["/"] = says(b"BEGIN:VCALENDAR", Content_Length="500")
    assert failure(server.at()) == Why.BROKEN


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate, gzip"])
def test_a_compressed_answer_is_refused_unopened(server, encoding):
    server.pages["/"] = says(gzip.compress(b"x" * 10_000_000)[:900], Content_Encoding=encoding)
    assert failure(server.at()) == Why.ENCODED


def drips(before=b""):
    def answer(handler):
        handler.wfile.write(before)
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    "before",
    [
        b"",
        b"HTTP/1.1 200 OK\r\nX-Drip: ",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
    ],
    ids=["status", "header", "content", "announced", "chunk"],
)
def test_a_dripping_server_is_cut_off(server, before):
    server.pages["/"] = drips(before)
    began = time.monotonic()
    assert failure(server.at(), seconds=0.4) == Why.SLOW
    assert 0.3 < time.monotonic() - began < 1.5


def test_the_limit_holds_for_all_redirects_together(server):
    def slowly(handler):
        time.sleep(0.2)
        leads_to("/")(handler)

    server.pages["/"] = slowly
    began = time.monotonic()
    assert failure(server.at(), seconds=0.5) == Why.SLOW
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_server_that_never_speaks_is_left(scheme):
    with socket.create_server((HERE, 0)) as silent:
        began = time.monotonic()
        assert failure(f"{scheme}://{HERE}:{silent.getsockname()[1]}/", seconds=0.4) == Why.SLOW
        assert time.monotonic() - began < 1.5


def test_a_server_that_takes_no_connection_is_left():
    """A queue of none that is full: the next handshake hangs as it does behind a wall that drops everything."""
    with socket.create_server((HERE, 0), backlog=0) as full, contextlib.ExitStack() as held:
        port = full.getsockname()[1]
        for _ in range(4):
            waiting = held.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex((HERE, port))
        began = time.monotonic()
        assert failure(f"http://{HERE}:{port}/", seconds=0.4) == Why.SLOW
        assert time.monotonic() - began < 1.5


def test_a_look_up_that_hangs_is_left():
    done = threading.Event()

    def hangs(host, port):
        done.wait(10)
        return []

    began = time.monotonic()
    assert failure("https://calendar.example/", seconds=0.3, network=Network(resolve=hangs)) == Why.SLOW
    assert time.monotonic() - began < 1
    done.set()


def test_the_next_address_is_tried(server):
    server.pages["/"] = says(b"second")
    network = inside(resolve=lambda *_: ["127.0.0.2", "::1", HERE])
    assert get(f"http://calendar.example:{server.port}/", network=network).content == b"second"


def test_nobody_there_is_told():
    with socket.create_server((HERE, 0)) as gone:
        port = gone.getsockname()[1]
    assert failure(f"http://{HERE}:{port}/") == Why.UNREACHABLE


# --- Answers --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "why"),
    [
        (401, Why.SIGN_IN),
        (403, Why.SIGN_IN),
        (404, Why.GONE),
        (410, Why.GONE),
        (429, Why.LATER),
        (503, Why.LATER),
        (500, Why.FAULT),
        (418, Why.FAULT),
        (204, Why.FAULT),
        (206, Why.FAULT),
    ],
)
def test_an_answer_without_a_document_is_told_with_its_number(server, status, why):
    server.pages["/"] = says(SECRET.encode(), status)
    with pytest.raises(FetchFailed) as caught:
        get(server.at())
    assert (caught.value.why, caught.value.status, str(caught.value)) == (why, status, why.label)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"SSH-2.0-OpenSSH\r\n",
        b"HTTP/1.1 abc\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnumber\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
    ],
)
def test_what_no_web_server_answers_is_told(server, answer):
    server.pages["/"] = lambda handler: handler.wfile.write(answer)
    assert failure(server.at()) == Why.BROKEN


def test_nothing_of_a_secret_address_is_logged(server, caplog, capfd):
    """Not even where headers are so broken that libraries like to tell of them."""
    caplog.set_level(logging.DEBUG)
    broken = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n: no name\r\n\x00\xff broken\r\n\r\nok"
    server.pages |= {f"/{SECRET}": lambda handler: handler.wfile.write(broken), f"/{SECRET}/0": says(b"", 500)}
    with contextlib.suppress(FetchFailed):
        get(server.at(f"/{SECRET}"))
    failure(server.at(f"/{SECRET}/0"))
    assert [path for path, _ in server.asked] == [f"/{SECRET}", f"/{SECRET}/0"]
    assert caplog.records == []
    assert SECRET not in "".join(capfd.readouterr())


# --- Certificates ---------------------------------------------------------------------------------------------------


def make_certificate(name, signed_by=None):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer, issuer_key = signed_by or (subject, key)
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=signed_by is None, path_length=None), critical=True)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )
    return subject, key, certificate


@pytest.fixture
def encrypted(tmp_path):
    """A server that can prove to be calendar.example, and the file of the authority that says so."""
    authority, authority_key, authority_certificate = make_certificate("Authority")
    _, key, certificate = make_certificate("calendar.example", (authority, authority_key))
    pem = serialization.Encoding.PEM
    (tmp_path / "authority.pem").write_bytes(authority_certificate.public_bytes(pem))
    (tmp_path / "server.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(tmp_path / "server.pem")
    made = Server(context)
    made.pages["/"] = says(b"proven")
    made.authorities = str(tmp_path / "authority.pem")
    yield made
    made.end()


def test_the_certificate_is_checked_for_the_name_and_the_connection_goes_to_the_address(encrypted):
    asked = []

    def resolve(host, port):
        asked.append(host)
        return [HERE]

    network = inside(resolve=resolve, authorities=encrypted.authorities)
    found = get(f"webcal://calendar.example:{encrypted.port}/", network=network)
    assert (found.content, found.address) == (b"proven", f"https://calendar.example:{encrypted.port}/")
    assert asked == encrypted.names == ["calendar.example"]
    assert encrypted.asked[0][1]["Host"] == f"calendar.example:{encrypted.port}"


def test_a_certificate_for_another_name_is_not_taken(encrypted):
    network = inside(resolve=lambda *_: [HERE], authorities=encrypted.authorities)
    assert failure(f"https://other.example:{encrypted.port}/", network=network) == Why.CERTIFICATE
    assert failure(f"https://{HERE}:{encrypted.port}/", network=network) == Why.CERTIFICATE
    assert encrypted.asked == []


def test_a_certificate_that_nobody_vouches_for_is_not_taken(encrypted):
    network = inside(resolve=lambda *_: [HERE])
    assert failure(f"https://calendar.example:{encrypted.port}/", network=network) == Why.CERTIFICATE


def test_a_server_without_encryption_is_not_spoken_to_in_the_open(server):
    assert failure(f"https://{HERE}:{server.port}/") == Why.UNREACHABLE
    assert server.asked == []


def test_encryption_is_not_left_on_the_way(encrypted, server):
    encrypted.pages["/"] = leads_to(server.at())
    server.pages["/"] = says(b"open")
    network = inside(resolve=lambda *_: [HERE], authorities=encrypted.authorities)
    assert refusal(f"https://calendar.example:{encrypted.port}/", network=network) == Why.PLAIN
    assert server.asked == []
