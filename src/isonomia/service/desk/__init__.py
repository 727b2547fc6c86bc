"""The reviewer's desk: what waits for a decision, its whole file, and deciding it with reasons."""
