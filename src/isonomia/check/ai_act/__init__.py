"""The AI Act, Regulation (EU) 2024/1689."""
