package io.riskwire.event;

import io.riskwire.base.Invalid;
import java.util.Arrays;
import java.util.Locale;

/** What kind of happening an article reports; {@code docs/tags.md} says what each is and is not. */
public enum EventType {
  TOOL_BAN,
  VENDOR_DISPUTE,
  ACCESS_CUTOFF,
  LEGAL_ACTION,
  REGULATORY_ACTION,
  TRADE_RESTRICTION,
  SECURITY_INCIDENT,
  VULNERABILITY,
  HIDDEN_BEHAVIOUR,
  IP_DISPUTE,
  OUTAGE,
  OWNERSHIP_CHANGE,
  FINANCIAL_DISTRESS,
  PRODUCT_CHANGE;

  private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

  /** Whether it is about a product as such, so that one of its maker's name is worth telling. */
  boolean namesProduct() {
    return switch (this) {
      case TOOL_BAN, VULNERABILITY, HIDDEN_BEHAVIOUR, PRODUCT_CHANGE -> true;
      default -> false;
    };
  }

  /** By its label; what is none is the caller's mistake. */
  public static EventType of(String label) {
    return Arrays.stream(values())
        .filter(v -> v.label.equals(label))
        .findFirst()
        .orElseThrow(() -> new Invalid("type", "no such type: " + label));
  }

  /** As the world spells it: {@code tool-ban}. */
  public String label() {
    return label;
  }
}
