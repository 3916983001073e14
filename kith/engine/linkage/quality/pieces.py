"""Finds what still hangs together: the pieces a person falls into when only some of its pairs are kept."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]


def pieces(left: Whole, right: Whole, size: int) -> Whole:
    """Return for each of ``size`` things the least one that it hangs together with by the pairs given.

    Each round every thing takes the least number next to it, and then that one's own: a chain is halved each time.
    """
    piece = np.arange(size, dtype=np.int64)
    while len(left):
        least = np.minimum(piece[left], piece[right])
        np.minimum.at(piece, piece[left], least)
        np.minimum.at(piece, piece[right], least)
        while not np.array_equal(piece, shorter := piece[piece]):
            piece = shorter
        apart = piece[left] != piece[right]
        left, right = left[apart], right[apart]
    return piece
