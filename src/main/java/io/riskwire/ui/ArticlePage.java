package io.riskwire.ui;

import io.quarkus.qute.TemplateInstance;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.base.Span;
import io.riskwire.event.Events;
import io.riskwire.event.Events.Told;
import io.riskwire.event.Evidence;
import io.riskwire.event.Evidence.Field;
import io.riskwire.risk.Directory;
import io.riskwire.risk.Incidents;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** One article: what it says, and what Riskwire reads in it. */
@Path("/articles/{id}")
@RunOnVirtualThread
class ArticlePage {
  private final Visitor visitor;
  private final Articles articles;
  private final Events events;
  private final Incidents incidents;
  private final Directory directory;
  private final InstantSource clock;

  ArticlePage(
      Visitor visitor,
      Articles articles,
      Events events,
      Incidents incidents,
      Directory directory,
      InstantSource clock) {
    this.visitor = visitor;
    this.articles = articles;
    this.events = events;
    this.incidents = incidents;
    this.directory = directory;
    this.clock = clock;
  }

  record View(
      Frame frame,
      Marked.Paragraph title,
      Marked text,
      String outlet,
      @Nullable String author,
      @Nullable String lang,
      @Nullable String original,
      String url,
      When published,
      When fetched,
      boolean isWhole,
      boolean isSample,
      List<Named> vendors,
      List<String> products,
      List<EventCard> events,
      List<IncidentRow> incidents,
      long story,
      List<ArticleRow> others,
      List<Version> versions)
      implements TemplateInstance {}

  /** A vendor, and where its page is. */
  record Named(String name, @Nullable String slug) {}

  /** A text that the article had before. */
  record Version(int number, String title, Marked text, When replaced) {}

  @GET
  public TemplateInstance show(@RestPath String id) {
    Article article =
        articles.find(Given.id("article", id)).orElseThrow(() -> Given.unknown("article", id));
    List<Told> told = events.of(article.id());
    Instant now = clock.instant();
    return new View(
        visitor.frame(article.title(), "articles"),
        Marked.line(article.title(), spans(told, Field.TITLE)),
        Marked.of(article.text(), spans(told, Field.TEXT)),
        article.outlet(),
        article.author(),
        article.lang().isKnown() ? article.lang().code() : null,
        Link.outward(article.url()),
        article.url(),
        When.of(article.published(), now),
        When.of(article.fetched(), now),
        article.isWhole(),
        article.isSample(),
        article.vendors().stream().map(n -> new Named(n, directory.slugOf(n))).toList(),
        article.products(),
        told.stream().map(t -> EventCard.of(t, directory, now)).toList(),
        incidents(told, now),
        article.story(),
        others(article, now),
        articles.versions(article.id()).stream()
            .map(
                v ->
                    new Version(
                        v.version(),
                        v.title(),
                        Marked.of(v.text(), List.of()),
                        When.of(v.replaced(), now)))
            .toList());
  }

  private static List<Span> spans(List<Told> told, Field field) {
    return told.stream()
        .flatMap(t -> t.event().evidence().stream())
        .filter(e -> e.field() == field)
        .map(Evidence::span)
        .toList();
  }

  private List<IncidentRow> incidents(List<Told> told, Instant now) {
    List<Long> ids = told.stream().map(Told::incident).filter(Objects::nonNull).distinct().toList();
    return incidents.find(ids).stream().map(i -> IncidentRow.of(i, now)).toList();
  }

  private List<ArticleRow> others(Article article, Instant now) {
    return articles.ofStory(article.story()).stream()
        .filter(a -> a.id() != article.id())
        .map(a -> ArticleRow.of(a, List.of(), "", 0, now))
        .toList();
  }
}
