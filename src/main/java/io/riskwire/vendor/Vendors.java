package io.riskwire.vendor;

import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.vendor.Snapshot.Own;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What is known of vendors and products: under which names, in which canonical form. The bundled
 * ones, and what users add and correct, which is known everywhere as soon as it is stored: what is
 * asked here is one immutable snapshot, and a change puts another in its place.
 */
@ApplicationScoped
public class Vendors {
  private final Database database;
  private final ChangeLog log;
  private final InstantSource clock;
  private volatile @Nullable Snapshot current;
  private volatile @Nullable Prepared matching;

  public Vendors(Database database, ChangeLog log, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.clock = clock;
  }

  /** The canonical form of a name, an alias or a slug; what is not known stays as it is. */
  public String canonical(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    Snapshot now = now();
    String known = now.byName().get(key);
    if (known != null) return known;
    Vendor forwarded = now.bySlug().get(Snapshot.end(now.forwards(), key));
    return forwarded == null ? name.strip() : forwarded.name();
  }

  /** A name as it stands in an address: {@code palo-alto-networks}. */
  public static String slug(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return String.join("-", List.of(plain.replaceAll("\\p{M}+", "").split("[^\\p{L}\\p{N}]+")))
        .replaceAll("^-|-$", "");
  }

  /** Finds the names in texts. */
  public Names names() {
    return now().names();
  }

  /** Finds the vendor that a purchasing system means. */
  public Matching matching() {
    Catalogue catalogue = now().catalogue();
    Prepared prepared = matching;
    if (prepared == null || prepared.catalogue != catalogue) {
      prepared = new Prepared(catalogue, Matching.of(catalogue));
      matching = prepared;
    }
    return prepared.matching;
  }

  /** Made when a list is matched first after a change; most changes are followed by none. */
  private record Prepared(Catalogue catalogue, Matching matching) {}

  /** All vendors, in the order in which they came to be known. */
  public List<Vendor> list() {
    return now().catalogue().vendors();
  }

  public Optional<Vendor> find(String slug) {
    return Optional.ofNullable(now().bySlug().get(slug));
  }

  /** The vendor of this name, alias or slug. */
  public Optional<Vendor> named(String name) {
    return find(slug(canonical(name)));
  }

  /** Into whom a vendor was merged, or how it is called now: a slug. */
  public Optional<String> forward(String slug) {
    Snapshot now = now();
    return now.forwards().containsKey(slug)
        ? Optional.of(Snapshot.end(now.forwards(), slug))
        : Optional.empty();
  }

  /** A vendor, and all that belong to it or to one that does; their canonical names. */
  public Set<String> belongingTo(String name) {
    Map<String, List<String>> byOwner = now().byOwner();
    Set<String> all = new LinkedHashSet<>();
    Deque<String> owners = new ArrayDeque<>(List.of(canonical(name)));
    while (!owners.isEmpty()) {
      String owner = owners.remove();
      if (all.add(owner)) owners.addAll(byOwner.getOrDefault(owner, List.of()));
    }
    return all;
  }

  /** All products that are known. */
  public List<Product> products() {
    return now().catalogue().products();
  }

  /** What a vendor makes, as far as it is known. */
  public List<Product> products(String vendor) {
    return now().catalogue().products().stream().filter(p -> p.vendor().equals(vendor)).toList();
  }

  /** Up to which change of the log all is known here. */
  public long position() {
    return now().position();
  }

  private Snapshot now() {
    Snapshot known = current;
    return known == null ? load() : known;
  }

  /** Reads again what users changed, here or on another node. */
  public void renew() {
    load();
  }

  /** Builds anew only where something changed: the position is read first, so none is missed. */
  private synchronized Snapshot load() {
    long position = log.position();
    List<Own> own = database.read(Vendors::own);
    Snapshot known = current;
    Snapshot read =
        known != null && known.own().equals(own)
            ? known.at(position)
            : Bundled.SNAPSHOT.with(position, own);
    current = read;
    return read;
  }

  private static List<Own> own(Handle handle) {
    return handle
        .createQuery("SELECT id, slug, spec, merged_into FROM vendor ORDER BY id")
        .map(
            (rs, c) ->
                new Own(
                    rs.getLong("id"),
                    rs.getString("slug"),
                    Json.read(rs.getString("spec"), Vendor.class),
                    rs.getString("merged_into")))
        .list();
  }

