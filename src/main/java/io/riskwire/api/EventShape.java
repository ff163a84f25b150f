package io.riskwire.api;

import io.riskwire.event.Event;
import io.riskwire.event.Evidence;
import io.riskwire.event.Reason;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An event as the API writes it. */
record EventShape(
    String type,
    String status,
    @Nullable String actor,
    @Nullable String vendor,
    @Nullable String product,
    @Nullable String scope,
    @Nullable String replacement,
    @Nullable LocalDate effectiveDate,
    List<String> reasons,
    double confidence,
    List<Quote> evidence,
    @Nullable String incident) {

  /** The words that say so, where they stand, and the rule that read them. */
  record Quote(String field, int start, int end, String quote, String rule) {
    static Quote of(Evidence evidence) {
      return new Quote(
          evidence.field().name().toLowerCase(Locale.ROOT),
          evidence.span().start(),
          evidence.span().end(),
          evidence.quote(),
          evidence.rule());
    }
  }

  static EventShape of(Event event, @Nullable Long incident) {
    var roles = event.roles();
    return new EventShape(
        event.type().label(),
        event.status().label(),
        roles.actor(),
        roles.vendor(),
        roles.product(),
        roles.scope(),
        roles.replacement(),
        event.effectiveDate(),
        event.reasons().stream().sorted().map(Reason::label).toList(),
        event.confidence(),
        event.evidence().stream().map(Quote::of).toList(),
        incident == null ? null : incident.toString());
  }
}
