package io.riskwire.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.security.identity.SecurityIdentity;
import io.riskwire.api.IncidentQuestions.Wanted;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.base.Invalid;
import io.riskwire.event.Events.Told;
import io.riskwire.event.Reason;
import io.riskwire.risk.Act;
import io.riskwire.risk.Case;
import io.riskwire.risk.ICalendar;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incidents;
import io.riskwire.risk.Reviews;
import io.riskwire.search.Doc;
import io.riskwire.search.Spelling;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Incidents", description = "What happened, once, however many articles tell it.")
@RunOnVirtualThread
class IncidentsResource {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "type",
          "status",
          "title",
          "actor",
          "vendor",
          "product",
          "scope",
          "replacement",
          "effectiveDate",
          "reasons",
          "severity",
          "confidence",
          "firstSeen",
          "lastSeen",
          "sources",
          "case",
          "review");

  private final Export export;
  private final IncidentQuestions questions;
  private final Incidents incidents;
  private final Articles articles;
  private final Spelling spelling;
  private final Reviews reviews;
  private final SecurityIdentity caller;

  IncidentsResource(
      Export export,
      IncidentQuestions questions,
      Incidents incidents,
      Articles articles,
      Spelling spelling,
      Reviews reviews,
      SecurityIdentity caller) {
    this.export = export;
    this.questions = questions;
    this.incidents = incidents;
    this.articles = articles;
    this.spelling = spelling;
    this.reviews = reviews;
    this.caller = caller;
  }

  record Item(
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
      List<String> reasons,
      int severity,
      double confidence,
      Instant firstSeen,
      Instant lastSeen,
      int sources,
      @JsonProperty("case") @Nullable String dispute,
      @Nullable String review,
      @Nullable List<Telling> articles,
      @Nullable List<ClaimShape> claims,
      @Nullable List<Step> history,
      @Nullable List<Incident.Term> terms) {}

  record Telling(String id, String title, String source, Instant published, String quote) {}

  record ClaimShape(String field, String value, List<String> articles) {}

  record Step(
      Instant at,
      String status,
      String cause,
      @Nullable String article,
      @Nullable String by,
      @Nullable String quote,
      @Nullable String act,
      @Nullable String reason) {}

  record CaseShape(String id, List<String> parties, List<CaseStep> steps) {}

  record CaseStep(
      Instant at,
      @Nullable String actor,
      @Nullable String target,
      String type,
      String status,
      String incident) {}

  @GET
  @Path("incidents")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Search the incidents, the newest first")
  public Listed<Item> list(@BeanParam Wanted wanted) {
    var page = questions.answer(wanted);
    return Listed.of(page, IncidentsResource::item).suggesting(suggestion(wanted, page.total()));
  }

  private @Nullable String suggestion(Wanted wanted, long total) {
    String q = wanted.q;
    boolean isFirst = wanted.cursor == null;
    return isFirst && q != null ? spelling.better(Doc.Kind.INCIDENT, q, total).orElse(null) : null;
  }

  @GET
  @Path("incidents")
  @Produces(Export.CSV)
  @Operation(hidden = true)
  public StreamingOutput csv(@BeanParam Wanted wanted) {
    return export.csv(pages(wanted), COLUMNS);
  }

  @GET
  @Path("incidents")
  @Produces(Export.NDJSON)
  @Operation(hidden = true)
  public StreamingOutput ndjson(@BeanParam Wanted wanted) {
    return export.ndjson(pages(wanted));
  }

  @GET
  @Path("incidents")
  @Produces(Export.ATOM)
  @Operation(hidden = true)
  public StreamingOutput atom(@BeanParam Wanted wanted, @Context UriInfo asked) {
    return atom("Riskwire: incidents", pages(wanted), asked);
  }

  /** The first {@code size} as a feed. */
  StreamingOutput newest(String title, Wanted wanted, int size, UriInfo asked) {
    wanted.size = size;
    return atom(title, Export.only(list(wanted)), asked);
  }

  private StreamingOutput atom(String title, Export.Pages<Item> pages, UriInfo asked) {
    return export.atom(
        title,
        asked.getRequestUri().toString(),
        pages,
        i ->
            new Export.Entry(
                "urn:riskwire:incident:" + i.id(),
                i.title(),
                asked.getBaseUri().resolve("/incidents/" + i.id()).toString(),
                i.lastSeen(),
                i.type() + ", " + i.status() + ", severity " + i.severity(),
                "Riskwire"));
  }

  @GET
  @Path("incidents")
  @Produces(Export.CALENDAR)
  @Operation(hidden = true)
  public StreamingOutput calendar(@BeanParam Wanted wanted, @Context UriInfo asked) {
    return export.calendar(
        pages(wanted),
        i ->
            i.effectiveDate() == null
                ? null
                : new ICalendar.Day(
                    "incident-" + i.id() + "@riskwire",
                    i.effectiveDate(),
                    i.lastSeen(),
                    i.title(),
                    asked.getBaseUri().resolve("/incidents/" + i.id()).toString()));
  }

  private Export.Pages<Item> pages(Wanted wanted) {
    wanted.size = Export.PAGE;
    wanted.cursor = null;
    return Export.pages(
        list(wanted),
        cursor -> {
          wanted.cursor = cursor;
          return list(wanted);
        });
  }

  @GET
  @Path("incidents/{id}")
  @Operation(summary = "One incident, with its articles, claims, history and terms")
  public RestResponse<Item> one(@RestPath String id) {
    Incident incident =
        incidents.find(Asked.id("incident", id)).orElseThrow(() -> Problem.unknown("incident", id));
    Long kept = incident.mergedInto();
    return kept == null
        ? RestResponse.ok(whole(incident))
        : ResponseBuilder.<Item>create(RestResponse.Status.MOVED_PERMANENTLY)
            .location(URI.create("/api/v1/incidents/" + kept))
            .build();
  }

  private Item whole(Incident incident) {
    return item(
        incident,
        tellings(incident.id()),
        incidents.claims(incident.id()).stream().map(IncidentsResource::claim).toList(),
        incidents.history(incident.id()).stream().map(IncidentsResource::step).toList(),
        incidents.terms(incident));
  }

  /** An analyst's act; which fields count depends on it. */
  record Reviewed(
      @Nullable String act,
      @Nullable String reason,
      @Nullable String into,
      @Nullable List<String> articles,
      @Nullable String actor,
      @Nullable String vendor,
      @Nullable String product,
      @Nullable String scope,
      @Nullable String replacement,
      @Nullable String effectiveDate,
      @Nullable String status) {}

  @POST
  @Path("incidents/{id}/review")
  @RolesAllowed({"administrator", "analyst"})
  @Operation(summary = "Confirm, reject, edit, merge or split an incident")
  public Item review(@RestPath String id, @Nullable Reviewed wanted) {
    if (wanted == null) throw new Invalid("act", "missing");
    long number = Asked.id("incident", id);
    if (incidents.find(number).isEmpty()) throw Problem.unknown("incident", id);
    var author = new Reviews.Author(caller.getPrincipal().getName(), wanted.reason);
    return whole(reviews.act(number, act(wanted), author));
  }

  private static Act act(Reviewed wanted) {
    return switch (Asked.required("act", wanted.act)) {
      case "confirm" -> new Act.Confirm();
      case "reject" -> new Act.Reject(Act.Why.of(Asked.required("reason", wanted.reason)));
      case "edit" -> edit(wanted);
      case "merge" -> new Act.Merge(Asked.number("into", Asked.required("into", wanted.into)));
      case "split" ->
          new Act.Split(
              wanted.articles == null
                  ? List.of()
                  : wanted.articles.stream().map(a -> Asked.number("articles", a)).toList());
      default -> throw new Invalid("act", "confirm, reject, edit, merge or split");
    };
  }

  private static Act.Edit edit(Reviewed wanted) {
    return new Act.Edit(
        wanted.actor,
        wanted.vendor,
        wanted.product,
        wanted.scope,
        wanted.replacement,
        Asked.date("effectiveDate", wanted.effectiveDate),
        wanted.status == null ? null : Asked.statuses(List.of(wanted.status)).getFirst());
  }

  private List<Telling> tellings(long id) {
    List<Told> told = incidents.told(id);
    Set<Long> ids =
        told.stream().map(Told::article).collect(Collectors.toCollection(LinkedHashSet::new));
    Map<Long, Article> byId =
        articles.find(ids).stream().collect(Collectors.toMap(Article::id, Function.identity()));
    List<Telling> tellings = new ArrayList<>();
    for (Told t : told) {
      Article article = byId.get(t.article());
      if (article != null && ids.remove(article.id()))
        tellings.add(
            new Telling(
                String.valueOf(article.id()),
                article.title(),
                article.outlet(),
                article.published(),
                t.event().evidence().getFirst().quote()));
    }
    return tellings;
  }

  private static ClaimShape claim(Incident.Claim claim) {
    return new ClaimShape(
        claim.field(), claim.value(), claim.articles().stream().map(String::valueOf).toList());
  }

  private static Step step(Incident.Step step) {
    return new Step(
        step.at(),
        step.status().label(),
        step.cause().name().toLowerCase(Locale.ROOT),
        text(step.article()),
        step.by(),
        step.quote(),
        step.act(),
        step.reason());
  }

  private static @Nullable String text(@Nullable Long id) {
    return id == null ? null : id.toString();
  }

  /** As it stands in a list. */
  static Item item(Incident incident) {
    return item(incident, null, null, null, null);
  }

  private static Item item(
      Incident incident,
      @Nullable List<Telling> articles,
      @Nullable List<ClaimShape> claims,
      @Nullable List<Step> history,
      @Nullable List<Incident.Term> terms) {
    var roles = incident.roles();
    return new Item(
        String.valueOf(incident.id()),
        incident.type().label(),
        incident.status().label(),
        incident.title(),
        roles.actor(),
        roles.vendor(),
        roles.product(),
        roles.scope(),
        roles.replacement(),
        incident.effectiveDate(),
        incident.reasons().stream().sorted().map(Reason::label).toList(),
        incident.severity(),
        incident.confidence(),
        incident.firstSeen(),
        incident.lastSeen(),
        incident.sources(),
        text(incident.dispute()),
        incident.verdict() == null ? null : incident.verdict().name().toLowerCase(Locale.ROOT),
        articles,
        claims,
        history,
        terms);
  }

  @GET
  @Path("cases/{id}")
  @Operation(summary = "A dispute between the same parties, step by step")
  public CaseShape dispute(@RestPath String id) {
    Case dispute =
        incidents.dispute(Asked.id("case", id)).orElseThrow(() -> Problem.unknown("case", id));
    return new CaseShape(
        id,
        List.of(dispute.firstParty(), dispute.otherParty()),
        dispute.incidents().stream()
            .map(
                i ->
                    new CaseStep(
                        i.firstSeen(),
                        i.roles().actor(),
                        i.target(),
                        i.type().label(),
                        i.status().label(),
                        String.valueOf(i.id())))
            .toList());
  }
}
