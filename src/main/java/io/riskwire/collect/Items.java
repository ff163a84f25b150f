package io.riskwire.collect;

import io.riskwire.article.Digest;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/**
 * What sources offered. An item is pending, with all that the feed said of it, until its article is
 * stored; after that only its key and its digest are kept, to know it again.
 */
@ApplicationScoped
class Items {
  private static final Duration AGAIN = Duration.ofMinutes(5);

  private final Database database;
  private final InstantSource clock;

  Items(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** An item whose article is not stored yet. */
  record Pending(long id, long source, Item item, int tries) {}

  /** Keeps the items that are new or have changed as pending; answers how many there were. */
  int offer(Handle handle, long source, List<Item> items) {
    Map<String, Item> byKey = new LinkedHashMap<>();
    for (Item item : items) byKey.putIfAbsent(Digest.of(item.identity()), item);
    if (byKey.isEmpty()) return 0;
    Map<String, String> known = digests(handle, source, List.copyOf(byKey.keySet()));
    int news = 0;
    for (var entry : byKey.entrySet()) {
      String digest = Digest.of(entry.getValue().title(), entry.getValue().html());
      String before = known.get(entry.getKey());
      if (digest.equals(before)) continue;
      if (before == null) insert(handle, source, entry.getKey(), digest, entry.getValue());
      else update(handle, source, entry.getKey(), digest, entry.getValue());
      news++;
    }
    return news;
  }

  private static Map<String, String> digests(Handle handle, long source, List<String> keys) {
    return handle
        .createQuery(
            """
            SELECT item_key, digest FROM item WHERE source_id = :source AND item_key IN (<keys>)
            """)
        .bind("source", source)
        .bindList("keys", keys)
        .reduceRows(
            new HashMap<>(),
            (m, row) -> {
              m.put(row.getColumn("item_key", String.class), row.getColumn("digest", String.class));
              return m;
            });
  }

  private void insert(Handle handle, long source, String key, String digest, Item item) {
    handle
        .createUpdate(
            """
            INSERT INTO item (source_id, item_key, digest, seen, payload, next_try, tries)
            VALUES (:source, :key, :digest, :now, :payload, :now, 0)
            """)
        .bind("source", source)
        .bind("key", key)
        .bind("digest", digest)
        .bind("now", clock.instant())
        .bind("payload", Json.write(item))
        .execute();
  }

  private void update(Handle handle, long source, String key, String digest, Item item) {
    handle
        .createUpdate(
            """
            UPDATE item SET digest = :digest, payload = :payload, next_try = :now, tries = 0
            WHERE source_id = :source AND item_key = :key
            """)
        .bind("source", source)
        .bind("key", key)
        .bind("digest", digest)
        .bind("now", clock.instant())
        .bind("payload", Json.write(item))
        .execute();
  }

  /** The pending items of a source, in the order in which they were offered. */
  List<Pending> pending(long source) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT id, source_id, payload, tries FROM item
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

  /** Their articles are stored. */
  void done(List<Pending> items) {
    if (items.isEmpty()) return;
    database.write(
        h ->
            h.createUpdate("UPDATE item SET payload = NULL, next_try = NULL WHERE id IN (<ids>)")
                .bindList("ids", items.stream().map(Pending::id).toList())
                .execute());
  }

  /** Its article could not be stored: to be tried again, after a wait that grows. */
  void again(Pending item) {
    Instant next = clock.instant().plus(AGAIN.multipliedBy(1L << Math.min(item.tries(), 8)));
    database.write(
        h ->
            h.createUpdate("UPDATE item SET tries = tries + 1, next_try = :next WHERE id = :id")
                .bind("next", next)
                .bind("id", item.id())
                .execute());
  }
}
