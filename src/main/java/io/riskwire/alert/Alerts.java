package io.riskwire.alert;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Attempt;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alert.State;
import io.riskwire.base.Cursor;
import io.riskwire.base.Page;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.db.Together;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The outbox: what subscribers were told, and what waits to be sent. */
@ApplicationScoped
public class Alerts {
  /**
   * How long another try waits after so many that failed, give or take a tenth, so that what failed
   * together does not come back together. Three days in all; then it is set aside.
   */
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(30),
          Duration.ofHours(2),
          Duration.ofHours(5),
          Duration.ofHours(10),
          Duration.ofHours(14),
          Duration.ofHours(20),
          Duration.ofHours(20));

  /** For so long a receiver may be out of reach. */
  private static final Duration PATIENCE = Duration.ofDays(3);

  /** A message that is being sent is left alone by others for so long. */
  private static final Duration CLAIM = Duration.ofMinutes(1);

  /** So many messages are noted in one transaction, at most. */
  private static final int AT_ONCE = 100;

  /** News that is older than so many messages is compared with nothing. */
  private static final int MOST_LOOKED_AT = 1_000;

  static final TypeReference<List<Item>> ITEMS = new TypeReference<>() {};

  private static final String CUT_SHORT = "is being sent, or was when the service ended";

  private static final TypeReference<List<Attempt>> ATTEMPTS = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      id, subscription_id, about_kind, about_id, changes, subject, state, attempts, next_try,
      created
      """;

  /** Reads a row that has the columns of a message. */
  static final RowMapper<Alert> ALERT =
      (rs, c) ->
          new Alert(
              rs.getLong("id"),
              rs.getLong("subscription_id"),
              about(rs.getString("about_kind"), rs.getLong("about_id")),
              Json.strings(rs.getString("changes")),
              rs.getString("subject"),
              State.valueOf(rs.getString("state")),
              Json.read(rs.getString("attempts"), ATTEMPTS),
              rs.getTimestamp("next_try") == null ? null : rs.getTimestamp("next_try").toInstant(),
              rs.getTimestamp("created").toInstant());

  private final Database database;
  private final InstantSource clock;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final Together<Note, Note> notes = new Together<>(AT_ONCE, this::write);

  public Alerts(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Has {@code listener} called when this node has put something in the outbox that may be due. */
  void onWaiting(Runnable listener) {
    listeners.add(listener);
  }

  private void announce() {
    listeners.forEach(Runnable::run);
  }

  private static @Nullable About about(@Nullable String kind, long id) {
    return kind == null ? null : new About(kind, id);
  }

  /**
   * A message that is to be sent now. {@code first}: the first one to the same subscriber about the
   * same subject; {@code secrets}: to sign it with.
   */
  record Outgoing(
      Alert alert,
      Purpose purpose,
      String name,
      Channel.Kind kind,
      String to,
      String lane,
      Letter letter,
      List<Item> items,
      List<String> secrets,
      long first) {
    boolean isTest() {
      return purpose == Purpose.TEST;
    }
  }

  /** A message that is to be put in the outbox. */
  record Draft(
      Purpose purpose,
      @Nullable About about,
      List<String> changes,
      Letter letter,
      List<Item> items) {}

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

  /** A message of before: what its subject line said, and when. */
  record Earlier(long id, String subject, Instant at) {}

  /**
   * The newest messages of a subscription since then, the newest first. Read by the subscription
   * alone: H2 would take the index of purposes and look at everybody's.
   */
  List<Earlier> since(Handle handle, long subscription, Instant then) {
    return handle
        .createQuery(
            """
            SELECT id, subject, created FROM alert WHERE subscription_id = :subscription
            ORDER BY subscription_id DESC, id DESC LIMIT :most
            """)
        .bind("subscription", subscription)
        .bind("most", MOST_LOOKED_AT)
        .map(
            (rs, c) ->
                new Earlier(
                    rs.getLong("id"),
                    rs.getString("subject"),
                    rs.getTimestamp("created").toInstant()))
        .stream()
        .filter(e -> e.at().isAfter(then))
        .toList();
  }

  /** What a message told. */
  List<Item> items(Handle handle, long id) {
    return handle
        .createQuery("SELECT items FROM alert WHERE id = :id")
        .bind("id", id)
        .map((rs, c) -> Json.read(rs.getString("items"), ITEMS))
        .one();
  }

  /** The subscriptions that were told anything of an incident. */
  List<Long> toldOf(long incident) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT DISTINCT subscription_id FROM alert_told WHERE incident_id = :incident
                    ORDER BY subscription_id
                    """)
                .bind("incident", incident)
                .mapTo(Long.class)
                .list());
  }

  /**
   * Puts a message in the outbox, to be sent not before {@code when}. What goes to a feed is there
   * to be fetched.
   */
  long put(Handle handle, Subscription subscription, Draft draft, Instant when) {
    Channel channel = subscription.wish().channel();
    boolean isFetched = channel.kind() == Channel.Kind.FEED;
    About about = draft.about();
    handle.afterCommit(this::announce);
    return handle
        .createUpdate(
            """
            INSERT INTO alert (subscription_id, purpose, about_kind, about_id, changes, subject,
              body, html, items, receiver, lane, state, attempts, next_try, created)
            VALUES (:subscription, :purpose, :kind, :about, :changes, :subject, :body, :html,
              :items, :receiver, :lane, :state, '[]', :next, :now)
            """)
        .bind("subscription", subscription.id())
        .bind("purpose", draft.purpose().name())
        .bind("kind", about == null ? null : about.kind())
        .bind("about", about == null ? null : about.id())
        .bind("changes", Json.write(draft.changes()))
        .bind("subject", draft.letter().subject())
        .bind("body", draft.letter().text())
        .bind("html", draft.letter().html())
        .bind("items", Json.write(draft.items()))
        .bind("receiver", channel.to().toLowerCase(Locale.ROOT))
        .bind("lane", channel.lane())
        .bind("state", (isFetched ? State.SENT : State.WAITING).name())
        .bind("next", isFetched ? null : when)
        .bind("now", clock.instant())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** Puts a message where it is fetched. */
  void publish(Subscription subscription, Draft draft) {
    database.writeDurably(h -> put(h, subscription, draft, clock.instant()));
  }

  /** Sends what waits for a subscription to another address; what asked the former one is over. */
  void redirect(Handle handle, long subscription, Channel channel) {
    handle.execute(
        """
        UPDATE alert SET state = 'FAILED', next_try = NULL
        WHERE subscription_id = ? AND state = 'WAITING' AND purpose <> 'NEWS'
        """,
        subscription);
    handle
        .createUpdate(
            """
            UPDATE alert SET receiver = :receiver, lane = :lane,
              state = CASE WHEN :fetched THEN 'SENT' ELSE state END
            WHERE subscription_id = :subscription AND state = 'WAITING'
            """)
        .bind("receiver", channel.to().toLowerCase(Locale.ROOT))
        .bind("lane", channel.lane())
        .bind("fetched", channel.kind() == Channel.Kind.FEED)
        .bind("subscription", subscription)
        .execute();
  }

  /** Notes by its keys what a subscriber is told, so that it is not told again. */
  void tell(Handle handle, long subscription, Map<String, Matter> told, @Nullable Long alert) {
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO alert_told (subscription_id, told_key, alert_id, incident_id)
            VALUES (:subscription, :key, :alert, :incident)
            """);
    told.forEach(
        (key, matter) ->
            batch
                .bind("subscription", subscription)
                .bind("key", key)
                .bind("alert", alert)
                .bind("incident", matter.incident() == null ? null : matter.incidentId())
                .add());
    if (batch.size() > 0) batch.execute();
  }

  /**
   * Takes messages whose time has come, as there is {@code room} for them, so that nobody else
   * takes them; {@code full}: lanes that have none. What a crash cuts short from here on is seen as
   * such, and tried again: it must be on the disk before it is sent, or it would be made once more
   * and be another message. A message waits for an older one to the same subscriber about the same
   * subject, or that told of the same incident among others. They are looked for some at a time:
   * after an outage thousands wait for others. And outside of the line of writers, who would wait.
   */
  List<Outgoing> takeDue(Set<String> full, Supplier<Predicate<Outgoing>> room) {
    Instant now = clock.instant();
    Due.Place after = Due.Place.FIRST;
    while (true) {
      Due.Place from = after;
      List<Due.Place> some = database.read(h -> Due.waiting(h, full, now, from));
      if (some.isEmpty()) return List.of();
      List<Outgoing> taken = database.write(h -> take(h, some, room.get(), now));
      if (!taken.isEmpty()) {
        database.persist();
        return taken;
      }
      after = some.getLast();
    }
  }

  private List<Outgoing> take(
      Handle handle, List<Due.Place> some, Predicate<Outgoing> hasRoom, Instant now) {
    List<Outgoing> due = Due.free(handle, some, now).stream().filter(hasRoom).toList();
    if (due.isEmpty()) return due;
    var batch =
        handle.prepareBatch(
            "UPDATE alert SET next_try = :until, attempts = :attempts WHERE id = :id");
    for (Outgoing message : due)
      batch
          .bind("until", now.plus(CLAIM))
          .bind("attempts", Json.write(with(message.alert(), CUT_SHORT, null)))
          .bind("id", message.alert().id())
          .add();
    batch.execute();
    return due;
  }

  void sent(Alert alert, String answer) {
    note(alert, State.SENT, null, with(alert, null, answer));
  }

  /** It could not be sent now: another try follows, until the last one. */
  void postponed(Alert alert, String problem, @Nullable Instant notBefore) {
    int tries = alert.attempts().size();
    boolean isLast = tries >= WAITS.size();
    Instant next =
        isLast ? null : latest(clock.instant().plus(jitter(WAITS.get(tries))), notBefore);
    note(alert, isLast ? State.SET_ASIDE : State.WAITING, next, with(alert, problem, null));
  }

  private static Duration jitter(Duration wait) {
    return wait.plusMillis(
        Math.round(wait.toMillis() * ThreadLocalRandom.current().nextDouble(-0.1, 0.1)));
  }

  private static Instant latest(Instant a, @Nullable Instant b) {
    return b == null || b.isBefore(a) ? a : b;
  }

  /**
   * Its receiver cannot be reached at all: it waits until it is tried again, which may be often.
   * After three days it is set aside, and all that waits as long for the same receiver.
   */
  void held(Alert alert, String lane, String problem, Instant until) {
    Instant oldest = clock.instant().minus(PATIENCE);
    List<Attempt> attempts = new ArrayList<>(alert.attempts());
    if (attempts.size() > 1 && problem.equals(attempts.getLast().problem())) attempts.removeLast();
    attempts.add(new Attempt(clock.instant(), problem, null));
    boolean isOver = alert.created().isBefore(oldest);
    note(alert, isOver ? State.SET_ASIDE : State.WAITING, isOver ? null : until, attempts);
    if (isOver) giveUp(lane, problem, oldest);
  }

  private void giveUp(String lane, String problem, Instant oldest) {
    List<Attempt> one = List.of(new Attempt(clock.instant(), problem, null));
    database.write(
        h ->
            h.createUpdate(
                    """
                    UPDATE alert SET state = 'SET_ASIDE', next_try = NULL,
                      attempts = CASE WHEN attempts = '[]' THEN :one ELSE attempts END
                    WHERE state = 'WAITING' AND lane = :lane AND created < :oldest
                      AND next_try <= :now
                    """)
                .bind("one", Json.write(one))
                .bind("lane", lane)
                .bind("oldest", oldest)
                .bind("now", clock.instant())
                .execute());
  }

  /** It was refused for good. */
  void refused(Alert alert, String problem) {
    note(alert, State.FAILED, null, with(alert, problem, null));
  }

  /** Had been accepted and came back; to whom it was, when that is news. */
  Optional<String> cameBack(long id, String problem) {
    Optional<Alert> sent = find(id).filter(a -> a.state() == State.SENT);
    if (sent.isEmpty()) return Optional.empty();
    return database.writeDurably(
        h -> {
          int updated =
              h.createUpdate(
                      """
                      UPDATE alert SET state = 'FAILED', attempts = :attempts
                      WHERE id = :id AND state = 'SENT'
                      """)
                  .bind("attempts", Json.write(with(sent.get(), problem, null)))
                  .bind("id", id)
                  .execute();
          if (updated == 0) return Optional.empty(); // another node was first
          return h.createQuery("SELECT receiver FROM alert WHERE id = :id")
              .bind("id", id)
              .mapTo(String.class)
              .findOne();
        });
  }

  private List<Attempt> with(Alert alert, @Nullable String problem, @Nullable String answer) {
    List<Attempt> attempts = new ArrayList<>(alert.attempts());
    attempts.add(new Attempt(clock.instant(), problem, answer));
    return attempts;
  }

  private void note(Alert alert, State state, @Nullable Instant next, List<Attempt> attempts) {
    notes.write(new Note(alert.id(), state, next, attempts));
  }

  /** How a message stands after an attempt. */
  private record Note(long id, State state, @Nullable Instant next, List<Attempt> attempts) {}

  /** That a message is settled is kept over a power cut: or it would be sent once more. */
  private List<Note> write(List<Note> notes) {
    HandleCallback<int[], RuntimeException> update =
        h -> {
          var batch =
              h.prepareBatch(
                  """
                  UPDATE alert SET state = :state, next_try = :next, attempts = :attempts
                  WHERE id = :id
                  """);
          for (Note note : notes)
            batch
                .bind("state", note.state.name())
                .bind("next", note.next)
                .bind("attempts", Json.write(note.attempts))
                .bind("id", note.id)
                .add();
          return batch.execute();
        };
    if (notes.stream().allMatch(n -> n.state == State.WAITING)) database.write(update);
    else database.writeDurably(update);
    return notes;
  }

  /** Lets a message be sent at once that failed, was set aside, or waits for another try. */
  public void retry(long id) {
    database.writeDurably(
        h ->
            h.createUpdate(
                    """
                    UPDATE alert SET state = 'WAITING', next_try = :now
                    WHERE id = :id AND (state IN ('FAILED', 'SET_ASIDE')
                      OR state = 'WAITING' AND next_try > :claimed)
                    """)
                .bind("now", clock.instant())
                .bind("claimed", clock.instant().plus(CLAIM))
                .bind("id", id)
                .execute());
    announce();
  }

  public Optional<Alert> find(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT " + COLUMNS + " FROM alert WHERE id = :id")
                .bind("id", id)
                .map(ALERT)
                .findOne());
  }

  /** The newest messages of one subscription, the newest first. */
  List<Told> newest(long subscription, int most) {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT id, subject, html, items, created FROM alert
                    WHERE subscription_id = :subscription AND purpose <> 'CONFIRM' AND state = 'SENT'
                    ORDER BY id DESC LIMIT :most
                    """)
                .bind("subscription", subscription)
                .bind("most", most)
                .map(
                    (rs, c) ->
                        new Told(
                            rs.getLong("id"),
                            rs.getString("subject"),
                            rs.getString("html"),
                            Json.read(rs.getString("items"), ITEMS).stream()
                                .findFirst()
                                .map(Item::link)
                                .orElse(null),
                            rs.getTimestamp("created").toInstant()))
                .list());
  }

  /** A message as a feed shows it. */
  record Told(long id, String subject, String html, @Nullable String link, Instant at) {}

  /** How many were asked to confirm since then: at this address, and at all of its domain. */
  Asked asked(Handle handle, String address, Instant since) {
    String plain = address.toLowerCase(Locale.ROOT);
    String domain = plain.substring(plain.lastIndexOf('@'));
    return handle
        .createQuery(
            """
            SELECT SUM(CASE WHEN receiver = :address THEN 1 ELSE 0 END) AS here, COUNT(*) AS there
            FROM alert WHERE purpose = 'CONFIRM' AND created > :since
              AND RIGHT(receiver, CAST(:length AS INTEGER)) = :domain
            """)
        .bind("address", plain)
        .bind("since", since)
        .bind("length", domain.length())
        .bind("domain", domain)
        .map((rs, c) -> new Asked(rs.getInt("here"), rs.getInt("there")))
        .one();
  }

  /** How often an address was asked to confirm, and its domain. */
  record Asked(int here, int there) {}

  /** One page of all news, the newest first. */
  public Page<Alert> list(int size, @Nullable String cursor) {
    long before = cursor == null ? Long.MAX_VALUE : Cursor.decode(cursor, 1).number(0);
    return database.read(
        h -> {
          long total =
              h.createQuery("SELECT COUNT(*) FROM alert WHERE purpose = 'NEWS'")
                  .mapTo(Long.class)
                  .one();
          List<Alert> rows =
              h.createQuery(
                      "SELECT "
                          + COLUMNS
                          + " FROM alert WHERE id < :before AND purpose = 'NEWS' ORDER BY id DESC LIMIT :size")
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
