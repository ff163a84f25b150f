package io.riskwire.mcp;

import io.quarkiverse.mcp.server.Tool;
import io.quarkiverse.mcp.server.ToolArg;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.event.EventType;
import io.riskwire.event.Events;
import io.riskwire.event.Events.Told;
import io.riskwire.search.Ask;
import io.riskwire.search.Ask.Sort;
import io.riskwire.search.Doc;
import io.riskwire.search.Hits;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Search;
import io.riskwire.vendor.Vendors;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was published. */
@ApplicationScoped
class ArticleTools {
  private static final int BEGINNING = 500;

  private final Search search;
  private final Articles articles;
  private final Events events;
  private final Vendors vendors;

  ArticleTools(Search search, Articles articles, Events events, Vendors vendors) {
    this.search = search;
    this.articles = articles;
    this.events = events;
    this.vendors = vendors;
  }

  /** {@code total}: how many there are in all, each story counted once. */
  public record Found(long total, List<Brief> articles) {}

  /** {@code text}: its beginning; {@code others}: how many more articles tell the same story. */
  public record Brief(
      String id,
      String title,
      String outlet,
      String url,
      Instant published,
      String text,
      List<String> types,
      List<String> incidents,
      int others) {}

  @Tool(
      name = "search_articles",
      title = "Search articles",
      description = "Finds news articles; of those that tell the same story, the best match.",
      structuredContent = true,
      annotations =
          @Tool.Annotations(
              title = "Search articles",
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
      @ToolArg(required = false, description = "a vendor that it names; aliases are known")
          @Nullable String vendor,
      @ToolArg(required = false, description = "the outlet's name") @Nullable String source,
      @ToolArg(required = false, description = "published on or after this day, 2026-07-31")
          @Nullable String from,
      @ToolArg(required = false, description = "published before this day") @Nullable String to,
      @ToolArg(required = false, description = "relevance (where there are words) or newest")
          @Nullable String sort,
      @ToolArg(required = false, defaultValue = "20", description = "at most 50") int limit) {
    return Asked.answer(
        () -> {
          Query query =
              Query.and(
                  QueryParser.parse(Asked.words(q), vendors),
                  Query.anyOf(Field.VENDOR, Asked.names(vendors, vendor)),
                  Query.anyOf(Field.SOURCE, Asked.given(source)),
                  Query.published(Asked.day("from", from), Asked.day("to", to)));
          boolean isNewest = "newest".equals(sort) || Asked.words(q).isBlank();
          var ask =
              Ask.of(
                  Doc.Kind.ARTICLE,
                  query,
                  isNewest ? Sort.NEWEST : Sort.RELEVANCE,
                  Asked.limit(limit));
          return found(search.find(ask.collapsed(true)));
        });
  }

  private Found found(Hits hits) {
    Set<Long> ids = hits.items().stream().map(Hits.Hit::id).collect(Collectors.toSet());
    Map<Long, Article> byId =
        articles.find(ids).stream().collect(Collectors.toMap(Article::id, Function.identity()));
    Map<Long, List<Told>> told =
        events.of(ids).stream().collect(Collectors.groupingBy(Told::article));
    return new Found(
        hits.total(),
        hits.items().stream()
            .flatMap(
                hit ->
                    Stream.ofNullable(byId.get(hit.id()))
                        .map(a -> brief(a, told.getOrDefault(a.id(), List.of()), hit)))
            .toList());
  }

  private static Brief brief(Article article, List<Told> told, Hits.Hit hit) {
    String text = article.text();
    return new Brief(
        String.valueOf(article.id()),
        article.title(),
        article.outlet(),
        article.url(),
        article.published(),
        text.length() <= BEGINNING ? text : text.substring(0, BEGINNING) + "…",
        told.stream().map(t -> t.event().type()).distinct().map(EventType::label).toList(),
        told.stream()
            .map(Told::incident)
            .filter(Objects::nonNull)
            .distinct()
            .map(String::valueOf)
            .toList(),
        hit.more());
  }
}
