package io.riskwire.ui;

import io.riskwire.risk.Appointment;
import io.riskwire.vendor.Vendors;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A date of a vendor, as one line of a list. */
record DateRow(When day, String title, String address, @Nullable String vendor) {

  static DateRow of(Appointment date, Instant now) {
    return new DateRow(
        When.day(date.day(), now),
        date.title(),
        date.incident() == null
            ? "/vendors/" + Vendors.slug(date.vendor())
            : "/incidents/" + date.incident(),
        date.vendor().isEmpty() ? null : date.vendor());
  }
}
