package io.riskwire.intake;

import io.riskwire.article.Articles;
import io.riskwire.article.Articles.Arriving;
import io.riskwire.article.Articles.Known;
import io.riskwire.article.NewArticle;
import io.riskwire.db.Database;
import io.riskwire.db.Together;
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
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was read: one transaction at a time, and in it all the articles that came while the
 * one before was written.
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

  private final Together<Read, Accepted> together = new Together<>(BATCH, this::store);

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
    return together.write(read);
  }

  /** Returns when the articles are on the disk; says of each, in order, whether it got there. */
  List<Boolean> writeAll(List<Read> reads) {
    return together.writeAll(reads, Writer::isNotStored).stream().map(Optional::isPresent).toList();
  }

  private static void isNotStored(Read read, RuntimeException why) {
    LOG.log(Level.WARNING, read.article().url() + " is not stored", why);
  }

  private List<Accepted> store(List<Read> reads) {
    Stored stored = database.writeDurably(h -> store(h, reads));
    stories.committed(stored.grouping);
    return stored.accepted;
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
}
