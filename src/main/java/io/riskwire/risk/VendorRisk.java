package io.riskwire.risk;

import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import java.util.List;

/**
 * How much a vendor is at risk at the end of a day: 0 to 100, to one decimal, and what it is made
 * of, the most first. The points of all terms add up to the value.
 */
public record VendorRisk(double value, List<Term> terms) {
  public static final VendorRisk NONE = new VendorRisk(0, List.of());

  public VendorRisk {
    terms = List.copyOf(terms);
  }

  /** What one incident adds; {@code why}: the factors, for a reader. */
  public record Term(
      long incident, String title, EventType type, Status status, double points, String why) {}

  /** {@code high}, {@code medium} or {@code low}, as incidents are called. */
  public static String weight(double value) {
    return value >= 70 ? "high" : value >= 40 ? "medium" : "low";
  }
}
