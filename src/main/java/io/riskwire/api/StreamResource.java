package io.riskwire.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.security.identity.SecurityIdentity;
import io.riskwire.api.IncidentQuestions.Wanted;
import io.riskwire.api.Listeners.Seat;
import io.riskwire.base.Invalid;
import io.riskwire.log.Change;
import io.riskwire.log.Change.Subject;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incident;
import io.riskwire.risk.Incidents;
import io.riskwire.search.Search;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * New and changed incidents as server-sent events (WHATWG HTML, 9.2). Each listener reads the
 * change log for itself, on a thread of its own: whoever reads slowly holds up nobody, and who
 * comes back with the id of the last event goes on behind it.
 */
@Path("/api/v1/stream")
@Tag(name = "Incidents")
@RunOnVirtualThread
class StreamResource {
  private static final int BATCH = 200;
  private static final Duration GLANCE = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  private final ChangeLog log;
  private final Search search;
  private final IncidentQuestions questions;
  private final Incidents incidents;
  private final Listeners listeners;
  private final ObjectMapper json;
  private final SecurityIdentity caller;

  StreamResource(
      ChangeLog log,
      Search search,
      IncidentQuestions questions,
      Incidents incidents,
      Listeners listeners,
      ObjectMapper json,
      SecurityIdentity caller) {
    this.log = log;
    this.search = search;
    this.questions = questions;
    this.incidents = incidents;
    this.listeners = listeners;
    this.json = json;
    this.caller = caller;
  }

  record Gone(String id) {}

  @GET
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "New and changed incidents as server-sent events",
      description =
          """
          Takes the parameters of /incidents. An event's data is an incident as in that list; the \
          event "withdrawn" has only the id of one that is no longer reported. With Last-Event-ID \
          it goes on behind that event, else with what comes next.""")
  public Response listen(
      @BeanParam Wanted wanted, @HeaderParam("Last-Event-ID") @Nullable String last) {
    questions.answer(wanted); // what is wrong with the question is told as by the list
    long from = last == null || last.isBlank() ? reached(wanted) : position(last.strip());
    String name = caller.getPrincipal().getName();
    listeners.check(name);
    StreamingOutput events = out -> tell(out, wanted, from, name);
    return Response.ok(events)
        .header("Cache-Control", "no-store")
        .header("X-Accel-Buffering", "no") // nginx would keep events back
        .build();
  }

  private long position(String last) {
    try {
      long position = Long.parseLong(last);
      if (position >= 0 && position <= log.position()) return position;
    } catch (NumberFormatException notOne) {
      // told below
    }
    throw new Invalid("Last-Event-ID", "no event of this stream: " + last);
  }

  /** Up to where all that can be asked is known: words are found once the index has them. */
  private long reached(Wanted wanted) {
    return wanted.hasWords() ? Math.min(search.position(), log.position()) : log.position();
  }

  private void tell(OutputStream out, Wanted wanted, long from, String name) {
    try (Seat seat = listeners.take(name)) {
      if (seat == null) return;
      tell(out, wanted, from);
    } catch (IOException gone) {
      // nobody listens any more
    }
  }

  private void tell(OutputStream out, Wanted wanted, long from) throws IOException {
    long told = from;
    write(out, "retry: 2000\n" + beat(told));
    long silence = System.nanoTime();
    do {
      List<Change> changes = log.after(told, BATCH);
      long reached = changes.isEmpty() ? told : reached(wanted);
      changes = changes.stream().filter(c -> c.position() <= reached).toList();
      String events = events(wanted, changes);
      if (!changes.isEmpty()) told = changes.getLast().position();
      boolean isDue = System.nanoTime() - silence > HEARTBEAT.toNanos();
      if (!events.isEmpty() || isDue) {
        write(out, events.isEmpty() ? beat(told) : events);
        silence = System.nanoTime();
      }
      if (changes.size() == BATCH) continue;
      if (!listeners.pause(GLANCE)) return;
    } while (true);
  }

  /** An event without data is none, but where it is the listener's last, moves them on. */
  private static String beat(long told) {
    return ": riskwire\nid: " + told + "\n\n";
  }

  private static void write(OutputStream out, String events) throws IOException {
    out.write(events.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** What is told of these changes: each incident once, behind its last change among them. */
  private String events(Wanted wanted, List<Change> changes) throws IOException {
    Map<Long, Long> positions = new LinkedHashMap<>();
    for (Change change : changes) {
      if (change.subject() != Subject.INCIDENT) continue;
      positions.remove(change.id());
      positions.put(change.id(), change.position());
    }
    Map<Long, Incident> there = byId(incidents.find(positions.keySet()));
    there.values().removeIf(Incident::isWithdrawn);
    Map<Long, Incident> wantedOnes = byId(questions.among(wanted, there.values()));
    var events = new StringBuilder();
    for (var change : positions.entrySet()) {
      long id = change.getKey();
      Incident incident = wantedOnes.get(id);
      if (incident != null)
        events.append(event(change.getValue(), IncidentsResource.item(incident)));
      else if (!there.containsKey(id))
        events.append("event: withdrawn\n").append(event(change.getValue(), new Gone(text(id))));
    }
    return events.toString();
  }

  private static Map<Long, Incident> byId(List<Incident> incidents) {
    return incidents.stream().collect(Collectors.toMap(Incident::id, Function.identity()));
  }

  private static String text(long id) {
    return String.valueOf(id);
  }

  private String event(long position, Object data) throws IOException {
    return "id: " + position + "\ndata: " + json.writeValueAsString(data) + "\n\n";
  }
}
