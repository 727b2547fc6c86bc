"""Base64 as signed notes write it: standard alphabet, padded, and only the one spelling of each sequence of bytes."""

import base64
import binascii


def encode(data: bytes) -> str:
    """The text of some bytes."""
    return base64.b64encode(data).decode("ascii")


def decode(text: str) -> bytes | None:
    """The bytes of a text; None for what `encode` would not have written (spaces, stray bits, no padding)."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if encode(data) == text else None
