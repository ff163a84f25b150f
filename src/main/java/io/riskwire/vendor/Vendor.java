package io.riskwire.vendor;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A company whose products others depend on. {@code country}: ISO 3166 alpha-2; {@code ambiguous}:
 * those of its names that mean something else too.
 */
public record Vendor(
    String name,
    String kind,
    String country,
    @Nullable String owner,
    List<String> aliases,
    List<String> ambiguous) {
  public Vendor {
    aliases = List.copyOf(aliases);
    ambiguous = List.copyOf(ambiguous);
  }
}
