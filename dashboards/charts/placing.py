"""Where labels stand so that none covers another."""

from __future__ import annotations

from collections.abc import Sequence


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Places as near as possible to those wanted, at least `gap` apart, inside low..high where all of them fit.

    The order is kept. Neighbours that collide form a block around the mean of their wishes, as in isotonic regression.
    """
    order = sorted(range(len(wanted)), key=lambda index: wanted[index])
    high = max(high, low + gap * (len(wanted) - 1))
    blocks: list[tuple[float, int]] = []  # start, count
    sums: list[float] = []
    for position, index in enumerate(order):
        blocks.append((wanted[index], 1))
        sums.append(wanted[index] - gap * position)
        while True:
            start, count = _settled(sums, blocks, gap, low, high)
            blocks[-1] = (start, count)
            if len(blocks) < 2 or blocks[-2][0] + gap * blocks[-2][1] <= start + 1e-9:
                break
            blocks[-2:] = [(0.0, blocks[-2][1] + count)]
    placed: list[float] = []
    for start, count in blocks:
        placed.extend(start + gap * step for step in range(count))
    result = [0.0] * len(wanted)
    for place, index in zip(placed, order, strict=True):
        result[index] = place
    return result


def _settled(
    sums: Sequence[float], blocks: Sequence[tuple[float, int]], gap: float, low: float, high: float
) -> tuple[float, int]:
    """The last block's start, centred on what its members want, and its count."""
    count = blocks[-1][1]
    first = len(sums) - count
    start = sum(sums[first:]) / count + gap * first
    return min(max(start, low), high - gap * (count - 1)), count
