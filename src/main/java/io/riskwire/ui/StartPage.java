package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.collect.Sample;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Ask;
import io.riskwire.search.Ask.Sort;
import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.Search;
import io.riskwire.source.Source;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.Source.State;
import io.riskwire.source.Sources;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.InstantSource;
import java.util.List;

/** What is new, at one glance. */
@Path("/")
@RunOnVirtualThread
class StartPage {
  private static final int INCIDENTS = 15;
  private static final int ARTICLES = 12;

  private final Visitor visitor;
  private final Incidents incidents;
  private final Search search;
  private final ArticleRows rows;
  private final Sources sources;
  private final Sample sample;
  private final InstantSource clock;

  StartPage(
      Visitor visitor,
      Incidents incidents,
      Search search,
      ArticleRows rows,
      Sources sources,
      Sample sample,
      InstantSource clock) {
    this.visitor = visitor;
    this.incidents = incidents;
    this.search = search;
    this.rows = rows;
    this.sources = sources;
    this.sample = sample;
    this.clock = clock;
  }

  record View(
      Frame frame,
      boolean isSample,
      List<IncidentRow> incidents,
      long allIncidents,
      List<ArticleRow> articles,
      long allArticles,
      Reach reach)
      implements TemplateInstance {}

  /** How many of the sources work; those that are paused or have not been asked do not count. */
  record Reach(long working, long asked, long all) {
    static Reach of(List<Source> all, Sources states) {
      var real = all.stream().filter(s -> s.origin() != Origin.SAMPLE).toList();
      var asked =
          real.stream().filter(s -> !s.isPaused() && s.health().lastPoll() != null).toList();
      long failing = asked.stream().filter(s -> states.state(s) == State.FAILING).count();
      return new Reach(asked.size() - failing, asked.size(), real.size());
    }

    public boolean isLost() {
      return asked > 0 && working == 0;
    }
  }

  @GET
  public TemplateInstance start() {
    var newest = incidents.list(IncidentFilter.ALL, INCIDENTS, null);
    var latest = search.find(Ask.of(Doc.Kind.ARTICLE, Query.ALL, Sort.NEWEST, ARTICLES));
    return new View(
        visitor.frame("What happened", "start"),
        sample.find().isPresent(),
        newest.items().stream().map(i -> IncidentRow.of(i, clock.instant())).toList(),
        newest.total(),
        rows.of(latest.items()),
        latest.total(),
        Reach.of(sources.list(), sources));
  }
}
