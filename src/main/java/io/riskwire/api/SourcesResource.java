package io.riskwire.api;

import io.riskwire.article.Articles;
import io.riskwire.base.Invalid;
import io.riskwire.collect.FeedsWatch;
import io.riskwire.collect.Poller;
import io.riskwire.collect.Preview;
import io.riskwire.collect.Sample;
import io.riskwire.source.Source;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.SourceSpec;
import io.riskwire.source.Sources;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/sources")
@Tag(name = "Sources", description = "Where articles come from, and how they fare.")
@RunOnVirtualThread
class SourcesResource {
  private static final Duration WINDOW = Duration.ofDays(14);

  private final Sources sources;
  private final Articles articles;
  private final FeedsWatch feeds;
  private final Preview preview;
  private final Poller poller;
  private final Sample sample;
  private final InstantSource clock;

  SourcesResource(
      Sources sources,
      Articles articles,
      FeedsWatch feeds,
      Preview preview,
      Poller poller,
      Sample sample,
      InstantSource clock) {
    this.sources = sources;
    this.articles = articles;
    this.feeds = feeds;
    this.preview = preview;
    this.poller = poller;
    this.sample = sample;
    this.clock = clock;
  }

  record Given(
      @Nullable String name,
      @Nullable String url,
      @Nullable String site,
      @Nullable String links,
      SourceSpec.@Nullable Selectors article,
      @Nullable List<String> tags,
      @Nullable String interval,
      @Nullable Boolean fullText) {

    SourceSpec spec(String unnamed) {
      return new SourceSpec(
          name == null ? unnamed : name,
          url == null ? null : SourceSpec.address("url", url),
          site == null ? null : SourceSpec.address("site", site),
          links,
          article,
          tags == null ? List.of() : tags,
          interval == null ? null : SourceSpec.interval(interval),
          fullText,
          false);
    }
  }

  record Shape(
      String id,
      String name,
      @Nullable String url,
      @Nullable String site,
      @Nullable String links,
      SourceSpec.@Nullable Selectors article,
      List<String> tags,
      @Nullable String interval,
      @Nullable Boolean fullText,
      @Nullable Boolean sample,
      String origin,
      String state,
      @Nullable Integer lastStatus,
      @Nullable String lastProblem,
      @Nullable Instant nextPoll,
      @Nullable Instant lastGood,
      int failures,
      double articlesPerDay) {}

  @GET
  @Operation(summary = "All sources and their health; problems are what feeds.yaml has wrong")
  public Listed<Shape> list() {
    Map<Long, Long> counts = articles.countBySource(clock.instant().minus(WINDOW));
    return Listed.whole(sources.list().stream().map(s -> shape(s, counts)).toList())
        .with(feeds.problems());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One source")
  public Shape one(@RestPath String id) {
    return shape(source(id));
  }

  @POST
  @RolesAllowed("administrator")
  @Operation(summary = "Add a source")
  public Response add(@Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    Source added = sources.add(given.spec(""), Origin.API);
    return Response.status(201).entity(shape(added)).build();
  }

  @POST
  @Path("preview")
  @Operation(summary = "What an address would bring; nothing is stored")
  public Preview.Found preview(@Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    return preview.of(given.spec("preview"));
  }

  @POST
  @Path("{id}/poll")
  @Operation(summary = "Ask a source now; answers when its news is stored")
  public Shape poll(@RestPath String id) {
    Source source = source(id);
    if (source.origin() != Origin.SAMPLE) poller.poll(source);
    return shape(source(id));
  }

  @POST
  @Path("{id}/pause")
  @RolesAllowed("administrator")
  @Operation(summary = "Stop asking a source")
  public Shape pause(@RestPath String id) {
    sources.pause(source(id).id(), true);
    return shape(source(id));
  }

  @POST
  @Path("{id}/resume")
  @RolesAllowed("administrator")
  @Operation(summary = "Ask a paused source again")
  public Shape resume(@RestPath String id) {
    sources.pause(source(id).id(), false);
    return shape(source(id));
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed("administrator")
  @Operation(summary = "Take the sample away for good")
  public Response remove(@RestPath String id) {
    if (source(id).origin() != Origin.SAMPLE)
      throw new Invalid("id", "only the sample can be taken away; pause the source instead");
    sample.remove();
    return Response.noContent().build();
  }

  private Source source(String id) {
    return sources.find(Asked.id("source", id)).orElseThrow(() -> Problem.unknown("source", id));
  }

  private Shape shape(Source source) {
    return shape(source, articles.countBySource(clock.instant().minus(WINDOW)));
  }

  private Shape shape(Source source, Map<Long, Long> counts) {
    SourceSpec spec = source.spec();
    var health = source.health();
    double days =
        Math.clamp(Duration.between(source.created(), clock.instant()).toHours() / 24.0, 1, 14);
    double perDay = counts.getOrDefault(source.id(), 0L) / days;
    return new Shape(
        String.valueOf(source.id()),
        spec.name(),
        text(spec.url()),
        text(spec.site()),
        spec.links(),
        spec.article(),
        spec.tags(),
        spec.interval() == null ? null : spec.interval().toString(),
        spec.fullText(),
        spec.sample() ? true : null,
        source.origin().label(),
        sources.state(source).label(),
        health.lastStatus(),
        health.lastProblem(),
        source.origin() == Origin.SAMPLE ? null : health.nextPoll(),
        health.lastGood(),
        health.failures(),
        Math.round(perDay * 10) / 10.0);
  }

  private static @Nullable String text(@Nullable URI address) {
    return address == null ? null : address.toString();
  }
}
