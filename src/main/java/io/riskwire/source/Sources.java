package io.riskwire.source;

import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.source.Poll.Good;
import io.riskwire.source.Poll.Later;
import io.riskwire.source.Poll.Memory;
import io.riskwire.source.Source.Alarm;
import io.riskwire.source.Source.Health;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.Source.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The store of sources: what is polled, when next, and how the last polls went. */
@ApplicationScoped
public class Sources {
  /** Where a source says nothing of it and neither does {@code feeds.yaml}. */
  public static final Duration FIRST_GUESS = Duration.ofMinutes(30);

  /** A source that is being polled is left alone by others for so long. */
  private static final Duration CLAIM = Duration.ofMinutes(10);

  /** A source that works and brings nothing for so long is silent. */
  private static final Duration SILENCE = Duration.ofDays(30);

  private static final String COLUMNS =
      """
      id, spec, origin, paused, last_status, last_problem, failures, last_poll, last_good,
      last_new, next_poll, gap_seconds, alarm, alarm_since, created
      """;

  private static final String IS_DUE =
      "next_poll <= :now AND NOT paused AND NOT removed AND origin <> 'SAMPLE'";

  private static final String MEMORY = "etag, last_modified, reads, digest, wishes, ";

  private final Database database;
  private final InstantSource clock;
  private final FetchLog log = new FetchLog();

