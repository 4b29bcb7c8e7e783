"""Files that others read while they are written."""

import os


def whole(file, text):
    """In one step: who reads meanwhile sees the old text or the new one. Only root may read it."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
    os.replace(draft, file)
