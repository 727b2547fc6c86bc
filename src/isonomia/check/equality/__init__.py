"""Equal treatment: the Union's equality directives and what stands behind them."""
