package io.riskwire.api;

import io.quarkus.security.identity.SecurityIdentity;
import io.riskwire.account.Accounts;
import io.riskwire.alert.Owners;
import io.riskwire.base.Invalid;
import io.riskwire.vendor.PurchasingFile;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlist.Candidate;
import io.riskwire.vendor.Watchlist.Criticality;
import io.riskwire.vendor.Watchlist.Entry;
import io.riskwire.vendor.Watchlist.Match;
import io.riskwire.vendor.Watchlist.Row;
import io.riskwire.vendor.Watchlist.State;
import io.riskwire.vendor.Watchlists;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/watchlists")
@Tag(name = "Watchlists", description = "Sets of vendors, as purchasing systems list them.")
@RunOnVirtualThread
class WatchlistsResource {
  private static final int LARGEST = 8 << 20;

  private static final List<String> COLUMNS =
      List.of(
          "name",
          "vendor",
          "state",
          "reason",
          "score",
          "candidates",
          "domain",
          "product",
          "owner",
          "criticality",
          "contract",
          "renewal");

  private final Watchlists watchlists;
  private final Vendors vendors;
  private final Owners owners;
  private final Accounts accounts;
  private final Export export;
  private final SecurityIdentity caller;

  WatchlistsResource(
      Watchlists watchlists,
      Vendors vendors,
      Owners owners,
      Accounts accounts,
      Export export,
      SecurityIdentity caller) {
    this.watchlists = watchlists;
    this.vendors = vendors;
    this.owners = owners;
    this.accounts = accounts;
    this.export = export;
    this.caller = caller;
  }

  /** A line that a program gives. */
  record GivenRow(
      @Nullable String name,
      @Nullable String domain,
      @Nullable String product,
      @Nullable String owner,
      @Nullable String criticality,
      @Nullable String contract,
      @Nullable String renewal) {}

  /** {@code vouched}: an administrator knows that the owners want to be told. */
  record Given(
      @Nullable String name,
      @Nullable Boolean tellsOwners,
      @Nullable Boolean vouched,
      @Nullable List<GivenRow> entries) {}

  /** What changes in an entry; {@code create}: it is a vendor that is not known yet. */
  record Change(
      @Nullable String vendor,
      @Nullable Boolean create,
      @Nullable String domain,
      @Nullable String product,
      @Nullable String owner,
      @Nullable String criticality,
      @Nullable String contract,
      @Nullable String renewal) {}

  record SummaryShape(
      String id, String name, boolean tellsOwners, Instant changed, int entries, int review) {}

  record CandidateShape(String vendor, String slug, double score, String reason) {}

  record EntryShape(
      String id,
      @Nullable Integer line,
      String name,
      String state,
      @Nullable String vendor,
      @Nullable String slug,
      double score,
      String reason,
      List<CandidateShape> candidates,
      @Nullable String domain,
      @Nullable String product,
      @Nullable String owner,
      @Nullable String criticality,
      @Nullable LocalDate contract,
      @Nullable LocalDate renewal) {}

  record Counts(long matched, long review, long created) {}

  record Shape(
      String id,
      String name,
      boolean tellsOwners,
      Instant changed,
      Counts counts,
      List<EntryShape> entries,
      @Nullable List<String> problems) {}

  /** A row of the CSV export; a candidate as its name. */
  record Line(
      String name,
      @Nullable String vendor,
      String state,
      String reason,
      double score,
      List<String> candidates,
      @Nullable String domain,
      @Nullable String product,
      @Nullable String owner,
      @Nullable String criticality,
      @Nullable LocalDate contract,
      @Nullable LocalDate renewal) {}

  @GET
  @Operation(summary = "All watchlists, by name")
  public Listed<SummaryShape> list() {
    return Listed.whole(
        watchlists.list().stream()
            .map(
                w ->
                    new SummaryShape(
                        String.valueOf(w.id()),
                        w.name(),
                        w.tellsOwners(),
                        w.changed(),
                        w.entries(),
                        w.review()))
            .toList());
  }

