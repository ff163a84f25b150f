package io.riskwire.vendor;

import com.fasterxml.jackson.core.type.TypeReference;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.vendor.PurchasingFile.Read;
import io.riskwire.vendor.Watchlist.Candidate;
import io.riskwire.vendor.Watchlist.Criticality;
import io.riskwire.vendor.Watchlist.Entry;
import io.riskwire.vendor.Watchlist.Match;
import io.riskwire.vendor.Watchlist.Row;
import io.riskwire.vendor.Watchlist.State;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** The store of watchlists; who is unknown when one is kept becomes a vendor. */
@ApplicationScoped
public class Watchlists {
  /** A preview that nobody confirms is dropped after so long. */
  private static final Duration DRAFT = Duration.ofDays(2);

  private static final TypeReference<List<Candidate>> CANDIDATES = new TypeReference<>() {};

  private static final TypeReference<List<String>> PROBLEMS = new TypeReference<>() {};

  private static final RowMapper<Entry> ENTRY =
      (rs, c) ->
          new Entry(
              rs.getLong("id"),
              new Row(
                  rs.getInt("line"),
                  rs.getString("name"),
                  rs.getString("domain"),
                  rs.getString("product"),
                  rs.getString("owner"),
                  criticality(rs.getString("criticality")),
                  date(rs, "contract"),
                  date(rs, "renewal")),
              new Match(
                  State.valueOf(rs.getString("state")),
                  rs.getString("vendor"),
                  rs.getDouble("score"),
                  rs.getString("reason"),
                  Json.read(rs.getString("candidates"), CANDIDATES)));

  private final Database database;
  private final ChangeLog log;
  private final Vendors vendors;
  private final InstantSource clock;

  public Watchlists(Database database, ChangeLog log, Vendors vendors, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.vendors = vendors;
    this.clock = clock;
  }

  private static @Nullable Criticality criticality(@Nullable String name) {
    return name == null ? null : Criticality.valueOf(name);
  }

  private static @Nullable LocalDate date(ResultSet rs, String column) throws SQLException {
    Date date = rs.getDate(column);
    return date == null ? null : date.toLocalDate();
  }

  /** A watchlist without its entries. */
  public record Summary(
      long id, String name, boolean tellsOwners, Instant changed, int entries, int review) {}

  /** All but drafts, by name. */
  public List<Summary> list() {
    return database.read(
        h ->
            h.createQuery(
                    """
                    SELECT w.id, w.name, w.tells_owners, w.changed, COUNT(e.id) AS entries,
                      SUM(CASE WHEN e.state = 'REVIEW' THEN 1 ELSE 0 END) AS review
                    FROM watchlist w LEFT JOIN watchlist_entry e ON e.watchlist_id = w.id
                    WHERE w.kept GROUP BY w.id, w.name, w.tells_owners, w.changed
                    ORDER BY w.name, w.id
                    """)
                .map(
                    (rs, c) ->
                        new Summary(
                            rs.getLong("id"),
                            rs.getString("name"),
                            rs.getBoolean("tells_owners"),
                            rs.getTimestamp("changed").toInstant(),
                            rs.getInt("entries"),
                            rs.getInt("review")))
                .list());
  }

  /** The watchlist that a question or a subscription names; {@link Invalid} where there is none. */
  public Watchlist kept(String id) {
    boolean isNumber = id.matches("[0-9]{1,18}");
    return find(isNumber ? Long.parseLong(id) : 0)
        .filter(Watchlist::isKept)
        .orElseThrow(() -> new Invalid("watchlist", "there is no watchlist " + id));
  }

  public Optional<Watchlist> find(long id) {
    return database.read(h -> find(h, id));
  }