  public Sources(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A source whose turn it is, and what is remembered of it. */
  public record Due(Source source, Memory memory) {}

  /**
   * Brings the sources that come from {@code feeds.yaml} in line with it: what is listed is created
   * or updated, what is no longer listed is paused. Sources of other origin are left alone.
   */
  public void align(List<SourceSpec> listed) {
    database.write(
        h -> {
          Set<String> addresses = new HashSet<>();
          for (SourceSpec spec : listed) {
            addresses.add(key(spec));
            alignOne(h, spec);
          }
          for (Source source : list(h)) {
            if (source.origin() == Origin.FILE && !isListed(h, source, addresses))
              h.execute("UPDATE source SET paused = TRUE WHERE id = ?", source.id());
          }
          return null;
        });
  }

  /** A source that has moved for good is still listed where it was. */
  private static boolean isListed(Handle handle, Source source, Set<String> addresses) {
    return addresses.contains(key(source.spec()))
        || handle
            .createQuery("SELECT listed FROM source WHERE id = :id AND listed IS NOT NULL")
            .bind("id", source.id())
            .mapTo(String.class)
            .findOne()
            .filter(addresses::contains)
            .isPresent();
  }

  private void alignOne(Handle handle, SourceSpec listed) {
    Optional<Known> known =
        handle
            .createQuery(
                """
                SELECT id, address, spec FROM source WHERE address = :address OR listed = :address
                ORDER BY id LIMIT 1
                """)
            .bind("address", key(listed))
            .map(
                (rs, c) ->
                    new Known(rs.getLong("id"), rs.getString("address"), rs.getString("spec")))
            .findOne();
    if (known.isEmpty()) {
      insert(handle, listed, listed.sample() ? Origin.SAMPLE : Origin.FILE);
      return;
    }
    boolean hasMoved = !known.get().address().equals(key(listed));
    URI there = Json.read(known.get().spec(), SourceSpec.class).address();
    SourceSpec spec = hasMoved && there != null ? listed.at(there) : listed;
    handle.execute(
        """
        UPDATE source SET spec = ?, paused = FALSE
        WHERE id = ? AND origin = 'FILE' AND (spec <> ? OR paused)
        """,
        Json.write(spec),
        known.get().id(),
        Json.write(spec));
  }

  private record Known(long id, String address, String spec) {}

  /** Adds a source; its address must not be polled already. */
  public Source add(SourceSpec spec, Origin origin) {
    long id =
        database.writeDurably(
            h -> {
              if (isKnown(h, spec)) throw Invalid.taken("url", "there is a source of this address");
              return insert(h, spec, origin);
            });
    return find(id).orElseThrow();
  }

  /** What came of a list of sources: those that were added, and how many were there before. */
  public record Added(List<Source> sources, int known) {}

  /** Adds those of a list that are not there yet, all or none. */
  public Added addAll(List<SourceSpec> specs, Origin origin) {
    List<Long> ids =
        database.writeDurably(
            h ->
                specs.stream()
                    .filter(spec -> !isKnown(h, spec))
                    .map(spec -> insert(h, spec, origin))
                    .toList());
    List<Source> added = ids.stream().map(id -> find(id).orElseThrow()).toList();
    return new Added(added, specs.size() - added.size());
  }

  private static boolean isKnown(Handle handle, SourceSpec spec) {
    return handle
        .createQuery("SELECT id FROM source WHERE address = :address")
        .bind("address", key(spec))
        .mapTo(Long.class)
        .findOne()
        .isPresent();
  }

  private long insert(Handle handle, SourceSpec spec, Origin origin) {
    Instant now = clock.instant();
    return handle
        .createUpdate(
            """
            INSERT INTO source
              (address, origin, spec, paused, removed, gap_seconds, next_poll, failures, created)
            VALUES (:address, :origin, :spec, FALSE, FALSE, :gap, :now, 0, :now)
            """)
        .bind("address", key(spec))
        .bind("origin", origin.name())
        .bind("spec", Json.write(spec))
        .bind("gap", interval(spec).toSeconds())
        .bind("now", now)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** Which source is meant: its address, in the form in which addresses are compared. */
  private static String key(SourceSpec spec) {
    URI address = spec.address();
    return address == null ? "sample:newswire" : Address.normalise(address).toString();
  }

  /** Takes at most {@code limit} sources whose turn it is, so that nobody else takes them too. */
  public List<Due> takeDue(int limit) {
    Instant now = clock.instant();
    if (!isAnyDue(now)) return List.of();
    return database.write(
        h -> {
          List<Due> due =
              h.createQuery(
                      "SELECT "
                          + MEMORY
                          + COLUMNS
                          + " FROM source WHERE "
                          + IS_DUE
                          + " ORDER BY next_poll, id LIMIT :limit FOR UPDATE SKIP LOCKED")
                  .bind("now", now)
                  .bind("limit", limit)
                  .map(Sources::due)
                  .list();
          claim(h, due, now.plus(CLAIM));
          return due;
        });
  }

  /** Asked every second, mostly in vain: no transaction, and no turn among those who write. */
  private boolean isAnyDue(Instant now) {
    return database.read(
        h ->
            h.createQuery(
                    "SELECT id FROM source WHERE " + IS_DUE + " ORDER BY next_poll, id LIMIT 1")
                .bind("now", now)
                .mapTo(Long.class)
                .findOne()
                .isPresent());
  }

  private static void claim(Handle handle, List<Due> due, Instant until) {
    if (due.isEmpty()) return;
    handle
        .createUpdate("UPDATE source SET next_poll = :until WHERE id IN (<ids>)")
        .bind("until", until)
        .bindList("ids", due.stream().map(d -> d.source().id()).toList())
        .execute();
  }

  /** A source and what is remembered of it, whether its turn has come or not. */
  public Optional<Due> due(long id) {
    return database.read(
        h ->
            h.createQuery(
                    "SELECT " + MEMORY + COLUMNS + " FROM source WHERE id = :id AND NOT removed")
                .bind("id", id)
                .map(Sources::due)
                .findOne());
  }

  /**
   * Notes how polls went: health, when they are asked next, and a line each in their logs. To be
   * called in the transaction that stores what was new, so that a feed's position moves on only
   * with that. A source that brings news is asked sooner, one that brings none later.
   */
  public void note(Handle handle, List<Poll> polls) {
    Instant now = clock.instant();
    List<Poll> noted = polls.stream().map(poll -> moved(handle, poll)).toList();
    PreparedBatch updates =
        handle.prepareBatch(
            """
            UPDATE source SET etag = :etag, last_modified = :modified, reads = :reads,
              digest = :digest, wishes = :wishes, gap_seconds = :gap, next_poll = :next,
              last_poll = :now, last_good = :good, last_new = :new, last_status = :status,
              last_problem = :problem, failures = :failures
            WHERE id = :id
            """);
    for (Poll poll : noted) bind(updates, poll, now);
    updates.execute();
    log.add(handle, noted);
  }

  private static void bind(PreparedBatch updates, Poll poll, Instant now) {
    Source source = poll.due().source();
    Health before = source.health();
    Duration wish = interval(source.spec());
    Memory memory = poll.due().memory();
    Duration gap = before.gap();
    int failures = before.failures() + 1;
    boolean isGood = false;
    boolean isNoted = true;
    Instant next;
    switch (poll.outcome()) {
      case Good good -> {
        isGood = true;
        isNoted = !good.isUnchanged() || good.movedTo() != null;
        memory = good.memory();
        failures = 0;
        gap = Schedule.nextGap(gap, wish, poll.fetch().news() + poll.fetch().changed() > 0);
        next = Schedule.next(now, gap, memory.wishes(), good.maxAge());
      }
      case Poll.Failed _ -> next = Schedule.afterFailure(now, wish, failures);
      case Later later -> {
        isNoted = later.isAsked();
        if (!isNoted) failures = before.failures();
        next = later.when();
      }
    }
    updates
        .bind("etag", memory.etag())
        .bind("modified", memory.lastModified())
        .bind("reads", text(memory.reads()))
        .bind("digest", memory.digest())
        .bind("wishes", memory.wishes().equals(Wishes.NONE) ? null : Json.write(memory.wishes()))
        .bind("gap", gap.toSeconds())
        .bind("next", next)
        .bind("now", now)
        .bind("good", isGood ? now : before.lastGood())
        .bind("new", isGood && poll.fetch().news() > 0 ? now : before.lastNew())
        .bind("status", isGood || isNoted ? poll.fetch().status() : before.lastStatus())
        .bind("problem", isNoted ? poll.fetch().problem() : before.lastProblem())
        .bind("failures", failures)
        .bind("id", source.id())
        .add();
  }

  /**
   * A permanent redirect moves the source's address, with a note, unless another source has the new
   * one. A source with headers of its own stays where it is when the host is another: its secrets
   * are not for that one.
   */
  private static Poll moved(Handle handle, Poll poll) {
    if (!(poll.outcome() instanceof Good good) || good.movedTo() == null) return poll;
    Source source = poll.due().source();
    SourceSpec spec = source.spec();
    URI from = spec.address();
    URI to = good.movedTo();
    if (from == null || from.equals(to)) return poll;
    boolean isOtherHost = !Address.host(from).equals(Address.host(to));
    if (!spec.headers().isEmpty() && isOtherHost)
      return poll.withProblem("says that it moved for good to " + to + ", where its headers stay");
    SourceSpec there = spec.at(to);
    boolean isSame = key(there).equals(key(spec));
    if (!isSame && isKnown(handle, there))
      return poll.withProblem("moved for good to " + to + ", which is a source already");
    handle.execute(
        """
        UPDATE source SET address = ?, spec = ?, listed = COALESCE(listed, CAST(? AS VARCHAR))
        WHERE id = ?
        """,
        key(there),
        Json.write(there),
        source.origin() == Origin.FILE && !isSame ? key(spec) : null,
        source.id());
    return poll.withProblem("moved for good to " + to);
  }

  /** Notes what was wrong with some of its pages; the source itself works. */
  public void note(long id, String problem) {
    database.write(
        h -> h.execute("UPDATE source SET last_problem = ? WHERE id = ?", cut(problem), id));
  }

  /** The last fetches of a source, the newest first. */
  public List<Fetch> fetches(long id) {
    return database.read(h -> log.of(h, id));
  }

  /** How many articles a day each source has published of late, by id. */
  public Map<Long, Double> perDay() {
    return database.read(h -> log.perDay(h, clock.instant(), null));
  }

  /** The same for one source. */
  public double perDay(long id) {
    return database.read(h -> log.perDay(h, clock.instant(), id)).getOrDefault(id, 0.0);
  }

  /** Drops what is no longer looked at in the logs of fetches. */
  public void tidy() {
    database.write(
        h -> {
          log.tidy(h, clock.instant());
          return null;
        });
  }

  public void pause(long id, boolean isPaused) {
    database.write(
        h ->
            h.execute(
                "UPDATE source SET paused = ?, next_poll = ? WHERE id = ?",
                isPaused,
                Timestamp.from(clock.instant()),
                id));
  }

  /**
   * Takes a source away for good; that it was there is remembered, so that it does not come back.
   */
  public void remove(Handle handle, long id) {
    handle.execute("UPDATE source SET removed = TRUE WHERE id = ?", id);
  }

  public Optional<Source> find(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT " + COLUMNS + " FROM source WHERE id = :id AND NOT removed")
                .bind("id", id)
                .map(Sources::source)
                .findOne());
  }

  /** All sources but those that were removed, by id. */
  public List<Source> list() {
    return database.read(Sources::list);
  }

  static List<Source> list(Handle handle) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM source WHERE NOT removed ORDER BY id")
        .map(Sources::source)
        .list();
  }

