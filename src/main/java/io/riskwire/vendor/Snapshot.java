package io.riskwire.vendor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of vendors at one moment; immutable. {@code position}: how far in the change
 * log; {@code own}: what users added and changed; {@code byOwner}: whom a vendor owns; {@code
 * forwards}: slugs that were merged into or renamed to another.
 */
record Snapshot(
    long position,
    List<Own> own,
    Catalogue catalogue,
    Names names,
    Map<String, Vendor> bySlug,
    Map<String, String> byName,
    Map<String, List<String>> byOwner,
    Map<String, String> forwards) {

  /** A user's addition or change; {@code mergedInto}: the slug of whom it forwards to. */
  record Own(long id, String slug, Vendor vendor, @Nullable String mergedInto) {}

  static Snapshot of(Catalogue catalogue) {
    return of(0, List.of(), catalogue, Map.of());
  }

  private static Snapshot of(
      long position, List<Own> own, Catalogue catalogue, Map<String, String> forwards) {
    Map<String, Vendor> bySlug = new LinkedHashMap<>();
    Map<String, String> byName = new HashMap<>();
    catalogue.vendors().forEach(v -> bySlug.putIfAbsent(Vendors.slug(v.name()), v));
    catalogue.vendors().forEach(v -> learn(byName, v.name(), v.aliases()));
    catalogue.organisations().forEach(o -> learn(byName, o.name(), o.aliases()));
    catalogue.products().forEach(p -> learn(byName, p.name(), p.aliases()));
    return new Snapshot(
        position,
        own,
        catalogue,
        Names.of(catalogue),
        bySlug,
        byName,
        byOwner(catalogue, byName),
        Map.copyOf(forwards));
  }

  /** A name in its own right beats the alias of another; of two the one that came first. */
  private static void learn(Map<String, String> byName, String name, Collection<String> aliases) {
    byName.put(name.toLowerCase(Locale.ROOT), name);
    for (String form : aliases) byName.putIfAbsent(form.toLowerCase(Locale.ROOT), name);
    byName.putIfAbsent(Vendors.slug(name), name);
  }

  private static Map<String, List<String>> byOwner(
      Catalogue catalogue, Map<String, String> byName) {
    Map<String, List<String>> byOwner = new HashMap<>();
    for (Vendor vendor : catalogue.vendors()) {
      if (vendor.owner() == null) continue;
      String owner = byName.getOrDefault(vendor.owner().toLowerCase(Locale.ROOT), vendor.owner());
      byOwner.computeIfAbsent(owner, o -> new ArrayList<>()).add(vendor.name());
    }
    return byOwner;
  }

  /** The same at a later position of the log, at which nothing else is known. */
  Snapshot at(long position) {
    return new Snapshot(position, own, catalogue, names, bySlug, byName, byOwner, forwards);
  }

  /** The bundled one with what users added and changed. */
  Snapshot with(long position, List<Own> own) {
    if (own.isEmpty()) return at(position);
    Map<String, String> forwards = new HashMap<>();
    Map<String, Vendor> vendors = new LinkedHashMap<>(bySlug);
    for (Own change : own) {
      if (change.mergedInto() == null) vendors.put(change.slug(), change.vendor());
      else forwards.put(change.slug(), change.mergedInto());
    }
    Map<String, String> renamed = new HashMap<>();
    for (Own change : own) {
      Vendor to = vendors.get(end(forwards, change.slug()));
      if (change.mergedInto() == null || to == null) continue;
      Vendor bundled = bySlug.get(change.slug());
      if (bundled != null) renamed.put(bundled.name(), to.name());
      renamed.put(change.vendor().name(), to.name());
    }
    vendors.keySet().removeAll(forwards.keySet());
    var changed =
        new Catalogue(
            vendors.values().stream().map(v -> v.ownedBy(to(renamed, v.owner()))).toList(),
            products(renamed),
            catalogue.organisations());
    return of(position, own, changed, forwards);
  }

  private List<Product> products(Map<String, String> renamed) {
    List<Product> products = new ArrayList<>();
    for (Product p : catalogue.products())
      products.add(p.madeBy(renamed.getOrDefault(p.vendor(), p.vendor())));
    return products;
  }

  private static @Nullable String to(Map<String, String> renamed, @Nullable String name) {
    return name == null ? null : renamed.getOrDefault(name, name);
  }

  /** Where a chain of forwards ends. */
  static String end(Map<String, String> forwards, String slug) {
    String at = slug;
    for (int i = 0; i <= forwards.size(); i++) {
      String next = forwards.get(at);
      if (next == null) return at;
      at = next;
    }
    return at;
  }
}
