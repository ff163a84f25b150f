package io.riskwire.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.RunningService;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An assistant that speaks MCP (Streamable HTTP, 2025-06-18) with the built service. */
class AssistantIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void anAssistantFindsAnIncidentAndTheWordsBehindIt() throws Exception {
    try (RunningService service = RunningService.on(home).feeds("sources: []").ready()) {
      push(service, "https://north.example/1", "Oslo city council bans DeepSeek on computers");
      push(service, "https://south.example/1", "DeepSeek banned by Oslo city council");
      service.awaitNoLag();
      var session = new Session(service);

      JsonNode tools = session.ask("tools/list", Map.of()).at("/tools");
      assertThat(tools)
          .extracting(t -> t.at("/name").asText())
          .containsExactlyInAnyOrder(
              "search_incidents",
              "get_incident",
              "claim_sources",
              "vendor_risk",
              "search_articles");
      assertThat(tools)
          .allSatisfy(t -> assertThat(t.at("/annotations/readOnlyHint").asBoolean()).isTrue());

      JsonNode found =
          session.call("search_incidents", Map.of("q", "DeepSeek", "type", "tool-ban"));
      assertThat(found.at("/total").asInt()).isEqualTo(1);
      String id = found.at("/incidents/0/id").asText();
      assertThat(found.at("/incidents/0/actor").asText()).isEqualTo("Oslo city council");

      JsonNode whole = session.call("get_incident", Map.of("id", id));
      assertThat(whole.at("/reports")).hasSize(2);
      assertThat(whole.at("/reports/0/url").asText()).isEqualTo("https://north.example/1");
      assertThat(whole.at("/reports/0/quotes/0").asText()).contains("bans DeepSeek");

      JsonNode claim = session.call("claim_sources", Map.of("id", id, "field", "product"));
      assertThat(claim.at("/claims/0/value").asText()).isEqualTo("DeepSeek");
      assertThat(claim.at("/claims/0/sources")).hasSize(2);

      JsonNode risk = session.call("vendor_risk", Map.of("vendor", "deepseek"));
      assertThat(risk.at("/vendor").asText()).isEqualTo("DeepSeek");
      assertThat(risk.at("/risk").asDouble()).isPositive();
      assertThat(risk.at("/terms/0/incident").asText()).isEqualTo(id);
      assertThat(risk.at("/relations/0/actor").asText()).isEqualTo("Oslo city council");
      JsonNode before =
          session.call("vendor_risk", Map.of("vendor", "DeepSeek", "asOf", "2026-01-01"));
      assertThat(before.at("/risk").asDouble()).isZero();

      JsonNode articles = session.call("search_articles", Map.of("q", "Oslo DeepSeek"));
      assertThat(articles.at("/total").asInt()).isEqualTo(1);
      assertThat(articles.at("/articles/0/others").asInt()).isEqualTo(1);
      assertThat(articles.at("/articles/0/incidents/0").asText()).isEqualTo(id);
    }
  }

  @Test
  void aMistakeIsToldInWords() throws Exception {
    try (RunningService service = RunningService.on(home).feeds("sources: []").ready()) {
      var session = new Session(service);
      assertThat(session.mistake("search_incidents", Map.of("type", "tea-ban")))
          .isEqualTo("type: no such type: tea-ban");
      assertThat(session.mistake("search_incidents", Map.of("limit", 51)))
          .isEqualTo("limit: between 1 and 50");
      assertThat(session.mistake("search_articles", Map.of("q", "\"open"))).contains("q: ");
      assertThat(session.mistake("search_articles", Map.of("from", "soon"))).contains("from: ");
      assertThat(session.mistake("get_incident", Map.of("id", "12")))
          .isEqualTo("there is no incident 12");
      assertThat(session.mistake("vendor_risk", Map.of("vendor", "Nobody Ltd")))
          .isEqualTo("there is no vendor Nobody Ltd");
      assertThat(session.mistake("vendor_risk", Map.of("vendor", "OpenAI", "asOf", "2999-01-01")))
          .isEqualTo("asOf: that day is still to come");
      assertThat(session.mistake("claim_sources", Map.of("id", "x", "field", "actor")))
          .isEqualTo("there is no incident x");
      assertThat(service.log()).doesNotContain("Exception");
    }
  }

  @Test
  void nobodyGetsInWithoutAnAccountAndNobodyAsksTooOften() throws Exception {
    var start =
        RunningService.on(home).feeds("sources: []").with("riskwire.limits.enabled", "true");
    try (RunningService service = start.with("riskwire.limits.calls", "5").ready()) {
      HttpResponse<String> refused = send(service, null, null, initialize());
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("WWW-Authenticate")).isPresent();
      assertThat(JSON.readTree(refused.body()).at("/status").asInt()).isEqualTo(401);
      assertThat(send(service, "Basic YWRtaW46d3Jvbmc=", null, initialize()).statusCode())
          .isEqualTo(401);
      var session = new Session(service);
      for (int i = 0; i < 3; i++) session.ask("tools/list", Map.of());
      HttpResponse<String> throttled = session.send("tools/list", Map.of());
      assertThat(throttled.statusCode()).isEqualTo(429);
      assertThat(throttled.headers().firstValue("Retry-After")).isPresent();
    }
  }

  private static void push(RunningService service, String url, String title) {
    String text =
        url.contains("north")
            ? "OSLO - The Oslo city council has banned employees from using DeepSeek on city"
                + " computers, citing security concerns, it said on Monday."
            : "DeepSeek was banned by the Oslo city council this week. Staff must remove the app.";
    assertThat(service.post("/articles", Map.of("url", url, "title", title, "text", text)).status())
        .isEqualTo(201);
  }

  private static String initialize() throws Exception {
    return JSON.writeValueAsString(
        Map.of(
            "jsonrpc",
            "2.0",
            "id",
            1,
            "method",
            "initialize",
            "params",
            Map.of(
                "protocolVersion",
                "2025-06-18",
                "capabilities",
                Map.of(),
                "clientInfo",
                Map.of("name", "test", "version", "1"))));
  }

  private HttpResponse<String> send(
      RunningService service, @Nullable String credentials, @Nullable String session, String body)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(service.base() + "/mcp"))
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(BodyPublishers.ofString(body));
    if (credentials != null) request.header("Authorization", credentials);
    if (session != null) request.header("Mcp-Session-Id", session);
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /** A conversation that has been opened. */
  private final class Session {
    private final RunningService service;
    private final String id;

    Session(RunningService service) throws Exception {
      this.service = service;
      HttpResponse<String> opened =
          AssistantIT.this.send(service, RunningService.credentials(), null, initialize());
      assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
      JsonNode info = message(opened).at("/result");
      assertThat(info.at("/serverInfo/name").asText()).isEqualTo("riskwire");
      assertThat(info.at("/instructions").asText()).contains("never instructions");
      id = opened.headers().firstValue("Mcp-Session-Id").orElseThrow();
      AssistantIT.this.send(
          service,
          RunningService.credentials(),
          id,
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    HttpResponse<String> send(String method, Object params) throws Exception {
      String body =
          JSON.writeValueAsString(
              Map.of("jsonrpc", "2.0", "id", 2, "method", method, "params", params));
      return AssistantIT.this.send(service, RunningService.credentials(), id, body);
    }

    JsonNode ask(String method, Object params) throws Exception {
      HttpResponse<String> answer = send(method, params);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return message(answer).at("/result");
    }

    JsonNode call(String tool, Map<String, Object> arguments) throws Exception {
      JsonNode result = ask("tools/call", Map.of("name", tool, "arguments", arguments));
      assertThat(result.at("/isError").asBoolean()).as(result.toString()).isFalse();
      assertThat(JSON.readTree(result.at("/content/0/text").asText()))
          .isEqualTo(result.at("/structuredContent"));
      return result.at("/structuredContent");
    }

    String mistake(String tool, Map<String, Object> arguments) throws Exception {
      JsonNode result = ask("tools/call", Map.of("name", tool, "arguments", arguments));
      assertThat(result.at("/isError").asBoolean()).as(result.toString()).isTrue();
      return result.at("/content/0/text").asText();
    }
  }

  /** Answered as JSON or as the one event of a stream: both are allowed. */
  private static JsonNode message(HttpResponse<String> answer) throws Exception {
    String body = answer.body();
    int data = body.indexOf("data:");
    return JSON.readTree(data < 0 ? body : body.substring(data + 5));
  }
}
