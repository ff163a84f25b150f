package io.riskwire.risk;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether we would have heard of a vendor. {@code sources}: those that told of its incidents, and
 * those of the same kind that would; {@code reporting}: of these, the ones that did; {@code
 * working}: how many of them all answer now; {@code lastGood}: when one of them was last read;
 * {@code lastNews}: when the last article of its incidents was published.
 */
public record Coverage(
    int sources,
    int reporting,
    int working,
    @Nullable Instant lastGood,
    @Nullable Instant lastNews) {
  private static final Duration QUIET = Duration.ofDays(30);

  /** Whether silence means anything: at least half of the sources work. */
  public boolean isHeard() {
    return sources > 0 && working * 2 >= sources;
  }

  /** In one sentence, which tells silence of the world from silence of the sources. */
  public String words(Instant now) {
    if (sources == 0) return unasked(now);
    if (working == 0) return "None of its " + sources(sources) + " works: silence means nothing.";
    if (!isHeard())
      return (sources - working) + " of its " + sources(sources) + " fail: it may be missed.";
    String from = " from " + working + " working " + (working == 1 ? "source" : "sources") + ".";
    if (lastNews == null) return "No news so far" + from;
    long days = Duration.between(lastNews, now).toDays();
    if (days >= QUIET.toDays()) return "No news for " + days + " days" + from;
    return "Last news " + ago(lastNews, now) + from;
  }

  /** Where all that is known was pushed to us. */
  private String unasked(Instant now) {
    String none = "no source is set up that would report on it.";
    return lastNews == null
        ? "So far " + none
        : "Last news " + ago(lastNews, now) + ", sent in; " + none;
  }

  private static String ago(Instant then, Instant now) {
    long days = Duration.between(then, now).toDays();
    return days < 1 ? "today" : days == 1 ? "yesterday" : days + " days ago";
  }

  private static String sources(int count) {
    return count + (count == 1 ? " source" : " sources");
  }
}
