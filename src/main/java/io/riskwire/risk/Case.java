package io.riskwire.risk;

import java.time.Instant;
import java.util.List;

/** A dispute between the same two parties, across types and time; its incidents oldest first. */
public record Case(
    long id, String firstParty, String otherParty, Instant firstSeen, List<Incident> incidents) {
  public Case {
    incidents = List.copyOf(incidents);
  }
}
