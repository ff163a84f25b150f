package io.riskwire.risk;

import io.riskwire.db.Json;
import io.riskwire.event.Event;
import io.riskwire.event.Event.Roles;
import io.riskwire.event.EventType;
import io.riskwire.event.Events;
import io.riskwire.event.Events.Told;
import io.riskwire.event.Status;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incident.Cause;
import io.riskwire.risk.Incident.Term;
import io.riskwire.risk.Incident.Verdict;
import io.riskwire.risk.Incidents.Arrival;
import io.riskwire.risk.Independent.Teller;
import io.riskwire.story.Copy;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts what arriving articles say to the incidents that they speak of. */
final class Tally {
  private final Events events;
  private final Disputes disputes;
  private final InstantSource clock;

  Tally(Events events, Disputes disputes, InstantSource clock) {
    this.events = events;
    this.disputes = disputes;
    this.clock = clock;
  }

  /**
   * Counts what a stored article says to the incidents that it speaks of, and notes every change
   * that others may want to know of.
   */
  void count(Handle handle, ChangeLog.Notes notes, Arrival arrival, List<Event> read) {
    Set<Long> before = events.store(handle, arrival.id(), read);
    Set<Long> touched = new LinkedHashSet<>(before);
    for (int ordinal = 0; ordinal < read.size(); ordinal++) {
      Event event = read.get(ordinal);
      Optional<Incident> known =
          counted(handle, before, event)
              .or(() -> retold(handle, before, arrival, event, read))
              .or(() -> match(handle, arrival, event));
      long id = known.isPresent() ? known.get().id() : begin(handle, arrival, event);
      events.assign(handle, arrival.id(), ordinal, id);
      if (known.isPresent()) {
        progress(handle, notes, arrival, event, known.get());
      } else {
        note(notes, arrival, id, "new");
        step(handle, id, Words.of(arrival, event), event.status());
      }
      Incident now = refresh(handle, id);
      if (known.isPresent()) noteChanges(notes, arrival, known.get(), now);
      disputes.join(handle, now);
      before.remove(id);
      touched.add(id);
    }
    for (long id : before) recount(handle, notes, id, arrival.id());
    chronicle(handle, touched);
  }

  /** Keeps what is known of these incidents from now on. */
  void chronicle(Handle handle, Collection<Long> incidents) {
    Chronicle.note(handle, clock.instant(), incidents);
  }

  /**
   * An incident of which an article no longer speaks; nobody tells it any more: it is withdrawn.
   */
  private void recount(Handle handle, ChangeLog.Notes notes, long id, @Nullable Long article) {
    if (events.ofIncident(handle, id).isEmpty()) {
      int standing =
          handle.execute("UPDATE incident SET withdrawn = TRUE WHERE id = ? AND NOT withdrawn", id);
      notes.add(Subject.INCIDENT, id, standing > 0 ? "correction" : "told", article);
    } else {
      refresh(handle, id);
      notes.add(Subject.INCIDENT, id, "told", article);
    }
  }

  /**
   * An incident of which an article was taken away, with its steps: what its status rested on alone
   * is not its status any more.
   */
  void recount(Handle handle, ChangeLog.Notes notes, long id) {
    Optional<Told> first = events.ofIncident(handle, id).stream().findFirst();
    Incident before = Incidents.find(handle, id).orElseThrow();
    if (first.isEmpty() || before.verdict() != null) {
      recount(handle, notes, id, null);
      return;
    }
    Event event = first.get().event();
    Status status = lastStatus(handle, id).orElse(null);
    if (status == null) {
      status = event.status();
      step(handle, id, new Words(before.firstSeen(), first.get().article(), event), status);
    }
    handle.execute("UPDATE incident SET status = ? WHERE id = ?", status.name(), id);
    recount(handle, notes, id, null);
    if (status != before.status())
      notes.add(Subject.INCIDENT, id, "correction", first.get().article());
  }

  private static Optional<Status> lastStatus(Handle handle, long incident) {
    return handle
        .createQuery(
            """
            SELECT status FROM incident_history WHERE incident_id = :id
            ORDER BY ordinal DESC LIMIT 1
            """)
        .bind("id", incident)
        .mapTo(Status.class)
        .findOne();
  }

  private record Dated(long id, LocalDate date, LocalDate known) {}

  /** See {@link Incidents#noteDates}. */
  void noteDates(Handle handle, ChangeLog.Notes notes, LocalDate today, int days) {
    for (Dated due : dated(handle, "due_noted", LocalDate.EPOCH, today))
      note(handle, notes, due, "due", due.known.isBefore(due.date));
    for (Dated near : dated(handle, "near_noted", today.plusDays(1), today.plusDays(days)))
      note(handle, notes, near, "near", near.known.isBefore(near.date.minusDays(days)));
  }

