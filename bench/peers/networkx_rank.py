"""Critical functions, institutions and total assets lost per subject with NetworkX: one reachability each.

Input (stdin): JSON with edges (child, parent), subjects to withdraw (lists by kind), critical function nodes, their institutions, assets.
Output: JSON with seconds for building and for the what-ifs, and the counts per subject.
"""

import json
import sys
import time

try:
    import networkx
except ImportError:
    print(json.dumps({"error": "python3-networkx is not installed (apt-get install python3-networkx)"}))
    sys.exit(0)

data = json.load(sys.stdin)
start = time.perf_counter()
graph = networkx.DiGraph()
graph.add_nodes_from(range(data["nodes"]))
graph.add_edges_from(zip(data["child"], data["parent"]))
built = time.perf_counter()
institution = dict(zip(data["critical"], data["institution"]))
assets = data["assets"]
seconds, functions, institutions, sums = [], [], [], []
for subjects in data["subjects"]:
    begin = time.perf_counter()
    of_functions, of_institutions, of_assets = [], [], []
    for subject in subjects:
        lost = [node for node in networkx.descendants(graph, subject) if node in institution]
        hit = {institution[node] for node in lost}
        of_functions.append(len(lost))
        of_institutions.append(len(hit))
        of_assets.append(sum(assets[one] for one in hit))
    seconds.append(time.perf_counter() - begin)
    functions.append(of_functions)
    institutions.append(of_institutions)
    sums.append(of_assets)
print(
    json.dumps(
        {
            "version": networkx.__version__,
            "python": sys.version.split()[0],
            "build": built - start,
            "whatIfs": seconds,
            "functions": functions,
            "institutions": institutions,
            "assets": sums,
        }
    )
)
