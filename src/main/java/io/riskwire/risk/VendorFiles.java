package io.riskwire.risk;

import io.riskwire.base.Invalid;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.vendor.Vendor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of a vendor. */
@ApplicationScoped
public class VendorFiles {
  private static final int YEAR = 365;

  private final Directory directory;
  private final Risks risks;
  private final Coverages coverages;
  private final InstantSource clock;

  VendorFiles(Directory directory, Risks risks, Coverages coverages, InstantSource clock) {
    this.directory = directory;
    this.risks = risks;
    this.coverages = coverages;
    this.clock = clock;
  }

  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  /** A day that is not ahead: today where none is given. */
  public LocalDate day(@Nullable LocalDate wanted) {
    LocalDate today = today();
    if (wanted == null) return today;
    if (wanted.isAfter(today)) throw new Invalid("asOf", "that day is still to come");
    return wanted;
  }

  /** What is known of a vendor at the end of a day that is not ahead. */
  public VendorFile of(Vendor vendor, Weights weights, LocalDate asOf) {
    Exposure exposure = risks.exposure(vendor, weights);
    List<Entry> known =
        exposure.known(asOf).stream()
            .sorted(
                Comparator.comparing(Entry::firstSeen).thenComparing(Entry::incident).reversed())
            .toList();
    return new VendorFile(
        vendor,
        directory.products(vendor),
        asOf,
        exposure.on(asOf),
        Risks.timeline(exposure, asOf, YEAR),
        known,
        Relations.of(known),
        Appointments.of(known),
        asOf.equals(today()) ? coverages.of(known.stream().map(Entry::incident).toList()) : null);
  }
}
