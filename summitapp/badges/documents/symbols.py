"""The modules of a QR symbol (ISO/IEC 18004), many times over with the same version, level and mask.

The library works a symbol out cell by cell, 1.5 ms each, which for a thousand symbols in a file is longer than laying the
file out. Here everything that does not depend on the text is prepared once for a version: the fixed cells, by the library
itself, the order of the others, and tables for the Reed-Solomon check words. The symbols are the same, cell by cell.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

MASK: Final = 3
LEVEL_M, LEVEL_Q = 0, 3  # as the library names them
_ALPHANUMERIC: Final = {symbol: place for place, symbol in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")}
_MOST_VERSION: Final = 9  # from version 10 on lengths are written with more bits


@dataclass(frozen=True, slots=True)
class _Block:
    data: int
    check: int
    table: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What symbols of a version and level share: fixed cells, where bits go, which of them the mask turns."""

    side: int
    cells: tuple[str, ...]
    order: tuple[int, ...]
    turned: int
    blocks: tuple[_Block, ...]

    @property
    def words(self) -> int:
        """How many data words fit."""
        return sum(block.data for block in self.blocks)


def _check_table(check: int) -> tuple[int, ...]:
    """Return, for each leading byte, what one step of the division adds to the remainder."""
    from qrcode.base import gexp, glog

    generator = [1]
    for power in range(check):
        longer = [*generator, 0]
        for place, factor in enumerate(generator):
            if factor:
                longer[place + 1] ^= gexp(glog(factor) + power)
        generator = longer
    rows = [0]
    for byte in range(1, 256):
        row = 0
        for factor in generator[1:]:
            row = row << 8 | (gexp(glog(factor) + glog(byte)) if factor else 0)
        rows.append(row)
    return tuple(rows)


def _fixed(version: int, level: int) -> list[list[bool | None]]:
    from qrcode import QRCode
    from qrcode.main import precomputed_qr_blanks

    code: Any = QRCode(version=version, error_correction=level, border=0, mask_pattern=MASK)
    code.add_data("0")
    code.make(fit=False)
    code.modules = [list(row) for row in precomputed_qr_blanks[version]]
    code.setup_type_info(False, MASK)
    if version >= 7:
        code.setup_type_number(False)
    return code.modules  # type: ignore[no-any-return]


@lru_cache(maxsize=8)
def _frame(version: int, level: int) -> _Frame:
    from qrcode.base import rs_blocks

    fixed = _fixed(version, level)
    side, order, turned, upwards = len(fixed), [], [], True
    for right in (column if column > 6 else column - 1 for column in range(side - 1, 0, -2)):  # column 6 is the ruler
        for row in reversed(range(side)) if upwards else range(side):
            for column in (right, right - 1):
                if fixed[row][column] is None:
                    order.append(row * side + column)
                    turned.append((row + column) % 3 == 0)
        upwards = not upwards
    blocks = [_Block(block.data_count, block.total_count - block.data_count, _check_table(block.total_count - block.data_count))
              for block in rs_blocks(version, level)]  # fmt: skip
    cells = tuple("1" if cell else "0" for line in fixed for cell in line)
    return _Frame(side, cells, tuple(order), int("".join("1" if one else "0" for one in turned), 2), tuple(blocks))


def _bits(text: str) -> tuple[int, int]:
    """Return mode, length and text as a number, and how many bits it has."""
    if all(symbol in _ALPHANUMERIC for symbol in text):
        number, size = 0b0010 << 9 | len(text), 13
        for start in range(0, len(text) - 1, 2):
            number = number << 11 | _ALPHANUMERIC[text[start]] * 45 + _ALPHANUMERIC[text[start + 1]]
            size += 11
        return (number << 6 | _ALPHANUMERIC[text[-1]], size + 6) if len(text) % 2 else (number, size)
    data = text.encode()
    return (0b0100 << 8 | len(data)) << 8 * len(data) | int.from_bytes(data, "big"), 12 + 8 * len(data)


def _words(text: str, room: int) -> bytes | None:
    number, size = _bits(text)
    free = 8 * room - size
    if free < 0:
        return None
    closing = min(4, free)
    closing += -(size + closing) % 8
    data = (number << closing).to_bytes((size + closing) // 8, "big")
    return data + (b"\xec\x11" * room)[:room - len(data)]


def _checked(data: bytes, block: _Block) -> bytes:
    rest, top, keep = 0, 8 * (block.check - 1), (1 << 8 * (block.check - 1)) - 1
    for byte in data:
        rest = (rest & keep) << 8 ^ block.table[rest >> top ^ byte]
    return rest.to_bytes(block.check, "big")


def _woven(parts: list[bytes]) -> bytes:
    longest = max(map(len, parts))
    return bytes(part[place] for place in range(longest) for part in parts if place < len(part))


def modules(text: str, version: int, level: int) -> list[str] | None:
    """Return the rows of a symbol as text of ``0`` and ``1``, without a quiet zone; ``None`` if the text does not fit."""
    frame = _frame(version, level)
    words = _words(text, frame.words)
    if words is None:
        return None
    parts, start = [], 0
    for block in frame.blocks:
        parts.append(words[start:start + block.data])
        start += block.data
    stream = _woven(parts) + _woven([_checked(part, block) for part, block in zip(parts, frame.blocks, strict=True)])
    spare = len(frame.order) - 8 * len(stream)
    bits = f"{(int.from_bytes(stream, 'big') << spare) ^ frame.turned:0{len(frame.order)}b}"
    cells = list(frame.cells)
    for place, bit in zip(frame.order, bits, strict=True):
        cells[place] = bit
    whole = "".join(cells)
    return [whole[first:first + frame.side] for first in range(0, len(whole), frame.side)]


def smallest(text: str, level: int) -> list[str] | None:
    """Return the smallest symbol that holds a text, up to version 9 (180 characters at level M)."""
    for version in range(1, _MOST_VERSION + 1):
        if (found := modules(text, version, level)) is not None:
            return found
    return None
