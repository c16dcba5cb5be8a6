"""CPU seconds, user and system, that a command and its threads take: measure.py COMMAND [ARGUMENT...]"""

import resource
import subprocess
import sys

subprocess.run(sys.argv[1:], check=True)
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
print(usage.ru_utime + usage.ru_stime)
