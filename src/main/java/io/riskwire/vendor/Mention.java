package io.riskwire.vendor;

import io.riskwire.base.Span;
import org.jspecify.annotations.Nullable;

/**
 * A name in a text: which one, in canonical form, where it stands and why it matched. {@code
 * vendor}: the maker of a product, or the vendor itself; null where none is known.
 */
public record Mention(
    Kind kind, String name, @Nullable String vendor, boolean inTitle, Span span, String reason) {

  /** What is named. */
  public enum Kind {
    VENDOR,
    PRODUCT,
    /** An authority, court, government, army, parliament or intruder group. */
    BODY,
    /** An organisation that the base does not know. */
    UNKNOWN
  }
}
