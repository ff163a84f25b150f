package io.riskwire.alert;

import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What waits for subscribers' next digests, and the making of them: one message, and none without
 * news but where it is asked for.
 */
@ApplicationScoped
class Digests {
  private static final Logger LOG = Logger.getLogger(Digests.class.getName());

  private final Database database;
  private final Subscriptions subscriptions;
  private final Alerts alerts;
  private final Links links;
  private final InstantSource clock;

  Digests(
      Database database,
      Subscriptions subscriptions,
      Alerts alerts,
      Links links,
      InstantSource clock) {
    this.database = database;
    this.subscriptions = subscriptions;
    this.alerts = alerts;
    this.links = links;
    this.clock = clock;
  }

  /** Keeps what happened for the subscriber's next digest. */
  void keep(Handle handle, Subscription subscription, List<Item> items) {
    var wish = subscription.wish();
    Instant due = wish.schedule().next(clock.instant(), ZoneId.of(wish.zone()));
    var batch =
        handle.prepareBatch(
            "INSERT INTO digest_entry (subscription_id, due, item) VALUES (:to, :due, :item)");
    for (Item item : items)
      batch.bind("to", subscription.id()).bind("due", due).bind("item", Json.write(item)).add();
    batch.execute();
  }

  /** Puts in the outbox the digests whose time has come. */
  void makeDue() {
    Instant now = clock.instant();
    List<Long> due =
        database.read(
            h ->
                h.createQuery(
                        """
                        SELECT e.subscription_id FROM digest_entry e
                        JOIN subscription s ON s.id = e.subscription_id
                        WHERE e.due <= :now AND s.state = 'ACTIVE' AND NOT s.deleted
                        UNION
                        SELECT id FROM subscription
                        WHERE next_digest <= :now AND state = 'ACTIVE' AND NOT deleted
                        ORDER BY 1
                        """)
                    .bind("now", now)
                    .mapTo(Long.class)
                    .list());
    for (long id : due) {
      try {
        subscriptions.find(id).ifPresent(s -> make(s, now));
      } catch (RuntimeException failure) {
        LOG.log(Level.WARNING, "the digest of subscription " + id + " is tried again", failure);
      }
    }
  }

  private void make(Subscription subscription, Instant now) {
    database.write(
        h -> {
          boolean isAsked = isAskedFor(h, subscription, now);
          List<Entry> entries = entries(h, subscription.id(), now);
          if (entries.isEmpty() && !isAsked) return null;
          List<Item> items = entries.stream().map(Entry::item).toList();
          List<String> changes = items.stream().map(Item::change).distinct().toList();
          Letter letter = Letter.digest(subscription, items, links, now);
          var draft = new Draft(Purpose.NEWS, about(items), changes, letter, items);
          alerts.put(h, subscription, draft, subscription.wish().notBefore(now));
          h.createUpdate("DELETE FROM digest_entry WHERE id = ANY(:ids)")
              .bindArray("ids", Long.class, entries.stream().map(Entry::id).toList())
              .execute();
          return null;
        });
  }

  /** Whether it is time for one that comes even without news; it is then noted for the next. */
  private static boolean isAskedFor(Handle handle, Subscription subscription, Instant now) {
    return handle
            .createUpdate(
                "UPDATE subscription SET next_digest = :next WHERE id = :id AND next_digest <= :now")
            .bind("next", subscription.wish().nextEmpty(now))
            .bind("id", subscription.id())
            .bind("now", now)
            .execute()
        > 0;
  }

  /** The worst; nothing where there is none. */
  private static @Nullable About about(List<Item> items) {
    return items.stream()
        .max(Comparator.comparing(Item::severity))
        .map(worst -> new About(worst.kind(), Long.parseLong(worst.id())))
        .orElse(null);
  }

  private record Entry(long id, Item item) {}

  /** Locked, so that two nodes do not make one digest each. */
  private static List<Entry> entries(Handle handle, long subscription, Instant now) {
    return handle
        .createQuery(
            """
            SELECT id, item FROM digest_entry
            WHERE subscription_id = :subscription AND due <= :now ORDER BY id
            FOR UPDATE SKIP LOCKED
            """)
        .bind("subscription", subscription)
        .bind("now", now)
        .map((rs, c) -> new Entry(rs.getLong("id"), Json.read(rs.getString("item"), Item.class)))
        .list();
  }
}
