"""Storage: SQLite by default, PostgreSQL in production, one SQL path for both (SQLAlchemy Core)."""
