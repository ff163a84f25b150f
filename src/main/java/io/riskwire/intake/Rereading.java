package io.riskwire.intake;

import io.quarkus.runtime.ShutdownEvent;
import io.riskwire.article.Article;
import io.riskwire.article.Articles;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Cores;
import io.riskwire.db.Database;
import io.riskwire.event.Event;
import io.riskwire.event.Events;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.risk.Incidents.Arrival;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reads all articles anew, when rules or names have changed. Stories stay as they are, incidents
 * keep the ids of what overlaps; what is found now is no news to subscribers, what they were told
 * wrongly is corrected. Where nothing changed, nothing is written.
 */
@ApplicationScoped
public class Rereading {
  private static final Logger LOG = Logger.getLogger(Rereading.class.getName());
  private static final int BATCH = 50;

  private final Database database;
  private final ChangeLog log;
  private final Articles articles;
  private final Events events;
  private final Incidents incidents;
  private final Intake intake;

  private volatile @Nullable Progress progress;
  private volatile boolean isStopping;

  Rereading(
      Database database,
      ChangeLog log,
      Articles articles,
      Events events,
      Incidents incidents,
      Intake intake) {
    this.database = database;
    this.log = log;
    this.articles = articles;
    this.events = events;
    this.incidents = incidents;
    this.intake = intake;
  }

  /** How many articles were read anew, of how many, and of how many something else was read. */
  public record Progress(long done, long total, long changed, boolean isRunning) {
    Progress with(int read, int different) {
      return new Progress(done + read, total, changed + different, isRunning);
    }

    Progress ended() {
      return new Progress(done, total, changed, false);
    }
  }

  /** Begins in the background, unless it is under way. A restart ends it: ask for it again. */
  public synchronized Progress start() {
    Progress now = progress;
    if (now != null && now.isRunning) return now;
    var begun = new Progress(0, articles.count(), 0, true);
    progress = begun;
    Thread.ofVirtual().name("rereading").start(this::run);
    return begun;
  }

  /** Null where nobody has asked for it since the start. */
  public @Nullable Progress progress() {
    return progress;
  }

  void stop(@Observes ShutdownEvent event) {
    isStopping = true;
  }

  private void run() {
    try {
      all();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "articles could not all be read anew", failure);
    } finally {
      Progress last = progress;
      if (last != null) progress = last.ended();
    }
  }

  /** One article at a time, so that arriving ones find a core. */
  void all() {
    long last = 0;
    for (List<Article> batch; !isStopping && !(batch = articles.after(last, BATCH)).isEmpty(); ) {
      List<Reread> different = new ArrayList<>();
      for (Article article : batch) reread(article, different);
      if (!different.isEmpty()) write(different);
      last = batch.getLast().id();
      Progress now = progress;
      if (now != null) progress = now.with(batch.size(), different.size());
    }
  }

  private record Reread(Article article, Read read) {}

  /** An article that cannot be read keeps what was read before. */
  private void reread(Article article, List<Reread> different) {
    try {
      Read read = Cores.compute(() -> intake.read(arrived(article)));
      if (isDifferent(article, read)) different.add(new Reread(article, read));
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "article " + article.id() + " could not be read anew", failure);
    }
  }

  private boolean isDifferent(Article article, Read read) {
    List<Event> before = events.of(article.id()).stream().map(Events.Told::event).toList();
    return !before.equals(read.reading().events())
        || !article.vendors().equals(read.marks().vendors())
        || !article.products().equals(read.marks().products());
  }

  private void write(List<Reread> different) {
    database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          for (Reread reread : different) write(h, notes, reread);
          notes.write();
          return null;
        });
  }

  private void write(Handle handle, ChangeLog.Notes notes, Reread reread) {
    Article article = reread.article;
    // it has got another text meanwhile, which was read by the same rules
    if (!articles.mark(handle, article, reread.read.marks())) return;
    notes.add(Subject.ARTICLE, article.id(), "reread", article.id());
    incidents.count(
        handle,
        notes,
        new Arrival(article.id(), article.story(), reread.read.article(), true),
        reread.read.reading().events());
  }

  private static NewArticle arrived(Article article) {
    return new NewArticle(
        List.of("article " + article.id()),
        article.url(),
        article.title(),
        article.text(),
        article.author(),
        article.published(),
        article.lang(),
        article.source(),
        article.outlet(),
        article.isWhole(),
        article.isSample());
  }
}
