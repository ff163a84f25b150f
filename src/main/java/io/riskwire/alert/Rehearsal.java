package io.riskwire.alert;

import io.riskwire.alert.Subscription.Watched;
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
import io.riskwire.vendor.Watchlists;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
  private final Watchlists watchlists;
  private final InstantSource clock;

  public Rehearsal(
      Subscriptions subscriptions,
      Search search,
      Incidents incidents,
      Articles articles,
      Events events,
      Watchlists watchlists,
      InstantSource clock) {
    this.subscriptions = subscriptions;
    this.search = search;
    this.incidents = incidents;
    this.articles = articles;
    this.events = events;
    this.watchlists = watchlists;
    this.clock = clock;
  }

  /**
   * The messages, the newest first; {@code total} counts them, {@code days} those of each day, also
   * of days without any.
   */
  public record Shown(int total, List<Message> items, List<Day> days) {}

  /** How many messages a day, in the subscriber's zone. */
  public record Day(LocalDate day, int count) {}

  /** One message that would have been sent: about what, and when it was first news. */
  public record Message(String kind, String id, String title, @Nullable String type, Instant at) {}

  public Shown of(Wish wish, Duration back) {
    Instant from = clock.instant().minus(back);
    Set<String> watched = watched(wish);
    Query query =
        Query.and(
            subscriptions.query(wish),
            Query.published(from, null),
            Query.anyOf(Field.VENDOR, watched));
    if (wish.watched() != null && watched.isEmpty())
      return new Shown(0, List.of(), days(List.of(), ZoneId.of(wish.zone()), from));
    boolean isForSample = query.asksFor(Field.SOURCE, Docs.SAMPLE);
    List<Message> messages = new ArrayList<>();
    Set<String> told = new HashSet<>(); // what belongs to one case is told in one message
    for (Incident incident : incidents.find(search.ids(Doc.Kind.INCIDENT, query, MOST)))
      if (isForSample == incident.isSample()
          && isWanted(wish, incident)
          && told.add(about(incident))) messages.add(message(incident));
    if (wish.isForArticles())
      for (Article article : articles.find(search.ids(Doc.Kind.ARTICLE, query, MOST)))
        if (isForSample == article.isSample() && !tells(article)) messages.add(message(article));
    messages.sort(Comparator.comparing(Message::at).reversed().thenComparing(Message::id));
    return new Shown(messages.size(), messages, days(messages, ZoneId.of(wish.zone()), from));
  }

  private Set<String> watched(Wish wish) {
    Watched watched = wish.watched();
    return watched == null
        ? Set.of()
        : watchlists
            .find(watched.watchlist())
            .map(w -> Owners.vendors(w, watched))
            .orElse(Set.of());
  }

  private List<Day> days(List<Message> messages, ZoneId zone, Instant from) {
    Map<LocalDate, Integer> counts = new TreeMap<>();
    LocalDate last = clock.instant().atZone(zone).toLocalDate();
    from.atZone(zone).toLocalDate().datesUntil(last.plusDays(1)).forEach(day -> counts.put(day, 0));
    for (Message message : messages)
      counts.merge(message.at().atZone(zone).toLocalDate(), 1, Integer::sum);
    return counts.entrySet().stream().map(d -> new Day(d.getKey(), d.getValue())).toList();
  }

  private static String about(Incident incident) {
    Long dispute = incident.dispute();
    return dispute == null ? "incident " + incident.id() : "case " + dispute;
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