  private static Optional<Watchlist> find(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT id, name, tells_owners, kept, created, changed, problems
            FROM watchlist WHERE id = :id
            """)
        .bind("id", id)
        .map(
            (rs, c) ->
                new Watchlist(
                    id,
                    rs.getString("name"),
                    rs.getBoolean("tells_owners"),
                    rs.getBoolean("kept"),
                    rs.getTimestamp("created").toInstant(),
                    rs.getTimestamp("changed").toInstant(),
                    entries(handle, id),
                    Json.read(rs.getString("problems"), PROBLEMS)))
        .findOne();
  }

  private static List<Entry> entries(Handle handle, long id) {
    return handle
        .createQuery(
            """
            SELECT id, line, name, domain, product, owner, criticality, contract, renewal, state,
              vendor, score, reason, candidates
            FROM watchlist_entry WHERE watchlist_id = :id ORDER BY id
            """)
        .bind("id", id)
        .map(ENTRY)
        .list();
  }

  /** Makes a watchlist of what a purchasing system lists. */
  public Watchlist add(String name, List<Row> rows) {
    return insert(name, new Read(rows, List.of()), true);
  }

  /** The same for somebody to look at first; {@link #keep} makes it one that counts. */
  public Watchlist draft(String name, Read list) {
    database.write(h -> dropDrafts(h));
    return insert(name, list, false);
  }

  private int dropDrafts(Handle handle) {
    Timestamp oldest = Timestamp.from(clock.instant().minus(DRAFT));
    handle.execute(
        """
        DELETE FROM watchlist_entry WHERE watchlist_id IN (
          SELECT id FROM watchlist WHERE NOT kept AND created < ?)
        """,
        oldest);
    return handle.execute("DELETE FROM watchlist WHERE NOT kept AND created < ?", oldest);
  }

  private Watchlist insert(String name, Read list, boolean isKept) {
    String checked = Watchlist.checkedName(name);
    List<Entry> entries = matched(list.rows());
    long id =
        changed(
            (h, notes) -> {
              long made = insert(h, checked, list.problems(), isKept);
              insert(h, made, entries);
              if (isKept) makeUnknown(h, notes, entries);
              if (isKept) notes.add(Subject.WATCHLIST, made, "new", null);
              return made;
            });
    return find(id).orElseThrow();
  }

  private List<Entry> matched(List<Row> rows) {
    Matching matching = vendors.matching();
    return rows.stream().map(row -> new Entry(0, row, matching.match(row))).toList();
  }

  private long insert(Handle handle, String name, List<String> problems, boolean isKept) {
    return handle
        .createUpdate(
            """
            INSERT INTO watchlist (name, tells_owners, kept, created, changed, problems)
            VALUES (:name, FALSE, :kept, :now, :now, :problems)
            """)
        .bind("problems", Json.write(problems))
        .bind("name", name)
        .bind("kept", isKept)
        .bind("now", clock.instant())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private static void insert(Handle handle, long id, List<Entry> entries) {
    var batch =
        handle.prepareBatch(
            """
            INSERT INTO watchlist_entry (watchlist_id, line, name, domain, product, owner,
              criticality, contract, renewal, state, vendor, score, reason, candidates)
            VALUES (:list, :line, :name, :domain, :product, :owner, :criticality, :contract,
              :renewal, :state, :vendor, :score, :reason, :candidates)
            """);
    for (Entry entry : entries) {
      Row row = entry.row();
      Match match = entry.match();
      batch
          .bind("list", id)
          .bind("line", row.line())
          .bind("name", row.name())
          .bind("domain", row.domain())
          .bind("product", row.product())
          .bind("owner", row.owner())
          .bind("criticality", row.criticality() == null ? null : row.criticality().name())
          .bind("contract", row.contract())
          .bind("renewal", row.renewal())
          .bind("state", match.state().name())
          .bind("vendor", match.vendor())
          .bind("score", match.score())
          .bind("reason", match.reason())
          .bind("candidates", Json.write(match.candidates()))
          .add();
    }
    if (batch.size() > 0) batch.execute();
  }

  /** Adds the vendors that its entries are to become and that are not there yet. */
  private void makeUnknown(Handle handle, ChangeLog.Notes notes, List<Entry> entries) {
    Set<String> slugs = new HashSet<>();
    List<Vendor> unknown =
        entries.stream()
            .filter(e -> e.match().state() == State.CREATED)
            .map(e -> Matching.newVendor(String.valueOf(e.match().vendor()), e.row()))
            .filter(v -> slugs.add(Vendors.slug(v.name())))
            .filter(v -> vendors.find(Vendors.slug(v.name())).isEmpty())
            .toList();
    vendors.add(handle, notes, unknown);
  }

  /** Makes a draft a watchlist like others. */
  public Watchlist keep(long id, String name) {
    String checked = Watchlist.checkedName(name);
    Watchlist draft = existing(id);
    changed(
        (h, notes) -> {
          h.execute(
              "UPDATE watchlist SET kept = TRUE, name = ?, problems = '[]' WHERE id = ?",
              checked,
              id);
          makeUnknown(h, notes, draft.entries());
          note(h, notes, id, "new");
          return id;
        });
    return existing(id);
  }

  /** Renames a watchlist, or says whether the owners of its entries are told. */
  public Watchlist change(long id, String name, boolean tellsOwners) {
    String checked = Watchlist.checkedName(name);
    existing(id);
    changed(
        (h, notes) -> {
          h.execute(
              "UPDATE watchlist SET name = ?, tells_owners = ? WHERE id = ?",
              checked,
              tellsOwners,
              id);
          note(h, notes, id, "changed");
          return id;
        });
    return existing(id);
  }

  /**
   * Puts other rows in the place of its own. What somebody said of a name that is still among them
   * holds on.
   */
  public Watchlist replace(long id, List<Row> rows) {
    Map<String, Match> settled = new HashMap<>();
    for (Entry entry : existing(id).entries())
      if (entry.match().state() != State.REVIEW) settled.put(entry.row().name(), entry.match());
    List<Entry> entries =
        matched(rows).stream()
            .map(e -> new Entry(0, e.row(), settled.getOrDefault(e.row().name(), e.match())))
            .toList();
    changed(
        (h, notes) -> {
          h.execute("DELETE FROM watchlist_entry WHERE watchlist_id = ?", id);
          insert(h, id, entries);
          makeUnknown(h, notes, entries);
          note(h, notes, id, "changed");
          return id;
        });
    return existing(id);
  }

  public void remove(long id) {
    changed(
        (h, notes) -> {
          h.execute("DELETE FROM watchlist_entry WHERE watchlist_id = ?", id);
          int removed = h.execute("DELETE FROM watchlist WHERE id = ?", id);
          if (removed > 0) notes.add(Subject.WATCHLIST, id, "removed", null);
          return id;
        });
  }

  /** Takes one line out. */
  public void remove(long id, long entry) {
    changed(
        (h, notes) -> {
          h.execute("DELETE FROM watchlist_entry WHERE watchlist_id = ? AND id = ?", id, entry);
          note(h, notes, id, "changed");
          return id;
        });
  }

  /** Somebody says which vendor an entry means, by any of its names. */
  public Entry settle(long id, long entry, String vendor, String by) {
    Vendor meant =
        vendors
            .named(vendor)
            .orElseThrow(() -> new Invalid("vendor", "there is no vendor " + vendor));
    Match before = entry(id, entry).match();
    return put(id, entry, before.settled(State.MATCHED, meant.name(), "chosen by " + by));
  }

  /** Somebody says that an entry means a vendor that is not known yet. */
  public Entry make(long id, long entry, String by) {
    Entry before = entry(id, entry);
    String name = Matching.newName(before.row().name());
    if (vendors.named(name).isPresent()) return settle(id, entry, name, by);
    Match made = before.match().settled(State.CREATED, name, "made a vendor by " + by);
    return put(id, entry, made);
  }

  private Entry put(long id, long entry, Match match) {
    boolean isKept = existing(id).isKept();
    changed(
        (h, notes) -> {
          h.createUpdate(
                  """
                  UPDATE watchlist_entry
                  SET state = :state, vendor = :vendor, score = :score, reason = :reason
                  WHERE id = :id
                  """)
              .bind("state", match.state().name())
              .bind("vendor", match.vendor())
              .bind("score", match.score())
              .bind("reason", match.reason())
              .bind("id", entry)
              .execute();
          if (isKept)
            makeUnknown(h, notes, List.of(new Entry(entry, entry(id, entry).row(), match)));
          note(h, notes, id, "changed");
          return id;
        });
    return entry(id, entry);
  }

  /** Changes what an entry says beside its name; how it was matched stays. */
  public Entry change(long id, long entry, Row row) {
    entry(id, entry);
    changed(
        (h, notes) -> {
          h.createUpdate(
                  """
                  UPDATE watchlist_entry SET domain = :domain, product = :product, owner = :owner,
                    criticality = :criticality, contract = :contract, renewal = :renewal
                  WHERE id = :id
                  """)
              .bind("domain", row.domain())
              .bind("product", row.product())
              .bind("owner", row.owner())
              .bind("criticality", row.criticality() == null ? null : row.criticality().name())
              .bind("contract", row.contract())
              .bind("renewal", row.renewal())
              .bind("id", entry)
              .execute();
          note(h, notes, id, "changed");
          return id;
        });
    return entry(id, entry);
  }

  /** One line of a watchlist. */
  public Entry entry(long id, long entry) {
    return existing(id).entries().stream()
        .filter(e -> e.id() == entry)
        .findFirst()
        .orElseThrow(() -> new Invalid("entry", "there is no entry " + entry));
  }

  private Watchlist existing(long id) {
    return find(id).orElseThrow(() -> new Invalid("id", "there is no watchlist " + id));
  }

  /** A vendor is called otherwise now: so it is in every watchlist. */
  static void rename(Handle handle, ChangeLog.Notes notes, String before, String now) {
    List<Long> lists =
        handle
            .createQuery(
                """
                SELECT DISTINCT watchlist_id FROM watchlist_entry WHERE vendor = :before
                ORDER BY watchlist_id
                """)
            .bind("before", before)
            .mapTo(Long.class)
            .list();
    handle.execute("UPDATE watchlist_entry SET vendor = ? WHERE vendor = ?", now, before);
    for (long list : lists) notes.add(Subject.WATCHLIST, list, "changed", null);
  }

  private interface Work {
    long with(Handle handle, ChangeLog.Notes notes);
  }

  private long changed(Work work) {
    long result =
        database.writeDurably(
            h -> {
              ChangeLog.Notes notes = log.lock(h);
              long id = work.with(h, notes);
              notes.write();
              return id;
            });
    vendors.renew();
    return result;
  }

  private void note(Handle handle, ChangeLog.Notes notes, long id, String what) {
    handle.execute(
        "UPDATE watchlist SET changed = ? WHERE id = ?", Timestamp.from(clock.instant()), id);
    notes.add(Subject.WATCHLIST, id, what, null);
  }
}
