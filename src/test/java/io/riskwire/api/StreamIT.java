package io.riskwire.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.RunningService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stream of incidents, as a program hears it from the built service. */
class StreamIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;

  @Test
  void newAndChangedIncidentsAreHeardAsTheListShowsThem() throws Exception {
    try (RunningService service = started();
        Listener all = new Listener(service, "", null);
        Listener bans = new Listener(service, "?type=tool-ban&vendor=DeepSeek", null);
        Listener words = new Listener(service, "?q=Fennwick", null)) {
      String ban = ban(service, "Oslo city council", "DeepSeek", "1");
      Event heard = all.next();
      assertThat(heard.kind()).isEqualTo("message");
      assertThat(heard.data()).isEqualTo(service.get("/incidents").json().at("/items/0"));
      assertThat(bans.next().data().at("/id").asText()).isEqualTo(ban);

      ban(service, "Fennwick Bank", "ChatGPT", "2");
      assertThat(all.next().data().at("/actor").asText()).isEqualTo("Fennwick Bank");
      assertThat(words.next().data().at("/actor").asText()).isEqualTo("Fennwick Bank");

      service.post("/incidents/" + ban + "/review", Map.of("act", "edit", "status", "reversed"));
      assertThat(all.next().data().at("/status").asText()).isEqualTo("reversed");
      assertThat(bans.next().data().at("/status").asText()).isEqualTo("reversed");
      service.post("/incidents/" + ban + "/review", Map.of("act", "reject", "reason", "not a ban"));
      Event gone = all.next();
      assertThat(gone.kind()).isEqualTo("withdrawn");
      assertThat(gone.data()).isEqualTo(JSON.readTree("{\"id\":\"" + ban + "\"}"));
      assertThat(bans.next().kind()).isEqualTo("withdrawn");
    }
  }

  @Test
  void whoComesBackMissesNothingAndHearsNothingTwice() throws Exception {
    try (RunningService service = started()) {
      String last;
      try (Listener first = new Listener(service, "", null)) {
        ban(service, "Oslo city council", "DeepSeek", "1");
        last = first.next().id();
      }
      ban(service, "Fennwick Bank", "ChatGPT", "2");
      ban(service, "Lisbon city council", "Copilot", "3");
      try (Listener again = new Listener(service, "", last)) {
        assertThat(again.next().data().at("/actor").asText()).isEqualTo("Fennwick Bank");
        assertThat(again.next().data().at("/actor").asText()).isEqualTo("Lisbon city council");
        assertThat(again.events.poll(2, TimeUnit.SECONDS)).isNull();
      }
    }
  }

  @Test
  void aListenerWhoDoesNotReadHoldsUpNobodyAndAllHearTheEnd() throws Exception {
    RunningService service = started();
    try (Socket mute = new Socket("127.0.0.1", service.base().getPort());
        Listener quick = new Listener(service, "", null)) {
      String request =
          "GET /api/v1/stream HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 0\r\nAuthorization: "
              + RunningService.credentials()
              + "\r\n\r\n";
      mute.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      ban(service, "Oslo city council", "DeepSeek", "1");
      assertThat(quick.next().data().at("/actor").asText()).isEqualTo("Oslo city council");
      long asked = System.nanoTime();
      service.end();
      assertThat(quick.ended.poll(20, TimeUnit.SECONDS)).isEqualTo("cleanly");
      assertThat(service.exitCode()).isIn(0, 143);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(15));
      assertThat(service.log()).doesNotContain("Exception");
    } finally {
      service.close();
    }
  }

  @Test
  void aWrongQuestionIsToldAndTenStreamsAreEnoughForOne() throws Exception {
    try (RunningService service = started()) {
      assertThat(service.get("/stream?type=tea-ban").status()).isEqualTo(400);
      assertThat(service.get("/stream?q=%22open").json().at("/position").asInt()).isZero();
      assertThat(service.get("/stream?from=yesterday").json().at("/errors/0/field").asText())
          .isEqualTo("from");
      assertThat(service.anonymous("/api/v1/stream").status()).isEqualTo(401);
      for (String last : List.of("x", "-1", "999999"))
        assertThat(asked(service, last).json().at("/errors/0/field").asText())
            .isEqualTo("Last-Event-ID");
      List<Listener> listeners = new ArrayList<>();
      for (int i = 0; i < 10; i++) listeners.add(new Listener(service, "", null));
      var refused = service.get("/stream");
      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(refused.json().at("/detail").asText()).contains("10 streams");
      for (Listener listener : listeners) listener.close();
    }
  }

  private static RunningService.Answer asked(RunningService service, String last) throws Exception {
    var response =
        HttpClient.newHttpClient()
            .send(request(service, "", last), BodyHandlers.ofString(StandardCharsets.UTF_8));
    assertThat(response.statusCode()).isEqualTo(400);
    return new RunningService.Answer(response.statusCode(), response.body(), response);
  }

  private RunningService started() {
    return RunningService.on(home).feeds("sources: []").ready();
  }

  /** Pushes a report of a ban; answers the incident's id. */
  private static String ban(RunningService service, String who, String what, String number) {
    var pushed =
        service.post(
            "/articles",
            Map.of(
                "url",
                "https://wire" + number + ".example/" + number,
                "title",
                who + " bans " + what + " on staff computers",
                "text",
                who + " has banned its employees from using " + what + ", it said on Monday."));
    assertThat(pushed.status()).isEqualTo(201);
    return service
        .get("/articles/" + pushed.json().at("/id").asText())
        .json()
        .at("/incidents/0")
        .asText();
  }

  private static HttpRequest request(RunningService service, String query, @Nullable String last) {
    var request =
        HttpRequest.newBuilder(URI.create(service.base() + "/api/v1/stream" + query))
            .header("Authorization", RunningService.credentials());
    if (last != null) request.header("Last-Event-ID", last);
    return request.build();
  }

  private record Event(String kind, String id, JsonNode data) {}

  /** Reads events as the specification says, on a thread of its own. */
  private static final class Listener implements AutoCloseable {
    final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();

    Listener(RunningService service, String query, @Nullable String last) throws Exception {
      var response = client.send(request(service, query, last), BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type"))
          .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
      var lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      assertThat(lines.readLine()).isEqualTo("retry: 2000");
      Thread.ofVirtual().start(() -> read(lines));
    }

    private void read(BufferedReader lines) {
      String kind = "message";
      String id = "";
      String data = "";
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.startsWith("event: ")) kind = line.substring(7);
          if (line.startsWith("id: ")) id = line.substring(4);
          if (line.startsWith("data: ")) data = line.substring(6);
          if (!line.isEmpty()) continue;
          if (!data.isEmpty()) events.add(new Event(kind, id, JSON.readTree(data)));
          kind = "message";
          data = "";
        }
        ended.add("cleanly");
      } catch (IOException | UncheckedIOException broken) {
        ended.add(String.valueOf(broken.getMessage()));
      }
    }

    Event next() throws InterruptedException {
      Event event = events.poll(20, TimeUnit.SECONDS);
      assertThat(event).as("an event").isNotNull();
      return event;
    }

    @Override
    public void close() {
      client.shutdownNow();
    }
  }
}
