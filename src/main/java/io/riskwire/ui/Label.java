package io.riskwire.ui;

import io.riskwire.event.EventType;
import io.riskwire.event.Reason;
import io.riskwire.event.Status;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A fixed value: {@code value} as the world spells it, {@code words} as a reader does. */
record Label(String value, String words) {

  static Label of(EventType type) {
    return of(type.label());
  }

  static Label of(Status status) {
    return of(status.label());
  }

  /** {@code ip-dispute} reads as “IP dispute”. */
  static Label of(String value) {
    String plain = value.replace('-', ' ').replaceFirst("^ip\\b", "IP");
    return plain.isEmpty()
        ? new Label(value, plain)
        : new Label(value, plain.substring(0, 1).toUpperCase(Locale.ROOT) + plain.substring(1));
  }

  static List<Label> types() {
    return Arrays.stream(EventType.values()).map(Label::of).toList();
  }

  static List<Label> statuses() {
    return Arrays.stream(Status.values()).map(Label::of).toList();
  }

  static List<String> reasons(Collection<Reason> reasons) {
    return reasons.stream().sorted().map(r -> of(r.label()).words()).toList();
  }
}
