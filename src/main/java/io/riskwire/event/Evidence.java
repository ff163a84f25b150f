package io.riskwire.event;

import io.riskwire.base.Span;

/**
 * The very words that say so, where they stand, and the rule that read them: {@code quote} is what
 * {@code span} covers in {@code field} of the text as it was given, at most 300 characters.
 */
public record Evidence(Field field, Span span, String quote, String rule) {
  public static final int LONGEST = 300;

  /** Which part of an article a quote stands in. */
  public enum Field {
    TITLE,
    TEXT
  }

  public Evidence {
    if (quote.length() != span.length() || quote.length() > LONGEST)
      throw new IllegalArgumentException("quote of " + quote.length() + " at " + span);
  }
}
