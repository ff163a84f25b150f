package io.riskwire.risk;

import io.riskwire.risk.Risks.Day;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.vendor.Product;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a vendor at the end of a day. {@code incidents}: the newest first; {@code
 * dates}: on which they take effect, the earliest first; {@code coverage}: null for a day that is
 * past, of which nobody knows any more how the sources fared.
 */
public record VendorFile(
    Vendor vendor,
    List<Product> products,
    LocalDate asOf,
    VendorRisk risk,
    List<Day> timeline,
    List<Entry> incidents,
    List<Relation> relations,
    List<Appointment> dates,
    @Nullable Coverage coverage) {
  public VendorFile {
    products = List.copyOf(products);
    timeline = List.copyOf(timeline);
    incidents = List.copyOf(incidents);
    relations = List.copyOf(relations);
    dates = List.copyOf(dates);
  }

  public String slug() {
    return Vendors.slug(vendor.name());
  }
}
