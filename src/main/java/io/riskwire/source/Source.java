package io.riskwire.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A place where articles come from, and how it has fared. */
public record Source(
    long id, SourceSpec spec, Origin origin, boolean isPaused, Health health, Instant created) {

  /** Who told Riskwire of it. */
  public enum Origin {
    FILE,
    API,
    OPML,
    SAMPLE;

    /** As the world spells it: {@code file}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it does what it is there for. */
  public enum State {
    OK,
    FAILING,
    PAUSED,
    SILENT;

    /** As the world spells it: {@code failing}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * How the last polls went; {@code failures} in a row, 0 when the last one was good; {@code gap}
   * is the time between two polls that its news has led to.
   */
  public record Health(
      @Nullable Integer lastStatus,
      @Nullable String lastProblem,
      int failures,
      @Nullable Instant lastPoll,
      @Nullable Instant lastGood,
      @Nullable Instant lastNew,
      Instant nextPoll,
      Duration gap,
      @Nullable Alarm alarm) {}

  /** What an administrator is told of a source, once, until it works again as it used to. */
  public record Alarm(Instant since, String reason) {}
}
