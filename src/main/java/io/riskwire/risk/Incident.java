package io.riskwire.risk;

import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.event.Reason;
import io.riskwire.event.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What happened, once, however many articles tell it. {@code severity}: 0 to 100; {@code
 * confidence}: 0 to 1; {@code sources}: the independent outlets that report it; {@code firstSeen}:
 * when the first article that Riskwire read of it was published; {@code isWithdrawn}: no article
 * tells it any more, an analyst rejected it, or another one took it in ({@code mergedInto}).
 */
public record Incident(
    long id,
    EventType type,
    Status status,
    String title,
    Roles roles,
    @Nullable LocalDate effectiveDate,
    Set<Reason> reasons,
    int severity,
    double confidence,
    Instant firstSeen,
    Instant lastSeen,
    int sources,
    @Nullable Long dispute,
    boolean isSample,
    boolean isWithdrawn,
    @Nullable Verdict verdict,
    @Nullable Long mergedInto) {

  public Incident {
    reasons = Set.copyOf(reasons);
  }

  /** Against whom it goes: the vendor, or whom a vendor itself cuts off. */
  public @Nullable String target() {
    String vendor = roles.vendor();
    return vendor != null && vendor.equals(roles.actor()) ? roles.scope() : vendor;
  }

  /** One step of its history, and the words that caused it, or what an analyst did and why. */
  public record Step(
      Instant at,
      Status status,
      Cause cause,
      @Nullable Long article,
      @Nullable String by,
      @Nullable String quote,
      @Nullable String act,
      @Nullable String reason) {}

  /** What an analyst found of it. */
  public enum Verdict {
    CONFIRMED,
    REJECTED,
    EDITED
  }

  /** Who moved an incident's status. */
  public enum Cause {
    ARTICLE,
    ANALYST,
    CLOCK
  }

  /** A value that some of the articles state for a field, where others state another. */
  public record Claim(String field, String value, List<Long> articles) {}

  /** One addend of a score. */
  public record Term(String of, String name, double value) {}
}
