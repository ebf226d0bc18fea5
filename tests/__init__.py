"""The tests run on one thread each.

There is a worker of pytest for each core: threads beyond these only wait for one another, in loops
that take the cores from the rest. It must be said before numpy and torch are imported.
"""

import os

os.environ.setdefault("OMP_NUM_THREADS", "1")
