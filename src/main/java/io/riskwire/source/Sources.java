package io.riskwire.source;

import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
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
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The store of sources: what is polled, when next, and how the last polls went. */
@ApplicationScoped
public class Sources {
  /** Where a source says nothing of it and neither does {@code feeds.yaml}. */
  public static final Duration FIRST_GUESS = Duration.ofMinutes(30);

  private static final Duration LONGEST_GAP = Duration.ofDays(1);
  private static final Duration SHORTEST_GAP = Duration.ofMinutes(5);

  /** A source that is being polled is left alone by others for so long. */
  private static final Duration CLAIM = Duration.ofMinutes(10);

  /** A source that works and brings nothing for so long is silent. */
  private static final Duration SILENCE = Duration.ofDays(30);

  private static final String COLUMNS =
      """
      id, spec, origin, paused, last_status, last_problem, failures, last_poll, last_good,
      last_new, next_poll, created
      """;

  private final Database database;
  private final InstantSource clock;

  public Sources(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** A source whose turn it is, and what to show its server. */
  public record Due(Source source, @Nullable String etag, @Nullable String lastModified) {}

  /** What a poll that reached its source brought. */
  public record Polled(
      @Nullable Integer status,
      @Nullable String etag,
      @Nullable String lastModified,
      @Nullable URI movedTo,
      int news,
      @Nullable String problem,
      @Nullable Duration noSoonerThan) {}

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
            boolean isListed = addresses.contains(key(source.spec()));
            if (source.origin() == Origin.FILE && !isListed)
              h.execute("UPDATE source SET paused = TRUE WHERE id = ?", source.id());
          }
          return null;
        });
  }

  private void alignOne(Handle handle, SourceSpec spec) {
    Optional<Long> known =
        handle
            .createQuery("SELECT id FROM source WHERE address = :address")
            .bind("address", key(spec))
            .mapTo(Long.class)
            .findOne();
    if (known.isEmpty()) insert(handle, spec, spec.sample() ? Origin.SAMPLE : Origin.FILE);
    else
      handle.execute(
          """
          UPDATE source SET spec = ?, paused = FALSE
          WHERE id = ? AND origin = 'FILE' AND (spec <> ? OR paused)
          """,
          Json.write(spec),
          known.get(),
          Json.write(spec));
  }

  /** Adds a source; its address must not be polled already. */
  public Source add(SourceSpec spec, Origin origin) {
    long id =
        database.writeDurably(
            h -> {
              if (isKnown(h, spec)) throw new Invalid("url", "there is a source of this address");
              return insert(h, spec, origin);
            });
    return find(id).orElseThrow();
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
    return database.write(
        h -> {
          List<Due> due =
              h.createQuery(
                      "SELECT etag, last_modified, "
                          + COLUMNS
                          + """
                           FROM source
                          WHERE next_poll <= :now AND NOT paused AND NOT removed
                            AND origin <> 'SAMPLE'
                          ORDER BY next_poll, id LIMIT :limit FOR UPDATE SKIP LOCKED
                          """)
                  .bind("now", now)
                  .bind("limit", limit)
                  .map(
                      (rs, c) ->
                          new Due(
                              source(rs, c), rs.getString("etag"), rs.getString("last_modified")))
                  .list();
          claim(h, due, now.plus(CLAIM));
          return due;
        });
  }

  private static void claim(Handle handle, List<Due> due, Instant until) {
    if (due.isEmpty()) return;
    handle
        .createUpdate("UPDATE source SET next_poll = :until WHERE id IN (<ids>)")
        .bind("until", until)
        .bindList("ids", due.stream().map(d -> d.source().id()).toList())
        .execute();
  }

  /** What a server is to be shown at the next poll of a source. */
  public Due due(long id) {
    return database.read(
        h ->
            h.createQuery("SELECT etag, last_modified, " + COLUMNS + " FROM source WHERE id = :id")
                .bind("id", id)
                .map(
                    (rs, c) ->
                        new Due(source(rs, c), rs.getString("etag"), rs.getString("last_modified")))
                .one());
  }

  /**
   * Notes a good poll and moves the feed's position on: in the transaction that stores what was
   * new. A source that brings news is asked sooner, one that brings none later.
   */
  public void succeeded(Handle handle, Source source, Polled polled) {
    Instant now = clock.instant();
    long before =
        handle
            .createQuery("SELECT gap_seconds FROM source WHERE id = :id")
            .bind("id", source.id())
            .mapTo(Long.class)
            .one();
    Duration gap = nextGap(Duration.ofSeconds(before), interval(source.spec()), polled.news() > 0);
    Duration wait =
        polled.noSoonerThan() != null && polled.noSoonerThan().compareTo(gap) > 0
            ? min(polled.noSoonerThan(), LONGEST_GAP)
            : gap;
    handle
        .createUpdate(
            """
            UPDATE source SET etag = :etag, last_modified = :modified, gap_seconds = :gap,
              next_poll = :next, last_poll = :now, last_good = :now,
              last_new = CASE WHEN :news > 0 THEN CAST(:now AS TIMESTAMP(6) WITH TIME ZONE)
                              ELSE last_new END,
              last_status = :status, last_problem = :problem, failures = 0
            WHERE id = :id
            """)
        .bind("etag", polled.etag())
        .bind("modified", polled.lastModified())
        .bind("gap", gap.toSeconds())
        .bind("next", now.plus(wait))
        .bind("now", now)
        .bind("news", polled.news())
        .bind("status", polled.status())
        .bind("problem", cut(polled.problem()))
        .bind("id", source.id())
        .execute();
    if (polled.movedTo() != null) move(handle, source, polled.movedTo());
  }

  /** A permanent redirect moves the source's address, unless another source has the new one. */
  private static void move(Handle handle, Source source, URI to) {
    SourceSpec spec = source.spec();
    if (spec.url() == null) return;
    var moved =
        new SourceSpec(
            spec.name(),
            to,
            null,
            null,
            spec.article(),
            spec.tags(),
            spec.interval(),
            spec.fullText(),
            false);
    if (isKnown(handle, moved)) return;
    handle.execute(
        "UPDATE source SET address = ?, spec = ?, last_problem = ? WHERE id = ?",
        key(moved),
        Json.write(moved),
        "moved for good to " + to,
        source.id());
  }

  /** Notes a poll that failed: the wait doubles with each, up to a day, and never ends for good. */
  public void failed(Source source, @Nullable Integer status, String problem) {
    Duration gap = interval(source.spec());
    int failures = source.health().failures() + 1;
    Duration wait = gap;
    for (int i = 1; i < failures && wait.compareTo(LONGEST_GAP) < 0; i++)
      wait = wait.multipliedBy(2);
    later(source, status, problem, clock.instant().plus(min(wait, LONGEST_GAP)));
  }

  /** Notes that a source is not to be asked before {@code when}, and why. */
  public void later(Source source, @Nullable Integer status, String problem, Instant when) {
    database.write(
        h ->
            h.createUpdate(
                    """
                    UPDATE source SET next_poll = :next, last_poll = :now, last_status = :status,
                      last_problem = :problem, failures = failures + 1
                    WHERE id = :id
                    """)
                .bind("next", when)
                .bind("now", clock.instant())
                .bind("status", status)
                .bind("problem", cut(problem))
                .bind("id", source.id())
                .execute());
  }

  /** Notes what was wrong with one of its pages; the source itself works. */
  public void note(long id, String problem) {
    database.write(
        h -> h.execute("UPDATE source SET last_problem = ? WHERE id = ?", cut(problem), id));
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

  private static List<Source> list(Handle handle) {
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

  private static Source source(ResultSet rs, StatementContext context) throws SQLException {
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
            rs.getTimestamp("next_poll").toInstant()),
        rs.getTimestamp("created").toInstant());
  }

  private static @Nullable Instant instant(ResultSet rs, String column) throws SQLException {
    Timestamp at = rs.getTimestamp(column);
    return at == null ? null : at.toInstant();
  }

  private static Duration interval(SourceSpec spec) {
    return spec.interval() == null ? FIRST_GUESS : spec.interval();
  }

  /** News: two thirds of the gap; none: a quarter more; within a sixth and eight times the wish. */
  private static Duration nextGap(Duration gap, Duration wish, boolean hasNews) {
    Duration next = hasNews ? gap.multipliedBy(2).dividedBy(3) : gap.multipliedBy(5).dividedBy(4);
    Duration least = max(min(SHORTEST_GAP, wish), wish.dividedBy(6));
    Duration most = min(LONGEST_GAP, wish.multipliedBy(8));
    return max(least, min(next, max(most, wish)));
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static @Nullable String cut(@Nullable String text) {
    return text == null || text.length() <= 2_000 ? text : text.substring(0, 2_000);
  }
}
