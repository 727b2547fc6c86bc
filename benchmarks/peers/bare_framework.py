"""The bare framework as a peer of the service: a request, a row, a commit; no checks, no consent, no standing."""

import os
import sys
from typing import Any

import uvicorn
from fastapi import FastAPI
from sqlalchemy import Column, MetaData, Table, Text, create_engine

engine = create_engine(os.environ["DATABASE"], pool_size=16)
metadata = MetaData()
rows = Table("bare_row", metadata, Column("key", Text, primary_key=True), Column("body", Text))
metadata.create_all(engine)
app = FastAPI()


@app.get("/healthz")
def health() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@app.post("/rows")
def take(row: dict[str, Any]) -> dict[str, bool]:
    """One row, one transaction."""
    with engine.begin() as connection:
        connection.execute(rows.insert().values(**row))
    return {"ok": True}


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
