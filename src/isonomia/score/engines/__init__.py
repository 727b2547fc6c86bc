"""Engines that run the one query of a scheme: each connects, loads, runs, and means nothing by itself."""
