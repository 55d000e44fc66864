"""Build and reachability of a hub with python-igraph. Argument: edge file. Output: JSON; reading the file is not timed."""

import json
import sys
import time

from read_edges import read_edges

try:
    import igraph
except ImportError:
    print(json.dumps({"error": "python3-igraph is not installed (apt-get install python3-igraph)"}))
    sys.exit(0)

nodes, hub, edges = read_edges(sys.argv[1])
start = time.process_time()
graph = igraph.Graph(n=nodes, edges=edges, directed=True)
built = time.process_time()
reached = len(graph.subcomponent(hub, mode="out"))
print(
    json.dumps(
        {
            "version": igraph.__version__,
            "runtime": "Python " + sys.version.split()[0],
            "buildCpuSeconds": built - start,
            "reachCpuSeconds": time.process_time() - built,
            "reached": reached,
        }
    )
)
