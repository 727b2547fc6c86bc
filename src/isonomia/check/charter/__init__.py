"""Fundamental rights: the Charter of the European Union, the European Convention on Human Rights."""
