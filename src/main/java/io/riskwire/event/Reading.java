package io.riskwire.event;

import io.riskwire.base.Lang;
import io.riskwire.vendor.Mention;
import java.util.List;

/** What the analyzer found in a text: its language, the names in it, what it says happened. */
public record Reading(Lang lang, List<Mention> mentions, List<Event> events) {
  public Reading {
    mentions = List.copyOf(mentions);
    events = List.copyOf(events);
  }
}
