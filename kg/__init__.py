"""Pressgraph: Chinese newspaper pages in, one knowledge graph out."""
