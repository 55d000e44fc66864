"""Reads the edge file that bench/lib/edge-file.ts writes."""

import array


def read_edges(path):
    numbers = array.array("i")
    with open(path, "rb") as file:
        numbers.frombytes(file.read())
    nodes, edges, hub = numbers[:3]
    return nodes, hub, list(zip(numbers[3 : 3 + edges], numbers[3 + edges :]))
