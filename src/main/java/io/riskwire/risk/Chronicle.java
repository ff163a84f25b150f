package io.riskwire.risk;

import io.riskwire.db.Database;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.risk.Trail.Entry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/**
 * What was known of each incident, and since when. It is only ever added to, so that what a day
 * looked like stays as it was, whatever is learned, corrected or merged afterwards. All of it is
 * held in memory and read on from where it was left: rows are numbered in order of commit, because
 * whoever writes them holds the head of the change log.
 */
@ApplicationScoped
public class Chronicle {
  private static final String COLUMNS =
      """
      id, incident_id, at, type, status, title, actor, vendor, product, scope, replacement,
      effective_date, severity, confidence, sources, first_seen, moved, sample, withdrawn
      """;

  private static final RowMapper<Entry> ENTRY =
      (rs, c) -> {
        Date effective = rs.getDate("effective_date");
        return new Entry(
            rs.getLong("id"),
            rs.getLong("incident_id"),
            rs.getTimestamp("at").toInstant(),
            EventType.valueOf(rs.getString("type")),
            Status.valueOf(rs.getString("status")),
            rs.getString("title"),
            Incidents.roles(rs),
            effective == null ? null : effective.toLocalDate(),
            rs.getInt("severity"),
            rs.getDouble("confidence"),
            rs.getInt("sources"),
            rs.getTimestamp("first_seen").toInstant(),
            rs.getTimestamp("moved").toInstant(),
            rs.getBoolean("sample"),
            rs.getBoolean("withdrawn"));
      };

  private final Database database;
  private volatile Book book = Book.EMPTY;

  public Chronicle(Database database) {
    this.database = database;
  }

  /**
   * All trails as far as they were read; a party's are filed under its name in lower case. {@code
   * targets}: by that name, how those are written whom something befell.
   */
  record Book(
      long last,
      long rows,
      Map<Long, Trail> trails,
      Map<String, Set<Long>> byParty,
      Map<String, String> targets) {
    static final Book EMPTY = new Book(0, 0, Map.of(), Map.of(), Map.of());

    Book with(List<Entry> more) {
      Map<Long, List<Entry>> byIncident = new TreeMap<>();
      Map<String, Set<Long>> filed = new HashMap<>();
      Map<String, String> targets = new TreeMap<>(this.targets);
      for (Entry entry : more) {
        String vendor = entry.roles().vendor();
        if (vendor != null) targets.put(vendor.toLowerCase(Locale.ROOT), vendor);
        byIncident.computeIfAbsent(entry.incident(), i -> new ArrayList<>()).add(entry);
        file(filed, vendor, entry.incident());
        file(filed, entry.roles().actor(), entry.incident());
      }
      Map<Long, Trail> trails = new HashMap<>(this.trails);
      byIncident.forEach(
          (id, entries) -> trails.merge(id, new Trail(id, entries), Trail::followedBy));
      Map<String, Set<Long>> byParty = new HashMap<>(this.byParty);
      filed.forEach((name, ids) -> byParty.merge(name, ids, Book::both));
      return new Book(more.getLast().id(), rows + more.size(), trails, byParty, targets);
    }

    /** The trails of all incidents in which one of these names ever acted or was acted upon. */
    List<Trail> of(Collection<String> names) {
      Set<Long> ids = new TreeSet<>();
      for (String name : names)
        ids.addAll(byParty.getOrDefault(name.toLowerCase(Locale.ROOT), Set.of()));
      return ids.stream().map(trails::get).toList();
    }

    private static void file(Map<String, Set<Long>> filed, @Nullable String name, long incident) {
      if (name != null)
        filed.computeIfAbsent(name.toLowerCase(Locale.ROOT), n -> new TreeSet<>()).add(incident);
    }

    private static Set<Long> both(Set<Long> some, Set<Long> others) {
      Set<Long> all = new TreeSet<>(some);
      all.addAll(others);
      return all;
    }
  }

