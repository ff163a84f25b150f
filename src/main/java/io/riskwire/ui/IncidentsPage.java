package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.base.Invalid;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Completion;
import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search;
import io.riskwire.search.Spelling;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The search among incidents. */
@Path("/incidents")
@RunOnVirtualThread
class IncidentsPage {
  private static final int SIZE = 30;
  private static final int MOST_NAMES = 300;
  private static final int MOST_FOUND = 10_000;

  private final Visitor visitor;
  private final Incidents incidents;
  private final Search search;
  private final Vendors vendors;
  private final Spelling spelling;
  private final Completion completion;
  private final InstantSource clock;

  IncidentsPage(
      Visitor visitor,
      Incidents incidents,
      Search search,
      Vendors vendors,
      Spelling spelling,
      Completion completion,
      InstantSource clock) {
    this.spelling = spelling;
    this.completion = completion;
    this.visitor = visitor;
    this.incidents = incidents;
    this.search = search;
    this.vendors = vendors;
    this.clock = clock;
  }

  /** The parameters of a search. */
  static class Wanted {
    @QueryParam("q")
    @Nullable String q;

    @QueryParam("type")
    @Nullable String type;

    @QueryParam("status")
    @Nullable String status;

    @QueryParam("vendor")
    @Nullable String vendor;

    @QueryParam("minSeverity")
    @Nullable String minSeverity;

    @QueryParam("due")
    boolean due;

    @QueryParam("cursor")
    @Nullable String cursor;
  }

  /** What stands in the form. */
  record Form(
      String q, String type, String status, String vendor, String minSeverity, boolean isDue) {
    static Form of(Wanted wanted) {
      return new Form(
          Given.text(wanted.q),
          Given.text(wanted.type),
          Given.text(wanted.status),
          Given.text(wanted.vendor),
          Given.text(wanted.minSeverity),
          wanted.due);
    }

    Link link() {
      return Link.to("/incidents")
          .with("q", q)
          .with("type", type)
          .with("status", status)
          .with("vendor", vendor)
          .with("minSeverity", minSeverity)
          .with("due", isDue ? "true" : null);
    }

    /** What is worth saving, by the names it has in an address. */
    public Map<String, String> parameters() {
      return link().parameters();
    }

    public boolean isEmpty() {
      return link().parameters().isEmpty();
    }
  }

  record View(
      Frame frame,
      Form form,
      List<Label> types,
      List<Label> statuses,
      List<String> vendors,
      @Nullable Mistake mistake,
      long total,
      List<IncidentRow> rows,
      @Nullable Suggestion suggestion,
      @Nullable String next,
      boolean mayReview)
      implements TemplateInstance {}

  @GET
  public Response list(@BeanParam Wanted wanted) {
    Form form = Form.of(wanted);
    Frame frame = visitor.frame("Incidents", "incidents");
    try {
      var page = incidents.list(filter(form), SIZE, Given.orNull(wanted.cursor));
      var next = page.next();
      return Reply.page(
          new View(
              frame,
              form,
              Label.types(),
              Label.statuses(),
              vendorNames(),
              null,
              page.total(),
              page.items().stream().map(i -> IncidentRow.of(i, clock.instant())).toList(),
              suggestion(form, page.total()),
              next == null ? null : form.link().with("cursor", next.encode()).toString(),
              visitor.mayReview()));
    } catch (Invalid invalid) {
      var mistake = Mistake.of(invalid, form.q());
      return Reply.mistaken(
          new View(
              frame,
              form,
              Label.types(),
              Label.statuses(),
              vendorNames(),
              mistake,
              0,
              List.of(),
              null,
              null,
              false));
    }
  }

  private List<String> vendorNames() {
    return completion.mostFrequent(Query.Field.VENDOR, MOST_NAMES);
  }

  private @Nullable Suggestion suggestion(Form form, long total) {
    return spelling
        .better(Doc.Kind.INCIDENT, form.q(), total)
        .map(q -> new Suggestion(q, form.link().with("q", q).toString()))
        .orElse(null);
  }

  private IncidentFilter filter(Form form) {
    return new IncidentFilter(
        Given.orNone(form.vendor()).stream().map(vendors::canonical).toList(),
        List.of(),
        List.of(),
        Given.types(form.type()),
        Given.statuses(form.status()),
        Given.severity(form.minSeverity()),
        null,
        null,
        null,
        null,
        form.isDue(),
        matching(form.q()));
  }

  private @Nullable List<Long> matching(String q) {
    if (q.isEmpty()) return null;
    return search.ids(Doc.Kind.INCIDENT, QueryParser.parse(q, vendors), MOST_FOUND);
  }
}
