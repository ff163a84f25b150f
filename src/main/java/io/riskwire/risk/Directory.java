package io.riskwire.risk;

import io.riskwire.vendor.Product;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All vendors that have a page: those that are known, and any others whom something befell. */
@ApplicationScoped
public class Directory {
  private final Vendors vendors;
  private final Chronicle chronicle;

  public Directory(Vendors vendors, Chronicle chronicle) {
    this.vendors = vendors;
    this.chronicle = chronicle;
  }

  /** In no order. */
  public List<Vendor> list() {
    List<Vendor> all = new ArrayList<>(vendors.list());
    for (String name : chronicle.targets())
      if (vendors.named(name).isEmpty()) all.add(stranger(name));
    return all;
  }

  public Optional<Vendor> find(String slug) {
    Optional<Vendor> known = vendors.find(slug);
    if (known.isPresent()) return known;
    return chronicle.targets().stream()
        .filter(name -> Vendors.slug(name).equals(slug))
        .filter(name -> vendors.named(name).isEmpty())
        .findFirst()
        .map(Directory::stranger);
  }

  /** The vendor of this name, which may be a new one. */
  public Vendor named(String name) {
    return vendors.named(name).orElseGet(() -> stranger(name));
  }

  /** Where the page of a vendor of this name is; null where there is none. */
  public @Nullable String slugOf(@Nullable String name) {
    if (name == null) return null;
    Optional<Vendor> known = vendors.named(name);
    if (known.isPresent()) return Vendors.slug(known.get().name());
    String slug = Vendors.slug(name);
    return !slug.isEmpty() && chronicle.isTarget(name) ? slug : null;
  }

  /** The slug to which one forwards whose vendor was merged or renamed. */
  public Optional<String> forward(String slug) {
    return vendors.forward(slug);
  }

  public List<Product> products(Vendor vendor) {
    return vendors.products(vendor.name());
  }

  /** The names, in lower case, under which incidents may have a vendor: no other's name. */
  Set<String> names(Vendor vendor) {
    Set<String> names = new LinkedHashSet<>();
    names.add(vendor.name().toLowerCase(Locale.ROOT));
    for (String alias : vendor.aliases())
      if (vendors.canonical(alias).equals(vendor.name())) names.add(alias.toLowerCase(Locale.ROOT));
    return names;
  }

  /** To whom a vendor belongs in the end; itself where nobody owns it. */
  public String ultimateOwner(Vendor vendor) {
    Set<String> seen = new LinkedHashSet<>();
    String at = vendor.name();
    while (seen.add(at)) {
      String owner = named(at).owner();
      if (owner == null) return at;
      at = vendors.canonical(owner);
    }
    return at;
  }

  private static Vendor stranger(String name) {
    return new Vendor(name, "", "", null, List.of(), List.of());
  }
}
