package io.riskwire.alert;

import io.riskwire.alert.Subscription.Change;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Shows what a subscription would have sent, before anybody subscribes to it. */
@ApplicationScoped
public class Rehearsal {
  private static final int MOST = 5_000;
  private static final int SHOWN = 500;

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
   * The newest of the messages; {@code total} counts all, {@code days} those of each day, also of
   * days without any.
   */
  public record Shown(int total, List<Message> items, List<Day> days) {}

  /** How many messages a day, in the subscriber's zone. */
  public record Day(LocalDate day, int count) {}

  /** One message that would have been sent: about what, which change, and when that was news. */
  public record Message(
      String kind, String id, String change, String title, @Nullable String type, Instant at) {}

  public Shown of(Wish wish, Duration back) {
    Instant from = clock.instant().minus(back);
    Set<String> watched = watched(wish);
    if (wish.watched() != null && watched.isEmpty())
      return new Shown(0, List.of(), days(List.of(), ZoneId.of(wish.zone()), from));
    Query query = Query.and(subscriptions.query(wish), Query.anyOf(Field.VENDOR, watched));
    boolean isForSample = query.asksFor(Field.SOURCE, Docs.SAMPLE);
    List<Message> messages = new ArrayList<>();
    List<Incident> fitting =
        incidents.find(search.ids(Doc.Kind.INCIDENT, query, MOST)).stream()
            .filter(i -> isForSample == i.isSample() && isWanted(wish, i))
            .toList();
    if (wish.wanted().contains(Change.NEW)) messages.addAll(beginnings(fitting, from));
    if (wish.wanted().contains(Change.STATUS)) messages.addAll(turns(fitting, from));
    if (wish.wanted().contains(Change.NEW) && wish.isForArticles())
      messages.addAll(articles(Query.and(query, Query.published(from, null)), isForSample));
    messages.sort(Comparator.comparing(Message::at).reversed().thenComparing(Message::id));
    return new Shown(
        messages.size(),
        messages.stream().limit(SHOWN).toList(),
        days(messages, ZoneId.of(wish.zone()), from));
  }

  /** What belongs to one case is told in one message. */
  private static List<Message> beginnings(List<Incident> fitting, Instant from) {
    Set<String> told = new HashSet<>();
    return fitting.stream()
        .filter(i -> !i.firstSeen().isBefore(from) && told.add(about(i)))
        .map(i -> message(i, Change.NEW, i.title(), i.firstSeen()))
        .toList();
  }

  /** What became of incidents after they were first told. */
  private List<Message> turns(List<Incident> fitting, Instant from) {
    List<Incident> moved = fitting.stream().filter(i -> !i.lastSeen().isBefore(from)).toList();
    var histories = incidents.histories(moved.stream().map(Incident::id).toList());
    List<Message> turns = new ArrayList<>();
    for (Incident incident : moved) {
      List<Incident.Step> steps = histories.getOrDefault(incident.id(), List.of());
      for (int i = 1; i < steps.size(); i++) {
        Incident.Step step = steps.get(i);
        String title = "Now " + step.status().label() + ": " + incident.title();
        if (step.status() != steps.get(i - 1).status() && !step.at().isBefore(from))
          turns.add(message(incident, Change.STATUS, title, step.at()));
      }
    }
    return turns;
  }

  private List<Message> articles(Query query, boolean isForSample) {
    List<Article> fitting =
        articles.find(search.ids(Doc.Kind.ARTICLE, query, MOST)).stream()
            .filter(a -> isForSample == a.isSample())
            .toList();
    Set<Long> telling =
        events.of(fitting.stream().map(Article::id).toList()).stream()
            .map(Events.Told::article)
            .collect(Collectors.toSet());
    Set<Long> told = new HashSet<>(); // a story is told once
    return fitting.stream()
        .filter(a -> !telling.contains(a.id()) && told.add(a.story()))
        .map(Rehearsal::message)
        .toList();
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

  private static Message message(Incident incident, Change change, String title, Instant at) {
    return new Message(
        "incident",
        String.valueOf(incident.id()),
        change.label(),
        title,
        incident.type().label(),
        at);
  }

  private static Message message(Article article) {
    return new Message(
        "article",
        String.valueOf(article.id()),
        Change.NEW.label(),
        article.title(),
        null,
        article.published());
  }
}
