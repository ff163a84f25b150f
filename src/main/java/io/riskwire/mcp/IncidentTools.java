package io.riskwire.mcp;

import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.base.Page;
import io.riskwire.event.Event;
import io.riskwire.event.Events.Told;
import io.riskwire.event.Reason;
import io.riskwire.risk.Incident;
import io.riskwire.risk.IncidentFilter;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Doc;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened, and on whose word. */
@ApplicationScoped
class IncidentTools {
  private static final int MOST_FOUND = 10_000;

  private static final String TYPES =
      "tool-ban, vendor-dispute, access-cutoff, legal-action, regulatory-action, trade-restriction,"
          + " security-incident, vulnerability, hidden-behaviour, ip-dispute, outage,"
          + " ownership-change, financial-distress or product-change";

  private final Incidents incidents;
  private final Articles articles;
  private final Search search;
  private final Vendors vendors;

  IncidentTools(Incidents incidents, Articles articles, Search search, Vendors vendors) {
    this.incidents = incidents;
    this.articles = articles;
    this.search = search;
    this.vendors = vendors;
  }

  /** {@code total}: how many there are in all. */
  public record Found(long total, List<Brief> incidents) {}

  /** {@code sources}: the number of independent outlets. */
  public record Brief(
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
      int sources) {}

  public record Whole(
      Brief incident,
      List<Source> reports,
      List<Step> history,
      List<Claim> disagreements,
      List<Incident.Term> terms) {}

  /** An article, and its own words for it. */
  public record Source(
      String article,
      String outlet,
      String title,
      String url,
      Instant published,
      List<String> quotes) {}

  public record Step(Instant at, String status, String cause, @Nullable String quote) {}

  /** A value that is stated for a field, and who states it. */
  public record Claim(String field, String value, List<Source> sources) {}

  public record Claims(String incident, String field, List<Claim> claims) {}

