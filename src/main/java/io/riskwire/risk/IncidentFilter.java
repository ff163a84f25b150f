package io.riskwire.risk;

import io.riskwire.base.Invalid;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which incidents are asked for; what is empty or null does not restrict. {@code from} (inclusive)
 * and {@code to} (exclusive) are on when an incident was first seen; {@code ids}: only among these.
 */
public record IncidentFilter(
    List<String> vendors,
    List<String> products,
    List<String> sources,
    List<EventType> types,
    List<Status> statuses,
    @Nullable Integer minSeverity,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable LocalDate effectiveFrom,
    @Nullable LocalDate effectiveTo,
    boolean isDue,
    @Nullable List<Long> ids) {
  public static final IncidentFilter ALL =
      new IncidentFilter(
          List.of(), List.of(), List.of(), List.of(), List.of(), null, null, null, null, null,
          false, null);

  /** The least severity that a caller asks for, or {@link Invalid}. */
  public static @Nullable Integer least(@Nullable Integer severity) {
    if (severity != null && (severity < 0 || severity > 100))
      throw new Invalid("minSeverity", "between 0 and 100");
    return severity;
  }
}
