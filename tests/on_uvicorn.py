"""``python -m tests.on_uvicorn …``: pytest with these arguments, served by Uvicorn."""

import os
import sys

if __name__ == "__main__":
    served = os.environ | {"JOBFAIR_TEST_SERVER": "uvicorn"}
    os.execve(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[1:]], served)
