package io.riskwire.event;

import io.riskwire.base.Invalid;
import java.util.Arrays;
import java.util.Locale;

/** How far a happening has come, as an article tells it. */
public enum Status {
  /** Planned or considered. */
  PROPOSED,
  /** Unconfirmed or hedged. */
  REPORTED,
  /** Stated by the actor, not yet in force. */
  ANNOUNCED,
  /** Done. */
  IN_FORCE,
  /** The actor denies it. */
  DENIED,
  /** Lifted, withdrawn or overturned. */
  REVERSED;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** By its label; what is none is the caller's mistake. */
  public static Status of(String label) {
    return Arrays.stream(values())
        .filter(v -> v.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new Invalid("status", "no such status: " + label));
  }

  /** As the world spells it: {@code in-force}. */
  public String label() {
    return label;
  }
}
