"""SQL dialects as small tables of differences; everything else of a query is the same text on every engine."""

from isonomia.expression.dialects.base import Dialect
from isonomia.expression.dialects.bigquery import BIGQUERY
from isonomia.expression.dialects.duckdb import DUCKDB
from isonomia.expression.dialects.postgres import POSTGRES
from isonomia.expression.dialects.snowflake import SNOWFLAKE
from isonomia.expression.dialects.spark import SPARK

DIALECTS: dict[str, Dialect] = {dialect.name: dialect for dialect in (DUCKDB, POSTGRES, SPARK, BIGQUERY, SNOWFLAKE)}
