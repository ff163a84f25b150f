package io.riskwire.risk;

import io.riskwire.event.Status;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What stands between a vendor and another: {@code actor} did it to {@code target}, since when, and
 * how far it has come. {@code replacement}: what a ban names to be used instead; {@code incidents}:
 * those that tell it, the newest first.
 */
public record Relation(
    Kind kind,
    String actor,
    String target,
    @Nullable String product,
    @Nullable String replacement,
    Status status,
    LocalDate since,
    int severity,
    List<Long> incidents) {
  public Relation {
    incidents = List.copyOf(incidents);
  }

  /** What it is. */
  public enum Kind {
    DISPUTE,
    BAN;

    /** As the world spells it: {@code dispute}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether it is still going on, or may be. */
  public boolean isOpen() {
    return status != Status.DENIED && status != Status.REVERSED;
  }

  /** Whether it is done or said to come, and no mere plan or rumour. */
  public boolean isDecided() {
    return status == Status.IN_FORCE || status == Status.ANNOUNCED;
  }
}
