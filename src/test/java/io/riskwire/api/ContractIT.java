package io.riskwire.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.riskwire.RunningService;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route of the API, asked rightly and wrongly: statuses, and the shape of what is wrong. */
class ContractIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/json";
  private static final int TOO_LARGE = 12 * 1024 * 1024 + 1;

  @TempDir static Path home;

  private static RunningService service;
  private static String article = "";
  private static String incident = "";
  private static String source = "";
  private static String subscription = "";

  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void something() {
    service =
        RunningService.on(home)
            .feeds("sources:\n  - name: Nowhere\n    url: http://127.0.0.1:9/feed\n")
            .ready();
    var pushed =
        service.post(
            "/articles",
            Map.of(
                "url",
                "https://a.example/1",
                "title",
                "Oslo city council bans DeepSeek from 1 December 2030",
                "text",
                "The Oslo city council bans its staff from using DeepSeek from 1 December 2030."));
    assertThat(pushed.status()).isEqualTo(201);
    article = pushed.json().at("/id").asText();
    incident = service.get("/articles/" + article).json().at("/incidents/0").asText();
    source = service.get("/sources").json().at("/items/0/id").asText();
    subscription = service.post("/subscriptions", feed("type:tool-ban")).json().at("/id").asText();
    service.awaitNoLag();
  }

  @AfterAll
  static void end() {
    service.close();
    assertThat(service.log()).doesNotContain("Exception");
  }

  private static Map<String, Object> feed(String q) {
    return Map.of("q", q, "channel", Map.of("kind", "feed"));
  }

  @Test
  void everyListIsPagedAndWellFormed() {
    for (String list :
        List.of("/articles", "/incidents", "/sources", "/subscriptions", "/alerts")) {
      JsonNode page = ok(service.get(list));
      assertThat(page.at("/total").isInt()).as(list).isTrue();
      assertThat(page.at("/items").isArray()).as(list).isTrue();
      assertThat(page.has("next")).as(list).isTrue();
    }
    for (String list : List.of("/articles", "/incidents", "/alerts")) {
      for (String size : List.of("1", "200")) ok(service.get(list + "?size=" + size));
      for (String size : List.of("0", "201", "-1"))
        wrong(service.get(list + "?size=" + size), "size");
      for (String cursor : List.of("x", "!!", "AAAA"))
        wrong(service.get(list + "?cursor=" + cursor), "cursor");
      problem(service.get(list + "?size=many"), 400, 404);
    }
  }

  @Test
  void everyFilterIsReadOrRefusedByItsName() {
    for (String list : List.of("/articles", "/incidents", "/stream")) {
      for (String field : List.of("from", "to"))
        for (String date : List.of("yesterday", "2026-13-01", "2026-02-30", "2026-07-01T25:00:00Z"))
          wrong(service.get(list + "?" + field + "=" + date), field);
      wrong(service.get(list + "?type=tea-ban"), "type");
      assertThat(problem(service.get(list + "?q=%22open"), 400).has("position")).isTrue();
      assertThat(problem(service.get(list + "?q=a%20AND%20("), 400).has("hint")).isTrue();
    }
    for (String list : List.of("/incidents", "/stream")) {
      for (String field : List.of("effectiveFrom", "effectiveTo"))
        wrong(service.get(list + "?" + field + "=soon"), field);
      wrong(service.get(list + "?status=done"), "status");
      for (String least : List.of("-1", "101"))
        wrong(service.get(list + "?minSeverity=" + least), "minSeverity");
      problem(service.get(list + "?minSeverity=high"), 400, 404);
    }
    wrong(service.get("/articles?sort=best"), "sort");
    wrong(service.get("/articles?collapse=all"), "collapse");
    wrong(service.get("/articles?facets=colour"), "facets");
    JsonNode found =
        ok(
            service.get(
                "/incidents?vendor=DeepSeek&type=tool-ban&effectiveFrom=2030-12-01&minSeverity=1"));
    assertThat(found.at("/total").asInt()).isEqualTo(1);
    assertThat(ok(service.get("/incidents?effectiveTo=2030-12-01")).at("/total").asInt()).isZero();
    assertThat(ok(service.get("/incidents?due=true")).at("/total").asInt()).isZero();
    assertThat(
            ok(service.get("/articles?q=DeepSeek&facets=type,vendor,source,lang,day"))
                .at("/facets")
                .properties()
                .stream()
                .map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("type", "vendor", "source", "lang", "day");
  }

  @Test
  void everyThingIsThereUnderItsIdAndNothingElseIs() {
    for (String path :
        List.of(
            "/articles/" + article,
            "/incidents/" + incident,
            "/sources/" + source,
            "/sources/" + source + "/fetches",
            "/subscriptions/" + subscription,
            "/stories/" + story(),
            "/reviews/rates?by=rule",
            "/reviews/rates?by=source",
            "/status")) ok(service.get(path));
    for (String id : List.of("999999", "x", "-1", "1.5", "%20", "9999999999999999999999"))
      for (String path :
          List.of(
              "/articles/", "/incidents/", "/cases/", "/stories/", "/sources/", "/subscriptions/"))
        assertThat(problem(service.get(path + id), 404).at("/detail").asText())
            .as(path + id)
            .contains("there is no");
    problem(service.get("/no-such-thing"), 404);
    problem(service.post("/incidents/999999/review", Map.of("act", "confirm")), 404);
    problem(service.post("/sources/999999/poll", Map.of()), 404);
    problem(service.post("/alerts/999999/retry", Map.of()), 404);
    problem(service.put("/subscriptions/999999", feed("x")), 404);
    for (String act : List.of("pause", "resume", "test", "secret"))
      problem(service.post("/subscriptions/999999/" + act, Map.of()), 404);
    problem(service.delete("/subscriptions/999999"), 404);
  }

  @Test
  void everyBodyIsReadOrRefusedByTheFieldThatIsWrong() {
    for (String path :
        List.of(
            "/articles",
            "/analyze",
            "/extract",
            "/sources",
            "/sources/preview",
            "/subscriptions",
            "/subscriptions/preview",
            "/incidents/" + incident + "/review",
            "/stories/" + story() + "/review")) {
      wrong(service.post(path, "{\"title\": oops", TYPE), "body");
      wrong(service.post(path, "[]", TYPE), "body");
      wrong(service.post(path, "{\"nonsense\": 1}", TYPE), "nonsense");
      problem(service.post(path, "", TYPE), 400);
      problem(service.post(path, "null", TYPE), 400);
      problem(service.post(path, "{\"a\":".repeat(5000), TYPE), 400);
      problem(service.post(path, "title=x", "text/plain"), 415);
    }
    wrong(service.post("/articles", Map.of("title", "x")), "url");
    wrong(service.post("/articles", Map.of("url", "file:///etc/passwd", "title", "x")), "url");
    wrong(service.post("/articles", Map.of("url", "https://a.example/2")), "title");
    wrong(service.post("/analyze", Map.of()), "text");
    wrong(service.post("/analyze", Map.of("text", "x", "published", "soon")), "published");
    wrong(service.post("/extract", Map.of("html", "<p>x</p>")), "url");
    wrong(service.post("/sources", Map.of("url", "https://a.example/feed")), "name");
    wrong(service.post("/sources", Map.of("name", "x", "url", "ftp://a.example/")), "url");
    wrong(
        service.post(
            "/sources", Map.of("name", "x", "url", "https://a.example/", "interval", "soon")),
        "interval");
    wrong(service.post("/sources/opml", "<opml", "text/x-opml"), "body");
    String review = "/incidents/" + incident + "/review";
    wrong(service.post(review, Map.of()), "act");
    wrong(service.post(review, Map.of("act", "burn")), "act");
    wrong(service.post(review, Map.of("act", "reject")), "reason");
    wrong(service.post(review, Map.of("act", "merge", "into", incident)), "into");
    wrong(service.post(review, Map.of("act", "merge", "into", "999999")), "into");
    wrong(service.post(review, Map.of("act", "split", "articles", List.of(article))), "articles");
    wrong(service.post(review, Map.of("act", "edit", "effectiveDate", "soon")), "effectiveDate");
    String correct = "/stories/" + story() + "/review";
    wrong(service.post(correct, Map.of()), "act");
    wrong(service.post(correct, Map.of("act", "burn")), "act");
    wrong(service.post(correct, Map.of("act", "merge", "into", story())), "into");
    wrong(service.post(correct, Map.of("act", "split", "articles", List.of("999999"))), "articles");
    wrong(service.post(correct, Map.of("act", "move", "articles", List.of(article))), "into");
    wrong(service.get("/reviews/rates?by=moon"), "by");
  }

  @Test
  void articlesAreReadAnewWhereAnAdministratorAsks() {
    var begun = service.post("/articles/reread", Map.of());
    assertThat(begun.status()).isEqualTo(202);
    assertThat(service.get("/status").json().at("/rereading/total").asLong()).isPositive();
  }

  private static String story() {
    return service.get("/articles/" + article).json().at("/story").asText();
  }

  @Test
  void everyWishOfASubscriptionIsReadOrRefusedWhetherNewOrInPlaceOfAnother() {
    List<Map.Entry<String, Map<String, Object>>> wrongs =
        List.of(
            Map.entry("q", Map.of("q", "")),
            Map.entry("q", Map.of("q", "\"open")),
            Map.entry("type", Map.of("type", List.of("tea-ban"))),
            Map.entry("minSeverity", Map.of("minSeverity", 101)),
            Map.entry("changes", Map.of("changes", List.of("weather"))),
            Map.entry("schedule", Map.of("schedule", "hourly")),
            Map.entry("zone", Map.of("zone", "Atlantis/Poseidonis")),
            Map.entry("quiet.from", Map.of("quiet", Map.of("to", "07:00"))),
            Map.entry("quiet.to", Map.of("quiet", Map.of("from", "22:00", "to", "late"))),
            Map.entry("name", Map.of("name", "x".repeat(201))),
            Map.entry("channel.kind", Map.of("channel", Map.of("kind", "fax"))),
            Map.entry("channel.to", Map.of("channel", Map.of("kind", "email", "to", "nobody"))),
            Map.entry("channel.to", Map.of("channel", Map.of("kind", "webhook", "to", "x"))));
    for (var wrong : wrongs) {
      var wish = new HashMap<>(feed("type:tool-ban"));
      wish.putAll(wrong.getValue());
      wrong(service.post("/subscriptions", wish), wrong.getKey());
      wrong(service.post("/subscriptions/preview", wish), wrong.getKey());
      wrong(service.put("/subscriptions/" + subscription, wish), wrong.getKey());
    }
    wrong(service.post("/subscriptions", Map.of("q", "x")), "channel");
    wrong(service.put("/subscriptions/" + subscription, Map.of("q", "x")), "channel");
    for (String days : List.of("0", "366"))
      wrong(service.post("/subscriptions/preview?days=" + days, feed("x")), "days");
    for (String days : List.of("30", "90", "365"))
      ok(service.post("/subscriptions/preview?days=" + days, feed("type:tool-ban")));
    problem(service.post("/subscriptions/" + subscription + "/resume", Map.of()), 409);
    problem(service.post("/subscriptions/" + subscription + "/secret", Map.of()), 422);
    problem(service.delete("/sources/" + source), 422);
    Map<String, String> known = Map.of("name", "Again", "url", "http://127.0.0.1:9/feed");
    assertThat(problem(service.post("/sources", known), 409).at("/errors/0/field").asText())
        .isEqualTo("url");
  }

  @Test
  void aSubscriptionIsReplacedAsAWhole() {
    String id =
        service
            .post(
                "/subscriptions",
                Map.of("q", "x", "minSeverity", 50, "channel", Map.of("kind", "feed")))
            .json()
            .at("/id")
            .asText();
    JsonNode now = ok(service.put("/subscriptions/" + id, feed("vendor:DeepSeek")));
    assertThat(now.at("/id").asText()).isEqualTo(id);
    assertThat(now.at("/q").asText()).isEqualTo("vendor:DeepSeek");
    assertThat(now.has("minSeverity")).isFalse();
    assertThat(now.at("/state").asText()).isEqualTo("active");
    assertThat(now).isEqualTo(ok(service.get("/subscriptions/" + id)));
    JsonNode mail =
        ok(
            service.put(
                "/subscriptions/" + id,
                Map.of("q", "x", "channel", Map.of("kind", "email", "to", "bob@desk.example"))));
    assertThat(mail.at("/state").asText()).isEqualTo("pending");
    problem(service.post("/subscriptions/" + id + "/test", Map.of()), 409);
    JsonNode hook =
        ok(
            service.put(
                "/subscriptions/" + id,
                Map.of(
                    "q", "x", "channel", Map.of("kind", "webhook", "to", "https://h.example/"))));
    assertThat(hook.at("/secret").asText()).startsWith("whsec_");
    assertThat(hook.at("/state").asText()).isEqualTo("active");
    assertThat(service.delete("/subscriptions/" + id).status()).isEqualTo(204);
    problem(service.get("/subscriptions/" + id), 404);
  }

  @Test
  void whatIsNotOfferedIsRefusedAsSuch() throws Exception {
    problem(service.delete("/articles"), 405);
    problem(service.put("/status", Map.of()), 405);
    problem(service.get("/incidents", "image/png"), 406);
    for (String type :
        List.of(
            "application/json",
            "text/csv",
            "application/atom+xml",
            "application/x-ndjson",
            "text/calendar"))
      assertThat(service.get("/incidents", type).status()).as(type).isEqualTo(200);
    problem(service.get("/articles?type=tea-ban", "text/csv"), 400);
    problem(foreign(), 403);
  }

  private RunningService.Answer foreign() throws Exception {
    return send(
        HttpRequest.newBuilder(address("/analyze"))
            .header("Authorization", RunningService.credentials())
            .header("Origin", "https://elsewhere.example")
            .header("Content-Type", TYPE)
            .POST(BodyPublishers.ofString("{\"text\":\"x\"}")));
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() throws Exception {
    byte[] large = new byte[TOO_LARGE];
    Arrays.fill(large, (byte) ' ');
    for (String path : List.of("/articles", "/analyze", "/extract", "/sources/opml")) {
      problem(large(path, BodyPublishers.ofByteArray(large)), 413);
      problem(
          large(path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))), 413);
    }
    ok(service.get("/status"));
  }

  @Test
  void neitherMayToolsBeSentWithoutEnd() throws Exception {
    var body = new byte[2 * TOO_LARGE];
    var call =
        HttpRequest.newBuilder(URI.create(service.base() + "/mcp"))
            .header("Authorization", RunningService.credentials())
            .header("Accept", "application/json, text/event-stream")
            .header("Content-Type", TYPE)
            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));
    assertThat(send(call).status()).isEqualTo(413);
  }

  private RunningService.Answer large(String path, BodyPublisher body) throws Exception {
    return send(
        HttpRequest.newBuilder(address(path))
            .header("Authorization", RunningService.credentials())
            .header("Content-Type", path.endsWith("opml") ? "text/x-opml" : TYPE)
            .POST(body));
  }

  @Test
  void noRouteIsOpenWithoutAnAccount() throws Exception {
    for (String path :
        List.of(
            "/articles",
            "/incidents",
            "/cases/1",
            "/vendors",
            "/watchlists",
            "/sources",
            "/sources/opml",
            "/subscriptions",
            "/alerts",
            "/status",
            "/stream",
            "/no-such-thing"))
      for (String credentials :
          List.of("", "Basic YWRtaW46d3Jvbmc=", "Basic %%%", "Basic YWRtaW4=", "Bearer x")) {
        var request = HttpRequest.newBuilder(address(path));
        if (!credentials.isEmpty()) request.header("Authorization", credentials);
        RunningService.Answer refused = send(request);
        problem(refused, 401);
        assertThat(refused.response().headers().firstValue("WWW-Authenticate")).isPresent();
      }
  }

  @Test
  void whoCallsTooOftenIsPutOff(@TempDir Path other) throws Exception {
    var limited =
        RunningService.on(other)
            .feeds("sources: []")
            .with("riskwire.limits.enabled", "true")
            .with("riskwire.limits.calls", "20")
            .with("riskwire.limits.visits", "20");
    try (RunningService busy = limited.ready()) {
      RunningService.Answer last =
          Stream.generate(() -> busy.get("/status"))
              .limit(30)
              .filter(a -> a.status() != 200)
              .findFirst()
              .orElseThrow();
      problem(last, 429);
      assertThat(retryAfter(last)).isBetween(1, 60);
      for (String path : List.of("/subscribe", "/feeds/1-x", "/unsubscribe/1-x")) {
        RunningService.Answer page =
            Stream.generate(() -> busy.anonymous(path))
                .limit(30)
                .filter(a -> a.status() == 429)
                .findFirst()
                .orElseThrow();
        assertThat(retryAfter(page)).isBetween(1, 60);
      }
      assertThat(busy.anonymous("/q/health").status()).isEqualTo(200);
    }
  }

  private static int retryAfter(RunningService.Answer answer) {
    return Integer.parseInt(answer.response().headers().firstValue("Retry-After").orElseThrow());
  }

  private URI address(String path) {
    return URI.create(service.base() + "/api/v1" + path);
  }

  private RunningService.Answer send(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
    return new RunningService.Answer(response.statusCode(), response.body(), response);
  }

  private static JsonNode ok(RunningService.Answer answer) {
    assertThat(answer.status()).as(described(answer)).isEqualTo(200);
    return answer.json();
  }

  private static void wrong(RunningService.Answer answer, String field) {
    JsonNode problem = problem(answer, 400);
    assertThat(problem.at("/errors/0/field").asText()).as(described(answer)).isEqualTo(field);
    assertThat(problem.at("/errors/0/detail").asText()).as(described(answer)).isNotEmpty();
  }

  /** RFC 9457, in the shape that the contract gives. */
  private static JsonNode problem(RunningService.Answer answer, Integer... statuses) {
    assertThat(answer.status()).as(described(answer)).isIn((Object[]) statuses);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .as(described(answer))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    JsonNode problem = answer.json();
    assertThat(problem.at("/status").asInt()).as(described(answer)).isEqualTo(answer.status());
    assertThat(problem.at("/title").asText()).as(described(answer)).isNotEmpty();
    assertThat(problem.at("/detail").asText())
        .as(described(answer))
        .isNotEmpty()
        .doesNotContain("io.riskwire", "java.", "HTTP 4");
    Iterator<String> fields = problem.fieldNames();
    while (fields.hasNext())
      assertThat(fields.next())
          .isIn(Set.of("status", "title", "detail", "errors", "position", "hint"));
    return problem;
  }

  private static @Nullable String described(RunningService.Answer answer) {
    return answer.response().request().method()
        + " "
        + answer.response().uri()
        + " → "
        + answer.status()
        + " "
        + answer.body();
  }
}
