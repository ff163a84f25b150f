package io.riskwire.api;

import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.base.Invalid;
import io.riskwire.collect.Archive;
import io.riskwire.event.EventType;
import io.riskwire.event.Events;
import io.riskwire.event.Events.Told;
import io.riskwire.intake.Intake;
import io.riskwire.intake.Pushed;
import io.riskwire.intake.Rereading;
import io.riskwire.search.Ask;
import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Ask.Sort;
import io.riskwire.search.Doc;
import io.riskwire.search.Hits;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search;
import io.riskwire.search.Spelling;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/articles")
@Tag(name = "Articles", description = "What was published.")
@RunOnVirtualThread
class ArticlesResource {
  private static final List<String> COLUMNS =
      List.of(
          "id",
          "published",
          "source",
          "title",
          "url",
          "lang",
          "types",
          "vendors",
          "products",
          "story",
          "fetched");

  private final Export export;
  private final Search search;
  private final Spelling spelling;
  private final Articles articles;
  private final Events events;
  private final Intake intake;
  private final Vendors vendors;
  private final Archive archive;
  private final Rereading rereading;
  private final InstantSource clock;

  ArticlesResource(
      Export export,
      Search search,
      Spelling spelling,
      Articles articles,
      Events events,
      Intake intake,
      Vendors vendors,
      Archive archive,
      Rereading rereading,
      InstantSource clock) {
    this.export = export;
    this.search = search;
    this.spelling = spelling;
    this.articles = articles;
    this.events = events;
    this.intake = intake;
    this.vendors = vendors;
    this.archive = archive;
    this.rereading = rereading;
    this.clock = clock;
  }

  /** The parameters of a search. */
  static class Wanted {
    @QueryParam("q")
    @Nullable String q;

    @QueryParam("vendor")
    List<String> vendor = List.of();

    @QueryParam("product")
    List<String> product = List.of();

    @QueryParam("type")
    List<String> type = List.of();

    @QueryParam("status")
    List<String> status = List.of();

    @QueryParam("source")
    List<String> source = List.of();

    @QueryParam("lang")
    List<String> lang = List.of();

    @QueryParam("from")
    @Nullable String from;

    @QueryParam("to")
    @Nullable String to;

    @QueryParam("sort")
    @Nullable String sort;

    @QueryParam("collapse")
    @Nullable String collapse;

    @QueryParam("facets")
    @Nullable String facets;

    @QueryParam("size")
    @DefaultValue("20")
    int size;

    @QueryParam("cursor")
    @Nullable String cursor;
  }

  record Item(
      String id,
      String url,
      String title,
      @Nullable String snippet,
      String source,
      Instant published,
      Instant fetched,
      @Nullable String lang,
      String story,
      List<String> types,
      List<String> vendors,
      List<String> products,
      @Nullable Double score,
      @Nullable Integer more) {}

  record Whole(
      String id,
      String url,
      String title,
      String text,
      @Nullable String author,
      String source,
      Instant published,
      Instant fetched,
      @Nullable String lang,
      String story,
      List<String> types,
      List<String> vendors,
      List<String> products,
      List<EventShape> events,
      List<String> incidents,
      List<Version> versions) {}

  record Version(int version, String title, String text, Instant replaced) {}

  record Accepted(String id, String story) {}

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Search the articles")
  public Listed<Item> list(@BeanParam Wanted wanted) {
    boolean isCollapsed = isCollapsed(wanted.collapse);
    var ask =
        new Ask(
            Doc.Kind.ARTICLE,
            query(wanted),
            sort(wanted),
            Listed.size(wanted.size),
            wanted.cursor,
            facets(wanted.facets),
            isCollapsed);
    Hits hits = search.find(ask);
    return listed(hits, isCollapsed).suggesting(suggestion(wanted, hits));
  }

  private @Nullable String suggestion(Wanted wanted, Hits hits) {
    String q = wanted.q;
    boolean isFirst = wanted.cursor == null;
    return isFirst && q != null && hits.next() == null
        ? spelling.better(Doc.Kind.ARTICLE, q, hits.onPage()).orElse(null)
        : null;
  }

  @GET
  @Produces(Export.CSV)
  @Operation(hidden = true)
  public StreamingOutput csv(@BeanParam Wanted wanted) {
    return export.csv(pages(wanted), COLUMNS);
  }

  @GET
  @Produces(Export.NDJSON)
  @Operation(hidden = true)
  public StreamingOutput ndjson(@BeanParam Wanted wanted) {
    return export.ndjson(pages(wanted));
  }

