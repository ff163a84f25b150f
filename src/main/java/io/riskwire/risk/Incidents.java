package io.riskwire.risk;

import io.riskwire.article.NewArticle;
import io.riskwire.base.Cursor;
import io.riskwire.base.Page;
import io.riskwire.db.Database;
import io.riskwire.event.Event;
import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.event.Events;
import io.riskwire.event.Events.Told;
import io.riskwire.event.Status;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incident.Cause;
import io.riskwire.risk.Incident.Claim;
import io.riskwire.risk.Incident.Step;
import io.riskwire.risk.Incident.Term;
import io.riskwire.risk.Incident.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** The store of incidents, and the counting of what arriving articles say to them. */
@ApplicationScoped
public class Incidents {
  static final String COLUMNS =
      """
      id, type, status, title, actor, vendor, product, scope, replacement, effective_date,
      reasons, severity, confidence, first_seen, last_seen, sources, case_id, sample, withdrawn,
      verdict, merged_into
      """;

  static final RowMapper<Incident> INCIDENT =
      (rs, c) -> {
        Date effective = rs.getDate("effective_date");
        return new Incident(
            rs.getLong("id"),
            EventType.valueOf(rs.getString("type")),
            Status.valueOf(rs.getString("status")),
            rs.getString("title"),
            roles(rs),
            effective == null ? null : effective.toLocalDate(),
            Events.readReasons(rs.getString("reasons")),
            rs.getInt("severity"),
            rs.getDouble("confidence"),
            rs.getTimestamp("first_seen").toInstant(),
            rs.getTimestamp("last_seen").toInstant(),
            rs.getInt("sources"),
            rs.getObject("case_id", Long.class),
            rs.getBoolean("sample"),
            rs.getBoolean("withdrawn"),
            verdict(rs.getString("verdict")),
            rs.getObject("merged_into", Long.class));
      };

  private final Database database;
  private final Events events;
  private final Disputes disputes = new Disputes();
  private final Tally tally;
  private final InstantSource clock;

  public Incidents(Database database, Events events, InstantSource clock) {
    this.database = database;
    this.events = events;
    this.tally = new Tally(events, disputes, clock);
    this.clock = clock;
  }

  static Roles roles(ResultSet rs) throws SQLException {
    return new Roles(
        rs.getString("actor"),
        rs.getString("vendor"),
        rs.getString("product"),
        rs.getString("scope"),
        rs.getString("replacement"));
  }

  private static @Nullable Verdict verdict(@Nullable String name) {
    return name == null ? null : Verdict.valueOf(name);
  }

  Tally tally() {
    return tally;
  }

  /**
   * An article that has just been stored, and the story it was given; {@code isAgain}: it was there
   * before, and was only read anew.
   */
  public record Arrival(long id, long story, NewArticle article, boolean isAgain) {}

  /**
   * Counts what a stored article says to the incidents that it speaks of, and notes every change
   * that others may want to know of.
   */
  public void count(Handle handle, ChangeLog.Notes notes, Arrival arrival, List<Event> read) {
    tally.count(handle, notes, arrival, read);
  }

  /** Takes out of every history what rests on an article that is taken away; answers of which. */
  public Set<Long> forget(Handle handle, long article) {
    handle.execute("DELETE FROM incident_history WHERE article_id = ?", article);
    return events.of(handle, article).stream()
        .map(Told::incident)
        .filter(Objects::nonNull)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Counts these incidents anew after articles that told them were taken away. One that nobody
   * tells any more is withdrawn, which is a correction for those who were told; of the bundled
   * sample nothing is left.
   */
  public void recount(Handle handle, ChangeLog.Notes notes, Set<Long> ids) {
    for (long id : ids) tally.recount(handle, notes, id);
    tally.chronicle(handle, ids);
    removeUntoldSample(handle);
  }

  private static void removeUntoldSample(Handle handle) {
    Chronicle.forgetUntoldSample(handle);
    handle.execute(
        """
        DELETE FROM incident_party WHERE incident_id IN (
          SELECT i.id FROM incident i
          WHERE i.sample AND NOT EXISTS (SELECT 1 FROM article_event e WHERE e.incident_id = i.id))
        """);
    handle.execute(
        """
        DELETE FROM incident_history WHERE incident_id IN (
          SELECT i.id FROM incident i
          WHERE i.sample AND NOT EXISTS (SELECT 1 FROM article_event e WHERE e.incident_id = i.id))
        """);
    handle.execute(
        """
        DELETE FROM incident
        WHERE sample AND NOT EXISTS (SELECT 1 FROM article_event e WHERE e.incident_id = incident.id)
        """);
    handle.execute(
        """
        DELETE FROM risk_case
        WHERE NOT EXISTS (SELECT 1 FROM incident i WHERE i.case_id = risk_case.id)
        """);
  }

  /**
   * Notes which announced dates come within so many days, and which have come: each once, and only
   * those that were known before, since whoever was told of one that near knows it already.
   */
  public void noteDates(Handle handle, ChangeLog.Notes notes, int days) {
    tally.noteDates(handle, notes, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), days);
  }

