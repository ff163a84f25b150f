package io.riskwire.api;

import io.riskwire.base.Invalid;
import io.riskwire.collect.FeedsWatch;
import io.riskwire.collect.Opml;
import io.riskwire.collect.Poller;
import io.riskwire.collect.Preview;
import io.riskwire.collect.Sample;
import io.riskwire.source.Fetch;
import io.riskwire.source.Source;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.SourceSpec;
import io.riskwire.source.Sources;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
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
  private final Sources sources;
  private final FeedsWatch feeds;
  private final Preview preview;
  private final Poller poller;
  private final Sample sample;

  SourcesResource(
      Sources sources, FeedsWatch feeds, Preview preview, Poller poller, Sample sample) {
    this.sources = sources;
    this.feeds = feeds;
    this.preview = preview;
    this.poller = poller;
    this.sample = sample;
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
      double articlesPerDay,
      Source.@Nullable Alarm alarm) {}

  record Line(
      Instant at,
      long millis,
      @Nullable Integer status,
      long bytes,
      int news,
      int changed,
      @Nullable String problem) {
    static Line of(Fetch fetch) {
      return new Line(
          fetch.at(),
          fetch.took().toMillis(),
          fetch.status(),
          fetch.bytes(),
          fetch.news(),
          fetch.changed(),
          fetch.problem());
    }
  }

  record Imported(int added, int known, List<Shape> items, List<String> problems) {}

  @GET
  @Operation(summary = "All sources and their health; problems are what feeds.yaml has wrong")
  public Listed<Shape> list() {
    Map<Long, Double> rates = sources.perDay();
    return Listed.whole(
            sources.list().stream().map(s -> shape(s, rates.getOrDefault(s.id(), 0.0))).toList())
        .with(feeds.problems());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One source")
  public Shape one(@RestPath String id) {
    return shape(source(id));
  }

  @GET
  @Path("{id}/fetches")
  @Operation(summary = "The last fetches of a source, the newest first")
  public Listed<Line> fetches(@RestPath String id) {
    return Listed.whole(sources.fetches(source(id).id()).stream().map(Line::of).toList());
  }

  @GET
  @Path("opml")
  @Produces("text/x-opml")
  @Operation(summary = "All feeds as OPML, tags as folders")
  public Response opml() {
    List<SourceSpec> feeds = sources.list().stream().map(Source::spec).toList();
    return Response.ok(Opml.write("Riskwire", feeds), "text/x-opml;charset=UTF-8").build();
  }

  @POST
  @Path("opml")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("administrator")
  @Operation(summary = "Add the feeds of an OPML file, folders as tags")
  public Imported add(byte @Nullable [] opml) {
    if (opml == null || opml.length == 0) throw new Invalid("body", "missing");
    Opml.Outline outline = Opml.read(opml);
    if (outline.sources().isEmpty()) throw new Invalid("body", nothing(outline));
    Sources.Added added = sources.addAll(outline.sources(), Origin.OPML);
    return new Imported(
        added.sources().size(),
        added.known(),
        added.sources().stream().map(s -> shape(s, 0)).toList(),
        outline.problems());
  }

  private static String nothing(Opml.Outline outline) {
    return outline.problems().isEmpty() ? "no feeds in it" : outline.problems().getFirst();
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
    long number = Asked.id("source", id);
    poller.poll(sources.due(number).orElseThrow(() -> Problem.unknown("source", id)));
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
      throw Problem.refused("only the sample can be taken away; pause the source instead");
    sample.remove();
    return Response.noContent().build();
  }

  private Source source(String id) {
    return sources.find(Asked.id("source", id)).orElseThrow(() -> Problem.unknown("source", id));
  }

  private Shape shape(Source source) {
    return shape(source, sources.perDay(source.id()));
  }

  private Shape shape(Source source, double perDay) {
    SourceSpec spec = source.spec();
    var health = source.health();
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
        Math.round(perDay * 10) / 10.0,
        health.alarm());
  }

  private static @Nullable String text(@Nullable URI address) {
    return address == null ? null : address.toString();
  }
}
