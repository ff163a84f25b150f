package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.RunningService;
import io.riskwire.net.Listener;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built service may call {@code localhost} and nothing else inside; {@code inside} listens on
 * every address of this machine and must not hear of anybody, whichever way its address comes.
 */
class NoWayInIT {
  private static final String[] FORMS = {
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7F.0x00.0x00.0x01",
    "0177.0.0.1",
    "0.0.0.0",
    "127.0.0.2",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "100.64.0.1",
    "169.254.169.254",
    "169.254.12.34",
    "192.0.0.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.254",
    "240.0.0.1",
    "255.255.255.255",
    "[::]",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[fc00::1]",
    "[fd00:dead:beef::50]",
    "[fe80::1]",
    "[ff02::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b::a9fe:a9fe]",
    "[64:ff9b:1::a9fe:a9fe]",
    "[2002:7f00:1::]",
    "[2002:a9fe:a9fe::]",
    "[2001:0:4136:e378:8000:63bf:f5ff:fffe]",
    "[fe80::1%25lo]",
    "localhost@127.0.0.1",
    "１２７.０.０.１",
    "127。0。0。1",
    "%31%32%37.0.0.1",
  };

  @TempDir static Path home;
  private static final Map<String, String> PAGES = new ConcurrentHashMap<>();
  private static Listener inside;
  private static Listener open;
  private static RunningService service;

  @BeforeAll
  static void start() throws Exception {
    inside = Listener.answering("200 OK\r\nConnection: close", "<p>secret</p>".getBytes(UTF_8));
    open =
        new Listener(
            (request, out) -> {
              String page = PAGES.getOrDefault(request.path(), "");
              boolean isRedirect = page.startsWith("Location: ");
              String head = isRedirect ? "301 Moved\r\n" + page : "200 OK";
              if (page.isEmpty()) head = "404 Not Found";
              Listener.write(out, head, isRedirect ? new byte[0] : page.getBytes(UTF_8));
            });
    service =
        RunningService.on(home)
            .feeds("sources: []\n")
            .without("riskwire.fetch.allow-private-networks")
            .with("riskwire.fetch.allow", "localhost")
            .with("riskwire.fetch.connect-timeout", "1s")
            .ready();
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    inside.close();
    open.close();
  }

  @AfterEach
  void nobodyHasCalled() {
    assertThat(inside.connections).hasValue(0);
    PAGES.clear();
  }

  @Test
  void notByAPreviewOfAFeedOrASite() {
    for (String form : FORMS) {
      for (String kind : new String[] {"url", "site"}) {
        var answer = service.post("/sources/preview", Map.of(kind, at(form)));
        assertThat(answer.status()).as(form).isIn(200, 400);
        if (answer.status() == 200) assertThat(answer.json().at("/items")).isEmpty();
      }
    }
  }

  @Test
  void notByTheLinksOfItems() {
    String items =
        Stream.of(FORMS)
            .map(
                form ->
                    "<item><title>To "
                        + form
                        + "</title><link>"
                        + at(form)
                        + "</link><description>&lt;img src='"
                        + at(form)
                        + "x.png'&gt; Teaser</description><enclosure url='"
                        + at(form)
                        + "'/></item>")
            .collect(Collectors.joining());
    JsonNode source = polled("url", "/links.rss", rss(items));
    assertThat(source.at("/state").asText()).isEqualTo("ok");
    assertThat(problem(source, "items with problems"))
        .contains("leads into a private or reserved network");
    service.await(
        "more than twenty items are kept",
        () -> service.get("/articles?size=200").json().at("/total").asInt() > 20);
  }

  @Test
  void notByARedirectOfAFeedOrAPage() {
    for (String form : FORMS) {
      PAGES.put("/moved.rss", "Location: " + at(form));
      var answer = service.post("/sources/preview", Map.of("url", here("/moved.rss")));
      assertThat(answer.json().at("/items")).as(form).isEmpty();
    }
    PAGES.put("/page", "Location: " + at("127.0.0.1"));
    String item = "<item><title>A page that moved</title><link>" + here("/page") + "</link></item>";
    assertThat(problem(polled("url", "/page.rss", rss(item)), "leads into"))
        .contains("leads into a private or reserved network");
  }