  /** A vendor is called otherwise now; answers the incidents that it is a party of. */
  public List<Long> rename(Handle handle, String before, String now) {
    List<Long> ids =
        handle
            .createQuery(
                "SELECT id FROM incident WHERE vendor = :name OR actor = :name ORDER BY id")
            .bind("name", before)
            .mapTo(Long.class)
            .list();
    handle.execute("UPDATE incident SET vendor = ? WHERE vendor = ?", now, before);
    handle.execute("UPDATE incident SET actor = ? WHERE actor = ?", now, before);
    handle.execute("UPDATE risk_case SET first_party = ? WHERE first_party = ?", now, before);
    handle.execute("UPDATE risk_case SET other_party = ? WHERE other_party = ?", now, before);
    renameParties(handle, before.toLowerCase(Locale.ROOT), now.toLowerCase(Locale.ROOT));
    tally.chronicle(handle, ids);
    return ids;
  }

  private static void renameParties(Handle handle, String before, String now) {
    handle.execute(
        """
        DELETE FROM incident_party WHERE party = ? AND incident_id IN (
          SELECT p.incident_id FROM incident_party p WHERE p.party = ?)
        """,
        before,
        now);
    handle.execute("UPDATE incident_party SET party = ? WHERE party = ?", now, before);
  }

  public Optional<Incident> find(long id) {
    return database.read(h -> find(h, id));
  }

  static Optional<Incident> find(Handle handle, long id) {
    return handle
        .createQuery("SELECT " + COLUMNS + " FROM incident WHERE id = :id")
        .bind("id", id)
        .map(INCIDENT)
        .findOne();
  }

  /** Those of these incidents that are there, by id. */
  public List<Incident> find(Collection<Long> ids) {
    if (ids.isEmpty()) return List.of();
    return database.read(
        h ->
            h.createQuery("SELECT " + COLUMNS + " FROM incident WHERE id IN (<ids>) ORDER BY id")
                .bindList("ids", List.copyOf(ids))
                .map(INCIDENT)
                .list());
  }

  /** The case of this id. */
  public Optional<Case> dispute(long id) {
    return database.read(h -> disputes.find(h, id));
  }

  /** One page of the incidents that fit, the newest first. */
  public Page<Incident> list(IncidentFilter filter, int size, @Nullable String cursor) {
    if (filter.ids() != null && filter.ids().isEmpty()) return new Page<>(0, List.of(), null);
    String where = where(filter);
    return database.read(
        h -> {
          long total =
              bind(h.createQuery("SELECT COUNT(*) FROM incident i WHERE " + where), filter)
                  .mapTo(Long.class)
                  .one();
          Cursor after = cursor == null ? null : Cursor.decode(cursor, 2);
          String past =
              after == null
                  ? ""
                  : " AND (i.first_seen < :seen OR (i.first_seen = :seen AND i.id < :last))";
          var query =
              bind(
                  h.createQuery(
                      "SELECT "
                          + COLUMNS
                          + " FROM incident i WHERE "
                          + where
                          + past
                          + " ORDER BY i.first_seen DESC, i.id DESC LIMIT :size"),
                  filter);
          if (after != null)
            query.bind("seen", instant(after.number(0))).bind("last", after.number(1));
          List<Incident> rows = query.bind("size", size + 1).map(INCIDENT).list();
          boolean hasMore = rows.size() > size;
          List<Incident> items = hasMore ? rows.subList(0, size) : rows;
          return new Page<>(total, items, hasMore ? cursorAfter(items.getLast()) : null);
        });
  }

