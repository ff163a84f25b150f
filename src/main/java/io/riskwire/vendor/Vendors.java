package io.riskwire.vendor;

import jakarta.enterprise.context.ApplicationScoped;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What is known of vendors and products: under which names, in which canonical form. */
@ApplicationScoped
public class Vendors {
  private final Map<String, String> byName = new HashMap<>();
  private final Map<String, List<String>> byOwner = new HashMap<>();
  private final List<Named> vendors;
  private final List<Named> products;

  public Vendors() {
    this(Catalogue.load());
  }

  Vendors(Catalogue catalogue) {
    catalogue.vendors().forEach(v -> learn(v.name(), v.aliases()));
    catalogue.organisations().forEach(o -> learn(o.name(), o.aliases()));
    catalogue.products().forEach(p -> learn(p.name(), p.aliases()));
    vendors = catalogue.vendors().stream().map(v -> new Named(v.name(), v.aliases())).toList();
    products = catalogue.products().stream().map(p -> new Named(p.name(), p.aliases())).toList();
    for (Vendor vendor : catalogue.vendors()) {
      if (vendor.owner() == null) continue;
      String owner = canonical(vendor.owner());
      byOwner.computeIfAbsent(owner, o -> new ArrayList<>()).add(vendor.name());
    }
  }

  /** A canonical name and the other forms of it. */
  public record Named(String name, List<String> aliases) {
    public Named {
      aliases = List.copyOf(aliases);
    }
  }

  /** All vendors that are known. */
  public List<Named> vendors() {
    return vendors;
  }

  /** All products that are known. */
  public List<Named> products() {
    return products;
  }

  /** A vendor, and all that belong to it or to one that does; their canonical names. */
  public Set<String> belongingTo(String name) {
    Set<String> all = new LinkedHashSet<>();
    Deque<String> owners = new ArrayDeque<>(List.of(canonical(name)));
    while (!owners.isEmpty()) {
      String owner = owners.remove();
      if (all.add(owner)) owners.addAll(byOwner.getOrDefault(owner, List.of()));
    }
    return all;
  }

  /** A name in its own right beats the alias of another; of two the one that came first. */
  private void learn(String name, Collection<String> aliases) {
    byName.put(name.toLowerCase(Locale.ROOT), name);
    for (String form : aliases) byName.putIfAbsent(form.toLowerCase(Locale.ROOT), name);
    byName.putIfAbsent(slug(name), name);
  }

  /** The canonical form of a name, an alias or a slug; what is not known stays as it is. */
  public String canonical(String name) {
    String key = name.strip().toLowerCase(Locale.ROOT);
    return byName.getOrDefault(key, name.strip());
  }

  /** A name as it stands in an address: {@code palo-alto-networks}. */
  public static String slug(String name) {
    String plain = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
    return String.join("-", List.of(plain.replaceAll("\\p{M}+", "").split("[^\\p{L}\\p{N}]+")))
        .replaceAll("^-|-$", "");
  }
}
