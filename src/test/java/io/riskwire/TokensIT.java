package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.RunningService.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that call the built service with tokens. */
class TokensIT {
  private static final String INITIALIZE =
      """
      {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18",\
      "capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

  @TempDir static Path home;
  private static RunningService service;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    service = RunningService.on(home).feeds("sources: []\n").ready();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aTokenIsShownOnceAndLetsAProgramInUntilItIsRevoked() throws Exception {
    Answer made = service.post("/tokens", Map.of("name", "export", "scope", "full"));
    assertThat(made.status()).isEqualTo(201);
    assertThat(made.response().headers().firstValue("Cache-Control")).contains("no-store");
    String secret = made.json().at("/token").asText();
    assertThat(call("GET", "/api/v1/status", secret, "").statusCode()).isEqualTo(200);
    assertThat(call("POST", "/api/v1/watchlists", secret, "{\"name\":\"A\"}").statusCode())
        .isEqualTo(201);
    assertThat(call("GET", "/q/openapi", secret, "").body()).contains("bearer");
    service.await(
        "the use is noted", () -> service.get("/tokens").json().at("/items/0").has("lastUsed"));
    JsonNode listed = find("export");
    assertThat(listed.has("token")).isFalse();
    assertThat(listed.has("expires")).isFalse();
    assertThat(service.delete("/tokens/" + listed.at("/id").asText()).status()).isEqualTo(204);
    HttpResponse<String> refused = call("GET", "/api/v1/status", secret, "");
    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().allValues("WWW-Authenticate"))
        .containsExactlyInAnyOrder("Basic realm=\"Riskwire\"", "Bearer realm=\"Riskwire\"");
    assertThat(call("GET", "/q/openapi", secret, "").statusCode()).isEqualTo(401);
  }

  @Test
  void aTokenForReadingChangesNothing() throws Exception {
    String secret = make("reader", "read");
    assertThat(call("GET", "/api/v1/incidents", secret, "").statusCode()).isEqualTo(200);
    assertThat(call("POST", "/api/v1/analyze", secret, "{\"title\":\"A\"}").statusCode())
        .isEqualTo(200);
    HttpResponse<String> refused = call("POST", "/api/v1/watchlists", secret, "{\"name\":\"B\"}");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(call("DELETE", "/api/v1/watchlists/1", secret, "").statusCode()).isEqualTo(403);
    assertThat(call("POST", "/mcp", secret, INITIALIZE).statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenMakesNoOthersAndOpensNoPages() throws Exception {
    String secret = make("full", "full");
    assertThat(call("POST", "/api/v1/tokens", secret, "{\"name\":\"more\"}").statusCode())
        .isEqualTo(403);
    assertThat(call("GET", "/account", secret, "").statusCode()).isNotEqualTo(200);
    assertThat(call("GET", "/incidents", secret, "").statusCode()).isNotEqualTo(200);
  }

  @Test
  void aStreamIsReadWithAToken() throws Exception {
    String secret = make("listener", "read");
    var request =
        HttpRequest.newBuilder(URI.create(service.base() + "/api/v1/stream"))
            .header("Authorization", "Bearer " + secret)
            .build();
    try (var events = CLIENT.send(request, BodyHandlers.ofInputStream()).body()) {
      assertThat(new String(events.readNBytes(6))).isEqualTo("retry:");
    }
  }

  @Test
  void whatIsWrongWithATokenIsTold() {
    assertThat(service.post("/tokens", Map.of("name", "a", "scope", "write")).status())
        .isEqualTo(400);
    assertThat(service.post("/tokens", Map.of("scope", "read")).status()).isEqualTo(400);
    assertThat(service.post("/tokens", Map.of("name", "b", "expires", "2020-01-01")).status())
        .isEqualTo(400);
    assertThat(service.post("/tokens", Map.of("name", "c")).status()).isEqualTo(201);
    assertThat(service.post("/tokens", Map.of("name", "c")).status()).isEqualTo(409);
    assertThat(service.delete("/tokens/999999").status()).isEqualTo(404);
  }

  @Test
  void aTokenMayExpire() throws Exception {
    String soon = Instant.now().plusSeconds(2).toString();
    String secret =
        service
            .post("/tokens", Map.of("name", "short", "expires", soon))
            .json()
            .at("/token")
            .asText();
    service.await("it has expired", () -> status(secret) == 401);
  }

  @Test
  void aTokenIsMadeOnThePageOfTheAccountToo() throws Exception {
    Answer page = form("/account/tokens", "name=from+the+page&scope=read&until=");
    assertThat(page.status()).isEqualTo(200);
    String secret = page.body().replaceFirst("(?s).*(rw_[A-Za-z0-9_-]{43}).*", "$1");
    assertThat(status(secret)).isEqualTo(200);
    Answer again = service.get(URI.create(service.base() + "/account"));
    assertThat(again.body()).contains("from the page").doesNotContain(secret);
    assertThat(form("/account/tokens", "name=&scope=read&until=").status()).isEqualTo(400);
    form("/account/tokens/" + find("from the page").at("/id").asText() + "/revoke", "");
    assertThat(status(secret)).isEqualTo(401);
  }

  @Test
  void calendarsThatWereRenewedLeadNowhereAtTheirFormerAddresses() throws Exception {
    String before = calendar();
    assertThat(service.anonymous(before).status()).isEqualTo(200);
    form("/account/calendars", "");
    assertThat(service.anonymous(before).status()).isEqualTo(404);
    assertThat(calendar()).isNotEqualTo(before);
    assertThat(service.anonymous(calendar()).status()).isEqualTo(200);
  }

  private static String calendar() {
    String page = service.get(URI.create(service.base() + "/vendors/openai")).body();
    return page.replaceFirst("(?s).*(/calendars/[A-Za-z0-9_-]+\\.ics).*", "$1");
  }

  private static String make(String name, String scope) {
    return service
        .post("/tokens", Map.of("name", name, "scope", scope))
        .json()
        .at("/token")
        .asText();
  }

  private static JsonNode find(String name) {
    for (JsonNode token : service.get("/tokens").json().at("/items"))
      if (token.at("/name").asText().equals(name)) return token;
    throw new AssertionError("no token " + name);
  }

  private static int status(String secret) {
    try {
      return call("GET", "/api/v1/status", secret, "").statusCode();
    } catch (IOException | InterruptedException failure) {
      throw new AssertionError(failure);
    }
  }

  private static HttpResponse<String> call(String method, String path, String secret, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(service.base() + path))
            .header("Authorization", "Bearer " + secret)
            .header("Content-Type", "application/json")
            .header("Accept", path.equals("/mcp") ? "application/json, text/event-stream" : "*/*")
            .method(method, BodyPublishers.ofString(body));
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static Answer form(String path, String fields) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(service.base() + path))
            .header("Authorization", RunningService.credentials())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(fields));
    HttpResponse<String> answer = CLIENT.send(request.build(), BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body(), answer);
  }
}
