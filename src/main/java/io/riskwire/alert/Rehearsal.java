package io.riskwire.alert;

import io.riskwire.alert.Subscription.Wish;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.event.Events;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Doc;
import io.riskwire.search.Docs;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.Search;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what a subscription would have sent, before anybody subscribes to it. */
@ApplicationScoped
public class Rehearsal {
  private static final int MOST = 500;

  private final Subscriptions subscriptions;
  private final Search search;
  private final Incidents incidents;
  private final Articles articles;
  private final Events events;
  private final InstantSource clock;

  public Rehearsal(
      Subscriptions subscriptions,
      Search search,
      Incidents incidents,
      Articles articles,
      Events events,
      InstantSource clock) {
    this.subscriptions = subscriptions;
    this.search = search;
    this.incidents = incidents;
    this.articles = articles;
    this.events = events;
    this.clock = clock;
  }

  /** The messages, the newest first; {@code total} counts them. */
  public record Shown(int total, List<Message> items) {}

  /** One message that would have been sent: about what, and when it was first news. */
  public record Message(String kind, String id, String title, @Nullable String type, Instant at) {}

  public Shown of(Wish wish, Duration back) {
    Instant from = clock.instant().minus(back);
    Query query = Query.and(subscriptions.query(wish), Query.published(from, null));
    boolean isForSample = query.asksFor(Field.SOURCE, Docs.SAMPLE);
    List<Message> messages = new ArrayList<>();
    for (Incident incident : incidents.find(search.ids(Doc.Kind.INCIDENT, query, MOST)))
      if (isForSample == incident.isSample() && isWanted(wish, incident))
        messages.add(message(incident));
    if (wish.isForArticles())
      for (Article article : articles.find(search.ids(Doc.Kind.ARTICLE, query, MOST)))
        if (isForSample == article.isSample() && !tells(article)) messages.add(message(article));
    messages.sort(Comparator.comparing(Message::at).reversed().thenComparing(Message::id));
    return new Shown(messages.size(), messages);
  }

  private static boolean isWanted(Wish wish, Incident incident) {
    return wish.minSeverity() == null || incident.severity() >= wish.minSeverity();
  }

  private boolean tells(Article article) {
    return !events.of(article.id()).isEmpty();
  }

  private static Message message(Incident incident) {
    return new Message(
        "incident",
        String.valueOf(incident.id()),
        incident.title(),
        incident.type().label(),
        incident.firstSeen());
  }

  private static Message message(Article article) {
    return new Message(
        "article", String.valueOf(article.id()), article.title(), null, article.published());
  }
}
