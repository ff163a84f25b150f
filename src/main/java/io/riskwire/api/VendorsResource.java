package io.riskwire.api;

import io.riskwire.base.Cursor;
import io.riskwire.base.Page;
import io.riskwire.risk.Coverage;
import io.riskwire.risk.Directory;
import io.riskwire.risk.Relation;
import io.riskwire.risk.Risks.Day;
import io.riskwire.risk.Trail.Entry;
import io.riskwire.risk.VendorFile;
import io.riskwire.risk.VendorFiles;
import io.riskwire.risk.VendorList;
import io.riskwire.risk.VendorList.Ranked;
import io.riskwire.risk.VendorList.Sort;
import io.riskwire.risk.VendorRisk;
import io.riskwire.risk.Weightings;
import io.riskwire.risk.Weights;
import io.riskwire.vendor.Product;
import io.riskwire.vendor.Vendor;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/vendors")
@Tag(name = "Vendors", description = "Whom one depends on, and how much they are at risk.")
@RunOnVirtualThread
class VendorsResource {
  private static final List<String> COLUMNS = List.of("slug", "name", "owner", "risk", "incidents");

  private final Directory directory;
  private final VendorFiles files;
  private final VendorList list;
  private final Watchlists watchlists;
  private final Weightings weightings;
  private final Export export;
  private final InstantSource clock;

  VendorsResource(
      Directory directory,
      VendorFiles files,
      VendorList list,
      Watchlists watchlists,
      Weightings weightings,
      Export export,
      InstantSource clock) {
    this.directory = directory;
    this.files = files;
    this.list = list;
    this.watchlists = watchlists;
    this.weightings = weightings;
    this.export = export;
    this.clock = clock;
  }

  /** The parameters of a search. */
  static class Wanted {
    @QueryParam("q")
    @Nullable String q;

    @QueryParam("watchlist")
    @Nullable String watchlist;

    @QueryParam("sort")
    @DefaultValue("name")
    String sort = "name";

    @QueryParam("asOf")
    @Nullable String asOf;

    @QueryParam("size")
    @DefaultValue("20")
    int size;

    @QueryParam("cursor")
    @Nullable String cursor;
  }

  record Item(String slug, String name, @Nullable String owner, double risk, int incidents) {}

  record Whole(
      String slug,
      String name,
      List<String> aliases,
      List<String> products,
      @Nullable String owner,
      LocalDate asOf,
      double risk,
      List<TermShape> terms,
      List<Day> timeline,
      List<IncidentShape> incidents,
      List<RelationShape> relations,
      @Nullable CoverageShape coverage) {}

  record TermShape(String incident, String title, double points, String why) {}

  record IncidentShape(
      String id,
      String type,
      String status,
      String title,
      @Nullable String actor,
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String scope,
      @Nullable String replacement,
      @Nullable LocalDate effectiveDate,
      int severity,
      double confidence,
      Instant firstSeen,
      int sources) {}

  record RelationShape(
      String kind,
      String actor,
      String target,
      @Nullable String product,
      @Nullable String replacement,
      String status,
      LocalDate since,
      List<String> incidents) {}

  record CoverageShape(
      int sources,
      int working,
      int reporting,
      @Nullable Instant lastGood,
      @Nullable Instant lastNews,
      String says) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Vendors by name, or the most at risk first")
  public Listed<Item> list(@BeanParam Wanted wanted) {
    Watchlist of = wanted.watchlist == null ? null : watchlist(wanted.watchlist);
    var asked =
        new VendorList.Asked(
            wanted.q == null ? "" : wanted.q,
            of,
            Sort.of(wanted.sort),
            files.day(Asked.date("asOf", wanted.asOf)));
    Cursor cursor = wanted.cursor == null ? null : Cursor.decode(wanted.cursor, 2);
    Page<Ranked> page = list.page(asked, Listed.size(wanted.size), cursor);
    return Listed.of(page, VendorsResource::item);
  }

  @GET
  @Produces(Export.CSV)
  @Operation(hidden = true)
  public StreamingOutput csv(@BeanParam Wanted wanted) {
    wanted.size = Export.PAGE;
    wanted.cursor = null;
    return export.csv(
        Export.pages(
            list(wanted),
            cursor -> {
              wanted.cursor = cursor;
              return list(wanted);
            }),
        COLUMNS);
  }

  private static Item item(Ranked ranked) {
    Vendor vendor = ranked.vendor();
    return new Item(
        Vendors.slug(vendor.name()),
        vendor.name(),
        vendor.owner(),
        ranked.risk(),
        ranked.incidents());
  }

  @GET
  @Path("{slug}")
  @Operation(summary = "One vendor: its risk with every term, what happened, and who would tell")
  public RestResponse<Whole> one(
      @RestPath String slug,
      @QueryParam("asOf") @Nullable String asOf,
      @QueryParam("watchlist") @Nullable String watchlist) {
    Optional<String> forward = directory.forward(slug);
    if (forward.isPresent())
      return ResponseBuilder.<Whole>create(RestResponse.Status.MOVED_PERMANENTLY)
          .location(URI.create("/api/v1/vendors/" + forward.get()))
          .build();
    Vendor vendor = directory.find(slug).orElseThrow(() -> Problem.unknown("vendor", slug));
    Weights weights = watchlist == null ? Weights.EVEN : weightings.of(watchlist(watchlist).id());
    LocalDate day = files.day(Asked.date("asOf", asOf));
    return RestResponse.ok(whole(files.of(vendor, weights, day)));
  }

  private Watchlist watchlist(String id) {
    return watchlists
        .find(Asked.id("watchlist", id))
        .orElseThrow(() -> Problem.unknown("watchlist", id));
  }

  private Whole whole(VendorFile file) {
    Vendor vendor = file.vendor();
    Coverage coverage = file.coverage();
    return new Whole(
        file.slug(),
        vendor.name(),
        vendor.aliases(),
        file.products().stream().map(Product::name).toList(),
        vendor.owner(),
        file.asOf(),
        file.risk().value(),
        file.risk().terms().stream().map(VendorsResource::term).toList(),
        file.timeline(),
        file.incidents().stream().map(VendorsResource::incident).toList(),
        file.relations().stream().map(VendorsResource::relation).toList(),
        coverage == null ? null : coverage(coverage));
  }

  private static TermShape term(VendorRisk.Term term) {
    return new TermShape(text(term.incident()), term.title(), term.points(), term.why());
  }

  private static IncidentShape incident(Entry entry) {
    var roles = entry.roles();
    return new IncidentShape(
        text(entry.incident()),
        entry.type().label(),
        entry.status().label(),
        entry.title(),
        roles.actor(),
        roles.vendor(),
        roles.product(),
        roles.scope(),
        roles.replacement(),
        entry.effectiveDate(),
        entry.severity(),
        entry.confidence(),
        entry.firstSeen(),
        entry.sources());
  }

  private static RelationShape relation(Relation relation) {
    return new RelationShape(
        relation.kind().label(),
        relation.actor(),
        relation.target(),
        relation.product(),
        relation.replacement(),
        relation.status().label(),
        relation.since(),
        relation.incidents().stream().map(VendorsResource::text).toList());
  }

  private CoverageShape coverage(Coverage coverage) {
    return new CoverageShape(
        coverage.sources(),
        coverage.working(),
        coverage.reporting(),
        coverage.lastGood(),
        coverage.lastNews(),
        coverage.words(clock.instant()));
  }

  private static String text(long id) {
    return String.valueOf(id);
  }
}
