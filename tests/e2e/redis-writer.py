"""Writes to Redis through its sentinels until the file STOP appears, one key after the other, then
reads every acknowledged key again. Prints what was acknowledged and lost, and the longest time
without an acknowledged write.

usage: redis-writer.py NAMESPACE SERVICE PODS PASSWORD DNS STOP [AUTHORITY]

With the certificate of an authority it speaks TLS and checks the names of the servers.
"""
import os
import random
import socket
import ssl
import struct
import sys
import time

NAMESPACE, SERVICE, PODS, PASSWORD, DNS, STOP = sys.argv[1:7]
TLS = ssl.create_default_context(cafile=sys.argv[7]) if len(sys.argv) > 7 else None
HOSTS = [f'{SERVICE.removesuffix("-headless")}-{i}.{SERVICE}.{NAMESPACE}.svc.cluster.local'
         for i in range(int(PODS))]


def address(host):
    """The IPv4 address of a name, asked of the cluster's DNS."""
    if host.replace('.', '').isdigit():
        return host
    question = b''.join(bytes([len(part)]) + part.encode() for part in host.split('.')) + b'\0'
    query = struct.pack('>6H', random.randrange(65536), 0x100, 1, 0, 0, 0) + question + b'\0\1\0\1'
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as connection:
        connection.settimeout(1)
        connection.sendto(query, (DNS, 53))
        answer = connection.recv(4096)
    if struct.unpack('>H', answer[6:8])[0] == 0:
        raise OSError(f'no address of {host}')
    return socket.inet_ntoa(answer[-4:])


class Connection:
    """One connection that speaks Redis' protocol."""

    def __init__(self, host, port):
        self.socket = socket.create_connection((address(host), port), timeout=1)
        if TLS:
            self.socket = TLS.wrap_socket(self.socket, server_hostname=host)
        self.file = self.socket.makefile('rb')
        if self.ask('AUTH', PASSWORD) != b'OK':
            raise OSError('refused')

    def ask(self, *words):
        text = b'*%d\r\n' % len(words)
        for word in words:
            data = word.encode() if isinstance(word, str) else word
            text += b'$%d\r\n%s\r\n' % (len(data), data)
        self.socket.sendall(text)
        return self.answer()

    def answer(self):
        line = self.file.readline()
        if not line.endswith(b'\r\n'):
            raise OSError('closed')
        kind, rest = line[:1], line[1:-2]
        if kind == b'-':
            raise OSError(rest.decode())
        if kind == b'$':
            return None if rest == b'-1' else self.file.read(int(rest) + 2)[:-2]
        if kind == b'*':
            return [self.answer() for _ in range(max(int(rest), 0))]
        return rest


def master():
    """A connection to the server that most sentinels call the master."""
    votes = {}
    for host in HOSTS:
        try:
            found = Connection(host, 26379).ask('SENTINEL', 'get-master-addr-by-name', 'mymaster')
            votes[found[0].decode()] = votes.get(found[0].decode(), 0) + 1
        except (OSError, IndexError):
            continue
    if not votes:
        raise OSError('no sentinel answers')
    return Connection(max(votes, key=votes.get), 6379)


def main():
    acknowledged, connection, longest = [], None, 0.0
    number, last = 0, time.monotonic()
    while not os.path.exists(STOP):
        try:
            connection = connection or master()
            number += 1
            connection.ask('SET', f'e2e:{number}', str(number))
            acknowledged.append(number)
            now = time.monotonic()
            longest, last = max(longest, now - last), now
            time.sleep(0.002)
        except OSError:
            connection = None
            time.sleep(0.05)
    connection = None
    for _ in range(200):
        try:
            connection = master()
            break
        except OSError:
            time.sleep(0.1)
    lost = [n for n in acknowledged if connection.ask('GET', f'e2e:{n}') != str(n).encode()]
    print(f'acknowledged {len(acknowledged)}, lost {len(lost)}, longest pause {longest:.1f} s')
    sys.exit(1 if lost or not acknowledged else 0)


main()
