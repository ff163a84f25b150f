package io.riskwire.api;

import io.riskwire.alert.Alerts;
import io.riskwire.alert.Matching;
import io.riskwire.article.Articles;
import io.riskwire.intake.Rereading;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Search;
import io.riskwire.source.Source.State;
import io.riskwire.source.Sources;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/status")
@Tag(name = "Status")
@RunOnVirtualThread
class StatusResource {
  private final Articles articles;
  private final Incidents incidents;
  private final Sources sources;
  private final Search search;
  private final ChangeLog log;
  private final Matching matching;
  private final Alerts alerts;
  private final Rereading rereading;
  private final String version;

  StatusResource(
      Articles articles,
      Incidents incidents,
      Sources sources,
      Search search,
      ChangeLog log,
      Matching matching,
      Alerts alerts,
      Rereading rereading,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.articles = articles;
    this.incidents = incidents;
    this.sources = sources;
    this.search = search;
    this.log = log;
    this.matching = matching;
    this.alerts = alerts;
    this.rereading = rereading;
    this.version = version;
  }

  record Shape(
      String version,
      long articles,
      long incidents,
      Map<String, Long> sources,
      Index index,
      Alerting alerts,
      Log log,
      Rereading.@Nullable Progress rereading) {}

  record Index(long position, long lag, @Nullable String problem) {}

  record Alerting(long position, long lag, long waiting) {}

  record Log(long position) {}

  @GET
  @Operation(summary = "How much there is, and how far followers are behind, in changes")
  public Shape status() {
    long indexed = search.position();
    long told = matching.position();
    long head = log.position();
    Map<String, Long> states =
        sources.list().stream()
            .collect(
                Collectors.groupingBy(
                    s -> sources.state(s).label(), TreeMap::new, Collectors.counting()));
    for (State state : State.values()) states.putIfAbsent(state.label(), 0L);
    return new Shape(
        version,
        articles.count(),
        incidents.count(),
        states,
        new Index(indexed, Math.max(0, head - indexed), search.problem().orElse(null)),
        new Alerting(told, Math.max(0, head - told), alerts.waiting()),
        new Log(head),
        rereading.progress());
  }
}
