package io.riskwire.ui;

import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.event.EventType;
import io.riskwire.event.Events;
import io.riskwire.search.Hits.Hit;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Makes of what the search found what a list of articles shows, in the order of the hits. */
@ApplicationScoped
class ArticleRows {
  private final Articles articles;
  private final Events events;
  private final InstantSource clock;

  ArticleRows(Articles articles, Events events, InstantSource clock) {
    this.articles = articles;
    this.events = events;
    this.clock = clock;
  }

  List<ArticleRow> of(List<Hit> hits) {
    Instant now = clock.instant();
    List<Long> ids = hits.stream().map(Hit::id).toList();
    Map<Long, Article> found =
        articles.find(ids).stream().collect(Collectors.toMap(Article::id, Function.identity()));
    Map<Long, List<EventType>> types = events.types(ids);
    return hits.stream()
        .filter(hit -> found.containsKey(hit.id()))
        .map(
            hit ->
                ArticleRow.of(
                    Objects.requireNonNull(found.get(hit.id())),
                    types.getOrDefault(hit.id(), List.of()),
                    hit.snippet(),
                    hit.more(),
                    now))
        .toList();
  }
}
