package io.riskwire.event;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an article says happened: who did what to whom, since when, and on which words this rests.
 * Names are canonical; what the article does not state is null. {@code confidence}: 0 to 1.
 */
public record Event(
    EventType type,
    Status status,
    Roles roles,
    @Nullable LocalDate effectiveDate,
    Set<Reason> reasons,
    double confidence,
    List<Evidence> evidence) {

  /** Who and what takes part. */
  public record Roles(
      @Nullable String actor,
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String scope,
      @Nullable String replacement) {
    public static final Roles NONE = new Roles(null, null, null, null, null);
  }

  public Event {
    reasons = Set.copyOf(reasons);
    evidence = List.copyOf(evidence);
    if (evidence.isEmpty()) throw new IllegalArgumentException("an event without evidence");
    if (!(confidence >= 0 && confidence <= 1))
      throw new IllegalArgumentException("confidence " + confidence);
  }
}
