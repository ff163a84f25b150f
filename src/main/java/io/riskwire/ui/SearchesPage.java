package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.account.User;
import io.riskwire.base.Invalid;
import io.riskwire.search.QueryParser;
import io.riskwire.search.SavedSearch;
import io.riskwire.search.SavedSearch.Kind;
import io.riskwire.search.SavedSearch.Question;
import io.riskwire.search.SavedSearches;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The questions that the visitor keeps, and those that others share. */
@Path("/searches")
@RunOnVirtualThread
class SearchesPage {
  private static final int SIZE = 50;

  private final Visitor visitor;
  private final SavedSearches searches;
  private final Vendors vendors;

  SearchesPage(Visitor visitor, SavedSearches searches, Vendors vendors) {
    this.visitor = visitor;
    this.searches = searches;
    this.vendors = vendors;
  }

  /** What stands in the address of a search, and the name it gets. */
  static class Wanted {
    @FormParam("name")
    @Nullable String name;

    @FormParam("kind")
    @Nullable String kind;

    @FormParam("q")
    @Nullable String q;

    @FormParam("vendor")
    @Nullable String vendor;

    @FormParam("product")
    @Nullable String product;

    @FormParam("type")
    @Nullable String type;

    @FormParam("source")
    @Nullable String source;

    @FormParam("lang")
    @Nullable String lang;

    @FormParam("status")
    @Nullable String status;

    @FormParam("minSeverity")
    @Nullable String minSeverity;

    @FormParam("due")
    @Nullable String due;

    @FormParam("from")
    @Nullable String from;

    @FormParam("to")
    @Nullable String to;

    @FormParam("sort")
    @Nullable String sort;

    @FormParam("shared")
    @Nullable String shared;
  }

  record Row(
      long id,
      String name,
      String link,
      String about,
      String owner,
      boolean isShared,
      boolean mayChange,
      @Nullable String feed) {}

  record View(Frame frame, List<Row> rows, @Nullable Mistake mistake, @Nullable String next)
      implements TemplateInstance {}

  @GET
  public TemplateInstance show(@QueryParam("cursor") @Nullable String cursor) {
    return view(Given.orNull(cursor), null);
  }

  private View view(@Nullable String cursor, @Nullable Mistake mistake) {
    User user = visitor.user();
    var page = searches.list(user, SIZE, cursor);
    var next = page.next();
    return new View(
        visitor.frame("Saved searches", "searches"),
        page.items().stream().map(s -> row(s, user)).toList(),
        mistake,
        next == null ? null : Link.to("/searches").with("cursor", next.encode()).toString());
  }

  private Row row(SavedSearch search, User user) {
    Question question = search.question();
    return new Row(
        search.id(),
        question.name(),
        SavedLink.of(question).toString(),
        about(question),
        search.owner() == user.id() ? "you" : search.ownerName(),
        search.isShared(),
        SavedSearches.mayChange(user, search),
        searches.feed(search).map(URI::getPath).orElse(null));
  }

  private static String about(Question question) {
    Stream<String> words =
        Stream.of(
                List.of(question.q()),
                question.type().stream().map(t -> Label.of(t).words()).toList(),
                question.status().stream().map(s -> Label.of(s).words()).toList(),
                question.vendor(),
                question.product(),
                question.source(),
                question.lang())
            .flatMap(List::stream)
            .filter(w -> !w.isBlank());
    String said = String.join(", ", words.toList());
    String what = Label.of(question.kind().label()).words();
    return said.isEmpty() ? what : what + ": " + said;
  }

  @POST
  public Response save(@BeanParam Wanted wanted) {
    try {
      searches.add(visitor.user(), question(wanted), wanted.shared != null);
      return back();
    } catch (Invalid invalid) {
      return Reply.mistaken(view(null, Mistake.of(invalid, Given.text(wanted.q))));
    }
  }

  private Question question(Wanted wanted) {
    String q = Given.text(wanted.q);
    QueryParser.parse(q, vendors);
    return new Question(
        Given.text(wanted.name),
        Kind.of(Given.text(wanted.kind)),
        q,
        canonical(wanted.vendor),
        canonical(wanted.product),
        Given.types(wanted.type).stream().map(t -> t.label()).toList(),
        Given.orNone(wanted.source),
        Given.orNone(wanted.lang),
        Given.statuses(wanted.status).stream().map(s -> s.label()).toList(),
        Given.severity(wanted.minSeverity),
        wanted.due != null,
        text(Given.day("from", wanted.from)),
        text(Given.dayAfter("to", wanted.to)),
        Given.orNull(wanted.sort));
  }

  private List<String> canonical(@Nullable String name) {
    return Given.orNone(name).stream().map(vendors::canonical).toList();
  }

  private static @Nullable String text(@Nullable Object moment) {
    return moment == null ? null : moment.toString();
  }

  @POST
  @Path("{id}/share")
  public Response share(@RestPath String id) {
    return shared(id, true);
  }

  @POST
  @Path("{id}/keep")
  public Response keep(@RestPath String id) {
    return shared(id, false);
  }

  private Response shared(String id, boolean isShared) {
    SavedSearch search = own(id);
    searches.change(search.id(), search.question(), isShared);
    return back();
  }

  @POST
  @Path("{id}/feed")
  public Response renewFeed(@RestPath String id) {
    searches.renewFeed(own(id).id());
    return back();
  }

  @POST
  @Path("{id}/feed/remove")
  public Response revokeFeed(@RestPath String id) {
    searches.revokeFeed(own(id).id());
    return back();
  }

  @POST
  @Path("{id}/remove")
  public Response remove(@RestPath String id) {
    searches.remove(own(id).id());
    return back();
  }

  private static Response back() {
    return Reply.goTo("/searches");
  }

  private SavedSearch own(String id) {
    User user = visitor.user();
    SavedSearch search =
        searches
            .find(Given.id("search", id))
            .filter(s -> SavedSearches.isVisible(user, s))
            .orElseThrow(() -> Given.unknown("search", id));
    if (!SavedSearches.mayChange(user, search))
      throw new ForbiddenException("Only its owner or an administrator may change it.");
    return search;
  }
}
