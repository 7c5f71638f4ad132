import random, time
from django.utils import timezone
from datetime import timedelta
from django.db import connection
from programs.notes.models import Note
from programs.notes.queries import search_notes
from programs.notes.actions import record_looks
from programs.notes.actions.copying import take_copy
from tests.factories.notes import make_note
from tests.factories.scheduling import make_circle, place_in

WORDS = "praise that people believe needs a fact and a Sunday ruhig öffnen Grüße amanhã não esperar decision budget roster ’s".split()

def text(n):
    r = random.Random(n)
    return " ".join(r.choice(WORDS) for _ in range(330))

def test_bench(cast):
    with cast.inside("harbour", cast.mentor.user):
        circles = [make_circle(cast, title=f"C{n}") for n in range(20)]
        now = timezone.now()
        rows = []
        for c in circles:
            make_note(c, cast.mentor, text="x")
        for n in range(2100):
            c = circles[n % 20]
            who = cast.mentor if n % 2 else cast.participant
            rows.append(Note(engagement=c, author=place_in(c, who), author_member=who, audience="engagement" if n % 3 else "private", text=text(n) + (" needle" if n % 50 == 0 else ""), written_at=now - timedelta(hours=n)))
        Note.objects.bulk_create(rows)
        print("chars", len(text(1)))
    with cast.inside("harbour", cast.mentor.user):
      with connection.cursor() as c:
        pass
      for label, words, kw in [("rare", "needle", {}), ("none", "zzzz", {}), ("all", "grusse", {}), ("one engagement", "needle", {"engagement": circles[0].pk})]:
        times = []
        for _ in range(7):
            t = time.perf_counter(); r = search_notes(cast.mentor, words, **kw); times.append(time.perf_counter() - t)
        print(label, r.count, r.shown, r.capped, f"{sorted(times)[3]*1000:.0f} ms")
      t = time.perf_counter(); record_looks(notes=r.notes, by=cast.mentor); print("looks", len(r.notes), f"{(time.perf_counter()-t)*1000:.0f} ms")
      import tracemalloc
      t = time.perf_counter(); file = take_copy(form="md", by=cast.mentor); size = sum(len(p) for p in file.parts); print("copy", size, f"{(time.perf_counter()-t)*1000:.0f} ms")
      tracemalloc.start(); file = take_copy(form="json", by=cast.mentor); n=sum(len(p) for p in file.parts); print("peak MB", tracemalloc.get_traced_memory()[1]/1e6, n); tracemalloc.stop()
      from django.test.utils import CaptureQueriesContext
      with CaptureQueriesContext(connection) as q: search_notes(cast.mentor, "needle")
      for x in q.captured_queries: print(x["time"], x["sql"][:150])
      sql = [x["sql"] for x in q.captured_queries if 'FROM "notes_note"' in x["sql"] and "ORDER BY" in x["sql"]][0]
      with connection.cursor() as c:
        c.execute("EXPLAIN ANALYZE " + sql); print("\n".join(r[0] for r in c.fetchall()))
      import cProfile, pstats
      p = cProfile.Profile(); p.enable(); search_notes(cast.mentor, "needle"); p.disable(); pstats.Stats(p).sort_stats("tottime").print_stats(14)
