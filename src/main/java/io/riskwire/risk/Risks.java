package io.riskwire.risk;

import io.riskwire.risk.Chronicle.Book;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.vendor.Vendor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** What the risk of a vendor was at the end of any day, by what was known then. */
@ApplicationScoped
public class Risks {
  private final Directory directory;
  private final Chronicle chronicle;

  public Risks(Directory directory, Chronicle chronicle) {
    this.directory = directory;
    this.chronicle = chronicle;
  }

  /** The risk at the end of a day. */
  public record Day(LocalDate day, double risk) {}

  public VendorRisk of(Vendor vendor, Weights weights, LocalDate day) {
    return exposure(vendor, weights).on(day);
  }

  /** The risk at the end of each of the days up to {@code last}, the oldest first. */
  public List<Day> timeline(Vendor vendor, Weights weights, LocalDate last, int days) {
    return timeline(exposure(vendor, weights), last, days);
  }

  static List<Day> timeline(Exposure exposure, LocalDate last, int days) {
    LocalDate first = last.minusDays(days - 1L);
    double[] daily = exposure.daily(first, days);
    List<Day> timeline = new ArrayList<>(days);
    for (int i = 0; i < days; i++) timeline.add(new Day(first.plusDays(i), daily[i]));
    return timeline;
  }

  /** What was known at the end of a day of the incidents of a vendor. */
  public List<Entry> known(Vendor vendor, LocalDate day) {
    return exposure(vendor, Weights.EVEN).known(day);
  }

  Exposure exposure(Vendor vendor, Weights weights) {
    return exposure(chronicle.read(), vendor, weights);
  }

  /** Those of several vendors, in their order, by what is known at one moment. */
  List<Exposure> exposures(Collection<Vendor> vendors, Weights weights) {
    Book book = chronicle.read();
    return vendors.stream().map(v -> exposure(book, v, weights)).toList();
  }

  private Exposure exposure(Book book, Vendor vendor, Weights weights) {
    Set<String> names = directory.names(vendor);
    return new Exposure(names, book.of(names), weights);
  }
}
