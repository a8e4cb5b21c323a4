"""Open sealed tips on a machine of your own: `python offline.py KEY_FILE TIP.age …`.

Stands alone: it needs only `pip install pyrage` and this file, and no network. The server never
imports it. What `age --decrypt` gives is the same, behind four bytes of length and with padding.
"""

import sys
from pathlib import Path

import pyrage


def unseal(sealed: bytes, private_key: str) -> str:
    """The text of a sealed tip; pyrage.DecryptError where the key does not fit."""
    identity = pyrage.x25519.Identity.from_str(private_key)
    framed: bytes = pyrage.decrypt(sealed, [identity])
    size = int.from_bytes(framed[:4])
    return framed[4 : 4 + size].decode()


def private_key(file: Path) -> str:
    """The first key in a file as age-keygen writes it; comments are skipped."""
    lines = (line.strip() for line in file.read_text().splitlines())
    found = next((line for line in lines if line.startswith("AGE-SECRET-KEY-")), None)
    if found is None:
        sys.exit(f"{file}: no AGE-SECRET-KEY- line in it")
    return found


def main() -> None:
    if len(sys.argv) < 3:  # noqa: PLR2004
        sys.exit("usage: python offline.py KEY_FILE TIP.age …")
    key = private_key(Path(sys.argv[1]))
    for name in sys.argv[2:]:
        try:
            text = unseal(Path(name).read_bytes(), key)
        except pyrage.DecryptError:
            sys.exit(f"{name}: this key does not open it, or the file is damaged")
        print(f"--- {name}\n{text}\n")  # noqa: T201 - this is what it is for


if __name__ == "__main__":
    main()
