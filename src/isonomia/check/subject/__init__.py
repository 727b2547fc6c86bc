"""What checks read: the scheme as a lawyer sees it. The words are fixed in docs/check/how-it-reads.md."""
