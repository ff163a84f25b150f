package io.riskwire.alert;

import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Subscription.Change;
import io.riskwire.alert.Subscription.State;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.event.Events;
import io.riskwire.event.Events.Told;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Docs;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * Makes messages of changes: finds the subscriptions whose question a change answers, and puts in
 * the outbox what they have not been told, all changes of one batch about one subject in one
 * message.
 */
@ApplicationScoped
public class Matching {
  private static final Logger LOG = Logger.getLogger(Matching.class.getName());
  private static final String FOLLOWER = "alerts";

  private final Database database;
  private final ChangeLog log;
  private final Standing standing;
  private final Subscriptions subscriptions;
  private final Alerts alerts;
  private final Articles articles;
  private final Events events;
  private final Incidents incidents;
  private final InstantSource clock;
  private final Duration maxAge;
  private final URI home;

  private final Map<Long, Subscription> active = new ConcurrentHashMap<>();

  /** Those that ask for the bundled sample by its name; to no other is it told. */
  private final Set<Long> toSample = ConcurrentHashMap.newKeySet();

  private boolean isLoaded;

  public Matching(
      Database database,
      ChangeLog log,
      Standing standing,
      Subscriptions subscriptions,
      Alerts alerts,
      Articles articles,
      Events events,
      Incidents incidents,
      InstantSource clock,
      @ConfigProperty(name = "riskwire.alert.max-age", defaultValue = "3d") Duration maxAge,
      @ConfigProperty(name = "riskwire.public-url", defaultValue = "http://localhost:8080")
          URI home) {
    this.database = database;
    this.log = log;
    this.standing = standing;
    this.subscriptions = subscriptions;
    this.alerts = alerts;
    this.articles = articles;
    this.events = events;
    this.incidents = incidents;
    this.clock = clock;
    this.maxAge = maxAge;
    this.home = home;
  }

  /**
   * Takes the active subscriptions before the first change is followed, in whatever order we start.
   */
  private synchronized void load() {
    if (isLoaded) return;
    take(subscriptions.list().stream().filter(s -> s.state() == State.ACTIVE).toList());
    isLoaded = true;
  }

  /** All at once: a query costs much less to take among others than alone. */
  private void take(List<Subscription> wanted) {
    Map<Long, Query> queries = new LinkedHashMap<>();
    for (Subscription subscription : wanted) {
      try {
        Query query = subscriptions.query(subscription.wish());
        queries.put(subscription.id(), query);
        active.put(subscription.id(), subscription);
        if (query.asksFor(Field.SOURCE, Docs.SAMPLE)) toSample.add(subscription.id());
      } catch (Invalid unreadable) {
        warn(subscription.id(), unreadable.reason());
      }
    }
    standing.put(queries).forEach(Matching::warn);
  }

  private static void warn(long subscription, String reason) {
    LOG.warning("subscription " + subscription + " is not answered: " + reason);
  }

  private void renew(long id) {
    drop(id);
    subscriptions.find(id).filter(s -> s.state() == State.ACTIVE).ifPresent(s -> take(List.of(s)));
  }

  private void drop(long id) {
    active.remove(id);
    toSample.remove(id);
    standing.remove(id);
  }

  /** How far in the change log subscribers have been told. */
  public long position() {
    return log.reached(FOLLOWER);
  }

  /** Puts in the outbox what these changes are worth telling, and moves the position on with it. */
  public void follow(List<io.riskwire.log.Change> changes) {
    load();
    for (var change : changes) if (change.subject() == Subject.SUBSCRIPTION) renew(change.id());
    List<Letters> letters = active.isEmpty() ? List.of() : letters(matters(changes));
    database.write(
        h -> {
          letters.forEach(l -> put(h, l));
          log.reach(h, FOLLOWER, changes.getLast().position());
          return null;
        });
  }

