package io.riskwire.risk;

import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was known of one incident, the oldest first: never empty. */
public record Trail(long incident, List<Entry> entries) {
  public Trail {
    entries = List.copyOf(entries);
  }

  /**
   * What was known from {@code at} on, until the next entry. {@code moved}: when the last step of
   * its status was told.
   */
  public record Entry(
      long id,
      long incident,
      Instant at,
      EventType type,
      Status status,
      String title,
      Roles roles,
      @Nullable LocalDate effectiveDate,
      int severity,
      double confidence,
      int sources,
      Instant firstSeen,
      Instant moved,
      boolean isSample,
      boolean isWithdrawn) {

    /** Whether it is still going on, or may be: neither denied nor over. */
    public boolean isOpen() {
      return status != Status.DENIED && status != Status.REVERSED;
    }
  }

  /** What was known just before this moment; null where nothing was. */
  @Nullable Entry before(Instant end) {
    for (int i = entries.size() - 1; i >= 0; i--)
      if (entries.get(i).at().isBefore(end)) return entries.get(i);
    return null;
  }

  Trail followedBy(Trail later) {
    List<Entry> all = new ArrayList<>(entries);
    all.addAll(later.entries);
    return new Trail(incident, all);
  }
}
