package io.riskwire.vendor;

import org.jspecify.annotations.Nullable;

/**
 * What the base knows under a name: the canonical name, the maker ({@code vendor}; itself for a
 * vendor), what sort of thing it is ({@code ai}, {@code regulator}), and whether the words that
 * matched mean something else in ordinary English. {@code owner}: whom the maker belongs to.
 */
public record Known(
    Mention.Kind kind,
    String name,
    @Nullable String vendor,
    @Nullable String owner,
    String sort,
    boolean isAmbiguous) {

  /** The same under a form that means something else too. */
  Known asAmbiguous() {
    return new Known(kind, name, vendor, owner, sort, true);
  }
}
