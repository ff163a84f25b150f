package io.riskwire.risk;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day on which something concerns a vendor. {@code incident}: by which it takes effect; null for
 * a contract that is to be renewed. {@code changed}: since when it is known so.
 */
public record Appointment(
    Kind kind,
    LocalDate day,
    String title,
    String vendor,
    @Nullable Long incident,
    String key,
    Instant changed) {

  /** What happens on that day. */
  public enum Kind {
    EFFECTIVE,
    RENEWAL;

    /** As the world spells it: {@code renewal}. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