  private static Cursor cursorAfter(Incident incident) {
    Instant seen = incident.firstSeen();
    return Cursor.of(seen.getEpochSecond() * 1_000_000 + seen.getNano() / 1_000, incident.id());
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  private static String where(IncidentFilter filter) {
    List<String> terms = new ArrayList<>(List.of("NOT i.withdrawn"));
    if (!filter.types().isEmpty()) terms.add("i.type IN (<types>)");
    if (!filter.statuses().isEmpty()) terms.add("i.status IN (<statuses>)");
    if (!filter.vendors().isEmpty())
      terms.add("(LOWER(i.vendor) IN (<vendors>) OR LOWER(i.actor) IN (<vendors>))");
    if (!filter.products().isEmpty()) terms.add("LOWER(i.product) IN (<products>)");
    if (!filter.sources().isEmpty())
      terms.add(
          """
          i.id IN (SELECT e.incident_id FROM article_event e JOIN article a ON a.id = e.article_id
                   WHERE LOWER(a.outlet) IN (<sources>))
          """);
    if (filter.minSeverity() != null) terms.add("i.severity >= :minSeverity");
    if (filter.from() != null) terms.add("i.first_seen >= :from");
    if (filter.to() != null) terms.add("i.first_seen < :to");
    if (filter.effectiveFrom() != null) terms.add("i.effective_date >= :effectiveFrom");
    if (filter.effectiveTo() != null) terms.add("i.effective_date < :effectiveTo");
    if (filter.isDue()) terms.add("i.status = 'ANNOUNCED' AND i.effective_date <= :today");
    if (filter.ids() != null) terms.add("i.id IN (<ids>)");
    return String.join(" AND ", terms);
  }

  private Query bind(Query query, IncidentFilter filter) {
    if (!filter.types().isEmpty())
      query.bindList("types", filter.types().stream().map(Enum::name).toList());
    if (!filter.statuses().isEmpty())
      query.bindList("statuses", filter.statuses().stream().map(Enum::name).toList());
    if (!filter.vendors().isEmpty()) query.bindList("vendors", lower(filter.vendors()));
    if (!filter.products().isEmpty()) query.bindList("products", lower(filter.products()));
    if (!filter.sources().isEmpty()) query.bindList("sources", lower(filter.sources()));
    if (filter.ids() != null) query.bindList("ids", filter.ids());
    return query
        .bind("minSeverity", filter.minSeverity())
        .bind("from", filter.from())
        .bind("to", filter.to())
        .bind("effectiveFrom", filter.effectiveFrom())
        .bind("effectiveTo", filter.effectiveTo())
        .bind("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  private static List<String> lower(List<String> names) {
    return names.stream().map(n -> n.toLowerCase(Locale.ROOT)).toList();
  }

  /** The articles that tell an incident and what each says of it. */
  public List<Told> told(long id) {
    return events.ofIncident(id);
  }

  /** Where reports differ: each value with its articles. */
  public List<Claim> claims(long id) {
    return new Shown(events.ofIncident(id)).claims();
  }

  /** The addends of an incident's severity and confidence. */
  public List<Term> terms(Incident incident) {
    List<Term> terms =
        new ArrayList<>(
            Score.severity(
                incident.type(),
                incident.status(),
                incident.roles(),
                incident.reasons(),
                incident.sources()));
    List<Event> reports = events.ofIncident(incident.id()).stream().map(Told::event).toList();
    terms.addAll(Score.confidence(reports, incident.status(), incident.sources()));
    return terms;
  }

  /** The steps of an incident's status, in the order in which they were taken. */
  public List<Step> history(long id) {
    return histories(List.of(id)).getOrDefault(id, List.of());
  }

  /** The same of many incidents. */
  public Map<Long, List<Step>> histories(Collection<Long> ids) {
    Map<Long, List<Step>> histories = new HashMap<>();
    database.read(
        h -> {
          h.createQuery(
                  """
                  SELECT incident_id, at, status, cause, article_id, author, quote, act, reason
                  FROM incident_history
                  WHERE incident_id = ANY(:ids) ORDER BY incident_id, ordinal
                  """)
              .bindArray("ids", Long.class, ids)
              .map((rs, c) -> Map.entry(rs.getLong("incident_id"), step(rs)))
              .forEach(
                  s ->
                      histories
                          .computeIfAbsent(s.getKey(), i -> new ArrayList<>())
                          .add(s.getValue()));
          return null;
        });
    return histories;
  }

  private static Step step(ResultSet rs) throws SQLException {
    return new Step(
        rs.getTimestamp("at").toInstant(),
        Status.valueOf(rs.getString("status")),
        Cause.valueOf(rs.getString("cause")),
        rs.getObject("article_id", Long.class),
        rs.getString("author"),
        rs.getString("quote"),
        rs.getString("act"),
        rs.getString("reason"));
  }

  public long count() {
    return database.read(
        h ->
            h.createQuery("SELECT COUNT(*) FROM incident WHERE NOT withdrawn")
                .mapTo(Long.class)
                .one());
  }
}
