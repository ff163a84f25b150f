package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.event.Event.Roles;
import io.riskwire.event.Events.Told;
import io.riskwire.event.Status;
import io.riskwire.risk.Act;
import io.riskwire.risk.Directory;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incident.Claim;
import io.riskwire.risk.Incident.Step;
import io.riskwire.risk.Incident.Term;
import io.riskwire.risk.Incidents;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** One incident: the facts, why Riskwire thinks so, and who says otherwise. */
@Path("/incidents/{id}")
@RunOnVirtualThread
class IncidentPage {
  private final Visitor visitor;
  private final Incidents incidents;
  private final Articles articles;
  private final Directory directory;
  private final InstantSource clock;

  IncidentPage(
      Visitor visitor,
      Incidents incidents,
      Articles articles,
      Directory directory,
      InstantSource clock) {
    this.visitor = visitor;
    this.incidents = incidents;
    this.articles = articles;
    this.directory = directory;
    this.clock = clock;
  }

  record View(
      Frame frame,
      IncidentRow row,
      boolean isSample,
      boolean isWithdrawn,
      @Nullable String verdict,
      @Nullable Review review,
      int confidence,
      List<EventCard.Fact> facts,
      String reasons,
      When lastSeen,
      @Nullable Long dispute,
      List<Telling> tellings,
      List<Dispute> claims,
      List<Moment> history,
      List<Addend> severity,
      List<Addend> certainty)
      implements TemplateInstance {}

  /** An article that tells it, in its own words. */
  record Telling(long id, String title, String outlet, When published, String quote, String rule) {}

  /** A field of which reports say different things. */
  record Dispute(String field, List<Said> values) {}

  record Said(String value, List<Telling> by) {}

  record Moment(
      When at,
      Label status,
      String cause,
      @Nullable Long article,
      @Nullable String by,
      @Nullable String quote,
      @Nullable String act,
      @Nullable String reason) {}

  /** What stands in the form of an analyst, who may change it. */
  record Review(Roles roles, String effective, List<Label> statuses, List<Label> whys) {
    static Review of(Incident incident) {
      LocalDate date = incident.effectiveDate();
      return new Review(
          incident.roles(),
          date == null ? "" : date.toString(),
          Arrays.stream(Status.values()).map(Label::of).toList(),
          Arrays.stream(Act.Why.values()).map(w -> Label.of(w.label())).toList());
    }
  }

  record Addend(String name, String value) {}

  @GET
  public Response show(@RestPath String id) {
    Incident incident =
        incidents.find(Given.id("incident", id)).orElseThrow(() -> Given.unknown("incident", id));
    Long kept = incident.mergedInto();
    return kept == null ? Reply.page(view(incident)) : Reply.movedTo("/incidents/" + kept);
  }

  private View view(Incident incident) {
    Instant now = clock.instant();
    Map<Long, Telling> tellings = tellings(incidents.told(incident.id()), now);
    List<Term> terms = incidents.terms(incident);
    return new View(
        visitor.frame(incident.title(), "incidents"),
        IncidentRow.of(incident, now),
        incident.isSample(),
        incident.isWithdrawn(),
        incident.verdict() == null ? null : incident.verdict().name(),
        visitor.mayReview() ? Review.of(incident) : null,
        (int) Math.round(incident.confidence() * 100),
        EventCard.roles(incident.roles(), directory),
        String.join(", ", Label.reasons(incident.reasons())),
        When.of(incident.lastSeen(), now),
        incident.dispute(),
        List.copyOf(tellings.values()),
        disputes(incidents.claims(incident.id()), tellings),
        incidents.history(incident.id()).stream().map(s -> moment(s, tellings, now)).toList(),
        addends(terms, "severity", "%+.0f"),
        addends(terms, "confidence", "%+.2f"));
  }

  /** By article, the first words of each, in the order in which they were told. */
  private Map<Long, Telling> tellings(List<Told> told, Instant now) {
    List<Long> ids = told.stream().map(Told::article).distinct().toList();
    Map<Long, Article> byId =
        articles.find(ids).stream().collect(Collectors.toMap(Article::id, Function.identity()));
    Map<Long, Telling> tellings = new LinkedHashMap<>();
    for (Told t : told) {
      Article article = byId.get(t.article());
      if (article != null) tellings.computeIfAbsent(article.id(), id -> telling(article, t, now));
    }
    return tellings;
  }

  private static Telling telling(Article article, Told told, Instant now) {
    var evidence = told.event().evidence().getFirst();
    return new Telling(
        article.id(),
        article.title(),
        article.outlet(),
        When.of(article.published(), now),
        evidence.quote(),
        evidence.rule());
  }

  private static List<Dispute> disputes(List<Claim> claims, Map<Long, Telling> tellings) {
    Map<String, List<Said>> byField = new LinkedHashMap<>();
    for (Claim claim : claims) {
      List<Telling> by =
          claim.articles().stream().filter(tellings::containsKey).map(tellings::get).toList();
      String value =
          claim.field().equals("status") ? Label.of(claim.value()).words() : claim.value();
      byField.computeIfAbsent(claim.field(), f -> new ArrayList<>()).add(new Said(value, by));
    }
    return byField.entrySet().stream()
        .map(e -> new Dispute(name(e.getKey()), e.getValue()))
        .toList();
  }

  private static String name(String field) {
    return field.equals("effectiveDate") ? "Effective date" : Label.of(field).words();
  }

  private static Moment moment(Step step, Map<Long, Telling> tellings, Instant now) {
    Telling telling = step.article() == null ? null : tellings.get(step.article());
    String cause =
        switch (step.cause()) {
          case ARTICLE -> telling == null ? "an article" : telling.outlet();
          case ANALYST -> "an analyst";
          case CLOCK -> "the date that was announced";
        };
    return new Moment(
        When.of(step.at(), now),
        Label.of(step.status()),
        cause,
        step.article(),
        step.by(),
        step.quote(),
        step.act() == null ? null : Label.of(step.act()).words(),
        step.reason());
  }

  private static List<Addend> addends(List<Term> terms, String of, String format) {
    return terms.stream()
        .filter(t -> t.of().equals(of))
        .map(t -> new Addend(Label.of(t.name()).words(), format.formatted(t.value())))
        .toList();
  }
}
