package io.riskwire.risk;

import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.Json;
import io.riskwire.event.Events;
import io.riskwire.event.Events.Told;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incident.Cause;
import io.riskwire.risk.Incident.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * What analysts decide about incidents. Each act is a step of the incident's history under its
 * author's name, holds against what is read later, and is noted as a correction where it changes
 * what was told.
 */
@ApplicationScoped
public class Reviews {
  private final Database database;
  private final ChangeLog log;
  private final Events events;
  private final Tally tally;
  private final InstantSource clock;

  public Reviews(
      Database database, ChangeLog log, Events events, Incidents incidents, InstantSource clock) {
    this.database = database;
    this.log = log;
    this.events = events;
    this.tally = incidents.tally();
    this.clock = clock;
  }

  /** Who does it, and why in their own words. */
  public record Author(String name, @Nullable String reason) {
    public Author {
      if (reason != null && reason.length() > 1000)
        throw new Invalid("reason", "at most 1,000 characters");
    }
  }

  /** Does it; answers the incident as it is then, a merged one as the one that took it in. */
  public Incident act(long id, Act act, Author author) {
    return database.writeDurably(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          Incident incident = standing(h, id, "id");
          Incident now =
              switch (act) {
                case Act.Confirm _ -> judge(h, incident, Verdict.CONFIRMED);
                case Act.Reject _ -> reject(h, notes, incident);
                case Act.Edit edit -> edit(h, notes, incident, edit);
                case Act.Merge merge ->
                    merge(h, notes, incident, standing(h, merge.into(), "into"));
                case Act.Split split -> split(h, notes, incident, split);
              };
          remember(h, incident, now, act, author);
          tally.chronicle(h, List.of(incident.id(), now.id()));
          notes.write();
          return now;
        });
  }

  private static Incident standing(Handle handle, long id, String field) {
    Incident incident =
        Incidents.find(handle, id).orElseThrow(() -> new Invalid(field, "no such incident: " + id));
    return incident.mergedInto() == null
        ? incident
        : standing(handle, incident.mergedInto(), field);
  }

  private static Incident judge(Handle handle, Incident incident, Verdict verdict) {
    handle.execute(
        "UPDATE incident SET verdict = ?, withdrawn = ? WHERE id = ?",
        verdict.name(),
        verdict == Verdict.REJECTED,
        incident.id());
    return Incidents.find(handle, incident.id()).orElseThrow();
  }

  private Incident reject(Handle handle, ChangeLog.Notes notes, Incident incident) {
    notes.add(Subject.INCIDENT, incident.id(), "correction", teller(handle, incident.id()));
    return judge(handle, incident, Verdict.REJECTED);
  }

  private Incident edit(Handle handle, ChangeLog.Notes notes, Incident incident, Act.Edit edit) {
    handle.execute(
        "UPDATE incident SET fixed = ?, status = ? WHERE id = ?",
        Json.write(edit),
        (edit.status() == null ? incident.status() : edit.status()).name(),
        incident.id());
    judge(handle, incident, Verdict.EDITED);
    notes.add(Subject.INCIDENT, incident.id(), "correction", teller(handle, incident.id()));
    return tally.refresh(handle, incident.id());
  }

  private Incident merge(Handle handle, ChangeLog.Notes notes, Incident gone, Incident kept) {
    if (gone.id() == kept.id()) throw new Invalid("into", "that is the same incident");
    if (gone.type() != kept.type()) throw new Invalid("into", "that is of another type");
    events.move(handle, gone.id(), kept.id(), null);
    handle.execute(
        "UPDATE incident SET merged_into = ?, withdrawn = TRUE WHERE id = ?", kept.id(), gone.id());
    handle.execute(
        "UPDATE incident SET first_seen = LEAST(first_seen, (SELECT first_seen FROM incident WHERE id = ?)) WHERE id = ?",
        gone.id(),
        kept.id());
    Long teller = teller(handle, kept.id());
    notes.add(Subject.INCIDENT, gone.id(), "told", teller);
    notes.add(Subject.INCIDENT, kept.id(), "told", teller);
    judge(handle, kept, Verdict.EDITED);
    return tally.refresh(handle, kept.id());
  }

  private Incident split(Handle handle, ChangeLog.Notes notes, Incident incident, Act.Split split) {
    List<Long> telling =
        events.ofIncident(handle, incident.id()).stream().map(Told::article).distinct().toList();
    if (!telling.containsAll(split.articles()))
      throw new Invalid("articles", "an article that does not tell this incident");
    if (split.articles().containsAll(telling))
      throw new Invalid("articles", "leave the incident at least one of its articles");
    long part = tally.part(handle, incident, split.articles());
    Long teller = split.articles().getFirst();
    tally.chronicle(handle, List.of(part));
    notes.add(Subject.INCIDENT, part, "new", teller);
    notes.add(Subject.INCIDENT, incident.id(), "told", teller(handle, incident.id()));
    return tally.refresh(handle, incident.id());
  }

  /** By which article those who were told can see that they were. */
  private @Nullable Long teller(Handle handle, long incident) {
    return events.ofIncident(handle, incident).stream().findFirst().map(Told::article).orElse(null);
  }

  private void remember(Handle handle, Incident before, Incident now, Act act, Author author) {
    handle
        .createUpdate(
            """
            INSERT INTO incident_history (incident_id, ordinal, at, status, cause, author, act, reason)
            SELECT :incident, COALESCE(MAX(ordinal) + 1, 0), :at, :status, :cause, :author, :act, :reason
            FROM incident_history WHERE incident_id = :incident
            """)
        .bind("incident", before.id())
        .bind("at", clock.instant())
        .bind("status", (now.id() == before.id() ? now : before).status().name())
        .bind("cause", Cause.ANALYST.name())
        .bind("author", author.name())
        .bind("act", act.label())
        .bind("reason", author.reason())
        .execute();
  }
}