  @POST
  @Consumes("text/csv")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Make a watchlist of what a purchasing system exports (CSV)")
  public Response add(@QueryParam("name") @Nullable String name, byte @Nullable [] csv) {
    String checked = Watchlist.checkedName(name);
    PurchasingFile.Read read = read(csv);
    return made(watchlists.add(checked, read.rows()), read.problems());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"administrator", "analyst"})
  @Operation(hidden = true)
  public Response add(@Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    Watchlist made = watchlists.add(Watchlist.checkedName(given.name), rows(given.entries));
    return made(change(made, given), List.of());
  }

  private Response made(Watchlist made, List<String> problems) {
    return Response.status(201).entity(shape(made, problems)).build();
  }

  @POST
  @Path("preview")
  @Consumes("text/csv")
  @Operation(summary = "Which vendors an export would be matched to; nothing is stored")
  public Listed<EntryShape> preview(byte @Nullable [] csv) {
    PurchasingFile.Read read = read(csv);
    List<EntryShape> entries = new ArrayList<>();
    for (Row row : read.rows())
      entries.add(shape(new Entry(row.line(), row, vendors.matching().match(row))));
    return Listed.whole(entries).with(read.problems());
  }

  private static PurchasingFile.Read read(byte @Nullable [] csv) {
    if (csv == null || csv.length == 0) throw new Invalid("body", "missing");
    if (csv.length > LARGEST) throw new ClientErrorException("more than 8 MB", 413);
    return PurchasingFile.read(csv);
  }

  private static List<Row> rows(@Nullable List<GivenRow> given) {
    if (given == null) return List.of();
    List<Row> rows = new ArrayList<>();
    for (GivenRow row : given)
      rows.add(
          new Row(
              rows.size() + 1,
              Asked.required("name", row.name),
              row.domain,
              row.product,
              row.owner,
              criticality(row.criticality),
              Asked.date("contract", row.contract),
              Asked.date("renewal", row.renewal)));
    return rows;
  }

  private static @Nullable Criticality criticality(@Nullable String label) {
    return label == null || label.isBlank() ? null : Criticality.of(label);
  }

  @GET
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "One watchlist with its entries; also as text/csv")
  public Shape one(@RestPath String id) {
    return shape(watchlist(id), null);
  }

  @GET
  @Path("{id}")
  @Produces(Export.CSV)
  @Operation(hidden = true)
  public StreamingOutput csv(@RestPath String id) {
    List<Line> lines = watchlist(id).entries().stream().map(WatchlistsResource::line).toList();
    return export.csv(cursor -> Listed.whole(lines), COLUMNS);
  }

  private static Line line(Entry entry) {
    Row row = entry.row();
    Match match = entry.match();
    return new Line(
        row.name(),
        match.vendor(),
        match.state().label(),
        match.reason(),
        match.score(),
        match.state() == State.REVIEW
            ? match.candidates().stream().map(Candidate::vendor).toList()
            : List.of(),
        row.domain(),
        row.product(),
        row.owner(),
        row.criticality() == null ? null : row.criticality().label(),
        row.contract(),
        row.renewal());
  }

  @PUT
  @Path("{id}")
  @Consumes("text/csv")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Replace the entries by a newer export; what was decided holds on")
  public Shape replace(@RestPath String id, byte @Nullable [] csv) {
    long number = watchlist(id).id();
    PurchasingFile.Read read = read(csv);
    return shape(watchlists.replace(number, read.rows()), read.problems());
  }

  @PUT
  @Path("{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({"administrator", "analyst"})
  @Operation(hidden = true)
  public Shape replace(@RestPath String id, @Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    Watchlist before = watchlist(id);
    if (given.entries != null) watchlists.replace(before.id(), rows(given.entries));
    return shape(change(before, given), null);
  }

  private Watchlist change(Watchlist before, Given given) {
    boolean isVouched = Boolean.TRUE.equals(given.vouched);
    if (isVouched && !caller.hasRole("administrator"))
      throw new ForbiddenException("only an administrator may vouch for addresses");
    boolean tells = given.tellsOwners == null ? before.tellsOwners() : given.tellsOwners;
    String name = given.name == null ? before.name() : given.name;
    Watchlist after = watchlists.change(before.id(), name, tells);
    accounts
        .find(caller.getPrincipal().getName())
        .ifPresent(user -> owners.tell(user, after.id(), isVouched));
    return after;
  }

  @DELETE
  @Path("{id}")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Take a watchlist away; 409 while subscriptions rest on it")
  public Response remove(@RestPath String id) {
    long number = watchlist(id).id();
    long others = owners.others(number);
    if (others > 0)
      throw new ClientErrorException(others + " subscriptions rest on this watchlist", 409);
    watchlists.remove(number);
    owners.forget(number);
    return Response.noContent().build();
  }

  @PATCH
  @Path("{id}/entries/{entry}")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Say which vendor an entry means, or change its owner, dates, …")
  public EntryShape change(@RestPath String id, @RestPath String entry, @Nullable Change wanted) {
    if (wanted == null) throw new Invalid("body", "missing");
    Watchlist watchlist = watchlist(id);
    Entry before = entry(watchlist, entry);
    Row after = changed(before.row(), wanted);
    if (!after.equals(before.row())) watchlists.change(watchlist.id(), before.id(), after);
    String by = caller.getPrincipal().getName();
    if (wanted.vendor != null) watchlists.settle(watchlist.id(), before.id(), wanted.vendor, by);
    else if (Boolean.TRUE.equals(wanted.create)) watchlists.make(watchlist.id(), before.id(), by);
    return shape(watchlists.entry(watchlist.id(), before.id()));
  }

  private static Row changed(Row row, Change wanted) {
    return new Row(
        row.line(),
        row.name(),
        or(wanted.domain, row.domain()),
        or(wanted.product, row.product()),
        or(wanted.owner, row.owner()),
        wanted.criticality == null ? row.criticality() : criticality(wanted.criticality),
        wanted.contract == null ? row.contract() : Asked.date("contract", wanted.contract),
        wanted.renewal == null ? row.renewal() : Asked.date("renewal", wanted.renewal));
  }

  /** What is given, empty meaning nothing, else what was there. */
  private static @Nullable String or(@Nullable String given, @Nullable String before) {
    if (given == null) return before;
    return given.isBlank() ? null : given.strip();
  }

  @DELETE
  @Path("{id}/entries/{entry}")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Take an entry out")
  public Response remove(@RestPath String id, @RestPath String entry) {
    Watchlist watchlist = watchlist(id);
    watchlists.remove(watchlist.id(), entry(watchlist, entry).id());
    return Response.noContent().build();
  }

  private Watchlist watchlist(String id) {
    return watchlists
        .find(Asked.id("watchlist", id))
        .filter(Watchlist::isKept)
        .orElseThrow(() -> Problem.unknown("watchlist", id));
  }

  private static Entry entry(Watchlist watchlist, String id) {
    long number = Asked.id("entry", id);
    return watchlist.entries().stream()
        .filter(e -> e.id() == number)
        .findFirst()
        .orElseThrow(() -> Problem.unknown("entry", id));
  }

  private static Shape shape(Watchlist watchlist, @Nullable List<String> problems) {
    return new Shape(
        String.valueOf(watchlist.id()),
        watchlist.name(),
        watchlist.tellsOwners(),
        watchlist.changed(),
        new Counts(
            watchlist.count(State.MATCHED),
            watchlist.count(State.REVIEW),
            watchlist.count(State.CREATED)),
        watchlist.entries().stream().map(WatchlistsResource::shape).toList(),
        problems);
  }

  private static EntryShape shape(Entry entry) {
    Row row = entry.row();
    Match match = entry.match();
    String vendor = match.vendor();
    return new EntryShape(
        String.valueOf(entry.id()),
        row.line() == 0 ? null : row.line(),
        row.name(),
        match.state().label(),
        vendor,
        vendor == null ? null : Vendors.slug(vendor),
        match.score(),
        match.reason(),
        match.candidates().stream()
            .map(
                c ->
                    new CandidateShape(c.vendor(), Vendors.slug(c.vendor()), c.score(), c.reason()))
            .toList(),
        row.domain(),
        row.product(),
        row.owner(),
        row.criticality() == null ? null : row.criticality().label(),
        row.contract(),
        row.renewal());
  }
}
