package io.riskwire.risk;

import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.risk.Trail.Entry;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

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
   * Whole days since its status last moved, or since its effective date where that is later; none
   * while that day is ahead.
   */
  static long age(Entry entry, LocalDate day) {
    LocalDate since = LocalDate.ofInstant(entry.moved(), ZoneOffset.UTC);
    LocalDate effective = entry.effectiveDate();
    if (effective != null && entry.isOpen() && effective.isAfter(since)) since = effective;
    return Math.max(0, ChronoUnit.DAYS.between(since, day));
  }

  /** 1 for what happened today, ½ after one half-life. */
  static double left(Entry entry, LocalDate day) {
    return Math.exp(-Math.log(2) * age(entry, day) / of(entry.type(), entry.status()));
  }
}
