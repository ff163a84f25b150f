package io.riskwire.intake;

import io.riskwire.article.Articles;
import io.riskwire.db.Database;
import io.riskwire.event.Events;
import io.riskwire.log.Change;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.vendor.Vendors;
import io.riskwire.vendor.Vendors.Renamed;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Carries the merging and renaming of vendors on to what is stored under the former name, so that
 * it is found under the new one. What a crash cuts short is taken up again.
 */
@ApplicationScoped
class Renaming {
  private static final String NAME = "renaming";

  private final Database database;
  private final ChangeLog log;
  private final Vendors vendors;
  private final Articles articles;
  private final Events events;
  private final Incidents incidents;

  Renaming(
      Database database,
      ChangeLog log,
      Vendors vendors,
      Articles articles,
      Events events,
      Incidents incidents) {
    this.database = database;
    this.log = log;
    this.vendors = vendors;
    this.articles = articles;
    this.events = events;
    this.incidents = incidents;
  }

  /** Does what is left to do; a vendor a transaction. */
  void catchUp() {
    for (Change change : log.of(Subject.VENDOR, log.reached(NAME))) {
      Optional<Renamed> renamed = vendors.renamed(change.id());
      database.writeDurably(
          h -> {
            ChangeLog.Notes notes = log.lock(h);
            renamed.ifPresent(r -> rename(h, notes, r));
            log.reach(h, NAME, change.position());
            notes.write();
            return null;
          });
    }
  }

  private void rename(Handle handle, ChangeLog.Notes notes, Renamed renamed) {
    for (long id : articles.rename(handle, renamed.before(), renamed.now()))
      notes.add(Subject.ARTICLE, id, "named", null);
    events.rename(handle, renamed.before(), renamed.now());
    for (long id : incidents.rename(handle, renamed.before(), renamed.now()))
      notes.add(Subject.INCIDENT, id, "named", null);
  }
}
