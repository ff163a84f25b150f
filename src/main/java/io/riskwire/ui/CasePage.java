package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.risk.Case;
import io.riskwire.risk.Incidents;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** A dispute between the same two parties, step by step. */
@Path("/cases/{id}")
@RunOnVirtualThread
class CasePage {
  private final Visitor visitor;
  private final Incidents incidents;
  private final InstantSource clock;

  CasePage(Visitor visitor, Incidents incidents, InstantSource clock) {
    this.visitor = visitor;
    this.incidents = incidents;
    this.clock = clock;
  }

  record View(
      Frame frame, String firstParty, String otherParty, When since, List<IncidentRow> steps)
      implements TemplateInstance {}

  @GET
  public TemplateInstance show(@RestPath String id) {
    Case found =
        incidents.dispute(Given.id("case", id)).orElseThrow(() -> Given.unknown("case", id));
    var now = clock.instant();
    var parties = parties(found);
    return new View(
        visitor.frame(parties.getFirst() + " and " + parties.getLast(), "incidents"),
        parties.getFirst(),
        parties.getLast(),
        When.of(found.firstSeen(), now),
        found.incidents().stream().map(i -> IncidentRow.of(i, now)).toList());
  }

  /** A case keeps its parties in the form in which they are compared; its incidents know better. */
  private static List<String> parties(Case found) {
    return List.of(written(found, found.firstParty()), written(found, found.otherParty()));
  }

  private static String written(Case found, String party) {
    return found.incidents().stream()
        .flatMap(i -> java.util.stream.Stream.of(i.roles().actor(), i.target()))
        .filter(name -> name != null && name.equalsIgnoreCase(party))
        .findFirst()
        .orElse(party);
  }
}
