package io.riskwire.event;

import java.util.Locale;

/** Why it was done, as the article gives it. */
public enum Reason {
  SECURITY,
  PRIVACY,
  DATA_LEAK,
  HIDDEN_BEHAVIOUR,
  IP,
  GEOPOLITICS,
  COMPLIANCE,
  COST,
  QUALITY,
  SAFETY,
  ACADEMIC_INTEGRITY;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** As the world spells it: {@code data-leak}. */
  public String label() {
    return label;
  }
}
