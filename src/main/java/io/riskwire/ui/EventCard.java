package io.riskwire.ui;

import io.riskwire.event.Event;
import io.riskwire.event.Events.Told;
import io.riskwire.risk.Directory;
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

  /**
   * A named value; {@code when} in place of {@code value} where it is a day; {@code vendor}: whose
   * page tells more.
   */
  record Fact(String name, String value, @Nullable When when, @Nullable String vendor) {}

  record Quote(String words, String rule, boolean isInTitle) {}

  static EventCard of(Told told, Directory directory, Instant now) {
    Event event = told.event();
    return new EventCard(
        Label.of(event.type()),
        Label.of(event.status()),
        facts(event, directory, now),
        (int) Math.round(event.confidence() * 100),
        event.evidence().stream()
            .map(
                e ->
                    new Quote(
                        e.quote(), e.rule(), e.field() == io.riskwire.event.Evidence.Field.TITLE))
            .toList(),
        told.incident());
  }

  private static List<Fact> facts(Event event, Directory directory, Instant now) {
    List<Fact> facts = roles(event.roles(), directory);
    if (event.effectiveDate() != null)
      facts.add(new Fact("Effective", "", When.day(event.effectiveDate(), now), null));
    if (!event.reasons().isEmpty())
      facts.add(new Fact("Reasons", String.join(", ", Label.reasons(event.reasons())), null, null));
    return facts;
  }

  /** Who did it to whom, in the order of a sentence. */
  static List<Fact> roles(Event.Roles roles, Directory directory) {
    List<Fact> facts = new ArrayList<>();
    add(facts, "Who", roles.actor(), directory.slugOf(roles.actor()));
    add(facts, "Vendor", roles.vendor(), directory.slugOf(roles.vendor()));
    add(facts, "Product", roles.product(), null);
    add(facts, "For", roles.scope(), null);
    add(facts, "Instead", roles.replacement(), null);
    return facts;
  }

  private static void add(
      List<Fact> facts, String name, @Nullable String value, @Nullable String vendor) {
    if (value != null) facts.add(new Fact(name, value, null, vendor));
  }
}
