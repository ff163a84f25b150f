package io.riskwire.collect;

import io.riskwire.article.Digest;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * What sources offered. An item is pending, with all that the feed said of it, until its article is
 * stored; after that, or where it was stored at once, only its key and its digest are kept, to know
 * it again.
 */
@ApplicationScoped
class Items {
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private static final int LONGEST_PAYLOAD = 1_000_000;

  /** What was published longer ago says nothing about how often a source publishes. */
  private static final Duration ARCHIVE = Duration.ofDays(90);

  private final Database database;
  private final InstantSource clock;

  Items(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** An item whose article is not stored yet. */
  record Pending(long id, long source, Item item, String digest, int tries) {}

  /** What of an offer was not known: the new items by the day of their publication. */
  record Offered(int news, int changed, Map<LocalDate, Integer> days) {
    static final Offered NOTHING = new Offered(0, 0, Map.of());

    int all() {
      return news + changed;
    }
  }

  /**
   * Those of a source's items that are new or have changed, each once. An item is known by its key
   * and the digest of what it says; no more than these is looked at of the others.
   */
  List<Item> unknown(long source, List<Item> items) {
    Map<String, Item> byKey = byKey(items);
    if (byKey.isEmpty()) return List.of();
    Map<String, String> known = database.read(h -> digests(h, source, List.copyOf(byKey.keySet())));
    return byKey.entrySet().stream()
        .filter(e -> !digest(e.getValue()).equals(known.get(e.getKey())))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Map<String, Item> byKey(List<Item> items) {
    Map<String, Item> byKey = new LinkedHashMap<>();
    for (Item item : items) byKey.putIfAbsent(Digest.of(item.identity()), item);
    return byKey;
  }

  /**
   * Keeps the items that are new or have changed: as pending, but for those whose articles are
   * {@code stored} already.
   */
  Offered offer(Handle handle, long source, List<Item> items, Set<Item> stored) {
    Map<String, Item> byKey = byKey(items);
    if (byKey.isEmpty()) return Offered.NOTHING;
    Map<String, String> known = digests(handle, source, List.copyOf(byKey.keySet()));
    Map<String, Item> fresh = new LinkedHashMap<>();
    Map<String, Item> changed = new LinkedHashMap<>();
    byKey.forEach(
        (key, item) -> {
          String before = known.get(key);
          if (before == null) fresh.put(key, item);
          else if (!before.equals(digest(item))) changed.put(key, item);
        });
    if (!fresh.isEmpty()) insert(handle, source, fresh, stored);
    if (!changed.isEmpty()) update(handle, source, changed, stored);
    return new Offered(fresh.size(), changed.size(), days(fresh.values()));
  }

  private static String digest(Item item) {
    return Digest.of(item.title(), item.html());
  }

  /** An item without a date, or with one in the future, counts to today. */
  private Map<LocalDate, Integer> days(Collection<Item> items) {
    Instant now = clock.instant();
    Map<LocalDate, Integer> days = new TreeMap<>();
    for (Item item : items) {
      Instant date = item.date() == null ? now : item.date();
      if (date.isBefore(now.minus(ARCHIVE))) continue;
      Instant counted = date.isAfter(now) ? now : date;
      days.merge(LocalDate.ofInstant(counted, ZoneOffset.UTC), 1, Integer::sum);
    }
    return days;
  }

  /** Joined, because H2 reads all items of the source where the keys stand in a list. */
  private static Map<String, String> digests(Handle handle, long source, List<String> keys) {
    return handle
        .createQuery(
            """
            SELECT i.item_key, i.digest
            FROM UNNEST(CAST(:keys AS VARCHAR ARRAY)) AS k (item_key)
            JOIN item i ON i.source_id = :source AND i.item_key = k.item_key
            """)
        .bind("source", source)
        .bindArray("keys", String.class, keys)
        .reduceRows(
            new HashMap<>(),
            (m, row) -> {
              m.put(row.getColumn("item_key", String.class), row.getColumn("digest", String.class));
              return m;
            });
  }

  private void insert(Handle handle, long source, Map<String, Item> items, Set<Item> stored) {
    write(
        handle.prepareBatch(
            """
            INSERT INTO item (source_id, item_key, digest, seen, payload, next_try, tries)
            VALUES (:source, :key, :digest, :now, :payload, :next, 0)
            """),
        source,
        items,
        stored);
  }

  private void update(Handle handle, long source, Map<String, Item> items, Set<Item> stored) {
    write(
        handle.prepareBatch(
            """
            UPDATE item SET digest = :digest, payload = :payload, next_try = :next, tries = 0
            WHERE source_id = :source AND item_key = :key
            """),
        source,
        items,
        stored);
  }

  private void write(PreparedBatch batch, long source, Map<String, Item> items, Set<Item> stored) {
    Instant now = clock.instant();
    items.forEach(
        (key, item) -> {
          boolean isPending = !stored.contains(item);
          batch
              .bind("source", source)
              .bind("key", key)
              .bind("digest", digest(item))
              .bind("now", now)
              .bind("payload", isPending ? payload(item) : null)
              .bind("next", isPending ? now : null)
              .add();
        });
    batch.execute();
  }

  /** H2's texts end at a million characters; of a content that is longer the start is kept. */
  private static String payload(Item item) {
    String json = Json.write(item);
    return json.length() <= LONGEST_PAYLOAD ? json : payload(item.withHalfOfItsContent());
  }

  /** The pending items of a source, in the order in which they were offered. */
  List<Pending> pending(long source) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT id, source_id, payload, digest, tries FROM item
                    WHERE source_id = :source AND payload IS NOT NULL AND next_try <= :now
                    ORDER BY id
                    """)
                .bind("source", source)
                .bind("now", clock.instant())
                .map(
                    (rs, c) ->
                        new Pending(
                            rs.getLong("id"),
                            rs.getLong("source_id"),
                            Json.read(rs.getString("payload"), Item.class),
                            rs.getString("digest"),
                            rs.getInt("tries")))
                .list());
  }

  /**
   * The sources that have items waiting since a time when the service ended or an article failed.
   */
  List<Long> sourcesWithPending() {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT DISTINCT source_id FROM item WHERE next_try <= :now ORDER BY source_id
                    """)
                .bind("now", clock.instant())
                .mapTo(Long.class)
                .list());
  }

  /** Their articles are stored; one that was edited meanwhile is pending anew. */
  void done(List<Pending> items) {
    if (items.isEmpty()) return;
    database.write(
        h -> {
          PreparedBatch batch =
              h.prepareBatch(
                  """
                  UPDATE item SET payload = NULL, next_try = NULL
                  WHERE id = :id AND digest = :digest
                  """);
          for (Pending item : items)
            batch.bind("id", item.id()).bind("digest", item.digest()).add();
          return batch.execute();
        });
  }

  /**
   * Their articles could not be stored, or are to be completed: to be tried again, after a wait
   * that grows from five minutes to a day.
   */
  void again(List<Pending> items) {
    if (items.isEmpty()) return;
    Instant now = clock.instant();
    database.write(
        h -> {
          PreparedBatch batch =
              h.prepareBatch("UPDATE item SET tries = tries + 1, next_try = :next WHERE id = :id");
          for (Pending item : items) {
            Duration wait = AGAIN.multipliedBy(1L << Math.min(item.tries(), 8));
            batch.bind("next", now.plus(wait)).bind("id", item.id()).add();
          }
          return batch.execute();
        });
  }
}
