package io.riskwire.vendor;

import io.riskwire.vendor.Watchlist.Candidate;
import io.riskwire.vendor.Watchlist.Match;
import io.riskwire.vendor.Watchlist.Row;
import io.riskwire.vendor.Watchlist.State;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Finds the vendor that a purchasing system means by a name. */
public final class Matching {
  private final Map<String, String> names = new HashMap<>();

  private Matching(Catalogue catalogue) {
    for (Vendor v : catalogue.vendors())
      names.putIfAbsent(v.name().toLowerCase(Locale.ROOT), v.name());
  }

  static Matching of(Catalogue catalogue) {
    return new Matching(catalogue);
  }

  public Match match(Row row) {
    String vendor = names.get(row.name().strip().toLowerCase(Locale.ROOT));
    return vendor == null
        ? new Match(State.CREATED, newName(row.name()), 0, "not known", List.of())
        : new Match(
            State.MATCHED, vendor, 1, "same name", List.of(new Candidate(vendor, 1, "same name")));
  }

  static String newName(String name) {
    return name.strip();
  }

  static Vendor newVendor(String name, Row row) {
    return new Vendor(name, "other", "", null, List.of(), List.of());
  }
}