  /** Those whose date in this span was not noted yet in this column. */
  private static List<Dated> dated(Handle handle, String column, LocalDate from, LocalDate last) {
    return handle
        .createQuery(
            """
            SELECT id, effective_date, dated FROM incident
            WHERE status = 'ANNOUNCED' AND effective_date BETWEEN :from AND :last
              AND dated IS NOT NULL AND NOT withdrawn
              AND (<column> IS NULL OR <column> <> effective_date)
            ORDER BY id
            """)
        .define("column", column)
        .bind("from", from)
        .bind("last", last)
        .map(
            (rs, c) ->
                new Dated(
                    rs.getLong("id"),
                    rs.getDate("effective_date").toLocalDate(),
                    rs.getDate("dated").toLocalDate()))
        .list();
  }

  private void note(
      Handle handle, ChangeLog.Notes notes, Dated incident, String what, boolean isNews) {
    handle
        .createUpdate("UPDATE incident SET <column> = effective_date WHERE id = :id")
        .define("column", what + "_noted")
        .bind("id", incident.id)
        .execute();
    Optional<Told> teller = events.ofIncident(handle, incident.id).stream().findFirst();
    if (isNews && teller.isPresent())
      notes.add(Subject.INCIDENT, incident.id, what, teller.get().article());
  }

  /** What an article said before and says again stays where it was counted, or was put. */
  private static Optional<Incident> counted(Handle handle, Set<Long> before, Event event) {
    return before.stream()
        .sorted()
        .map(id -> Incidents.find(handle, id).orElseThrow())
        .filter(i -> i.type() == event.type())
        .filter(i -> Parties.agree(event.type(), i.roles(), event.roles(), true))
        .findFirst();
  }

  /**
   * What this article alone told, and tells otherwise when it is read anew, keeps its id; unless
   * another of its events says the same as before.
   */
  private Optional<Incident> retold(
      Handle handle, Set<Long> before, Arrival arrival, Event event, List<Event> read) {
    if (!arrival.isAgain()) return Optional.empty();
    return before.stream()
        .sorted()
        .map(id -> Incidents.find(handle, id).orElseThrow())
        .filter(i -> i.type() == event.type() && events.ofIncident(handle, i.id()).isEmpty())
        .filter(
            i ->
                read.stream()
                    .noneMatch(
                        e ->
                            e.type() == i.type()
                                && Parties.agree(e.type(), i.roles(), e.roles(), true)))
        .findFirst();
  }

  /**
   * The incident that an event belongs to: the same happening, told before. One that an analyst
   * rejected is still the one that is told.
   */
  private Optional<Incident> match(Handle handle, Arrival arrival, Event event) {
    Instant at = arrival.article().published();
    var reach = Parties.reach(event.type());
    Set<Long> sameStory = toldBy(handle, event.type(), arrival.story());
    Set<Long> near = new LinkedHashSet<>(sameStory);
    near.addAll(naming(handle, event, at.minus(reach)));
    if (near.isEmpty()) return Optional.empty();
    return handle
        .createQuery(
            "SELECT "
                + Incidents.COLUMNS
                + """
                 FROM incident
                WHERE id = ANY(:ids) AND (NOT withdrawn OR verdict = 'REJECTED') AND sample = :sample
                  AND last_seen >= :from AND first_seen <= :to
                """)
        .bindArray("ids", Long.class, near)
        .bind("sample", arrival.article().isSample())
        .bind("from", at.minus(reach))
        .bind("to", at.plus(reach))
        .map(Incidents.INCIDENT)
        .stream()
        .sorted(
            Comparator.comparing((Incident i) -> !sameStory.contains(i.id()))
                .thenComparing(Incident::id))
        .filter(i -> agrees(handle, i, event, sameStory.contains(i.id())))
        .findFirst();
  }

  /** Where an analyst set what is shown, new reports may still agree with the reports before. */
  private boolean agrees(Handle handle, Incident incident, Event event, boolean isSameStory) {
    return Parties.agree(event.type(), incident.roles(), event.roles(), isSameStory)
        || incident.verdict() == Verdict.EDITED
            && events.ofIncident(handle, incident.id()).stream()
                .anyMatch(
                    told ->
                        Parties.agree(
                            event.type(), told.event().roles(), event.roles(), isSameStory));
  }

