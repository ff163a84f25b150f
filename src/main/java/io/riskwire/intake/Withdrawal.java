package io.riskwire.intake;

import io.riskwire.article.Articles;
import io.riskwire.db.Database;
import io.riskwire.event.Events;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.story.Stories;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;

/** Takes articles out again, with everything that rests on them alone. */
@ApplicationScoped
public class Withdrawal {
  private final Database database;
  private final ChangeLog log;
  private final Articles articles;
  private final Events events;
  private final Stories stories;
  private final Incidents incidents;

  Withdrawal(
      Database database,
      ChangeLog log,
      Articles articles,
      Events events,
      Stories stories,
      Incidents incidents) {
    this.database = database;
    this.log = log;
    this.articles = articles;
    this.events = events;
    this.stories = stories;
    this.incidents = incidents;
  }

  /** Removes these articles, and does {@code along} in the same transaction. */
  public void of(List<Long> ids, Consumer<Handle> along) {
    database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          Set<Long> told = new TreeSet<>();
          for (long id : ids) {
            told.addAll(incidents.forget(h, id));
            events.forget(h, id);
            stories.forget(h, id);
            notes.add(Subject.ARTICLE, id, "removed", null);
          }
          incidents.recount(h, notes, told);
          articles.remove(h, ids);
          stories.removeEmpty(h);
          along.accept(h);
          notes.write();
          return null;
        });
  }
}