  /** What a source is to be called: paused, failing, silent, or fine. */
  public State state(Source source) {
    Health health = source.health();
    if (source.isPaused()) return State.PAUSED;
    if (health.failures() > 0) return State.FAILING;
    Instant last = health.lastNew() == null ? source.created() : health.lastNew();
    boolean isSilent =
        source.origin() != Origin.SAMPLE && last.isBefore(clock.instant().minus(SILENCE));
    return isSilent ? State.SILENT : State.OK;
  }

  private static Due due(ResultSet rs, StatementContext context) throws SQLException {
    String reads = rs.getString("reads");
    String wishes = rs.getString("wishes");
    return new Due(
        source(rs, context),
        new Memory(
            rs.getString("etag"),
            rs.getString("last_modified"),
            reads == null ? null : URI.create(reads),
            rs.getString("digest"),
            wishes == null ? Wishes.NONE : Json.read(wishes, Wishes.class)));
  }

  private static Source source(ResultSet rs, StatementContext context) throws SQLException {
    Instant alarmed = instant(rs, "alarm_since");
    return new Source(
        rs.getLong("id"),
        Json.read(rs.getString("spec"), SourceSpec.class),
        Origin.valueOf(rs.getString("origin")),
        rs.getBoolean("paused"),
        new Health(
            rs.getObject("last_status", Integer.class),
            rs.getString("last_problem"),
            rs.getInt("failures"),
            instant(rs, "last_poll"),
            instant(rs, "last_good"),
            instant(rs, "last_new"),
            rs.getTimestamp("next_poll").toInstant(),
            Duration.ofSeconds(rs.getLong("gap_seconds")),
            alarmed == null ? null : new Alarm(alarmed, rs.getString("alarm"))),
        rs.getTimestamp("created").toInstant());
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static Duration interval(SourceSpec spec) {
    return spec.interval() == null ? FIRST_GUESS : spec.interval();
  }

  private static @Nullable String text(@Nullable URI address) {
    return address == null ? null : address.toString();
  }

  private static String cut(String text) {
    return text.length() <= 2_000 ? text : text.substring(0, 2_000);
  }
}
