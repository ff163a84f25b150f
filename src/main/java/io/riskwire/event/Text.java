package io.riskwire.event;

import io.riskwire.base.Lang;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the analyzer reads: relative dates are resolved against {@code published}; {@code outlet},
 * who published it, is no party to what it only tells of.
 */
public record Text(
    String title, String text, Instant published, @Nullable Lang lang, String outlet) {
  /** A text of which it is not known who published it. */
  public Text(String title, String text, Instant published, @Nullable Lang lang) {
    this(title, text, published, lang, "");
  }
}
