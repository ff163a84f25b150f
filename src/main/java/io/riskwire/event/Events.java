package io.riskwire.event;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The store of what each article says happened, and of the incident that each was counted to. */
@ApplicationScoped
public class Events {
  private static final TypeReference<List<Evidence>> EVIDENCE = new TypeReference<>() {};

  private static final String COLUMNS =
      """
      article_id, ordinal, type, status, actor, vendor, product, scope, replacement,
      effective_date, reasons, confidence, evidence, incident_id
      """;

  private final Database database;

  public Events(Database database) {
    this.database = database;
  }

  /** An event of an article; {@code incident} is null where it was counted to none. */
  public record Told(long article, int ordinal, Event event, @Nullable Long incident) {}

  /**
   * Replaces what the article said with {@code events}, not counted to any incident yet; answers
   * the incidents to which it was counted before.
   */
  public Set<Long> store(Handle handle, long article, List<Event> events) {
    Set<Long> before =
        handle
            .createQuery(
                """
                SELECT DISTINCT incident_id FROM article_event
                WHERE article_id = :article AND incident_id IS NOT NULL
                """)
            .bind("article", article)
            .mapTo(Long.class)
            .collect(Collectors.toCollection(HashSet::new));
    handle.execute("DELETE FROM article_event WHERE article_id = ?", article);
    for (int i = 0; i < events.size(); i++) insert(handle, article, i, events.get(i));
    return before;
  }

  private static void insert(Handle handle, long article, int ordinal, Event event) {
    handle
        .createUpdate(
            """
            INSERT INTO article_event (article_id, ordinal, type, status, actor, vendor, product,
              scope, replacement, effective_date, reasons, confidence, evidence)
            VALUES (:article, :ordinal, :type, :status, :actor, :vendor, :product, :scope,
              :replacement, :effective, :reasons, :confidence, :evidence)
            """)
        .bind("article", article)
        .bind("ordinal", ordinal)
        .bind("type", event.type().name())
        .bind("status", event.status().name())
        .bind("actor", cut(event.roles().actor(), 300))
        .bind("vendor", cut(event.roles().vendor(), 300))
        .bind("product", cut(event.roles().product(), 300))
        .bind("scope", cut(event.roles().scope(), 500))
        .bind("replacement", cut(event.roles().replacement(), 300))
        .bind("effective", event.effectiveDate())
        .bind("reasons", writeReasons(event.reasons()))
        .bind("confidence", event.confidence())
        .bind("evidence", Json.write(event.evidence()))
        .execute();
  }

  /** A vendor is called otherwise now: so it is in all that was read. */
  public void rename(Handle handle, String before, String now) {
    handle.execute("UPDATE article_event SET vendor = ? WHERE vendor = ?", now, before);
    handle.execute("UPDATE article_event SET actor = ? WHERE actor = ?", now, before);
  }

  /** Takes away what an article said. */
  public void forget(Handle handle, long article) {
    handle.execute("DELETE FROM article_event WHERE article_id = ?", article);
  }

  /** Counts an event to an incident. */
  public void assign(Handle handle, long article, int ordinal, long incident) {
    handle.execute(
        "UPDATE article_event SET incident_id = ? WHERE article_id = ? AND ordinal = ?",
        incident,
        article,
        ordinal);
  }

  /** Counts to another incident what these articles, or all where null, tell of this one. */
  public void move(Handle handle, long from, long to, @Nullable List<Long> articles) {
    if (articles == null)
      handle.execute("UPDATE article_event SET incident_id = ? WHERE incident_id = ?", to, from);
    else
      handle
          .createUpdate(
              """
              UPDATE article_event SET incident_id = :to
              WHERE incident_id = :from AND article_id = ANY(:articles)
              """)
          .bind("to", to)
          .bind("from", from)
          .bindArray("articles", Long.class, articles)
          .execute();
  }

  /** What an article says happened, in its order. */
  public List<Told> of(long article) {
    return database.read(h -> of(h, article));
  }

  public List<Told> of(Handle handle, long article) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM article_event WHERE article_id = :article ORDER BY ordinal")
        .bind("article", article)
        .map(Events::told)
        .list();
  }

  /** What these articles say happened, by article and in its order. */
  public List<Told> of(Collection<Long> articles) {
    if (articles.isEmpty()) return List.of();
    return database.read(
        h ->
            h.createQuery(
                    "SELECT "
                        + COLUMNS
                        + " FROM article_event WHERE article_id IN (<articles>)"
                        + " ORDER BY article_id, ordinal")
                .bindList("articles", List.copyOf(articles))
                .map(Events::told)
                .list());
  }

  /** Of which types the events are that these articles tell, each once and in its order. */
  public Map<Long, List<EventType>> types(Collection<Long> articles) {
    if (articles.isEmpty()) return Map.of();
    List<Map.Entry<Long, EventType>> told =
        database.read(
            h ->
                h.createQuery(
                        """
                        SELECT article_id, type FROM article_event WHERE article_id IN (<articles>)
                        ORDER BY article_id, ordinal
                        """)
                    .bindList("articles", List.copyOf(articles))
                    .map((rs, c) -> Map.entry(rs.getLong(1), EventType.valueOf(rs.getString(2))))
                    .list());
    Map<Long, List<EventType>> types = new HashMap<>();
    for (var one : told) {
      List<EventType> known = types.computeIfAbsent(one.getKey(), k -> new ArrayList<>());
      if (!known.contains(one.getValue())) known.add(one.getValue());
    }
    return types;
  }

  /** Every event that was counted to an incident, by article. */
  public List<Told> ofIncident(long incident) {
    return database.read(h -> ofIncident(h, incident));
  }

  public List<Told> ofIncident(Handle handle, long incident) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + " FROM article_event WHERE incident_id = :incident"
                + " ORDER BY article_id, ordinal")
        .bind("incident", incident)
        .map(Events::told)
        .list();
  }

  private static Told told(ResultSet rs, StatementContext context) throws SQLException {
    var roles =
        new Event.Roles(
            rs.getString("actor"),
            rs.getString("vendor"),
            rs.getString("product"),
            rs.getString("scope"),
            rs.getString("replacement"));
    Date effective = rs.getDate("effective_date");
    var event =
        new Event(
            EventType.valueOf(rs.getString("type")),
            Status.valueOf(rs.getString("status")),
            roles,
            effective == null ? null : effective.toLocalDate(),
            readReasons(rs.getString("reasons")),
            rs.getDouble("confidence"),
            Json.read(rs.getString("evidence"), EVIDENCE));
    return new Told(
        rs.getLong("article_id"),
        rs.getInt("ordinal"),
        event,
        rs.getObject("incident_id", Long.class));
  }

  /** Reasons as a column keeps them: their labels, parted by blanks, in the order of the guide. */
  public static String writeReasons(Set<Reason> reasons) {
    return String.join(" ", reasons.stream().sorted().map(Reason::name).toList());
  }

  public static Set<Reason> readReasons(String column) {
    var reasons = EnumSet.noneOf(Reason.class);
    for (String name : column.split(" ")) if (!name.isEmpty()) reasons.add(Reason.valueOf(name));
    return reasons;
  }

  private static @Nullable String cut(@Nullable String text, int longest) {
    return text == null || text.length() <= longest ? text : text.substring(0, longest);
  }
}
