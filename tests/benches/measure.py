"""Runs a command and prints its CPU seconds (user + system) and its peak memory in MiB.

usage: python3 -I -S measure.py OUTPUT COMMAND [ARGUMENT ...]

Standard output of the command goes to the file OUTPUT. This program stays small, so that what is
measured is the command: Linux starts a child's peak at that of its parent, here about 9 MiB.
"""
import os
import sys

output = (os.POSIX_SPAWN_OPEN, 1, sys.argv[1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
child = os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ, file_actions=[output])
_, status, usage = os.wait4(child, 0)
print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
sys.exit(os.waitstatus_to_exitcode(status))
