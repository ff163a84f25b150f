package io.riskwire.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change: what changed, how, and the article that caused it, if one did. {@code what} is a word
 * of the subject's own: {@code new}, {@code text}, {@code status}, {@code effective}, …
 */
public record Change(
    long position, Subject subject, long id, String what, @Nullable Long cause, Instant at) {

  /** What can change. */
  public enum Subject {
    ARTICLE,
    STORY,
    INCIDENT,
    SUBSCRIPTION,
    WATCHLIST,
    VENDOR
  }
}
