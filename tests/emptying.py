"""What a test has committed goes at its end: of the tables that hold something, and quickly.

Django's own flush empties every table and then writes all content types and permissions anew.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase
from psycopg2.sql import SQL, Identifier, Literal

# What migrating wrote, which is the same for every test.
STAY = {"django_migrations", "django_content_type", "auth_permission"}

_by_django = TransactionTestCase._fixture_teardown


def empty() -> None:
    """Take away what was committed to PostgreSQL's tables since it was migrated."""
    tables = sorted({*connection.introspection.table_names()} - STAY)
    look = SQL(" UNION ALL ").join(
        SQL("SELECT {} WHERE EXISTS (SELECT FROM {})").format(Literal(table), Identifier(table))
        for table in tables
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(look)
        filled = [table for (table,) in cursor.fetchall()]
        # Every table that another's key may lead to is emptied with it.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in filled:
            cursor.execute(SQL("DELETE FROM {}").format(Identifier(table)))


def _fixture_teardown(case) -> None:
    if connection.vendor == "postgresql":
        empty()
    else:
        _by_django(case)


TransactionTestCase._fixture_teardown = _fixture_teardown