  /** Makes an incident of its own of what some articles tell; answers its id. */
  long part(Handle handle, Incident whole, List<Long> articles) {
    long part =
        handle
            .createUpdate(
                """
                INSERT INTO incident (type, status, title, reasons, severity, confidence,
                  first_seen, last_seen, sources, sample, withdrawn, verdict)
                SELECT type, status, title, '', 0, 0, first_seen, last_seen, 1, sample, FALSE,
                  'EDITED'
                FROM incident WHERE id = :id
                """)
            .bind("id", whole.id())
            .executeAndReturnGeneratedKeys("id")
            .mapTo(Long.class)
            .one();
    events.move(handle, whole.id(), part, articles);
    handle
        .createUpdate(
            """
            UPDATE incident SET first_seen =
              (SELECT MIN(published) FROM article WHERE id = ANY(:articles))
            WHERE id = :id
            """)
        .bindArray("articles", Long.class, articles)
        .bind("id", part)
        .execute();
    refresh(handle, part);
    return part;
  }

  /** The incidents of that type that articles of this story tell. */
  private static Set<Long> toldBy(Handle handle, EventType type, long story) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT e.incident_id FROM article a
            JOIN article_event e ON e.article_id = a.id
            WHERE a.story_id = :story AND e.type = :type AND e.incident_id IS NOT NULL
            """)
        .bind("story", story)
        .bind("type", type.name())
        .mapTo(Long.class)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The newest incidents of that type in which one of the event's parties has a part. */
  private static List<Long> naming(Handle handle, Event event, Instant from) {
    Set<String> parties = parties(event.roles());
    if (parties.isEmpty()) return List.of();
    return handle
        .createQuery(
            """
            SELECT incident_id FROM incident_party
            WHERE type = :type AND party = ANY(:parties) AND last_seen >= :from
            ORDER BY last_seen DESC, incident_id DESC LIMIT 50
            """)
        .bind("type", event.type().name())
        .bindArray("parties", String.class, parties)
        .bind("from", from)
        .mapTo(Long.class)
        .list();
  }

  private static Set<String> parties(Roles roles) {
    return Stream.of(roles.actor(), roles.vendor(), roles.product())
        .filter(Objects::nonNull)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private long begin(Handle handle, Arrival arrival, Event event) {
    return handle
        .createUpdate(
            """
            INSERT INTO incident (type, status, title, reasons, severity, confidence, first_seen,
              last_seen, sources, sample, withdrawn)
            VALUES (:type, :status, :title, '', 0, 0, :published, :published, 1, :sample, FALSE)
            """)
        .bind("type", event.type().name())
        .bind("status", event.status().name())
        .bind("title", arrival.article().title())
        .bind("published", arrival.article().published())
        .bind("sample", arrival.article().isSample())
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  private static void progress(
      Handle handle, ChangeLog.Notes notes, Arrival arrival, Event event, Incident before) {
    if (before.verdict() == Verdict.REJECTED) return;
    Status next =
        Progress.next(
            before.status(),
            lastStep(handle, before.id()),
            event.status(),
            arrival.article().published());
    if (next == before.status()) return;
    handle.execute("UPDATE incident SET status = ? WHERE id = ?", next.name(), before.id());
    step(handle, before.id(), Words.of(arrival, event), next);
    note(notes, arrival, before.id(), "status");
  }

  private static void noteChanges(
      ChangeLog.Notes notes, Arrival arrival, Incident before, Incident now) {
    if (now.verdict() == Verdict.REJECTED) return;
    LocalDate date = now.effectiveDate();
    if (date != null && !date.equals(before.effectiveDate()))
      note(notes, arrival, now.id(), "effective");
    if (arrival.isAgain() && !now.roles().equals(before.roles()))
      notes.add(Subject.INCIDENT, now.id(), "correction", arrival.id());
    else note(notes, arrival, now.id(), now.sources() > before.sources() ? "sources" : "told");
  }

  /** What is found in an article that was there before is no news: it corrects what was told. */
  private static void note(ChangeLog.Notes notes, Arrival arrival, long id, String what) {
    String noted =
        !arrival.isAgain()
            ? what
            : switch (what) {
              case "status", "effective" -> "correction";
              default -> "told";
            };
    notes.add(Subject.INCIDENT, id, noted, arrival.id());
  }

  private static Instant lastStep(Handle handle, long incident) {
    return handle
        .createQuery("SELECT MAX(at) FROM incident_history WHERE incident_id = :id")
        .bind("id", incident)
        .mapTo(Instant.class)
        .one();
  }

  /** Which article says something, and when it was published. */
  private record Words(Instant at, long article, Event event) {
    static Words of(Arrival arrival, Event event) {
      return new Words(arrival.article().published(), arrival.id(), event);
    }
  }

  private static void step(Handle handle, long incident, Words words, Status status) {
    handle
        .createUpdate(
            """
            INSERT INTO incident_history (incident_id, ordinal, at, status, cause, article_id, quote)
            SELECT :incident, COALESCE(MAX(ordinal) + 1, 0), :at, :status, :cause, :article, :quote
            FROM incident_history WHERE incident_id = :incident
            """)
        .bind("incident", incident)
        .bind("at", words.at)
        .bind("status", status.name())
        .bind("cause", Cause.ARTICLE.name())
        .bind("article", words.article)
        .bind("quote", words.event.evidence().getFirst().quote())
        .execute();
  }

  /** Works out anew what an incident shows from all that is counted to it. */
  Incident refresh(Handle handle, long id) {
    List<Told> told = events.ofIncident(handle, id);
    Incident old = Incidents.find(handle, id).orElseThrow();
    List<Telling> tellings = tellings(handle, id);
    int sources = Independent.count(tellings.stream().map(Telling::teller).toList());
    var shown = new Shown(told, fixed(handle, id));
    Roles roles = shown.roles();
    List<Term> severity = Score.severity(old.type(), old.status(), roles, shown.reasons(), sources);
    List<Term> confidence =
        Score.confidence(told.stream().map(Told::event).toList(), old.status(), sources);
    Instant last = tellings.stream().map(Telling::published).max(Instant::compareTo).orElseThrow();
    handle
        .createUpdate(
            """
            UPDATE incident SET title = :title, actor = :actor, vendor = :vendor,
              product = :product, scope = :scope, replacement = :replacement,
              dated = CASE WHEN effective_date IS DISTINCT FROM CAST(:effective AS DATE)
                THEN CAST(:today AS DATE) ELSE dated END,
              effective_date = CAST(:effective AS DATE), reasons = :reasons, severity = :severity,
              confidence = :confidence, last_seen = :last, sources = :sources
            WHERE id = :id
            """)
        .bind("title", Headline.of(old.type(), old.status(), roles, old.title()))
        .bind("actor", roles.actor())
        .bind("vendor", roles.vendor())
        .bind("product", roles.product())
        .bind("scope", roles.scope())
        .bind("replacement", roles.replacement())
        .bind("effective", shown.effectiveDate())
        .bind("today", LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
        .bind("reasons", Events.writeReasons(shown.reasons()))
        .bind("severity", (int) Math.round(Math.clamp(Score.sum(severity), 0, 100)))
        .bind("confidence", Math.clamp(Score.sum(confidence), 0, 1))
        .bind("last", last)
        .bind("sources", sources)
        .bind("id", id)
        .execute();
    Set<String> parties = parties(roles);
    told.forEach(t -> parties.addAll(parties(t.event().roles())));
    fileUnderParties(handle, id, old.type(), parties, last);
    return Incidents.find(handle, id).orElseThrow();
  }

  private static void fileUnderParties(
      Handle handle, long id, EventType type, Set<String> parties, Instant last) {
    handle.execute("DELETE FROM incident_party WHERE incident_id = ?", id);
    for (String party : parties)
      handle.execute(
          "INSERT INTO incident_party (incident_id, type, party, last_seen) VALUES (?, ?, ?, ?)",
          id,
          type.name(),
          party,
          last);
  }

  private static Act.@Nullable Edit fixed(Handle handle, long incident) {
    return handle
        .createQuery("SELECT fixed FROM incident WHERE id = :id AND fixed IS NOT NULL")
        .bind("id", incident)
        .mapTo(String.class)
        .findOne()
        .map(fixed -> Json.read(fixed, Act.Edit.class))
        .orElse(null);
  }

  private record Telling(Teller teller, Instant published) {}

  /** The newest hundred articles that tell it: more sources than these corroborate nothing. */
  private static List<Telling> tellings(Handle handle, long incident) {
    return handle
        .createQuery(
            """
            SELECT outlet, url, fingerprint, wire, published FROM article
            WHERE id IN (SELECT article_id FROM article_event WHERE incident_id = :id)
            ORDER BY id DESC LIMIT 100
            """)
        .bind("id", incident)
        .map(
            (rs, c) -> {
              byte[] fingerprint = rs.getBytes("fingerprint");
              var copy =
                  new Copy(fingerprint == null ? new byte[0] : fingerprint, rs.getString("wire"));
              return new Telling(
                  new Teller(rs.getString("outlet"), rs.getString("url"), copy),
                  rs.getTimestamp("published").toInstant());
            })
        .list();
  }
}
