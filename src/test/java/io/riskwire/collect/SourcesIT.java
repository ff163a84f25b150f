package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.RunningService;
import io.riskwire.net.Listener;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources as their administrator sees them, with the built service. */
class SourcesIT {
  @TempDir static Path home;
  private static RunningService service;
  private static Listener server;
  private static volatile String feed = "";

  @BeforeAll
  static void start() throws Exception {
    server =
        new Listener(
            (request, out) -> {
              if (!request.path().equals("/log")) {
                Listener.write(out, "404 Not Found", new byte[0]);
                return;
              }
              String tag = "\"" + feed.hashCode() + "\"";
              if (tag.equals(request.header("If-None-Match")))
                Listener.write(out, "304 Not Modified", new byte[0]);
              else Listener.write(out, "200 OK\r\nETag: " + tag, feed.getBytes(UTF_8));
            });
    service = RunningService.on(home).feeds("sources: []\n").ready();
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    server.close();
  }

  @Test
  void aListOfFeedsComesInOnceAndGoesOutWithItsFolders() {
    String opml =
        """
        <opml version="2.0"><head><title>Mine</title></head><body>
        <outline text="Vendors"><outline type="rss" text="Acme" xmlUrl="%1$s/acme"/>
        <outline type="rss" text="Globex" xmlUrl="%1$s/globex"/></outline>
        <outline type="rss" text="No address" xmlUrl="mailto:me@example.org"/>
        </body></opml>
        """
            .formatted(server.at("127.0.0.1"));
    JsonNode first = service.post("/sources/opml", opml, "text/x-opml").json();
    assertThat(first.at("/added").asInt()).isEqualTo(2);
    assertThat(first.at("/items/0/origin").asText()).isEqualTo("opml");
    assertThat(first.at("/items/0/tags/0").asText()).isEqualTo("Vendors");
    assertThat(first.at("/problems/0").asText()).startsWith("No address: ");
    JsonNode second = service.post("/sources/opml", opml, "application/xml").json();
    assertThat(second.at("/added").asInt()).isZero();
    assertThat(second.at("/known").asInt()).isEqualTo(2);
    assertThat(service.get("/sources/opml").body())
        .contains("<outline text=\"Vendors\">")
        .contains("xmlUrl=\"" + server.at("127.0.0.1") + "/globex\"");
  }

  @Test
  void whatIsNoListOfFeedsIsTheCallersMistake() {
    for (String body : new String[] {"", "hello", "<opml/>", "<html><p>log in</html>"})
      assertThat(service.post("/sources/opml", body, "text/x-opml").status()).isEqualTo(400);
  }

  @Test
  void theLogOfASourceTellsEachFetch() {
    feed =
        """
        <rss version="2.0"><channel><title>A</title>
        <item><guid>1</guid><title>Works council of Acme agrees</title><description>It did.</description></item>
        <item><guid>2</guid><title>Plant of Globex opens</title><description>It did.</description></item>
        </channel></rss>
        """;
    String id =
        service
            .post(
                "/sources",
                Map.of("name", "Log", "url", server.at("127.0.0.1") + "/log", "fullText", false))
            .json()
            .at("/id")
            .asText();
    service.await(
        "it was asked in its turn", () -> service.get("/sources/" + id).json().has("lastGood"));
    poll(id);
    feed = feed.replace("Works council of Acme agrees", "Works council of Acme does not agree");
    poll(id);
    feed = "<html><p>We are closed</html>";
    poll(id);
    JsonNode log = service.get("/sources/" + id + "/fetches").json().at("/items");
    String told = "";
    for (JsonNode line : log)
      told +=
          "%s %s %s %s\n"
              .formatted(
                  line.at("/status"),
                  line.at("/news"),
                  line.at("/changed"),
                  line.at("/problem").asText());
    assertThat(told)
        .contains(
            """
            200 0 0 not a feed: a web page
            200 0 1\s
            304 0 0\s
            200 2 0\s
            """);
    service.await(
        "the edited item is found",
        () -> service.get("/articles?q=council").json().at("/total").asInt() > 0);
    assertThat(service.get("/articles?q=council").json().at("/total").asInt()).isEqualTo(1);
  }

  @Test
  void aPausedSourceIsLeftAlone() {
    String id =
        service
            .post("/sources", Map.of("name", "P", "url", server.at("127.0.0.9") + "/pause"))
            .json()
            .at("/id")
            .asText();
    assertThat(service.post("/sources/" + id + "/pause", Map.of()).json().at("/state").asText())
        .isEqualTo("paused");
    assertThat(service.post("/sources/" + id + "/resume", Map.of()).json().at("/state").asText())
        .isNotEqualTo("paused");
  }

  private static void poll(String id) {
    assertThat(service.post("/sources/" + id + "/poll", Map.of()).status()).isEqualTo(200);
  }
}
