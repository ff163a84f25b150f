package io.riskwire.ui;

import io.riskwire.event.Event.Roles;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Trail.Entry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An incident as one line of a list. */
record IncidentRow(
    long id,
    String title,
    Label type,
    Label status,
    @Nullable String who,
    @Nullable String whom,
    @Nullable When effective,
    int severity,
    int sources,
    When firstSeen) {

  static IncidentRow of(Incident incident, Instant now) {
    var roles = incident.roles();
    var day = incident.effectiveDate();
    return new IncidentRow(
        incident.id(),
        incident.title(),
        Label.of(incident.type()),
        incident.isWithdrawn() ? Label.of("withdrawn") : Label.of(incident.status()),
        roles.actor(),
        whom(roles),
        day == null ? null : When.day(day, now),
        incident.severity(),
        incident.sources(),
        When.of(incident.firstSeen(), now));
  }

  /** As it was known at some time. */
  static IncidentRow of(Entry entry, Instant now) {
    var roles = entry.roles();
    var day = entry.effectiveDate();
    return new IncidentRow(
        entry.incident(),
        entry.title(),
        Label.of(entry.type()),
        Label.of(entry.status()),
        roles.actor(),
        whom(roles),
        day == null ? null : When.day(day, now),
        entry.severity(),
        entry.sources(),
        When.of(entry.firstSeen(), now));
  }

  /** A product with its vendor; nobody where it is the same one that acts. */
  private static @Nullable String whom(Roles roles) {
    String vendor = roles.vendor();
    String product = roles.product();
    if (product == null || product.equals(vendor)) return isActor(roles, vendor) ? null : vendor;
    if (vendor == null || isActor(roles, vendor)) return isActor(roles, product) ? null : product;
    return product + " (" + vendor + ")";
  }

  private static boolean isActor(Roles roles, @Nullable String name) {
    return name != null && name.equalsIgnoreCase(roles.actor());
  }

  /** {@code high}, {@code medium} or {@code low}: how loud it is shown. */
  public String weight() {
    return weight(severity);
  }

  static String weight(int severity) {
    return severity >= 70 ? "high" : severity >= 40 ? "medium" : "low";
  }
}