  @Test
  void notByWhatASiteNames() {
    String page =
        "<link rel=alternate type=application/rss+xml href='%s'><p>Nothing".formatted(at("[::1]"));
    PAGES.put("/robots.txt", "Sitemap: " + at("127.0.0.1") + "news.xml");
    assertThat(polled("site", "/site", page).at("/state").asText()).isEqualTo("failing");
    String links =
        "<h2><a href='%s2026/08/a-long-title-with-words'>A long title with many words</a></h2>";
    String all =
        Stream.of("127.0.0.1", "127.1", "0.0.0.0")
            .map(f -> links.formatted(at(f)))
            .collect(Collectors.joining());
    polled("site", "/other-site", all);
  }

  @Test
  void notByARobotsTxt() {
    PAGES.put("/robots.txt", "Location: " + at("127.0.0.1") + "robots.txt");
    String item = "<item><title>A page with robots</title><link>" + here("/p") + "</link></item>";
    polled("url", "/robots.rss", rss(item));
  }

  @Test
  void notByTheNextPageOfAJsonFeed() {
    String feed =
        """
        {"version":"https://jsonfeed.org/version/1.1","title":"x","next_url":"%1$s","icon":"%1$s",
        "hubs":[{"type":"WebSub","url":"%1$s"}],
        "items":[{"id":"1","content_text":"A text","image":"%1$s"}]}
        """
            .formatted(at("127.0.0.1"));
    assertThat(polled("url", "/feed.json", feed).at("/state").asText()).isEqualTo("ok");
  }

  @Test
  void notByEntitiesOfAFeed() {
    String feed =
        """
        <?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "%1$s"><!ENTITY %% p SYSTEM "%1$s">%%p;]>
        <?xml-stylesheet href="%1$s"?>
        <rss version="2.0" xmlns:xi="http://www.w3.org/2001/XInclude"><channel><title>&x;</title>
        <xi:include href="%1$s"/><item><title>&x; y</title></item></channel></rss>
        """
            .formatted(at("127.0.0.1"));
    polled("url", "/entities.rss", feed);
  }

  @Test
  void notByAnOpmlList() {
    String outlines =
        Stream.of(FORMS)
            .map(form -> "<outline type='rss' text='x' xmlUrl='" + at(form) + "'/>")
            .collect(Collectors.joining());
    var answer =
        service.post(
            "/sources/opml",
            "<opml version='2.0'><body>" + outlines + "</body></opml>",
            "text/x-opml");
    assertThat(answer.status()).isEqualTo(200);
    for (JsonNode source : answer.json().at("/items")) {
      var asked = service.post("/sources/" + source.at("/id").asText() + "/poll", Map.of());
      assertThat(asked.json().at("/state").asText()).isEqualTo("failing");
    }
  }

  private static JsonNode polled(String kind, String path, String body) {
    PAGES.put(path, body);
    var added = service.post("/sources", Map.of("name", path, kind, here(path)));
    assertThat(added.status()).isEqualTo(201);
    return service.post("/sources/" + added.json().at("/id").asText() + "/poll", Map.of()).json();
  }

  /** What is noted of a source's pages, which are fetched after it was polled; it has this part. */
  private static String problem(JsonNode source, String part) {
    String path = "/sources/" + source.at("/id").asText();
    Supplier<String> noted = () -> service.get(path).json().at("/lastProblem").asText();
    service.await("what was wrong is noted", () -> noted.get().contains(part));
    return noted.get();
  }

  private static String rss(String items) {
    return "<rss version='2.0'><channel><title>Feed</title>" + items + "</channel></rss>";
  }

  private static String here(String path) {
    return open.at("localhost") + path;
  }

  private static String at(String host) {
    return inside.at(host) + "/";
  }
}
