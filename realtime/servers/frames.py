"""Frames of RFC 6455 that need no more than a look: whole text messages, up and down."""

#: A final text frame, unfragmented and without extensions.
TEXT = 0x81
MASKED = 0x80
#: Sizes from here on are told in two bytes of their own.
TWO_BYTES, EIGHT_BYTES = 126, 127
MASK = 4


def text_frame(text: str) -> bytes:
    """A whole text message as a server sends it (5.2): one frame, no mask."""
    payload = text.encode()
    size = len(payload)
    if size < TWO_BYTES:
        return b"\x81%c%b" % (size, payload)
    if size < 65536:
        return b"\x81\x7e%b%b" % (size.to_bytes(2, "big"), payload)
    return b"\x81\x7f%b%b" % (size.to_bytes(8, "big"), payload)


def plain_texts(data: bytes, most: int) -> tuple[list[str], int]:
    """The texts with which data from a client begins, and how many bytes they took.

    Only frames about which there is nothing to decide: whole messages of at most `most`
    bytes, masked, of a size told in the shortest way, in valid UTF-8. At the first other
    one it ends.
    """
    texts: list[str] = []
    begin, end = 0, len(data)
    while end - begin >= 2 + MASK and data[begin] == TEXT and data[begin + 1] >= MASKED:
        size, key = data[begin + 1] - MASKED, begin + 2
        if size == TWO_BYTES:
            size, key = int.from_bytes(data[key : key + 2], "big"), key + 2
        elif size == EIGHT_BYTES:
            break
        payload = key + MASK
        is_shortest = size >= TWO_BYTES or key == begin + 2
        if not is_shortest or size > most or payload + size > end:
            break
        try:
            texts.append(unmasked(data[key:payload], data[payload : payload + size]).decode())
        except UnicodeDecodeError:
            break
        begin = payload + size
    return texts, begin


def unmasked(mask: bytes, payload: bytes) -> bytes:
    """Every byte with the one of the mask that is its turn, all at once."""
    size = len(payload)
    turns = (mask * (size // MASK + 1))[:size]
    both = int.from_bytes(payload, "big") ^ int.from_bytes(turns, "big")
    return both.to_bytes(size, "big")
