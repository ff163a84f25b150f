package io.riskwire.vendor;

import io.riskwire.base.Invalid;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A company whose products others depend on. {@code country}: ISO 3166 alpha-2, empty where it is
 * not known; {@code ambiguous}: those of its names that mean something else too.
 */
public record Vendor(
    String name,
    String kind,
    String country,
    @Nullable String owner,
    List<String> aliases,
    List<String> ambiguous) {
  private static final int LONGEST = 300;
  private static final int MOST_ALIASES = 200;

  public Vendor {
    aliases = List.copyOf(aliases);
    ambiguous = List.copyOf(ambiguous);
  }

  /** The same; {@code Invalid} where a user gave what no vendor can have. */
  Vendor checked() {
    check("name", name);
    if (owner != null) check("owner", owner);
    if (aliases.size() > MOST_ALIASES) throw new Invalid("aliases", "more than " + MOST_ALIASES);
    aliases.forEach(alias -> check("aliases", alias));
    return this;
  }

  private static void check(String field, String name) {
    if (name.isBlank() || name.length() > LONGEST)
      throw new Invalid(field, "1 to " + LONGEST + " characters");
    if (Vendors.slug(name).isEmpty()) throw new Invalid(field, "no letter or digit in it");
  }

  Vendor ownedBy(@Nullable String owner) {
    return new Vendor(name, kind, country, owner, aliases, ambiguous);
  }

  /** The same vendor under another name; the former one is still known. */
  Vendor renamed(String to) {
    return to.equals(name) ? this : with(List.of(name)).named(to);
  }

  private Vendor named(String to) {
    List<String> others = aliases.stream().filter(a -> !a.equals(to)).toList();
    return new Vendor(to, kind, country, owner, others, ambiguous);
  }

  /** Known under these names too. */
  Vendor with(List<String> more) {
    Set<String> all = new LinkedHashSet<>(aliases);
    all.addAll(more);
    all.remove(name);
    return new Vendor(name, kind, country, owner, List.copyOf(all), ambiguous);
  }

  /** Known under all names of another that it takes in. */
  Vendor joinedBy(Vendor other) {
    Vendor named = with(List.of(other.name)).with(other.aliases);
    Set<String> all = new LinkedHashSet<>(ambiguous);
    all.addAll(other.ambiguous);
    return new Vendor(name, kind, country, owner, named.aliases, List.copyOf(all));
  }
}
