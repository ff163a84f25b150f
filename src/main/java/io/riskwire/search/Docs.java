package io.riskwire.search;

import io.riskwire.article.Article;
import io.riskwire.event.Event;
import io.riskwire.risk.Incident;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of articles and incidents what can be found. */
public final class Docs {
  /** Under which source all that the bundled newswire carries can be found. */
  public static final String SAMPLE = "Sample newswire";

  private Docs() {}

  /** An article, filed under the names in it and under what it says happened. */
  public static Doc of(Article article, List<Event> events) {
    return new Doc(
        Doc.Kind.ARTICLE,
        article.id(),
        article.title(),
        article.text(),
        article.lang(),
        article.vendors(),
        article.products(),
        names(events.stream().map(e -> e.roles().actor())),
        events.stream().map(e -> e.type().label()).distinct().toList(),
        events.stream().map(e -> e.status().label()).distinct().toList(),
        sources(article),
        article.published(),
        article.story());
  }

  /** An incident, with the words of the articles that tell it; at least one. */
  public static Doc of(Incident incident, List<Article> telling) {
    Article article = telling.getFirst();
    return new Doc(
        Doc.Kind.INCIDENT,
        incident.id(),
        joined(Stream.concat(Stream.of(incident.title()), telling.stream().map(Article::title))),
        joined(telling.stream().map(Article::text)),
        article.lang(),
        names(Stream.of(incident.roles().vendor())),
        names(Stream.of(incident.roles().product(), incident.roles().replacement())),
        names(Stream.of(incident.roles().actor())),
        List.of(incident.type().label()),
        List.of(incident.status().label()),
        sources(article),
        incident.firstSeen(),
        null);
  }

  private static List<String> sources(Article article) {
    return article.isSample() ? List.of(article.outlet(), SAMPLE) : List.of(article.outlet());
  }

  private static String joined(Stream<String> texts) {
    return String.join("\n\n", texts.distinct().toList());
  }

  private static List<String> names(Stream<@Nullable String> names) {
    return names.filter(Objects::nonNull).distinct().toList();
  }
}
