package io.riskwire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.RunningService.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searching, saving searches and bringing in the past, by the API of the built service. */
class SearchIT {
  @TempDir static Path home;
  private static RunningService service;

  @BeforeAll
  static void start() {
    service =
        RunningService.on(home)
            .feeds("sources:\n  - {name: Sample newswire, sample: true}\n")
            .ready();
    service.await(
        "the sample was read", () -> service.get("/articles").json().at("/total").asInt() >= 40);
    service.awaitNoLag();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void aSavedSearchIsReadWithoutAnAccountUntilItsFeedIsClosed() {
    Map<String, Object> asked =
        Map.of("name", "Bans", "q", "alibaba", "type", List.of("tool-ban"), "shared", true);
    Answer added = service.post("/searches", asked);
    assertThat(added.status()).isEqualTo(201);
    String id = added.json().at("/id").asText();
    assertThat(service.get("/searches/" + id).json()).isEqualTo(added.json());
    assertThat(service.get("/searches").json().at("/items").findValuesAsText("name"))
        .contains("Bans");
    int all = service.get("/articles?q=alibaba&type=tool-ban").json().at("/total").asInt();
    assertThat(all).isPositive();

    String feed = URI.create(added.json().at("/feed").asText()).getPath();
    Answer atom = service.anonymous(feed);
    assertThat(atom.status()).isEqualTo(200);
    var xml = Jsoup.parse(atom.body(), Parser.xmlParser());
    assertThat(xml.select("feed > title").text()).isEqualTo("Riskwire: Bans");
    assertThat(xml.select("entry")).hasSize(all);
    assertThat(service.anonymous(feed + ".csv").body().lines()).hasSize(all + 1);
    assertThat(service.anonymous(feed + ".ndjson").body().lines()).hasSize(all);
    assertThat(service.anonymous(feed + ".xls").status()).isEqualTo(404);
    assertThat(service.anonymous("/feeds/searches/x").status()).isEqualTo(404);

    Answer changed = service.put("/searches/" + id, Map.of("name", "Outages", "kind", "incidents"));
    assertThat(changed.json().at("/kind").asText()).isEqualTo("incidents");
    assertThat(service.anonymous(feed).body()).contains("Riskwire: Outages");
    assertThat(service.post("/searches/" + id + "/feed", Map.of()).status()).isEqualTo(200);
    assertThat(service.anonymous(feed).status()).isEqualTo(404);
    assertThat(service.delete("/searches/" + id + "/feed").status()).isEqualTo(204);
    assertThat(service.get("/searches/" + id).json().has("feed")).isFalse();
    assertThat(service.delete("/searches/" + id).status()).isEqualTo(204);
    assertThat(service.get("/searches/" + id).status()).isEqualTo(404);
  }

  @Test
  void nothingFoundIsNoLine() {
    Answer added = service.post("/searches", Map.of("name", "Nothing", "q", "xyzzyplugh"));
    String feed = URI.create(added.json().at("/feed").asText()).getPath();
    assertThat(service.anonymous(feed + ".ndjson").body()).isEmpty();
    assertThat(service.anonymous(feed + ".csv").body().lines()).hasSize(1);
    service.delete("/searches/" + added.json().at("/id").asText());
  }

  @Test
  void aQueryAsLongAsMayBeIsAnsweredAndItsWordsAreNotSpelledOneByOne() {
    String q = String.join(" OR ", Collections.nCopies(250, "chatgtp"));
    long start = System.nanoTime();
    Answer found = service.get("/articles?q=" + URLEncoder.encode(q, UTF_8));
    assertThat(found.status()).isEqualTo(200);
    assertThat(found.json().has("suggestion")).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    assertThat(service.get("/articles?q=chatgtp").json().at("/suggestion").asText())
        .isEqualTo("chatgpt");
    assertThat(service.get("/articles?q=" + "x".repeat(8_000)).status()).isEqualTo(200);
  }

  @Test
  void whatCannotBeAskedIsNotSaved() {
    Answer wrong = service.post("/searches", Map.of("name", "x", "q", "a AND ("));
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().at("/position").asInt()).isEqualTo(7);
    for (Map<String, Object> given :
        List.<Map<String, Object>>of(
            Map.of("q", "no name"),
            Map.of("name", "x", "kind", "cases"),
            Map.of("name", "x", "type", List.of("nonsense")),
            Map.of("name", "x", "sort", "oldest"),
            Map.of("name", "x", "from", "yesterday")))
      assertThat(service.post("/searches", given).status()).as(given.toString()).isEqualTo(400);
    assertThat(service.get("/searches/999999").status()).isEqualTo(404);
  }

