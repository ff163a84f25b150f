package io.riskwire.risk;

import io.riskwire.risk.Appointment.Kind;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.vendor.Watchlist;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Dates of vendors: when what was announced takes effect, when contracts are to be renewed. */
final class Appointments {
  private Appointments() {}

  /** The effective dates of incidents that are neither denied nor over, the earliest first. */
  static List<Appointment> of(List<Entry> known) {
    List<Appointment> dates = new ArrayList<>();
    for (Entry entry : known) {
      LocalDate day = entry.effectiveDate();
      String vendor = entry.roles().vendor();
      if (day != null && entry.isOpen())
        dates.add(
            new Appointment(
                Kind.EFFECTIVE,
                day,
                entry.title(),
                vendor == null ? "" : vendor,
                entry.incident(),
                "incident-" + entry.incident(),
                entry.at()));
    }
    return inOrder(dates);
  }

  /** Those of a watchlist's contracts. */
  static List<Appointment> of(Watchlist watchlist) {
    List<Appointment> dates = new ArrayList<>();
    for (Watchlist.Entry entry : watchlist.entries()) {
      LocalDate day = entry.row().renewal();
      String vendor = entry.match().vendor();
      String name = vendor == null ? entry.row().name() : vendor;
      String product = entry.row().product();
      if (day != null)
        dates.add(
            new Appointment(
                Kind.RENEWAL,
                day,
                "Renewal: " + (product == null ? name : product + " (" + name + ")"),
                name,
                null,
                "renewal-" + watchlist.id() + "-" + entry.id(),
                watchlist.changed()));
    }
    return inOrder(dates);
  }

  static List<Appointment> inOrder(List<Appointment> dates) {
    return dates.stream()
        .sorted(Comparator.comparing(Appointment::day).thenComparing(Appointment::key))
        .toList();
  }
}