  /** Notes what is known of these incidents now, where it is not what was known before. */
  static void note(Handle handle, Instant at, Collection<Long> incidents) {
    if (incidents.isEmpty()) return;
    handle
        .createUpdate(
            """
            INSERT INTO incident_known (incident_id, at, type, status, title, actor, vendor, product,
              scope, replacement, effective_date, severity, confidence, sources, first_seen, moved,
              sample, withdrawn)
            SELECT i.id, :at, i.type, i.status, i.title, i.actor, i.vendor, i.product,
              i.scope, i.replacement, i.effective_date, i.severity, i.confidence, i.sources,
              i.first_seen,
              COALESCE((SELECT MAX(h.at) FROM incident_history h
                        WHERE h.incident_id = i.id AND h.act IS NULL), i.first_seen),
              i.sample, i.withdrawn
            FROM incident i
            WHERE i.id = ANY(:ids) AND NOT EXISTS (
              SELECT 1 FROM incident_known k
              WHERE k.id = (SELECT MAX(l.id) FROM incident_known l WHERE l.incident_id = i.id)
                AND k.status = i.status AND k.title = i.title
                AND k.actor IS NOT DISTINCT FROM i.actor
                AND k.vendor IS NOT DISTINCT FROM i.vendor
                AND k.product IS NOT DISTINCT FROM i.product
                AND k.scope IS NOT DISTINCT FROM i.scope
                AND k.replacement IS NOT DISTINCT FROM i.replacement
                AND k.effective_date IS NOT DISTINCT FROM i.effective_date
                AND k.severity = i.severity AND k.confidence = i.confidence
                AND k.sources = i.sources AND k.withdrawn = i.withdrawn)
            ORDER BY i.id
            """)
        .bind("at", at)
        .bindArray("ids", Long.class, incidents)
        .execute();
  }

  /** Forgets the incidents that are about to be taken away altogether, as sample news is. */
  static void forgetUntoldSample(Handle handle) {
    handle.execute(
        """
        DELETE FROM incident_known WHERE incident_id IN (
          SELECT i.id FROM incident i
          WHERE i.sample AND NOT EXISTS
            (SELECT 1 FROM article_event e WHERE e.incident_id = i.id))
        """);
  }

  /** Those whom something befell, as they are written, by name. */
  public Collection<String> targets() {
    return Collections.unmodifiableCollection(read().targets().values());
  }

  boolean isTarget(String name) {
    return read().targets().containsKey(name.toLowerCase(Locale.ROOT));
  }

  /** All that is known now; whoever asks more than once keeps it meanwhile. */
  Book read() {
    Book known = book;
    return database.read(h -> isUpToDate(h, known)) ? known : readOn();
  }

  /** Rows that are gone were taken away with the sample. */
  private static boolean isUpToDate(Handle handle, Book known) {
    return handle
        .createQuery("SELECT COUNT(*), COALESCE(MAX(id), 0) FROM incident_known")
        .map((rs, c) -> rs.getLong(1) == known.rows() && rs.getLong(2) == known.last())
        .one();
  }

  private synchronized Book readOn() {
    book =
        database.read(
            h -> {
              Book read = onFrom(h, book);
              return isComplete(h, read) ? read : onFrom(h, Book.EMPTY);
            });
    return book;
  }

  /** Whether it has all up to its last row; others may have been written meanwhile. */
  private static boolean isComplete(Handle handle, Book read) {
    return handle
        .createQuery("SELECT COUNT(*) FROM incident_known WHERE id <= :last")
        .bind("last", read.last())
        .mapTo(Long.class)
        .one()
        .equals(read.rows());
  }

  private static Book onFrom(Handle handle, Book known) {
    List<Entry> more =
        handle
            .createQuery("SELECT " + COLUMNS + " FROM incident_known WHERE id > :last ORDER BY id")
            .bind("last", known.last())
            .map(ENTRY)
            .list();
    return more.isEmpty() ? known : known.with(more);
  }
}
