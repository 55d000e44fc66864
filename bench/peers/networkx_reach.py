"""Build and reachability of a hub with NetworkX. Argument: edge file. Output: JSON; reading the file is not timed."""

import json
import sys
import time

from read_edges import read_edges

try:
    import networkx
except ImportError:
    print(json.dumps({"error": "python3-networkx is not installed (apt-get install python3-networkx)"}))
    sys.exit(0)

nodes, hub, edges = read_edges(sys.argv[1])
start = time.process_time()
graph = networkx.DiGraph()
graph.add_nodes_from(range(nodes))
graph.add_edges_from(edges)
built = time.process_time()
reached = len(networkx.descendants(graph, hub)) + 1
print(
    json.dumps(
        {
            "version": networkx.__version__,
            "runtime": "Python " + sys.version.split()[0],
            "buildCpuSeconds": built - start,
            "reachCpuSeconds": time.process_time() - built,
            "reached": reached,
        }
    )
)
