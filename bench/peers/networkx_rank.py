"""Critical functions, institutions and total assets lost per subject with NetworkX: one reachability each.

Input (stdin): JSON with edges (child, parent), subjects to withdraw (lists by kind), critical function nodes, their institutions, assets.
Output: JSON with processor seconds for building and for the what-ifs, and the counts per subject.
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
start = time.process_time()
graph = networkx.DiGraph()
graph.add_nodes_from(range(data["nodes"]))
graph.add_edges_from(zip(data["child"], data["parent"]))
built = time.process_time()
institution = dict(zip(data["critical"], data["institution"]))
assets = data["assets"]
seconds, functions, institutions, sums = [], [], [], []
for subjects in data["subjects"]:
    begin = time.process_time()
    of_functions, of_institutions, of_assets = [], [], []
    for subject in subjects:
        lost = [node for node in networkx.descendants(graph, subject) if node in institution]
        hit = {institution[node] for node in lost}
        of_functions.append(len(lost))
        of_institutions.append(len(hit))
        of_assets.append(sum(assets[one] for one in hit))
    seconds.append(time.process_time() - begin)
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
