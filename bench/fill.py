"""Databases for benchmarks: made, filled by SQL, and dropped again; the demo's data stay untouched."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.conf import settings
from django.db import connection

PEOPLE = 50_000
ASKED = 100  # people with a full calendar, the same in every size; benchmarks ask about them
THEIR_SESSIONS = 40  # each, in the eight weeks to come
ORGANIZATION = UUID(int=1)
KEYS = ("USER", "PASSWORD", "HOST", "PORT")
NEEDLESS = """
    SELECT conrelid::regclass::text, conname FROM pg_constraint
     WHERE contype IN ('f', 'x') AND conrelid IN ('scheduling_session'::regclass, 'scheduling_sessionplace'::regclass)"""
PEOPLE_SQL = """
    INSERT INTO accounts_organization (id, slug, name, time_zone, hue, chroma, call_template, is_active, created_at)
      VALUES ('{organization}', 'bench', 'Bench', 'UTC', 160, 0.09, '', true, now());
    INSERT INTO accounts_user (id, password, email, name, time_zone, language, theme, is_superuser, is_active, is_operator,
                               joined_at)
      SELECT lpad(to_hex(n), 32, '0')::uuid, '', n || '@bench.example', 'Person ' || n,
             (ARRAY['Europe/Lisbon', 'America/New_York', 'America/Sao_Paulo'])[n % 3 + 1], 'en', '', false, true, false, now()
        FROM generate_series(1, {people}) n;
    INSERT INTO accounts_membership (id, organization_id, user_id, role, title, is_active, joined_at)
      SELECT id, '{organization}', id, 'member', '', true, now() FROM accounts_user;
    INSERT INTO engagements_program (id, organization_id, kind, name, purpose, state, session_minutes, session_place,
                                     booked_by, late_hours, hold_hours, reminder_minutes, created_at, created_by_id)
      VALUES ('{organization}', '{organization}', 'coaching', 'Bench', '', 'open', 60, '', 'everybody', 24, 72, '[1440, 60]',
              now(), '{organization}');
    INSERT INTO engagements_engagement (id, organization_id, program_id, title, state, starts_on, created_at, created_by_id, "end")
      SELECT lpad(to_hex(n), 32, '0')::uuid, '{organization}', '{organization}', 'Pair ' || n, 'active', now()::date, now(),
             '{organization}', '' FROM generate_series(1, {people} / 2) n;
    INSERT INTO engagements_participation (id, organization_id, engagement_id, membership_id, role, joined_at)
      SELECT lpad(to_hex(n), 32, '0')::uuid, '{organization}', lpad(to_hex((n + 1) / 2), 32, '0')::uuid,
             lpad(to_hex(n), 32, '0')::uuid, CASE WHEN n % 2 = 1 THEN 'coach' ELSE 'client' END, now()
        FROM generate_series(1, {people}) n"""
# Sessions of pairs, an hour each and never at once: first those of the people asked about, then everybody else's.
SESSIONS_SQL = """
    CREATE TEMPORARY TABLE planned AS
      SELECT n, pair, lpad(to_hex(n + 1000000), 32, '0')::uuid AS id,
             date_trunc('hour', now()) + at AS starts_at
        FROM (SELECT n, n %% ({asked} / 2) + 1 AS pair, (n / ({asked} / 2)) * interval '33 hours' + interval '1 day' AS at
                FROM generate_series(0, {mine} - 1) n
              UNION ALL
              SELECT n, {asked} / 2 + n %% ({people} / 2 - {asked} / 2) + 1,
                     (n / ({people} / 2 - {asked} / 2)) * interval '17 hours' - interval '365 days'
                FROM generate_series({mine}, {total} - 1) n) all_of_them;
    INSERT INTO scheduling_session (id, organization_id, engagement_id, title, starts_at, ends_at, time_zone, wall_time, state,
                                    sequence, place, join_url, created_at, created_by_id)
      SELECT id, '{organization}', lpad(to_hex(pair), 32, '0')::uuid, '', starts_at, starts_at + interval '1 hour', 'UTC',
             to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI'), 'confirmed', 0, '', '', now(), '{organization}'
        FROM planned;
    INSERT INTO scheduling_sessionplace (id, organization_id, session_id, participation_id, user_id, period, blocks, reply,
                                         attendance)
      SELECT gen_random_uuid(), '{organization}', id, person, person, tstzrange(starts_at, starts_at + interval '1 hour'),
             true, '', ''
        FROM planned, LATERAL (VALUES (lpad(to_hex(2 * pair - 1), 32, '0')::uuid), (lpad(to_hex(2 * pair), 32, '0')::uuid)) v (person);
    DROP TABLE planned"""


def person(number: int) -> UUID:
    """The id of a person, who is also their membership and their participation."""
    return UUID(int=number)


def pair(number: int) -> UUID:
    """The id of the engagement of the persons 2n - 1 and 2n."""
    return UUID(int=number)


@contextmanager
def databases(**sessions: int) -> Iterator[dict[str, str]]:
    """Databases with so many sessions each: `databases(small=10_000, large=1_000_000)` gives their names."""
    before = connection.settings_dict["NAME"]
    portal_role = {key: connection.settings_dict[key] for key in KEYS}
    _as({key: settings.DATABASE_OWNER[key] for key in KEYS})
    empty = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    made = {}
    try:
        for size, number in sessions.items():
            made[size] = f"{empty}_{size}"
            _recreate(made[size], empty)
            use(made[size])
            _fill(number)
        _as(portal_role)
        yield made
    finally:
        _as({key: settings.DATABASE_OWNER[key] for key in KEYS})
        use(empty)
        with connection.cursor() as cursor:
            for name in made.values():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        connection.creation.destroy_test_db(before, verbosity=0)
        _as(portal_role)


def use(name: str) -> None:
    """Talk to this database from now on, over a connection that is warm."""
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.ensure_connection()


def _as(role: dict) -> None:
    connection.close()
    connection.settings_dict.update(role)


def _recreate(name: str, template: str) -> None:
    use("postgres")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _fill(total: int) -> None:
    """By SQL; constraints that are checked row by row go first, and the one that is measured comes back at the end."""
    values = {"organization": ORGANIZATION, "people": PEOPLE, "asked": ASKED, "mine": ASKED // 2 * THEIR_SESSIONS}
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE_SQL.format(**values))
        cursor.execute(NEEDLESS)
        for table, name in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(SESSIONS_SQL.replace("%%", "%").format(**values, total=total))
        cursor.execute(
            "ALTER TABLE scheduling_sessionplace ADD CONSTRAINT place_nobody_twice"
            " EXCLUDE USING gist (user_id WITH =, period WITH &&) WHERE (blocks)"
        )
        cursor.execute("ANALYZE")
