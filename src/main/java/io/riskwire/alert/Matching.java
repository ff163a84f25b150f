package io.riskwire.alert;

import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Alerts.Earlier;
import io.riskwire.alert.Item.Told;
import io.riskwire.alert.Subscription.Change;
import io.riskwire.alert.Subscription.Schedule;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Watched;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.event.Events;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Docs;
import io.riskwire.search.Query;
import io.riskwire.search.Query.Field;
import io.riskwire.search.Standing;
import io.riskwire.vendor.Watchlist;
import io.riskwire.vendor.Watchlists;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Makes messages of changes: finds the subscriptions whose question a change answers, and puts in
 * the outbox what they have not been told, all changes of one batch about one subject in one
 * message.
 */
@ApplicationScoped
public class Matching {
  private static final Logger LOG = Logger.getLogger(Matching.class.getName());
  private static final String FOLLOWER = "alerts";

  /** What reads like news of so long ago may be the same happening told again. */
  private static final Duration SAID_AGAIN = Duration.ofDays(30);

  private final Database database;
  private final ChangeLog log;
  private final Standing standing;
  private final Subscriptions subscriptions;
  private final Alerts alerts;
  private final Digests digests;
  private final Links links;
  private final Articles articles;
  private final Events events;
  private final Incidents incidents;
  private final Watchlists watchlists;
  private final Owners owners;
  private final InstantSource clock;
  private final Duration maxAge;

  private final Map<Long, Subscription> active = new ConcurrentHashMap<>();

  /** Those that ask for the bundled sample by its name; to no other is it told. */
  private final Set<Long> toSample = ConcurrentHashMap.newKeySet();

  /** The watchlists that were looked at since they last changed; empty for one that is gone. */
  private final Map<Long, Optional<Watchlist>> watched = new ConcurrentHashMap<>();

  private boolean isLoaded;

