package io.riskwire.alert;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Attempt;
import io.riskwire.alert.Alert.State;
import io.riskwire.base.Cursor;
import io.riskwire.base.Page;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The outbox: what subscribers were told, and what waits to be sent. */
@ApplicationScoped
public class Alerts {
  /** How long another try waits after so many that failed; after the last one it is set aside. */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(6),
          Duration.ofHours(12),
          Duration.ofDays(1));

  /** A message that is being sent is left alone by others for so long. */
  private static final Duration CLAIM = Duration.ofMinutes(1);

  private static final TypeReference<List<Attempt>> ATTEMPTS = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      id, subscription_id, about_kind, about_id, changes, subject, state, attempts, next_try,
      created
      """;

  private static final RowMapper<Alert> ALERT =
      (rs, c) ->
          new Alert(
              rs.getLong("id"),
              rs.getLong("subscription_id"),
              new About(rs.getString("about_kind"), rs.getLong("about_id")),
              Json.strings(rs.getString("changes")),
              rs.getString("subject"),
              State.valueOf(rs.getString("state")),
              Json.read(rs.getString("attempts"), ATTEMPTS),
              rs.getTimestamp("next_try") == null ? null : rs.getTimestamp("next_try").toInstant(),
              rs.getTimestamp("created").toInstant());

  private final Database database;
  private final InstantSource clock;

  public Alerts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A message that is to be sent now. */
  record Outgoing(Alert alert, String to, Letter letter) {}

  /** Of these keys those that the subscriber was told of. */
  Set<String> told(Handle handle, long subscription, Set<String> keys) {
    return handle
        .createQuery(
            """
            SELECT told_key FROM alert_told
            WHERE subscription_id = :subscription AND told_key IN (<keys>)
            """)
        .bind("subscription", subscription)
        .bindList("keys", List.copyOf(keys))
        .mapTo(String.class)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Puts a message in the outbox, to be sent not before {@code when}. */
  void put(
      Handle handle,
      Subscription subscription,
      About about,
      List<String> changes,
      Letter letter,
      Instant when,
      Set<String> keys) {
    long id =
        handle
            .createUpdate(
                """
                INSERT INTO alert (subscription_id, about_kind, about_id, changes, subject, body,
                  html, state, attempts, next_try, created)
                VALUES (:subscription, :kind, :about, :changes, :subject, :body, :html, 'WAITING',
                  '[]', :next, :now)
                """)
            .bind("subscription", subscription.id())
            .bind("kind", about.kind())
            .bind("about", about.id())
            .bind("changes", Json.write(changes))
            .bind("subject", letter.subject())
            .bind("body", letter.text())
            .bind("html", letter.html())
            .bind("next", when)
            .bind("now", clock.instant())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    for (String key : keys)
      handle.execute(
          "INSERT INTO alert_told (subscription_id, told_key, alert_id) VALUES (?, ?, ?)",
          subscription.id(),
          key,
          id);
  }

  /** Takes at most {@code limit} messages whose time has come, so that nobody else takes them. */
  List<Outgoing> takeDue(int limit) {
    Instant now = clock.instant();
    return database.write(
        h -> {
          List<Outgoing> due =
              h.createQuery(
                      """
                      SELECT a.id, a.subscription_id, a.about_kind, a.about_id, a.changes,
                        a.subject, a.state, a.attempts, a.next_try, a.created, a.body, a.html,
                        s.spec
                      FROM alert a JOIN subscription s ON s.id = a.subscription_id
                      WHERE a.state = 'WAITING' AND a.next_try <= :now
                      ORDER BY a.id LIMIT :limit FOR UPDATE SKIP LOCKED
                      """)
                  .bind("now", now)
                  .bind("limit", limit)
                  .map(
                      (rs, c) ->
                          new Outgoing(
                              ALERT.map(rs, c),
                              Json.read(rs.getString("spec"), Subscription.Wish.class)
                                  .channel()
                                  .to(),
                              new Letter(
                                  rs.getString("subject"),
                                  rs.getString("body"),
                                  rs.getString("html"))))
                  .list();
          for (Outgoing message : due)
            h.createUpdate("UPDATE alert SET next_try = :until WHERE id = :id")
                .bind("until", now.plus(CLAIM))
                .bind("id", message.alert().id())
                .execute();
          return due;
        });
  }

  /** Its sending begins; what a crash cuts short is seen as such, and tried again. */
  void begun(Alert alert) {
    Instant again = clock.instant().plus(CLAIM);
    note(alert, State.WAITING, again, "cut short: the service ended while it was being sent");
  }

  void sent(Alert alert) {
    note(alert, State.SENT, null, null);
  }

  /** It could not be sent now: another try follows, until the last one. */
  void postponed(Alert alert, String problem) {
    int tries = alert.attempts().size();
    boolean isLast = tries >= WAITS.size();
    Instant next = isLast ? null : clock.instant().plus(WAITS.get(tries));
    note(alert, isLast ? State.SET_ASIDE : State.WAITING, next, problem);
  }

  /** It was refused for good. */
  void refused(Alert alert, String problem) {
    note(alert, State.FAILED, null, problem);
  }

  private void note(Alert alert, State state, @Nullable Instant next, @Nullable String problem) {
    List<Attempt> attempts = new ArrayList<>(alert.attempts());
    attempts.add(new Attempt(clock.instant(), problem));
    database.write(
        h ->
            h.createUpdate(
                    """
                    UPDATE alert SET state = :state, next_try = :next, attempts = :attempts
                    WHERE id = :id
                    """)
                .bind("state", state.name())
                .bind("next", next)
                .bind("attempts", Json.write(attempts))
                .bind("id", alert.id())
                .execute());
  }

  /** Makes a message wait again that had failed or was set aside. */
  public void retry(long id) {
    database.writeDurably(
        h ->
            h.createUpdate(
                    """
                    UPDATE alert SET state = 'WAITING', next_try = :now
                    WHERE id = :id AND state <> 'SENT'
                    """)
                .bind("now", clock.instant())
                .bind("id", id)
                .execute());
  }

  public Optional<Alert> find(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT " + COLUMNS + " FROM alert WHERE id = :id")
                .bind("id", id)
                .map(ALERT)
                .findOne());
  }

  /** One page of all messages, the newest first. */
  public Page<Alert> list(int size, @Nullable String cursor) {
    long before = cursor == null ? Long.MAX_VALUE : Cursor.decode(cursor, 1).number(0);
    return database.read(
        h -> {
          long total = h.createQuery("SELECT COUNT(*) FROM alert").mapTo(Long.class).one();
          List<Alert> rows =
              h.createQuery(
                      "SELECT "
                          + COLUMNS
                          + " FROM alert WHERE id < :before ORDER BY id DESC LIMIT :size")
                  .bind("before", before)
                  .bind("size", size + 1)
                  .map(ALERT)
                  .list();
          boolean hasMore = rows.size() > size;
          List<Alert> items = hasMore ? rows.subList(0, size) : rows;
          return new Page<>(total, items, hasMore ? Cursor.of(items.getLast().id()) : null);
        });
  }

  /** How many messages wait to be sent. */
  public long waiting() {
    return database.read(
        h ->
            h.createQuery("SELECT COUNT(*) FROM alert WHERE state = 'WAITING'")
                .mapTo(Long.class)
                .one());
  }
}
