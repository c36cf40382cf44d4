"""Topology: the class graph, its fold, sparse arrays, cuts and hops; the only home of networkx."""
