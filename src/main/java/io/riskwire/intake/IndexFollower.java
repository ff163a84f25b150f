package io.riskwire.intake;

import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.event.Event;
import io.riskwire.event.Events;
import io.riskwire.event.Events.Told;
import io.riskwire.log.Change;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Doc;
import io.riskwire.search.Docs;
import io.riskwire.search.Search;
import io.riskwire.search.Search.Update;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.jspecify.annotations.Nullable;

/**
 * Brings the index up to date. An index that is ahead of the log is of another life: it is rebuilt.
 */
@ApplicationScoped
class IndexFollower implements Follower {
  /** An incident is found by the words of its first reports; more of them say the same again. */
  private static final int MOST_TELLING = 5;

  /** So many at least are read in one query. */
  private static final int LEAST = 50;

  private static final Logger LOG = Logger.getLogger(IndexFollower.class.getName());

  private final Search search;
  private final ChangeLog log;
  private final Articles articles;
  private final Events events;
  private final Incidents incidents;
  private boolean isChecked;

  IndexFollower(
      Search search, ChangeLog log, Articles articles, Events events, Incidents incidents) {
    this.search = search;
    this.log = log;
    this.articles = articles;
    this.events = events;
    this.incidents = incidents;
  }

  @Override
  public String name() {
    return "index";
  }

  @Override
  public synchronized long position() {
    if (!isChecked) check();
    isChecked = true;
    return search.position();
  }

  private void check() {
    if (search.position() > log.position()) search.rebuild(0);
    if (search.position() == 0 && log.position() > 0)
      LOG.info("the index is empty and is made from the database");
  }

  @Override
  public void follow(List<Change> changes) {
    List<Update> updates = new ArrayList<>();
    updates.addAll(articles(ids(changes, Subject.ARTICLE)));
    updates.addAll(incidents(ids(changes, Subject.INCIDENT)));
    search.apply(changes.getLast().position(), updates);
  }

  private static Set<Long> ids(List<Change> changes, Subject subject) {
    return changes.stream()
        .filter(c -> c.subject() == subject)
        .map(Change::id)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** Read on all cores: after a rebuild there are a million of them. */
  private List<Update> articles(Set<Long> ids) {
    int each = Math.max(LEAST, ids.size() / Runtime.getRuntime().availableProcessors());
    return ids.stream().gather(Gatherers.windowFixed(each)).toList().parallelStream()
        .map(this::articles)
        .flatMap(List::stream)
        .toList();
  }

  private List<Update> articles(List<Long> ids) {
    Map<Long, List<Event>> told = new HashMap<>();
    for (Told t : events.of(ids))
      told.computeIfAbsent(t.article(), k -> new ArrayList<>()).add(t.event());
    List<Update> updates = new ArrayList<>();
    Set<Long> gone = new LinkedHashSet<>(ids);
    for (Article article : articles.find(ids)) {
      gone.remove(article.id());
      updates.add(new Update.Put(Docs.of(article, told.getOrDefault(article.id(), List.of()))));
    }
    gone.forEach(id -> updates.add(new Update.Remove(Doc.Kind.ARTICLE, id)));
    return updates;
  }

  private List<Update> incidents(Set<Long> ids) {
    List<Update> updates = new ArrayList<>();
    Map<Long, Incident> found =
        incidents.find(ids).stream().collect(Collectors.toMap(Incident::id, i -> i));
    for (long id : ids) updates.add(incident(id, found.get(id)));
    return updates;
  }

  private Update incident(long id, @Nullable Incident incident) {
    if (incident == null || incident.isWithdrawn()) return new Update.Remove(Doc.Kind.INCIDENT, id);
    List<Long> telling =
        incidents.told(id).stream().map(Told::article).distinct().limit(MOST_TELLING).toList();
    return new Update.Put(Docs.of(incident, articles.find(telling)));
  }
}
