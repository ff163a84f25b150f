package io.riskwire.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.security.identity.SecurityIdentity;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import io.riskwire.base.Invalid;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.search.QueryParser;
import io.riskwire.search.SavedSearch;
import io.riskwire.search.SavedSearch.Kind;
import io.riskwire.search.SavedSearch.Question;
import io.riskwire.search.SavedSearches;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/searches")
@Tag(
    name = "Saved searches",
    description = "Questions that are kept, alone or shared, each a feed.")
@RunOnVirtualThread
class SearchesResource {
  private final SavedSearches searches;
  private final Accounts accounts;
  private final Vendors vendors;
  private final SecurityIdentity caller;

  SearchesResource(
      SavedSearches searches, Accounts accounts, Vendors vendors, SecurityIdentity caller) {
    this.searches = searches;
    this.accounts = accounts;
    this.vendors = vendors;
    this.caller = caller;
  }

  record Given(
      @Nullable String name,
      @Nullable String kind,
      @Nullable String q,
      @Nullable List<String> vendor,
      @Nullable List<String> product,
      @Nullable List<String> type,
      @Nullable List<String> source,
      @Nullable List<String> lang,
      @Nullable List<String> status,
      @Nullable Integer minSeverity,
      @Nullable Boolean due,
      @Nullable String from,
      @Nullable String to,
      @Nullable String sort,
      @Nullable Boolean shared) {

    boolean isShared() {
      return Boolean.TRUE.equals(shared);
    }
  }

  /**
   * {@code feed}: where the answer is read as Atom without an account; {@code csv} and {@code
   * ndjson}: the same whole, as a table and as lines.
   */
  record Shape(
      String id,
      String name,
      String kind,
      String q,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> vendor,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> product,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> type,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> source,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> lang,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> status,
      @Nullable Integer minSeverity,
      @Nullable Boolean due,
      @Nullable String from,
      @Nullable String to,
      @Nullable String sort,
      boolean shared,
      String owner,
      @Nullable URI feed,
      @Nullable URI csv,
      @Nullable URI ndjson) {}

  private Shape shape(SavedSearch search) {
    Question asked = search.question();
    URI feed = searches.feed(search).orElse(null);
    return new Shape(
        String.valueOf(search.id()),
        asked.name(),
        asked.kind().label(),
        asked.q(),
        asked.vendor(),
        asked.product(),
        asked.type(),
        asked.source(),
        asked.lang(),
        asked.status(),
        asked.minSeverity(),
        asked.due() ? true : null,
        asked.from(),
        asked.to(),
        asked.sort(),
        search.isShared(),
        search.ownerName(),
        feed,
        feed == null ? null : URI.create(feed + SearchFeeds.CSV_ENDING),
        feed == null ? null : URI.create(feed + SearchFeeds.NDJSON_ENDING));
  }

  @GET
  @Operation(summary = "The caller's saved searches, and those that are shared")
  public Listed<Shape> list(
      @QueryParam("size") @DefaultValue("20") int size,
      @QueryParam("cursor") @Nullable String cursor) {
    return Listed.of(searches.list(user(), Listed.size(size), cursor), this::shape);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One saved search")
  public Shape one(@RestPath String id) {
    return shape(visible(id));
  }

  @POST
  @Operation(summary = "Save a search")
  public Response add(@Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    SavedSearch added = searches.add(user(), question(given), given.isShared());
    return Response.status(201).entity(shape(added)).build();
  }

  @PUT
  @Path("{id}")
  @Operation(summary = "Ask something else under the same id and feed")
  public Shape change(@RestPath String id, @Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    SavedSearch search = own(id);
    searches.change(search.id(), question(given), given.isShared());
    return shape(own(id));
  }

  @DELETE
  @Path("{id}")
  @Operation(summary = "Forget a saved search and its feed")
  public Response remove(@RestPath String id) {
    searches.remove(own(id).id());
    return Response.noContent().build();
  }

  @POST
  @Path("{id}/feed")
  @Operation(summary = "Give the feed a new address; the former leads nowhere")
  public Shape renewFeed(@RestPath String id) {
    searches.renewFeed(own(id).id());
    return shape(own(id));
  }

  @DELETE
  @Path("{id}/feed")
  @Operation(summary = "Take the feed away")
  public Response revokeFeed(@RestPath String id) {
    searches.revokeFeed(own(id).id());
    return Response.noContent().build();
  }

  /** What cannot be asked is not kept. */
  private Question question(Given given) {
    String q = given.q() == null ? "" : given.q();
    QueryParser.parse(q, vendors);
    Asked.types(orNone(given.type()));
    Asked.statuses(orNone(given.status()));
    Asked.instant("from", given.from());
    Asked.instant("to", given.to());
    ArticlesResource.sort(given.sort(), true);
    return new Question(
        Asked.required("name", given.name()),
        Kind.of(given.kind() == null ? "articles" : given.kind()),
        q,
        canonical(given.vendor()),
        canonical(given.product()),
        orNone(given.type()),
        orNone(given.source()),
        orNone(given.lang()),
        orNone(given.status()),
        IncidentFilter.least(given.minSeverity()),
        Boolean.TRUE.equals(given.due()),
        given.from(),
        given.to(),
        given.sort());
  }

  private List<String> canonical(@Nullable List<String> names) {
    return orNone(names).stream().map(vendors::canonical).toList();
  }

  private static List<String> orNone(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }

  private SavedSearch own(String id) {
    SavedSearch search = visible(id);
    if (!SavedSearches.mayChange(user(), search))
      throw new ForbiddenException("only its owner or an administrator may change it");
    return search;
  }

  private SavedSearch visible(String id) {
    User user = user();
    return searches
        .find(Asked.id("search", id))
        .filter(s -> SavedSearches.isVisible(user, s))
        .orElseThrow(() -> Problem.unknown("search", id));
  }

  private User user() {
    return accounts.find(caller.getPrincipal().getName()).orElseThrow(ForbiddenException::new);
  }
}
