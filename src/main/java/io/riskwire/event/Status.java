package io.riskwire.event;

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

  /** As the world spells it: {@code in-force}. */
  public String label() {
    return label;
  }
}
