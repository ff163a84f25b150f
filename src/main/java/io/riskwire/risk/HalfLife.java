package io.riskwire.risk;

import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.risk.Trail.Entry;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** How an incident's part in a risk wears off: {@code docs/scoring.md}, "A vendor's risk". */
final class HalfLife {
  /** What was denied or lifted is forgotten sooner. */
  private static final double OVER = 4;

  private HalfLife() {}

  /** Days after which an incident counts half. */
  static double of(EventType type, Status status) {
    double days = of(type);
    return status == Status.DENIED || status == Status.REVERSED ? days / OVER : days;
  }

  private static double of(EventType type) {
    return switch (type) {
      case OUTAGE -> 14;
      case VULNERABILITY -> 45;
      case PRODUCT_CHANGE -> 60;
      case SECURITY_INCIDENT, VENDOR_DISPUTE, ACCESS_CUTOFF -> 120;
      case TOOL_BAN,
          LEGAL_ACTION,
          REGULATORY_ACTION,
          HIDDEN_BEHAVIOUR,
          IP_DISPUTE,
          OWNERSHIP_CHANGE,
          FINANCIAL_DISTRESS ->
          180;
      case TRADE_RESTRICTION -> 365;
    };
  }

  /**
   * The day from which it ages: on which its status last moved, or its effective date where that is
   * later.
   */
  static LocalDate start(Entry entry) {
    LocalDate moved = LocalDate.ofInstant(entry.moved(), ZoneOffset.UTC);
    LocalDate effective = entry.effectiveDate();
    if (effective == null || !entry.isOpen()) return moved;
    return effective.isAfter(moved) ? effective : moved;
  }

  /** Whole days since then; none while that day is ahead. */
  static long age(LocalDate start, LocalDate day) {
    return Math.max(0, day.toEpochDay() - start.toEpochDay());
  }

  /** 1 for what happened today, ½ after one half-life. */
  static double left(long age, double halfLife) {
    return Math.exp(-Math.log(2) * age / halfLife);
  }
}
