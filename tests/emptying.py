"""What a test has committed goes at its end: of the tables that hold something, and quickly.

Django's own flush empties every table and then writes all content types and permissions anew.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg2.sql import SQL, Identifier, Literal

# What migrating wrote, which is the same for every test.
STAY = {"django_migrations", "django_content_type", "auth_permission"}

_by_django = TransactionTestCase._fixture_teardown


def filled() -> set[str]:
    """The tables that hold a row, but for what migrating wrote.

    To plan a look into each of them takes longer than the look, so it is planned once a connection.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_prepared_statements WHERE name = 'filled'")
        if not cursor.rowcount:
            tables = sorted({*connection.introspection.table_names(cursor)} - STAY)
            look = SQL(" UNION ALL ").join(
                SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(
                    Literal(table), Identifier(table)
                )
                for table in tables
            )
            cursor.execute(SQL("PREPARE filled AS {}").format(look))
        cursor.execute("EXECUTE filled")
        return {table for (table,) in cursor.fetchall()}


def empty() -> None:
    """Take away what was committed to PostgreSQL's tables since it was migrated."""
    tables = sorted(filled())
    with transaction.atomic(), connection.cursor() as cursor:
        # Every table that another's key may lead to is emptied with it.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(SQL("DELETE FROM {}").format(Identifier(table)))


def _fixture_teardown(case) -> None:
    if connection.vendor == "postgresql":
        empty()
    else:
        _by_django(case)


TransactionTestCase._fixture_teardown = _fixture_teardown