  /** What is worth a message: changes of incidents, and articles that tell of none. */
  private List<Matter> matters(List<io.riskwire.log.Change> changes) {
    Map<Long, Article> byId =
        articles
            .find(
                changes.stream()
                    .map(io.riskwire.log.Change::cause)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet()))
            .stream()
            .collect(Collectors.toMap(Article::id, Function.identity()));
    Map<Long, Incident> incidentsById =
        incidents
            .find(
                changes.stream()
                    .filter(c -> c.subject() == Subject.INCIDENT)
                    .map(io.riskwire.log.Change::id)
                    .collect(Collectors.toSet()))
            .stream()
            .collect(Collectors.toMap(Incident::id, Function.identity()));
    Set<Long> telling =
        events.of(byId.keySet()).stream().map(Told::article).collect(Collectors.toSet());
    List<Matter> matters = new ArrayList<>();
    for (var change : changes) {
      Article article = change.cause() == null ? null : byId.get(change.cause());
      if (article == null || !isTold(change)) continue;
      var kind = Change.of(change.what());
      Incident incident = incidentsById.get(change.id());
      if (change.subject() == Subject.INCIDENT && incident != null)
        matters.add(new Matter(change.position(), kind, article, incident));
      if (change.subject() == Subject.ARTICLE && !telling.contains(article.id()))
        matters.add(new Matter(change.position(), kind, article, null));
    }
    return matters;
  }

  private static boolean isTold(io.riskwire.log.Change change) {
    return switch (change.subject()) {
      case INCIDENT -> !change.what().equals("told");
      case ARTICLE -> change.what().equals("new");
      case STORY, SUBSCRIPTION -> false;
    };
  }

  /** What one subscriber is to be told about one subject. */
  private record Letters(Subscription to, About about, List<Matter> matters) {}

  private List<Letters> letters(List<Matter> matters) {
    Map<Long, Map<About, Letters>> letters = new LinkedHashMap<>();
    for (Matter matter : matters) {
      for (long id : standing.match(matter.doc())) {
        Subscription subscription = active.get(id);
        if (subscription == null || !isWanted(subscription, matter)) continue;
        letters
            .computeIfAbsent(id, k -> new LinkedHashMap<>())
            .computeIfAbsent(matter.about(), a -> new Letters(subscription, a, new ArrayList<>()))
            .matters
            .add(matter);
      }
    }
    return letters.values().stream().flatMap(m -> m.values().stream()).toList();
  }

  private boolean isWanted(Subscription subscription, Matter matter) {
    var wish = subscription.wish();
    Incident incident = matter.incident();
    if (matter.article().isSample() && !toSample.contains(subscription.id())) return false;
    if (matter.article().published().isBefore(clock.instant().minus(maxAge))) return false;
    if (!wish.wanted().contains(matter.change())) return false;
    if (incident == null) return wish.isForArticles();
    return wish.minSeverity() == null || incident.severity() >= wish.minSeverity();
  }

  /** Leaves out what the subscriber was told; where nothing is left, there is no message. */
  private void put(Handle handle, Letters letters) {
    Map<String, Matter> byKey = new LinkedHashMap<>();
    letters.matters.forEach(m -> byKey.putIfAbsent(m.key(), m));
    Set<String> told = alerts.told(handle, letters.to.id(), byKey.keySet());
    byKey.keySet().removeAll(told);
    if (byKey.isEmpty()) return;
    List<Letter.Line> lines = new ArrayList<>();
    Map<Long, String> quotes = new HashMap<>();
    for (Matter matter : letters.matters)
      if (byKey.containsKey(matter.key())) lines.add(line(handle, matter, quotes));
    List<String> changes = byKey.values().stream().map(m -> m.change().label()).distinct().toList();
    alerts.put(
        handle,
        letters.to,
        letters.about,
        changes,
        Letter.of(letters.to, lines, home),
        notBefore(letters.to),
        new HashSet<>(byKey.keySet()));
  }

  private Letter.Line line(Handle handle, Matter matter, Map<Long, String> quotes) {
    Incident incident = matter.incident();
    if (incident == null) return new Letter.Line(matter, null);
    if (!quotes.containsKey(incident.id()))
      events.of(handle, matter.article().id()).stream()
          .filter(t -> Objects.equals(t.incident(), incident.id()))
          .findFirst()
          .ifPresent(t -> quotes.put(incident.id(), t.event().evidence().getFirst().quote()));
    return new Letter.Line(matter, quotes.get(incident.id()));
  }

  /** Now, or when the subscriber's quiet hours end. */
  private Instant notBefore(Subscription subscription) {
    Instant now = clock.instant();
    var quiet = subscription.wish().quiet();
    if (quiet == null) return now;
    ZonedDateTime there = now.atZone(ZoneId.of(subscription.wish().zone()));
    if (!isWithin(there.toLocalTime(), quiet.from(), quiet.to())) return now;
    ZonedDateTime end = there.with(quiet.to());
    return (end.isAfter(there) ? end : end.plusDays(1)).toInstant();
  }

  private static boolean isWithin(LocalTime time, LocalTime from, LocalTime to) {
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }
}