  @GET
  @Produces(Export.ATOM)
  @Operation(hidden = true)
  public StreamingOutput atom(@BeanParam Wanted wanted, @Context UriInfo asked) {
    return atom("Riskwire: articles", pages(wanted), asked);
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
                "urn:riskwire:article:" + i.id(),
                i.title(),
                i.url(),
                i.published(),
                i.snippet() == null ? "" : Jsoup.parse(i.snippet()).text(),
                i.source()));
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

  private Query query(Wanted wanted) {
    return Query.and(
        QueryParser.parse(wanted.q == null ? "" : wanted.q, vendors),
        Query.anyOf(Field.VENDOR, canonical(wanted.vendor)),
        Query.anyOf(Field.PRODUCT, canonical(wanted.product)),
        Query.anyOf(Field.TYPE, Asked.types(wanted.type).stream().map(t -> t.label()).toList()),
        Query.anyOf(
            Field.STATUS, Asked.statuses(wanted.status).stream().map(s -> s.label()).toList()),
        Query.anyOf(Field.SOURCE, wanted.source),
        Query.anyOf(Field.LANG, wanted.lang),
        Query.published(Asked.instant("from", wanted.from), Asked.instant("to", wanted.to)));
  }

  private List<String> canonical(List<String> names) {
    return names.stream().map(vendors::canonical).toList();
  }

  private static Sort sort(Wanted wanted) {
    return sort(wanted.sort, wanted.q != null && !wanted.q.isBlank());
  }

  static Sort sort(@Nullable String sort, boolean hasWords) {
    if (sort == null) return hasWords ? Sort.RELEVANCE : Sort.NEWEST;
    return switch (sort) {
      case "relevance" -> Sort.RELEVANCE;
      case "newest" -> Sort.NEWEST;
      default -> throw new Invalid("sort", "relevance or newest");
    };
  }

  private static boolean isCollapsed(@Nullable String collapse) {
    if (collapse == null || collapse.equals("none")) return false;
    if (collapse.equals("story")) return true;
    throw new Invalid("collapse", "only story");
  }

  private static Set<Facet> facets(@Nullable String names) {
    Set<Facet> facets = EnumSet.noneOf(Facet.class);
    if (names == null || names.isBlank()) return facets;
    for (String name : names.split(",")) {
      try {
        facets.add(Facet.valueOf(name.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException unknown) {
        throw new Invalid(
            "facets", "type, vendor, product, source, lang, status or day, not " + name);
      }
    }
    return facets;
  }

  private Listed<Item> listed(Hits hits, boolean isCollapsed) {
    List<Long> ids = hits.items().stream().map(Hits.Hit::id).toList();
    Map<Long, Article> found =
        articles.find(ids).stream().collect(Collectors.toMap(Article::id, Function.identity()));
    Map<Long, List<EventType>> types = events.types(ids);
    List<Item> items = new ArrayList<>();
    for (Hits.Hit hit : hits.items()) {
      Article article = found.get(hit.id());
      if (article != null)
        items.add(item(article, hit, types.getOrDefault(hit.id(), List.of()), isCollapsed));
    }
    return new Listed<>(
        hits.total(), items, hits.next(), hits.partial() ? true : null, counts(hits), null, null);
  }

  private static @Nullable Map<String, List<Listed.Count>> counts(Hits hits) {
    if (hits.facets().isEmpty()) return null;
    Map<String, List<Listed.Count>> counts = new LinkedHashMap<>();
    hits.facets()
        .forEach(
            (facet, values) ->
                counts.put(
                    facet.name().toLowerCase(Locale.ROOT),
                    values.stream().map(v -> new Listed.Count(v.value(), v.count())).toList()));
    return counts;
  }

  private static Item item(
      Article article, Hits.Hit hit, List<EventType> types, boolean isCollapsed) {
    return new Item(
        String.valueOf(article.id()),
        article.url(),
        article.title(),
        hit.snippet(),
        article.outlet(),
        article.published(),
        article.fetched(),
        lang(article),
        String.valueOf(article.story()),
        types.stream().map(EventType::label).toList(),
        article.vendors(),
        article.products(),
        hit.score(),
        isCollapsed ? hit.more() : null);
  }

  private static @Nullable String lang(Article article) {
    return article.lang().isKnown() ? article.lang().code() : null;
  }

  private static List<String> types(List<Told> told) {
    return told.stream().map(t -> t.event().type().label()).distinct().toList();
  }

  @GET
  @Path("{id}")
  @Operation(summary = "One article, with what it says happened")
  public Whole one(@RestPath String id) {
    Article article =
        articles.find(Asked.id("article", id)).orElseThrow(() -> Problem.unknown("article", id));
    List<Told> told = events.of(article.id());
    return new Whole(
        id,
        article.url(),
        article.title(),
        article.text(),
        article.author(),
        article.outlet(),
        article.published(),
        article.fetched(),
        lang(article),
        String.valueOf(article.story()),
        types(told),
        article.vendors(),
        article.products(),
        told.stream().map(t -> EventShape.of(t.event(), t.incident())).toList(),
        told.stream()
            .flatMap(
                t ->
                    t.incident() == null
                        ? Stream.<String>empty()
                        : Stream.of(t.incident().toString()))
            .distinct()
            .toList(),
        articles.versions(article.id()).stream()
            .map(v -> new Version(v.version(), v.title(), v.text(), v.replaced()))
            .toList());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Push one article; it goes the same way as a polled one")
  public Response push(@Nullable Pushed pushed) {
    if (pushed == null) throw new Invalid("body", "missing");
    Intake.Accepted accepted = intake.accept(pushed.article(clock.instant()));
    return Response.status(accepted.isNew() ? 201 : 200)
        .entity(new Accepted(String.valueOf(accepted.id()), String.valueOf(accepted.story())))
        .build();
  }

  @POST
  @Consumes("application/x-ndjson")
  @RolesAllowed("administrator")
  @Operation(summary = "Take in past articles, one a line; they are found late, alerted to nobody")
  public Archive.Outcome take(InputStream lines) throws IOException {
    return archive.take(lines);
  }

  @POST
  @Path("reread")
  @RolesAllowed("administrator")
  @Operation(
      summary = "Read all articles anew, after rules or names changed; see /status for how far")
  public Response reread() {
    return Response.status(202).entity(rereading.start()).build();
  }
}
