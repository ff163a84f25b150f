package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.Outlets.Item;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is answered clearly, and loses nothing. */
class BadInputIT {
  @TempDir Path home;

  @Test
  void badSourcesAreNamedAndTheOthersAreRead() {
    try (Outlets outlets = new Outlets()) {
      outlets.feed("/good", "1", List.of(new Item("g1", "A good item", "Words of the good item.")));
      outlets.publish(
          "/login", bytes("<html><form><input type=password></form>"), "text/html", "1");
      outlets.publish(
          "/strange",
          bytes("<rss version='2.0'><channel><item><title>Odd one</title></item></channel></rss>"),
          "text/xml; charset=klingon-8",
          "1");
      outlets.publish("/huge", new byte[40_000_000], "text/xml", "1");
      Map<String, String> paths = new LinkedHashMap<>();
      for (String path : List.of("/good", "/login", "/strange", "/huge"))
        paths.put(path.substring(1), path);
      String yaml =
          outlets.yaml(paths, "")
              + "  - name: typo\n    ur: http://typo.example/\n  - url: http://nameless.example/\n";
      try (RunningService service = RunningService.on(home).feeds(yaml).ready()) {
        service.await("all sources were asked", () -> isAsked(service));
        JsonNode sources = service.get("/sources").json();
        assertThat(sources.at("/problems"))
            .extracting(JsonNode::asText)
            .anySatisfy(p -> assertThat(p).contains("feeds.yaml line").contains("unknown key ur"))
            .anySatisfy(p -> assertThat(p).contains("name: missing"));
        assertThat(problem(sources, "login")).contains("log-in");
        assertThat(problem(sources, "huge")).contains("too large");
        service.await("the good item is found", () -> isFound(service, "good"));
        service.await("an item without date or link is found", () -> isFound(service, "title:odd"));
      }
    }
  }

  @Test
  void aCallThatIsWrongIsToldWhatIsWrong() {
    try (RunningService service = RunningService.on(home).feeds("sources: []").ready()) {
      var quote = service.get("/articles?q=%22open");
      assertThat(quote.status()).isEqualTo(400);
      assertThat(quote.json().at("/position").asInt()).isZero();
      assertThat(quote.json().has("hint")).isTrue();
      isProblem(service.get("/articles?size=0"), 400, "size");
      isProblem(service.get("/articles?sort=best"), 400, "sort");
      isProblem(service.get("/articles?cursor=nonsense"), 400, "cursor");
      isProblem(service.get("/incidents?type=tea-ban"), 400, "type");
      isProblem(service.get("/incidents?from=yesterday"), 400, "from");
      isProblem(service.post("/analyze", "{\"title\": oops", "application/json"), 400, "body");
      isProblem(service.post("/analyze", "{\"titel\": \"x\"}", "application/json"), 400, "titel");
      isProblem(service.post("/articles", Map.of("title", "No address")), 400, "url");
      isProblem(
          service.post("/articles", Map.of("url", "javascript:alert(1)", "title", "x")),
          400,
          "url");
      isProblem(
          service.post(
              "/articles", Map.of("url", "https://a.example/", "title", "x", "published", "soon")),
          400,
          "published");
      isProblem(
          service.post("/subscriptions", Map.of("q", "x", "channel", Map.of("to", "nowhere"))),
          400,
          "channel.to");
      isProblem(service.post("/sources/preview", Map.of("url", "ftp://a.example/")), 400, "url");
      assertThat(service.get("/articles/99999").status()).isEqualTo(404);
      assertThat(service.get("/articles/nonsense").status()).isEqualTo(404);
      assertThat(service.post("/analyze", "x", "text/plain").status()).isEqualTo(415);
      assertThat(service.get("/no-such-thing").json().at("/detail").asText())
          .isEqualTo("there is nothing at /api/v1/no-such-thing");
      assertThat(service.log()).doesNotContain("Exception");
    }
  }

  @Test
  void nobodyGetsInWithoutAnAccount() {
    try (RunningService service = RunningService.on(home).feeds("sources: []").ready()) {
      for (String path : List.of("/api/v1/status", "/api/v1/articles", "/q/metrics", "/q/openapi"))
        assertThat(service.anonymous(path).status()).as(path).isEqualTo(401);
      assertThat(service.anonymous("/api/v1/status").json().at("/detail").asText())
          .contains("Basic authentication");
      assertThat(service.anonymous("/incidents").status()).isEqualTo(302);
      assertThat(service.anonymous("/q/health").status()).isEqualTo(200);
      for (String path : List.of("/q/metrics", "/q/openapi"))
        assertThat(service.get(URI.create(service.base() + path)).status()).as(path).isEqualTo(200);
    }
  }

  @Test
  void aFolderOrAPortThatIsTakenIsNamed() {
    try (RunningService service = RunningService.on(home).feeds("sources: []").ready()) {
      RunningService second = RunningService.on(home).started();
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.log()).contains("already running on the state folder");
      RunningService third =
          RunningService.on(home)
              .with("riskwire.home", home.resolve("other").toString())
              .startedOn(service.base().getPort());
      assertThat(third.exitCode()).isEqualTo(1);
      assertThat(third.log()).contains("Port " + service.base().getPort()).contains("in use");
    }
  }

  private static void isProblem(RunningService.Answer answer, int status, String field) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.response().headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(answer.json().at("/errors/0/field").asText()).as(answer.body()).isEqualTo(field);
  }

  private static boolean isAsked(RunningService service) {
    for (JsonNode source : service.get("/sources").json().at("/items"))
      if (!source.has("lastStatus") && !source.has("lastProblem")) return false;
    return true;
  }

  private static boolean isFound(RunningService service, String q) {
    return service.get("/articles?q=" + q).json().at("/total").asInt() == 1;
  }

  private static String problem(JsonNode sources, String name) {
    for (JsonNode source : sources.at("/items"))
      if (source.at("/name").asText().equals(name)) return source.at("/lastProblem").asText();
    return "";
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
