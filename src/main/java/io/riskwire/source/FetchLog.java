package io.riskwire.source;

import io.riskwire.source.Alarms.Weeks;
import io.riskwire.source.Poll.Good;
import java.sql.Date;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** Each source's last fetches, and how many items it published on which day. */
final class FetchLog {
  private static final int KEPT = 50;
  private static final Duration KEPT_DAYS = Duration.ofDays(100);

  /** The days over which a source's rate is taken. */
  private static final int WINDOW = 14;

  void add(Handle handle, List<Poll> polls) {
    PreparedBatch lines =
        handle.prepareBatch(
            """
            INSERT INTO source_fetch
              (source_id, at, millis, status, bytes, news, changed, problem)
            VALUES (:source, :at, :millis, :status, :bytes, :news, :changed, :problem)
            """);
    for (Poll poll : polls) {
      Fetch fetch = poll.fetch();
      lines
          .bind("source", poll.due().source().id())
          .bind("at", fetch.at())
          .bind("millis", fetch.took().toMillis())
          .bind("status", fetch.status())
          .bind("bytes", fetch.bytes())
          .bind("news", fetch.news())
          .bind("changed", fetch.changed())
          .bind("problem", fetch.problem())
          .add();
    }
    lines.execute();
    count(handle, polls);
  }

  private static void count(Handle handle, List<Poll> polls) {
    Map<Day, Integer> items = new LinkedHashMap<>();
    for (Poll poll : polls)
      if (poll.outcome() instanceof Good good)
        good.days()
            .forEach(
                (day, count) ->
                    items.merge(new Day(poll.due().source().id(), day), count, Integer::sum));
    if (items.isEmpty()) return;
    List<Day> days = List.copyOf(items.keySet());
    int[] updated =
        of(
                handle.prepareBatch(
                    """
                    UPDATE source_day SET items = items + :items
                    WHERE source_id = :source AND day_of = :day
                    """),
                days,
                items)
            .execute();
    List<Day> first =
        IntStream.range(0, days.size()).filter(i -> updated[i] == 0).mapToObj(days::get).toList();
    if (first.isEmpty()) return;
    of(
            handle.prepareBatch(
                "INSERT INTO source_day (source_id, day_of, items) VALUES (:source, :day, :items)"),
            first,
            items)
        .execute();
  }

  /** A day of a source. */
  private record Day(long source, LocalDate day) {}

  private static PreparedBatch of(PreparedBatch batch, List<Day> days, Map<Day, Integer> items) {
    for (Day day : days)
      batch
          .bind("source", day.source)
          .bind("day", Date.valueOf(day.day))
          .bind("items", items.get(day))
          .add();
    return batch;
  }

  List<Fetch> of(Handle handle, long source) {
    return handle
        .createQuery(
            """
            SELECT at, millis, status, bytes, news, changed, problem FROM source_fetch
            WHERE source_id = :source ORDER BY id DESC LIMIT :kept
            """)
        .bind("source", source)
        .bind("kept", KEPT)
        .map(
            (rs, c) ->
                new Fetch(
                    rs.getTimestamp("at").toInstant(),
                    Duration.ofMillis(rs.getLong("millis")),
                    rs.getObject("status", Integer.class),
                    rs.getLong("bytes"),
                    rs.getInt("news"),
                    rs.getInt("changed"),
                    rs.getString("problem")))
        .list();
  }

  /** Of all sources, or of one. */
  Map<Long, Double> perDay(Handle handle, Instant now, @Nullable Long source) {
    LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    return handle
        .createQuery(
            "SELECT source_id, SUM(items) AS items, MIN(day_of) AS first_day FROM source_day"
                + " WHERE day_of >= :since"
                + (source == null ? "" : " AND source_id = :source")
                + " GROUP BY source_id")
        .bind("since", today.minusDays(WINDOW - 1))
        .bind("source", source)
        .reduceRows(
            new HashMap<>(),
            (rates, row) -> {
              // a feed of many items a day does not reach back to the start of the window
              LocalDate first = row.getColumn("first_day", LocalDate.class);
              double days = ChronoUnit.DAYS.between(first, today) + 1;
              double items = row.getColumn("items", Long.class);
              rates.put(row.getColumn("source_id", Long.class), items / days);
              return rates;
            });
  }

  /** Of each source the last seven days, and the mean of the four weeks before. */
  Map<Long, Weeks> weeks(Handle handle, LocalDate today) {
    return handle
        .createQuery(
            """
            SELECT source_id, SUM(CASE WHEN day_of > :week THEN items ELSE 0 END) AS recent,
              SUM(CASE WHEN day_of > :week THEN 0 ELSE items END) AS earlier
            FROM source_day WHERE day_of > :start GROUP BY source_id
            """)
        .bind("week", today.minusDays(7))
        .bind("start", today.minusDays(35))
        .reduceRows(
            new HashMap<>(),
            (weeks, row) -> {
              double earlier = row.getColumn("earlier", Long.class);
              weeks.put(
                  row.getColumn("source_id", Long.class),
                  new Weeks(row.getColumn("recent", Long.class), earlier / 4));
              return weeks;
            });
  }

  void tidy(Handle handle, Instant now) {
    handle.execute(
        """
        DELETE FROM source_fetch WHERE id IN (
          SELECT id FROM (
            SELECT id, ROW_NUMBER() OVER (PARTITION BY source_id ORDER BY id DESC) AS place
            FROM source_fetch) AS placed
          WHERE place > ?)
        """,
        KEPT);
    handle.execute(
        "DELETE FROM source_day WHERE day_of < ?",
        Date.valueOf(LocalDate.ofInstant(now.minus(KEPT_DAYS), ZoneOffset.UTC)));
  }
}