  public Matching(
      Database database,
      ChangeLog log,
      Standing standing,
      Subscriptions subscriptions,
      Alerts alerts,
      Digests digests,
      Links links,
      Articles articles,
      Events events,
      Incidents incidents,
      Watchlists watchlists,
      Owners owners,
      InstantSource clock,
      @ConfigProperty(name = "riskwire.alert.max-age", defaultValue = "3d") Duration maxAge) {
    this.database = database;
    this.log = log;
    this.standing = standing;
    this.subscriptions = subscriptions;
    this.alerts = alerts;
    this.digests = digests;
    this.links = links;
    this.articles = articles;
    this.events = events;
    this.incidents = incidents;
    this.watchlists = watchlists;
    this.owners = owners;
    this.clock = clock;
    this.maxAge = maxAge;
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
        else toSample.remove(subscription.id());
      } catch (Invalid unreadable) {
        drop(List.of(subscription.id()));
        warn(subscription.id(), unreadable.reason());
      }
    }
    standing.put(queries).forEach(Matching::warn);
  }

  private static void warn(long subscription, String reason) {
    LOG.warning("subscription " + subscription + " is not answered: " + reason);
  }

  private void renew(Set<Long> changed) {
    List<Subscription> wanted = new ArrayList<>();
    List<Long> unwanted = new ArrayList<>();
    for (long id : changed)
      subscriptions
          .find(id)
          .filter(s -> s.state() == State.ACTIVE)
          .ifPresentOrElse(wanted::add, () -> unwanted.add(id));
    drop(unwanted);
    if (!wanted.isEmpty()) take(wanted);
  }

  private void drop(List<Long> unwanted) {
    List<Long> taken = unwanted.stream().filter(active::containsKey).toList();
    if (taken.isEmpty()) return;
    taken.forEach(active::remove);
    taken.forEach(toSample::remove);
    standing.remove(taken);
  }

  /** How far in the change log subscribers have been told. */
  public long position() {
    return log.reached(FOLLOWER);
  }

  /** Puts in the outbox what these changes are worth telling, and moves the position on with it. */
  public void follow(List<io.riskwire.log.Change> changes) {
    load();
    renew(ids(changes, Subject.SUBSCRIPTION));
    Set<Long> lists = ids(changes, Subject.WATCHLIST);
    watched.keySet().removeAll(lists);
    lists.forEach(owners::ask);
    List<Letters> letters = active.isEmpty() ? List.of() : letters(matters(changes));
    database.write(
        h -> {
          letters.forEach(l -> put(h, l));
          log.reach(h, FOLLOWER, changes.getLast().position());
          return null;
        });
  }

  private static Set<Long> ids(List<io.riskwire.log.Change> changes, Subject subject) {
    return changes.stream()
        .filter(c -> c.subject() == subject)
        .map(io.riskwire.log.Change::id)
        .collect(Collectors.toCollection(TreeSet::new));
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
        events.of(byId.keySet()).stream().map(Events.Told::article).collect(Collectors.toSet());
    List<Matter> matters = new ArrayList<>();
    for (var change : changes) {
      if (!isTold(change)) continue;
      Article article = change.cause() == null ? null : byId.get(change.cause());
      Incident incident = incidentsById.get(change.id());
      if (change.subject() == Subject.INCIDENT
          && incident != null
          && (article != null || change.what().equals("correction")))
        matters.add(new Matter(change.position(), change.what(), article, incident));
      if (change.subject() == Subject.ARTICLE && article != null && !telling.contains(article.id()))
        matters.add(new Matter(change.position(), change.what(), article, null));
    }
    return matters;
  }

  private static boolean isTold(io.riskwire.log.Change change) {
    return switch (change.subject()) {
      case INCIDENT -> !change.what().equals("told");
      case ARTICLE -> change.what().equals("new");
      case STORY, SUBSCRIPTION, WATCHLIST, VENDOR -> false;
    };
  }

  /** Something for one subscriber; {@code item}: in words. */
  private record News(Matter matter, Item item) {
    /** Whether nothing was told of its story. */
    boolean isNews(Set<String> told) {
      return matter.change() == Change.NEW && !matter.isFirstOf(told) && !matter.isMoreThan(told);
    }

    /** How it is said to somebody who was told this before. */
    Item after(Set<String> told) {
      if (matter.isFirstOf(told)) return item.more("headline only");
      return matter.isMoreThan(told) ? item.more(null) : item;
    }
  }

  /** What one subscriber is to be told about one subject, or by one article. */
  private record Letters(Subscription to, About about, List<News> news) {
    boolean isAlsoFor(Matter matter) {
      return about.equals(matter.about())
          || news.stream().anyMatch(n -> n.matter.isByTheArticleOf(matter));
    }
  }

  private List<Letters> letters(List<Matter> matters) {
    Map<Long, List<Letters>> letters = new LinkedHashMap<>();
    for (Matter matter : matters) {
      List<Subscription> wanting =
          asking(matter)
              .map(active::get)
              .filter(Objects::nonNull)
              .filter(s -> isWanted(s, matter))
              .toList();
      if (wanting.isEmpty()) continue;
      Item item = Item.of(matter, told(matter), links.home());
      Item told = isLate(matter) ? item.late() : item;
      for (Subscription subscription : wanting) {
        News news = new News(matter, told.because(why(subscription, matter)));
        List<Letters> all = letters.computeIfAbsent(subscription.id(), k -> new ArrayList<>());
        Optional<Letters> started = all.stream().filter(l -> l.isAlsoFor(matter)).findFirst();
        if (started.isEmpty())
          all.add(new Letters(subscription, matter.about(), new ArrayList<>(List.of(news))));
        else started.get().news.add(news);
      }
    }
    return letters.values().stream().flatMap(List::stream).toList();
  }

  private @Nullable String why(Subscription subscription, Matter matter) {
    return matter.change() == Change.CORRECTION
        ? null
        : new Fit(standing, matter.doc()).by(subscriptions.query(subscription.wish()));
  }

  /**
   * Whose question it answers. A correction goes to who was told of the incident, whatever the
   * corrected article says now.
   */
  private Stream<Long> asking(Matter matter) {
    return matter.change() == Change.CORRECTION
        ? alerts.toldOf(matter.incidentId()).stream()
        : standing.match(matter.doc()).stream();
  }

  private boolean isWanted(Subscription subscription, Matter matter) {
    var wish = subscription.wish();
    Incident incident = matter.incident();
    if (!wish.wanted().contains(matter.change())) return false;
    if (matter.change() == Change.CORRECTION) return true;
    if (matter.told().isSample() && !toSample.contains(subscription.id())) return false;
    if (isLate(matter) && wish.schedule() == Schedule.IMMEDIATE) return false;
    if (!matter.isMilestone()) return false;
    if (wish.watched() != null && !concerns(wish.watched(), matter)) return false;
    if (incident == null) return wish.isForArticles();
    return wish.minSeverity() == null || incident.severity() >= wish.minSeverity();
  }

  /** Whether it is about a vendor that the subscriber watches now. */
  private boolean concerns(Watched wanted, Matter matter) {
    return watched
        .computeIfAbsent(wanted.watchlist(), watchlists::find)
        .filter(w -> !Collections.disjoint(Owners.vendors(w, wanted), matter.vendors()))
        .isPresent();
  }

  private boolean isLate(Matter matter) {
    Article article = matter.article();
    if (matter.isOfTheClock() || article == null) return false;
    return article.isPast() || article.published().isBefore(clock.instant().minus(maxAge));
  }

  /** What else is to be said of it: its status before, the words of the article, who tells it. */
  private Told told(Matter matter) {
    Incident incident = matter.incident();
    if (incident == null || matter.article() == null) return Told.NOTHING;
    List<Events.Told> all = events.ofIncident(incident.id());
    String quote =
        all.stream()
            .filter(t -> t.article() == matter.told().id())
            .findFirst()
            .map(t -> t.event().evidence().getFirst().quote())
            .orElse(null);
    Set<Long> telling = all.stream().map(Events.Told::article).collect(Collectors.toSet());
    List<Article> reports =
        articles.find(telling).stream()
            .sorted(
                Comparator.comparing((Article a) -> a.id() != matter.told().id())
                    .thenComparing(Article::published)
                    .thenComparing(Article::id))
            .toList();
    return new Told(before(matter.change(), incident), quote, reports);
  }

  private @Nullable String before(Change change, Incident incident) {
    if (change != Change.STATUS) return null;
    List<Incident.Step> steps = incidents.history(incident.id());
    return steps.size() < 2 ? null : steps.get(steps.size() - 2).status().label();
  }

  /** Leaves out what the subscriber was told; where nothing is left, there is no message. */
  private void put(Handle handle, Letters letters) {
    Subscription to = letters.to;
    Map<String, News> byKey = new LinkedHashMap<>();
    letters.news.forEach(n -> byKey.putIfAbsent(n.matter.key(), n));
    Set<String> asked = new HashSet<>(byKey.keySet());
    letters.news.forEach(n -> asked.addAll(n.matter.keysOfStory()));
    Set<String> before = alerts.told(handle, to.id(), asked);
    byKey.keySet().removeAll(before);
    byKey.values().removeIf(n -> n.matter.isKnownBy(before));
    if (byKey.isEmpty()) return;
    boolean isAnyNews = byKey.values().stream().anyMatch(n -> n.isNews(before));
    List<Earlier> earlier =
        isAnyNews ? alerts.since(handle, to.id(), clock.instant().minus(SAID_AGAIN)) : List.of();
    List<Item> items =
        byKey.values().stream()
            .map(n -> n.isNews(before) ? compared(handle, n.item, earlier) : n.after(before))
            .sorted(Comparator.comparing(Item::severity).reversed())
            .toList();
    Map<String, Matter> told = new LinkedHashMap<>();
    byKey.forEach((key, n) -> told.put(key, n.matter));
    byKey.values().forEach(n -> n.matter.noteStory(before, told));
    if (to.wish().schedule() != Schedule.IMMEDIATE) {
      digests.keep(handle, to, items);
      alerts.tell(handle, to.id(), told, null);
      return;
    }
    List<String> changes = told.values().stream().map(m -> m.change().label()).distinct().toList();
    var draft = new Draft(Purpose.NEWS, letters.about, changes, Letter.of(to, items, links), items);
    long id = alerts.put(handle, to, draft, to.wish().notBefore(clock.instant()));
    alerts.tell(handle, to.id(), told, id);
  }

  /** Says so where it reads like something that was told as another. */
  private Item compared(Handle handle, Item item, List<Earlier> earlier) {
    return Likeness.of(item, earlier, e -> alerts.items(handle, e.id()))
        .map(e -> item.again(new Item.Like(e.subject(), e.at())))
        .orElse(item);
  }
}
