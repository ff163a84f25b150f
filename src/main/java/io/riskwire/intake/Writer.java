package io.riskwire.intake;

import io.riskwire.article.Articles;
import io.riskwire.article.Articles.Arriving;
import io.riskwire.article.Articles.Known;
import io.riskwire.article.NewArticle;
import io.riskwire.db.Database;
import io.riskwire.event.Event;
import io.riskwire.intake.Intake.Accepted;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.risk.Incidents.Arrival;
import io.riskwire.story.Stories;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was read: one transaction at a time, and in it all the articles that came while the
 * one before was written. Whoever has the turn writes for all who wait, so that there is no thread
 * to start or stop, and callers are held back by themselves when the disk is slow.
 */
@ApplicationScoped
class Writer {
  private static final Logger LOG = Logger.getLogger(Writer.class.getName());
  private static final int BATCH = 200;

  private final Database database;
  private final ChangeLog log;
  private final Articles articles;
  private final Stories stories;
  private final Incidents incidents;

  private final ConcurrentLinkedQueue<Waiting> queue = new ConcurrentLinkedQueue<>();
  private final ReentrantLock turn = new ReentrantLock();

  Writer(
      Database database, ChangeLog log, Articles articles, Stories stories, Incidents incidents) {
    this.database = database;
    this.log = log;
    this.articles = articles;
    this.stories = stories;
    this.incidents = incidents;
  }

  /** Returns when the article is on the disk; throws what kept it from getting there. */
  Accepted write(Read read) {
    var waiting = new Waiting(read);
    await(List.of(waiting));
    return waiting.result();
  }

  /** Returns when the articles are on the disk; says of each, in order, whether it got there. */
  List<Boolean> writeAll(List<Read> reads) {
    List<Waiting> all = reads.stream().map(Waiting::new).toList();
    await(all);
    for (Waiting waiting : all)
      if (waiting.failure != null)
        LOG.log(Level.WARNING, waiting.read.article().url() + " is not stored", waiting.failure);
    return all.stream().map(waiting -> waiting.accepted != null).toList();
  }

  private void await(List<Waiting> all) {
    queue.addAll(all);
    turn.lock();
    try {
      for (Waiting waiting : all) while (!waiting.isDone()) writeTogether(next());
    } finally {
      turn.unlock();
    }
  }

  private List<Waiting> next() {
    List<Waiting> batch = new ArrayList<>();
    Waiting waiting;
    while (batch.size() < BATCH && (waiting = queue.poll()) != null) batch.add(waiting);
    return batch;
  }

  /** One article that cannot be written does not keep back the others of its batch. */
  private void writeTogether(List<Waiting> batch) {
    try {
      List<Read> reads = batch.stream().map(w -> w.read).toList();
      Stored stored = database.writeDurably(h -> store(h, reads));
      stories.committed(stored.grouping);
      for (int i = 0; i < batch.size(); i++) batch.get(i).accepted = stored.accepted.get(i);
    } catch (RuntimeException failure) {
      if (batch.size() == 1) batch.getFirst().failure = failure;
      else batch.forEach(waiting -> writeTogether(List.of(waiting)));
    }
  }

  private record Stored(List<Accepted> accepted, Stories.Grouping grouping) {}

  private Stored store(Handle handle, List<Read> reads) {
    ChangeLog.Notes notes = log.lock(handle);
    Stories.Grouping grouping = stories.group(handle, notes);
    Accepted[] accepted = new Accepted[reads.size()];
    insert(handle, notes, grouping, reads, accepted);
    for (int i = 0; i < accepted.length; i++)
      if (accepted[i] == null) accepted[i] = revise(handle, notes, reads.get(i));
    notes.write();
    return new Stored(List.of(accepted), grouping);
  }

  /** Stores those that are not known, all in few statements; the others are left to be revised. */
  private void insert(
      Handle handle,
      ChangeLog.Notes notes,
      Stories.Grouping grouping,
      List<Read> reads,
      @Nullable Accepted[] accepted) {
    Map<NewArticle, Known> known =
        articles.known(handle, reads.stream().map(Read::article).toList());
    Map<Integer, Stories.Grouping.Place> places = new LinkedHashMap<>();
    Set<String> identities = new HashSet<>();
    for (int i = 0; i < reads.size(); i++) {
      NewArticle article = reads.get(i).article();
      boolean isTwice = !Collections.disjoint(identities, article.identities());
      identities.addAll(article.identities());
      if (isTwice || known.containsKey(article)) continue;
      places.put(i, grouping.place(article, reads.get(i).telling()));
    }
    grouping.write();
    List<Arriving> arriving = new ArrayList<>();
    places.forEach((i, place) -> arriving.add(reads.get(i).in(place.id())));
    Iterator<Long> ids = articles.insert(handle, arriving).iterator();
    places.forEach(
        (i, place) -> {
          long id = ids.next();
          place.keep(id);
          count(handle, notes, reads.get(i), id, place.id(), "new");
          accepted[i] = new Accepted(id, place.id(), true);
        });
  }

  private Accepted revise(Handle handle, ChangeLog.Notes notes, Read read) {
    Known known = articles.known(handle, read.article()).orElseThrow();
    articles.identify(handle, known.id(), read.article().identities());
    if (known.isChangedBy(read.article())) {
      articles.revise(handle, known, read.article(), read.marks());
      count(handle, notes, read, known.id(), known.story(), "text");
    }
    return new Accepted(known.id(), known.story(), false);
  }

  private void count(
      Handle handle, ChangeLog.Notes notes, Read read, long id, long story, String what) {
    List<Event> events = read.reading().events();
    notes.add(Subject.ARTICLE, id, what, id);
    if (!what.equals("new") || !events.isEmpty())
      incidents.count(handle, notes, new Arrival(id, story, read.article(), false), events);
  }

  /** An article in the queue, and what became of it. */
  private static final class Waiting {
    final Read read;
    @Nullable Accepted accepted;
    @Nullable RuntimeException failure;

    Waiting(Read read) {
      this.read = read;
    }

    boolean isDone() {
      return accepted != null || failure != null;
    }

    Accepted result() {
      if (accepted != null) return accepted;
      throw new IllegalStateException("the article could not be stored", failure);
    }
  }
}
