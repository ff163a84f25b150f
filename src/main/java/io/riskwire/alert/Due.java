package io.riskwire.alert;

import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.db.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Finds the messages in the outbox that may go now. */
final class Due {
  private static final int AT_ONCE = 100;

  private Due() {}

  /** Where a message stands in the line: when it is due, and its number. */
  record Place(Instant due, long id) {
    /** Before all others. */
    static final Place FIRST = new Place(Instant.EPOCH, 0);
  }

  /**
   * Some of those whose time has come, the longest due first, past {@code after}; {@code full}:
   * lanes that have no room. Ordered as the index is, which is then read no further than needed.
   */
  static List<Place> waiting(Handle handle, Set<String> full, Instant now, Place after) {
    return handle
        .createQuery(
            """
            SELECT next_try, id FROM alert
            WHERE state = 'WAITING' AND next_try <= :now AND next_try >= :from
              AND (next_try > :from OR id > :id) AND lane NOT IN (<full>)
            ORDER BY state, next_try, id LIMIT :most
            """)
        .bind("now", now)
        .bind("from", after.due)
        .bind("id", after.id)
        .bind("most", AT_ONCE)
        .bindList("full", full.isEmpty() ? List.of("none") : List.copyOf(full))
        .map((rs, c) -> new Place(rs.getTimestamp("next_try").toInstant(), rs.getLong("id")))
        .list();
  }

  /**
   * Those of them that wait for no other message and that nobody else takes, locked until the
   * transaction ends.
   */
  static List<Outgoing> free(Handle handle, List<Place> some, Instant now) {
    return handle
        .createQuery(
            """
            SELECT a.id, a.subscription_id, a.about_kind, a.about_id, a.changes, a.subject,
              a.state, a.attempts, a.next_try, a.created, a.body, a.html, a.items, a.purpose,
              a.lane, s.spec, s.secret, s.former_secret, s.former_until,
              (SELECT MIN(f.id) FROM alert f WHERE f.subscription_id = a.subscription_id
                AND f.about_kind = a.about_kind AND f.about_id = a.about_id) AS first_id,
              (SELECT MIN(u.alert_id) FROM alert_told t JOIN alert_told u
                ON u.incident_id = t.incident_id AND u.subscription_id = t.subscription_id
                WHERE t.alert_id = a.id) AS first_told
            FROM alert a JOIN subscription s ON s.id = a.subscription_id
            WHERE a.id = ANY(:some) AND a.state = 'WAITING' AND a.next_try <= :now
              AND (a.purpose <> 'NEWS' OR s.state <> 'PENDING')
              AND NOT EXISTS (SELECT 1 FROM alert b WHERE b.subscription_id = a.subscription_id
                AND b.about_kind = a.about_kind AND b.about_id = a.about_id
                AND b.id < a.id AND b.state = 'WAITING')
              AND NOT EXISTS (SELECT 1 FROM alert_told t JOIN alert_told u
                ON u.incident_id = t.incident_id AND u.subscription_id = t.subscription_id
                JOIN alert b ON b.id = u.alert_id
                WHERE t.alert_id = a.id AND b.id < a.id AND b.state = 'WAITING')
            ORDER BY a.next_try, a.id LIMIT 20 FOR UPDATE SKIP LOCKED
            """)
        .bind("now", now)
        .bindArray("some", Long.class, some.stream().map(Place::id).toList())
        .map((rs, c) -> outgoing(rs, Alerts.ALERT.map(rs, c), now))
        .list();
  }

  private static Outgoing outgoing(ResultSet rs, Alert alert, Instant now) throws SQLException {
    Subscription.Wish wish = Json.read(rs.getString("spec"), Subscription.Wish.class);
    List<String> secrets = new ArrayList<>();
    if (rs.getString("secret") != null) secrets.add(rs.getString("secret"));
    Timestamp until = rs.getTimestamp("former_until");
    if (until != null && until.toInstant().isAfter(now)) secrets.add(rs.getString("former_secret"));
    return new Outgoing(
        alert,
        Purpose.valueOf(rs.getString("purpose")),
        wish.name(),
        wish.channel().kind(),
        wish.channel().to(),
        rs.getString("lane"),
        new Letter(rs.getString("subject"), rs.getString("body"), rs.getString("html")),
        Json.read(rs.getString("items"), Alerts.ITEMS),
        secrets,
        first(rs, alert));
  }

  /** With which message the thread began: the first about its subject, or of what it tells. */
  private static long first(ResultSet rs, Alert alert) throws SQLException {
    long first = alert.id();
    for (String column : List.of("first_id", "first_told")) {
      Long earlier = rs.getObject(column, Long.class);
      if (earlier != null) first = Math.min(first, earlier);
    }
    return first;
  }
}
