package io.riskwire.source;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a source's log: one poll and what came of it. {@code bytes} are those of the body,
 * unpacked; {@code news} and {@code changed} count items.
 */
public record Fetch(
    Instant at,
    Duration took,
    @Nullable Integer status,
    long bytes,
    int news,
    int changed,
    @Nullable String problem) {
  private static final int LONGEST_PROBLEM = 2_000;

  public Fetch {
    if (problem != null && problem.length() > LONGEST_PROBLEM)
      problem = problem.substring(0, LONGEST_PROBLEM);
  }

  Fetch withProblem(String other) {
    return new Fetch(at, took, status, bytes, news, changed, other);
  }
}
