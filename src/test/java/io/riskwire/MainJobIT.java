package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.riskwire.Outlets.Item;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of an article, with the built service in a process of its own. */
class MainJobIT {
  @TempDir Path home;

  /** A feed file, and the title that stands first in it. */
  private record Feed(String name, byte[] body, String type, String title) {}

  @Test
  void articlesOfRealFeedsAreFoundBySearch() throws Exception {
    List<Feed> feeds = feeds();
    try (Outlets outlets = new Outlets()) {
      Map<String, String> paths = new LinkedHashMap<>();
      for (Feed feed : feeds) {
        outlets.publish("/" + feed.name, feed.body, feed.type, "v1");
        paths.put(feed.name.replace('.', '-'), "/" + feed.name);
      }
      String yaml = outlets.yaml(paths, "fullText: false");
      try (RunningService service = RunningService.on(home).feeds(yaml).ready()) {
        service.await("every source was read", () -> read(service) == feeds.size());
        for (Feed feed : feeds)
          service.await(feed.title + " is found", () -> titles(service, feed).contains(feed.title));
      }
    }
  }

  private static List<String> titles(RunningService service, Feed feed) {
    String words = encoded("title:\"" + feed.title + "\"");
    return service
        .get("/articles?size=50&q=" + words)
        .json()
        .at("/items")
        .findValuesAsText("title");
  }

  @Test
  void threeReportsOfOneBanAreOneIncidentAndOneMail() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (Outlets outlets = new Outlets()) {
      Map<String, String> paths =
          Map.of("North Sea Wire", "/north", "Harbour Post", "/harbour", "Tool Trade", "/trade");
      paths.values().forEach(path -> outlets.feed(path, "empty", List.of()));
      var start =
          RunningService.on(home)
              .feeds(outlets.yaml(paths, "fullText: false"))
              .with("quarkus.mailer.host", "127.0.0.1")
              .with("quarkus.mailer.port", String.valueOf(mail.getSmtp().getPort()))
              .with("riskwire.mail.from", "riskwire@desk.example");
      try (RunningService service = start.ready()) {
        service.await("the empty feeds were read", () -> read(service) == paths.size());
        subscribe(service, "buyer@desk.example", "type:tool-ban");
        outlets.feed(
            "/north",
            "1",
            List.of(
                new Item(
                    "n1",
                    "Oslo city council bans DeepSeek on staff computers",
                    "OSLO - The Oslo city council has banned employees from using DeepSeek on"
                        + " city computers, citing security concerns, it said on Monday.")));
        outlets.feed(
            "/harbour",
            "1",
            List.of(
                new Item(
                    "h1",
                    "No more DeepSeek for Oslo's civil servants",
                    "The Oslo city council bans its staff from DeepSeek. The chatbot may no longer"
                        + " be used on any computer of the city, the council said.")));
        outlets.feed(
            "/trade",
            "1",
            List.of(
                new Item(
                    "t1",
                    "DeepSeek banned by Oslo city council over security",
                    "DeepSeek was banned by the Oslo city council this week. Staff must remove the"
                        + " app from their devices.")));
        poll(service);
        service.awaitNoLag();
        JsonNode incidents = service.get("/incidents?type=tool-ban").json();
        assertThat(incidents.at("/total").asInt()).as(incidents.toPrettyString()).isEqualTo(1);
        JsonNode incident = incidents.at("/items/0");
        assertThat(incident.at("/actor").asText()).isEqualTo("Oslo city council");
        assertThat(incident.at("/product").asText()).isEqualTo("DeepSeek");
        assertThat(incident.at("/sources").asInt()).isEqualTo(3);
        service.await("the mail was sent", () -> sent(service) == 1);
        assertThat(mail.getReceivedMessages()).hasSize(1);
        MimeMessage message = mail.getReceivedMessages()[0];
        assertThat(message.getSubject()).contains("Oslo city council bans DeepSeek");
        assertThat(message.getAllRecipients())
            .extracting(Object::toString)
            .containsExactly("buyer@desk.example");
      }
    } finally {
      mail.stop();
    }
  }

  static void subscribe(RunningService service, String to, String q) {
    var answer =
        service.post(
            "/subscriptions",
            Map.of(
                "name",
                "Bans",
                "q",
                q,
                "channel",
                Map.of("kind", "email", "to", to),
                "confirmed",
                true));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.json().at("/state").asText()).isEqualTo("active");
  }

  private static void poll(RunningService service) {
    for (JsonNode source : service.get("/sources").json().at("/items"))
      assertThat(service.post("/sources/" + source.at("/id").asText() + "/poll", "").status())
          .isEqualTo(200);
  }

  private static long sent(RunningService service) {
    return service.get("/alerts").json().at("/items").findValuesAsText("state").stream()
        .filter("sent"::equals)
        .count();
  }

  private static long read(RunningService service) {
    long read = 0;
    for (JsonNode source : service.get("/sources").json().at("/items"))
      if (source.has("lastGood")) read++;
    return read;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Real feed files where there are some; a handful of our own otherwise. */
  private static List<Feed> feeds() throws IOException {
    Path real = Path.of(System.getProperty("riskwire.testdata", "absent"), "feeds");
    return Files.exists(real.resolve("manifest.json")) ? realFeeds(real) : ownFeeds();
  }

  private static List<Feed> realFeeds(Path folder) throws IOException {
    List<Feed> feeds = new ArrayList<>();
    Set<String> sites = new HashSet<>(); // files of one site may offer the same article
    for (JsonNode entry : new ObjectMapper().readTree(folder.resolve("manifest.json").toFile())) {
      String title = entry.at("/first/title").asText("");
      String site = entry.at("/first/link").asText("").replaceAll("(https?://[^/]*).*", "$1");
      boolean isPlain = title.matches("[A-Za-z0-9 ,.'-]{25,120}");
      if (!entry.at("/complete").asBoolean() || !entry.at("/wellformed").asBoolean() || !isPlain)
        continue;
      if (!sites.add(site)) continue;
      String file = entry.at("/file").asText();
      feeds.add(
          new Feed(
              file, Files.readAllBytes(folder.resolve("files").resolve(file)), "text/xml", title));
      if (feeds.size() == 20) break;
    }
    return feeds;
  }

  private static List<Feed> ownFeeds() throws IOException {
    List<Feed> feeds = new ArrayList<>();
    Map<String, String> titles =
        Map.of(
            "rss2.xml", "Harbour council bars a chat tool from town phones",
            "atom.xml", "Second reading of the procurement bill is put off",
            "rss1.xml", "An old feed of an old site still speaks");
    for (var entry : titles.entrySet())
      feeds.add(
          new Feed(
              entry.getKey(),
              Files.readAllBytes(Path.of("src/test/resources/main-job", entry.getKey())),
              "text/xml",
              entry.getValue()));
    return feeds;
  }
}
