"""What a look at the database leaves behind: nothing that was written, and what the server has prepared."""

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import InternalError

from isonomia.service.database.database import Database
from isonomia.service.standings.tables import standing

QUESTION = select(standing.c.member).where(standing.c.score > 7)


def test_nothing_is_written_in_a_look(database_address: str) -> None:
    database = Database(database_address)
    writes = insert(standing).values(member="M-1", is_stale=True)
    if database.is_sqlite:
        with database.reading() as connection:
            connection.execute(writes)
    else:
        with pytest.raises(InternalError, match="read-only transaction"), database.reading() as connection:
            connection.execute(writes)
    with database.reading() as connection:
        assert connection.execute(select(standing.c.member)).all() == []
    database.close()


@pytest.mark.parametrize("database_address", ["postgres"], indirect=True)
def test_what_is_asked_again_and_again_is_prepared(database_address: str) -> None:
    database = Database(database_address)
    for _time in range(8):
        with database.reading() as connection:
            connection.execute(QUESTION)
    with database.reading() as connection:
        prepared = connection.execute(text("SELECT statement FROM pg_prepared_statements")).scalars().all()
    assert [words for words in prepared if "standing.score >" in words]
    database.close()
