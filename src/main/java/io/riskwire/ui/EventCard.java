package io.riskwire.ui;

import io.riskwire.event.Event;
import io.riskwire.event.Events.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an article says happened, and on which words this rests. */
record EventCard(
    Label type,
    Label status,
    List<Fact> facts,
    int confidence,
    List<Quote> quotes,
    @Nullable Long incident) {

  /** A named value; {@code when} in place of {@code value} where it is a day. */
  record Fact(String name, String value, @Nullable When when) {}

  record Quote(String words, String rule, boolean isInTitle) {}

  static EventCard of(Told told, Instant now) {
    Event event = told.event();
    return new EventCard(
        Label.of(event.type()),
        Label.of(event.status()),
        facts(event, now),
        (int) Math.round(event.confidence() * 100),
        event.evidence().stream()
            .map(
                e ->
                    new Quote(
                        e.quote(), e.rule(), e.field() == io.riskwire.event.Evidence.Field.TITLE))
            .toList(),
        told.incident());
  }

  private static List<Fact> facts(Event event, Instant now) {
    List<Fact> facts = roles(event.roles());
    if (event.effectiveDate() != null)
      facts.add(new Fact("Effective", "", When.day(event.effectiveDate(), now)));
    if (!event.reasons().isEmpty())
      facts.add(new Fact("Reasons", String.join(", ", Label.reasons(event.reasons())), null));
    return facts;
  }

  /** Who did it to whom, in the order of a sentence. */
  static List<Fact> roles(Event.Roles roles) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Who", roles.actor());
    add(facts, "Vendor", roles.vendor());
    add(facts, "Product", roles.product());
    add(facts, "For", roles.scope());
    add(facts, "Instead", roles.replacement());
    return facts;
  }

  private static void add(List<Fact> facts, String name, @Nullable String value) {
    if (value != null) facts.add(new Fact(name, value, null));
  }
}
