"""Joins records into clusters by constrained average-link: the best pairs first, and never against a veto.

Connected components would chain a household into one person. Here two clusters join only if each is the other's best
neighbour, what the compared pairs between them say on average reaches the threshold, no pair between them is vetoed
(of weaker objections, such as a first name that differs, one pair in four may have one: a typo beside a nickname),
and no one lists both (one school's roll, one agency's system) unless an exact identifier says that they are one person.
People move: where clusters share a home, the homes that they do not share say nothing against them.
All pairs are handled at once in arrays; each round at least the best pair of every component joins.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float32]
YesNo = NDArray[np.bool_]

# One identifier that agrees must not outvote a record that does not fit: weights count between these bounds.
LEAST, MOST = -15.0, 25.0


@dataclass(frozen=True)
class Edges:
    """Pairs between clusters: their ends, and what the compared pairs between them say.

    ``strangers`` and ``kin`` are summed bits for one person against two strangers, without the home, and against two
    relatives; ``home`` is the most that any pair's homes say; then how many pairs say anything, how many of them
    object, and what forbids or allows joining.
    """

    left: Whole
    right: Whole
    strangers: Real
    kin: Real
    home: Real
    pairs: Whole
    against: Whole
    veto: YesNo
    allow: YesNo

    @property
    def weight(self) -> Real:
        """Bits for one person against everything else, of the pairs on average."""
        pairs = np.maximum(self.pairs, 1)
        strangers = np.clip(self.strangers / pairs + self.home, LEAST, MOST)
        return np.asarray(strangers - np.logaddexp2(0, strangers - self.kin / pairs), dtype=np.float32)

    def where(self, keep: YesNo) -> Edges:
        """Return the edges that ``keep`` marks."""
        return Edges(*(part[keep] for part in vars(self).values()))


def cluster(edges: Edges, lister: Whole, threshold: float) -> Whole:
    """Return the cluster of each record (the least record number in it); ``lister`` numbers who lists each record."""
    size = len(lister)
    label = np.arange(size, dtype=np.int64)
    edges = replace(edges, strangers=np.clip(edges.strangers, LEAST, MOST), kin=np.clip(edges.kin, LEAST, MOST))
    while True:
        weight = edges.weight
        fit = (weight >= threshold) & (edges.against * 4 <= edges.pairs) & ~edges.veto
        if not fit.any():
            return label
        edges, weight, fit = _between_live(edges, weight, fit, size)
        joins = _mutual_best(edges, weight, fit, size)
        clash = _clash(edges, joins, label, lister) & ~edges.allow[joins]
        edges.veto[joins[clash]] = True  # clusters only grow, so what clashes now always will
        joins = joins[~clash]
        parent = np.arange(size, dtype=np.int64)
        parent[edges.right[joins]] = edges.left[joins]
        label = parent[label]
        edges = _gather(edges, parent, size)


def _clash(edges: Edges, joins: Whole, label: Whole, lister: Whole) -> YesNo:
    """Answer for each join whether both sides hold a record of one lister."""
    which = np.full(len(label), -1, dtype=np.int64)  # the join that a cluster takes part in
    which[edges.left[joins]] = which[edges.right[joins]] = np.arange(len(joins))
    touched = which[label] >= 0
    listers = int(lister.max(initial=0)) + 1
    held = np.unique(np.stack([which[label[touched]] * listers + lister[touched], label[touched]]), axis=1)[0]
    clashing = np.zeros(len(joins), dtype=np.bool_)
    clashing[held[1:][held[1:] == held[:-1]] // listers] = True
    return clashing


def _between_live(edges: Edges, weight: Real, fit: YesNo, size: int) -> tuple[Edges, Real, YesNo]:
    """Return the edges whose two ends can both still join something (only these can matter), and which of them fit."""
    live = np.zeros(size, dtype=np.bool_)
    live[edges.left[fit]] = True
    live[edges.right[fit]] = True
    keep = live[edges.left] & live[edges.right]
    return edges.where(keep), weight[keep], fit[keep]


def _mutual_best(edges: Edges, weight: Real, fit: YesNo, size: int) -> Whole:
    """Return the edges that are the best of both their ends."""
    which = np.flatnonzero(fit)
    left, right = edges.left[which], edges.right[which]
    # Equal weights are common; a scramble of the two ends settles them, so that many pairs join in one round.
    scramble = (left * 2654435761 ^ right * 40503) % 1_000_003
    order = np.lexsort((right, left, scramble, -weight[which]))
    rank = np.empty(len(which), dtype=np.int64)
    rank[order] = np.arange(len(which))
    best = np.full(size, len(which), dtype=np.int64)
    np.minimum.at(best, left, rank)
    np.minimum.at(best, right, rank)
    return which[(best[left] == rank) & (best[right] == rank)]


def _gather(edges: Edges, parent: Whole, size: int) -> Edges:
    """Return the edges between the new clusters, those between the same two clusters added up."""
    one, two = parent[edges.left], parent[edges.right]
    apart = one != two
    edges = edges.where(apart)
    left, right = np.minimum(one[apart], two[apart]), np.maximum(one[apart], two[apart])
    order = np.argsort(left * size + right, kind="stable")
    left, right = left[order], right[order]
    if not len(left):
        return replace(edges, left=left, right=right)
    first = np.flatnonzero(np.r_[True, (left[1:] != left[:-1]) | (right[1:] != right[:-1])])
    return Edges(
        left[first],
        right[first],
        np.add.reduceat(edges.strangers[order], first),
        np.add.reduceat(edges.kin[order], first),
        np.maximum.reduceat(edges.home[order], first),
        np.add.reduceat(edges.pairs[order], first),
        np.add.reduceat(edges.against[order], first),
        np.logical_or.reduceat(edges.veto[order], first),
        np.logical_or.reduceat(edges.allow[order], first),
    )
