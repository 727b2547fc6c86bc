"""The one SQL query that a scheme compiles to. Each step of the score is a CTE of the step's name."""