  @Tool(
      name = "search_incidents",
      title = "Search incidents",
      description =
          "Finds what happened to vendors and their products, the newest first: each happening"
              + " once, however many articles tell it.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(
              title = "Search incidents",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true,
              openWorldHint = false))
  @RunOnVirtualThread
  Found search(
      @ToolArg(
              required = false,
              description = "words, \"phrases\", OR, -without; see the query language")
          @Nullable String q,
      @ToolArg(required = false, description = "a vendor's or actor's name; aliases are known")
          @Nullable String vendor,
      @ToolArg(required = false, description = "a product's name") @Nullable String product,
      @ToolArg(required = false, description = TYPES) @Nullable String type,
      @ToolArg(
              required = false,
              description = "proposed, reported, announced, in-force, denied or reversed")
          @Nullable String status,
      @ToolArg(required = false, description = "0 to 100") @Nullable Integer minSeverity,
      @ToolArg(required = false, description = "first seen on or after this day, 2026-07-31")
          @Nullable String from,
      @ToolArg(required = false, description = "first seen before this day") @Nullable String to,
      @ToolArg(required = false, defaultValue = "20", description = "at most 50") int limit) {
    return Asked.answer(
        () -> {
          var filter =
              new IncidentFilter(
                  Asked.names(vendors, vendor),
                  Asked.names(vendors, product),
                  List.of(),
                  Asked.types(type),
                  Asked.statuses(status),
                  IncidentFilter.least(minSeverity),
                  Asked.day("from", from),
                  Asked.day("to", to),
                  null,
                  null,
                  false,
                  matching(Asked.words(q)));
          Page<Incident> page = incidents.list(filter, Asked.limit(limit), null);
          return new Found(page.total(), page.items().stream().map(IncidentTools::brief).toList());
        });
  }

  private @Nullable List<Long> matching(String q) {
    if (q.isBlank()) return null;
    return search.ids(Doc.Kind.INCIDENT, QueryParser.parse(q, vendors), MOST_FOUND);
  }

  @Tool(
      name = "get_incident",
      title = "One incident with its sources",
      description =
          "One incident with every article that reports it and the words in which it does, the"
              + " steps of its status, where reports disagree, and how its scores are made up.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(
              title = "One incident with its sources",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true,
              openWorldHint = false))
  @RunOnVirtualThread
  Whole incident(@ToolArg(description = "the incident's id") String id) {
    Incident incident = find(id);
    List<Told> told = incidents.told(incident.id());
    Map<Long, Source> sources = sources(told);
    return new Whole(
        brief(incident),
        List.copyOf(sources.values()),
        incidents.history(incident.id()).stream().map(IncidentTools::step).toList(),
        incidents.claims(incident.id()).stream()
            .map(c -> new Claim(c.field(), c.value(), of(sources, c.articles())))
            .toList(),
        incidents.terms(incident));
  }

  @Tool(
      name = "claim_sources",
      title = "Sources behind a claim",
      description =
          "Which articles state which value for one field of an incident, with their words: the"
              + " sources behind a claim, and who disagrees.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(
              title = "Sources behind a claim",
              readOnlyHint = true,
              destructiveHint = false,
              idempotentHint = true,
              openWorldHint = false))
  @RunOnVirtualThread
  Claims claim(
      @ToolArg(description = "the incident's id") String id,
      @ToolArg(
              description =
                  "status, actor, vendor, product, scope, replacement, effectiveDate or reason")
          String field) {
    return Asked.answer(
        () -> {
          Incident incident = find(id);
          List<Told> told = incidents.told(incident.id());
          Map<String, List<Told>> byValue = new LinkedHashMap<>();
          for (Told t : told)
            for (String value : Stated.in(t.event(), field))
              byValue.computeIfAbsent(value, v -> new ArrayList<>()).add(t);
          List<Claim> claims = new ArrayList<>();
          byValue.forEach(
              (value, by) ->
                  claims.add(new Claim(field, value, List.copyOf(sources(by).values()))));
          return new Claims(String.valueOf(incident.id()), field, claims);
        });
  }

  /** A merged incident is answered as the one that took it in. */
  private Incident find(String id) {
    Incident incident =
        incidents.find(Asked.id("incident", id)).orElseThrow(() -> Asked.unknown("incident", id));
    Long kept = incident.mergedInto();
    return kept == null ? incident : find(kept.toString());
  }

  /** The articles by their ids, the first to tell it first. */
  private Map<Long, Source> sources(List<Told> told) {
    Map<Long, List<Event>> events = new LinkedHashMap<>();
    for (Told t : told) events.computeIfAbsent(t.article(), a -> new ArrayList<>()).add(t.event());
    Map<Long, Article> found =
        articles.find(Set.copyOf(events.keySet())).stream()
            .collect(Collectors.toMap(Article::id, Function.identity()));
    Map<Long, Source> sources = new LinkedHashMap<>();
    events.forEach(
        (id, said) -> {
          Article article = found.get(id);
          if (article != null) sources.put(id, source(article, said));
        });
    return sources;
  }

  private static Source source(Article article, List<Event> said) {
    return new Source(
        String.valueOf(article.id()),
        article.outlet(),
        article.title(),
        article.url(),
        article.published(),
        said.stream()
            .flatMap(e -> e.evidence().stream())
            .map(e -> e.quote())
            .distinct()
            .limit(5)
            .toList());
  }

  private static List<Source> of(Map<Long, Source> sources, List<Long> ids) {
    return ids.stream().filter(sources::containsKey).map(sources::get).toList();
  }

  private static Step step(Incident.Step step) {
    return new Step(
        step.at(),
        step.status().label(),
        step.cause().name().toLowerCase(Locale.ROOT),
        step.quote());
  }

  private static Brief brief(Incident incident) {
    var roles = incident.roles();
    return new Brief(
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
        incident.sources());
  }
}
