package io.riskwire.vendor;

import java.util.List;

/** What a vendor sells, as its maker writes it. */
public record Product(
    String name, String vendor, String kind, List<String> aliases, List<String> ambiguous) {
  public Product {
    aliases = List.copyOf(aliases);
    ambiguous = List.copyOf(ambiguous);
  }

  Product madeBy(String vendor) {
    return new Product(name, vendor, kind, aliases, ambiguous);
  }
}