  @Test
  void pastArticlesAreTakenInAndEachBadLineIsTold() {
    int before = service.get("/articles?source=Old+Post").json().at("/total").asInt();
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 300; i++)
      lines.append(
          "{\"url\":\"https://old.example/%d\",\"title\":\"Yesteryear %d\",\"text\":\"Old words\",\"published\":\"2025-01-01\",\"source\":\"Old Post\"}\n"
              .formatted(i, i));
    lines.append("no object\n{\"url\":\"https://old.example/x\",\"title\":\"No date\"}\n");
    Answer outcome = service.post("/articles", lines.toString(), "application/x-ndjson");
    assertThat(outcome.status()).isEqualTo(200);
    assertThat(outcome.json().at("/stored").asInt()).isEqualTo(300);
    assertThat(outcome.json().at("/bad").asInt()).isEqualTo(2);
    assertThat(outcome.json().at("/problems/0/line").asInt()).isEqualTo(301);
    assertThat(outcome.json().at("/problems/1/reason").asText()).isEqualTo("published: missing");
    outcome = service.post("/articles", lines.toString(), "application/x-ndjson");
    assertThat(outcome.json().at("/known").asInt()).isEqualTo(300);
    service.awaitNoLag();
    assertThat(service.get("/articles?source=Old+Post").json().at("/total").asInt())
        .isEqualTo(before + 300);
  }

  @Test
  void aBodyIsBoundedButForAFileOfPastArticles() throws IOException {
    String line =
        "{\"url\":\"https://large.example/1\",\"title\":\"Large\",\"published\":\"2025-01-01\"}\n";
    String large = "\n".repeat(13 * 1024 * 1024) + line;
    Answer taken = service.post("/articles", large, "application/x-ndjson");
    assertThat(taken.status()).isEqualTo(200);
    assertThat(taken.json().at("/stored").asInt()).isEqualTo(1);
    assertThat(answerToHead("application/x-ndjson; charset=utf-8")).isEqualTo("none");
  }

  /** What is answered to a call that says how much will follow, before any of it does. */
  private static String answerToHead(String type) throws IOException {
    String user = "admin:" + RunningService.PASSWORD;
    String head =
        "POST /api/v1/articles HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic "
            + Base64.getEncoder().encodeToString(user.getBytes(UTF_8))
            + "\r\nContent-Type: "
            + type
            + "\r\nContent-Length: 99000000\r\n\r\n";
    try (Socket socket = new Socket(service.base().getHost(), service.base().getPort())) {
      socket.setSoTimeout(2_000);
      socket.getOutputStream().write(head.getBytes(UTF_8));
      var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      return String.valueOf(answer.readLine());
    } catch (SocketTimeoutException waitsForTheBody) {
      return "none";
    }
  }

  @Test
  void namesAreCompletedAndWordsRespelled() {
    JsonNode names = service.get("/complete?field=vendor&prefix=anth").json();
    assertThat(names.at("/items/0/value").asText()).isEqualTo("Anthropic");
    assertThat(names.at("/items/0/count").asInt()).isPositive();
    assertThat(
            service.get("/complete?field=source&prefix=sampl").json().at("/items/0/value").asText())
        .isEqualTo("Sample newswire");
    assertThat(service.get("/complete?field=lang&prefix=e").status()).isEqualTo(400);
    JsonNode found = service.get("/articles?q=alibbaba").json();
    assertThat(found.at("/total").asInt()).isZero();
    assertThat(found.at("/suggestion").asText()).isEqualTo("alibaba");
    assertThat(service.get("/articles?q=alibaba").json().has("suggestion")).isFalse();
    assertThat(service.get("/incidents?q=alibbaba").json().at("/suggestion").asText())
        .isEqualTo("alibaba");
  }

  @Test
  void incidentsAreSearchedWithTheSameLanguage() {
    int all = service.get("/incidents").json().at("/total").asInt();
    int bans = service.get("/incidents?q=type:tool-ban").json().at("/total").asInt();
    int others = service.get("/incidents?q=-type:tool-ban").json().at("/total").asInt();
    assertThat(bans).isPositive().isLessThan(all);
    assertThat(bans + others).isEqualTo(all);
    assertThat(service.get("/incidents?q=type:tool-ban").json().at("/total").asInt())
        .isEqualTo(service.get("/incidents?type=tool-ban").json().at("/total").asInt());
    assertThat(service.get("/incidents?q=(").status()).isEqualTo(400);
  }

  @Test
  void anArticleThatNamesAProductAloneIsFiledUnderItsMaker() {
    service.post(
        "/articles",
        Map.of(
            "url", "https://news.example/only-the-product",
            "title", "Sellick Marine takes Claude Code off its laptops",
            "text", "Sellick Marine has banned Claude Code on all laptops of its crews."));
    service.awaitNoLag();
    for (String q : List.of("vendor:Anthropic", "owner:anthropic", "product:claude-code"))
      assertThat(service.get("/articles?q=sellick+" + q).json().at("/total").asInt())
          .as(q)
          .isEqualTo(1);
  }

  @Test
  void anIndexIsMadeAnewBesideTheOneThatAnswers() {
    int before = service.get("/articles").json().at("/total").asInt();
    assertThat(service.post("/index/rebuild", Map.of()).status()).isEqualTo(202);
    assertThat(service.get("/articles").json().at("/total").asInt()).isGreaterThanOrEqualTo(before);
    service.awaitNoLag();
    assertThat(service.get("/articles").json().at("/total").asInt()).isGreaterThanOrEqualTo(before);
  }

  @Test
  void pagesOfStoriesNeitherSkipNorRepeatWhileArticlesArrive() {
    Set<String> stories = new TreeSet<>();
    List<String> seen = new ArrayList<>();
    service
        .get("/articles?size=200&collapse=story&source=Sample+newswire")
        .json()
        .at("/items")
        .forEach(item -> stories.add(item.at("/story").asText()));
    String cursor = "";
    for (int page = 0; cursor != null && page < 50; page++) {
      JsonNode found =
          service.get("/articles?size=7&collapse=story&source=Sample+newswire" + cursor).json();
      found.at("/items").forEach(item -> seen.add(item.at("/story").asText()));
      cursor = found.at("/next").isNull() ? null : "&cursor=" + found.at("/next").asText();
      String url = "https://arriving.example/" + page;
      service.post("/articles", Map.of("url", url, "title", "Arriving " + page, "text", "News"));
    }
    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).containsAll(stories);
  }

  @Test
  void aBrokenIndexIsMadeAnewAndTheStatusSaysSo(@TempDir Path other) throws Exception {
    String yaml = "sources:\n  - {name: Sample newswire, sample: true}\n";
    int before;
    try (RunningService first = RunningService.on(other).feeds(yaml).ready()) {
      first.await(
          "the sample was read", () -> first.get("/articles").json().at("/total").asInt() >= 40);
      first.awaitNoLag();
      before = first.get("/articles").json().at("/total").asInt();
    }
    try (Stream<Path> files = Files.walk(other.resolve("state/lucene"))) {
      for (Path file : files.filter(f -> f.toString().matches(".*\\.(cfs|si)")).toList())
        Files.write(file, new byte[10]);
    }
    try (RunningService second = RunningService.on(other).feeds(yaml).ready()) {
      second.awaitNoLag();
      assertThat(second.get("/articles").json().at("/total").asInt()).isEqualTo(before);
      assertThat(second.get("/status").json().at("/index/problem").asText()).contains("anew");
      assertThat(second.log()).contains("began anew");
    }
  }
}