  /** Adds a vendor that is not known under any of its names. */
  public Vendor add(Vendor vendor) {
    vendor.checked();
    change(
        (h, notes) -> {
          checkFree(vendor.name());
          put(h, notes, vendor, "new");
        });
    return vendor;
  }

  /** Adds vendors in the transaction that needs them; {@link #renew} has to follow its end. */
  void add(Handle handle, ChangeLog.Notes notes, List<Vendor> vendors) {
    for (Vendor vendor : vendors) put(handle, notes, vendor, "new");
  }

  /**
   * Changes a vendor's names, owner, kind or country. Under another name it has another slug, to
   * which the former one forwards.
   */
  public Vendor change(String slug, Vendor wanted) {
    wanted.checked();
    Vendor before = existing(slug);
    boolean isRenamed = !slug(wanted.name()).equals(slug);
    Vendor after = isRenamed ? wanted.with(List.of(before.name())) : wanted;
    change(
        (h, notes) -> {
          if (isRenamed) {
            checkFree(wanted.name(), before);
            put(h, notes, after, "changed");
            forward(h, notes, before, slug(after.name()));
          } else put(h, notes, after, "changed");
          if (!after.name().equals(before.name()))
            Watchlists.rename(h, notes, before.name(), after.name());
        });
    return after;
  }

  /** Makes one vendor of two: all that is known of the first is the second's from now on. */
  public Vendor merge(String slug, String into) {
    Vendor from = existing(slug);
    Vendor to = existing(into);
    if (slug.equals(into)) throw new Invalid("into", "is the same vendor");
    Vendor joined = to.joinedBy(from);
    change(
        (h, notes) -> {
          put(h, notes, joined, "changed");
          forward(h, notes, from, into);
          Watchlists.rename(h, notes, from.name(), joined.name());
        });
    return joined;
  }

  private Vendor existing(String slug) {
    return find(slug).orElseThrow(() -> new Invalid("slug", "there is no vendor " + slug));
  }

  private void checkFree(String name) {
    checkFree(name, null);
  }

  private void checkFree(String name, @Nullable Vendor but) {
    Snapshot now = now();
    Vendor known = now.bySlug().get(slug(name));
    if (known == null) known = now.bySlug().get(slug(canonical(name)));
    if (known != null && !known.equals(but))
      throw new Invalid("name", "is known as " + known.name(), null, "merge the two instead");
  }

  private interface Work {
    void with(Handle handle, ChangeLog.Notes notes);
  }

  private void change(Work work) {
    database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          work.with(h, notes);
          notes.write();
          return null;
        });
    renew();
  }

  private void put(Handle handle, ChangeLog.Notes notes, Vendor vendor, String what) {
    notes.add(Subject.VENDOR, row(handle, slug(vendor.name()), vendor, null), what, null);
  }

  private void forward(Handle handle, ChangeLog.Notes notes, Vendor vendor, String into) {
    notes.add(Subject.VENDOR, row(handle, slug(vendor.name()), vendor, into), "merged", null);
  }

  private long row(Handle handle, String slug, Vendor vendor, @Nullable String into) {
    int updated =
        handle.execute(
            "UPDATE vendor SET spec = ?, merged_into = ? WHERE slug = ?",
            Json.write(vendor),
            into,
            slug);
    if (updated == 0)
      handle.execute(
          "INSERT INTO vendor (slug, spec, merged_into, created) VALUES (?, ?, ?, ?)",
          slug,
          Json.write(vendor),
          into,
          Timestamp.from(clock.instant()));
    return handle
        .createQuery("SELECT id FROM vendor WHERE slug = :slug")
        .bind("slug", slug)
        .mapTo(Long.class)
        .one();
  }

  /** A vendor that is called otherwise now. */
  public record Renamed(String before, String now) {}

  /** What the change of this row made of a name that others may have stored. */
  public Optional<Renamed> renamed(long id) {
    return database
        .read(
            h ->
                h.createQuery(
                        """
                        SELECT slug, spec FROM vendor WHERE id = :id AND merged_into IS NOT NULL
                        """)
                    .bind("id", id)
                    .map((rs, c) -> Json.read(rs.getString("spec"), Vendor.class))
                    .findOne())
        .map(v -> new Renamed(v.name(), canonical(slug(v.name()))));
  }
}
