package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.riskwire.RunningService;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What subscribers without an account see: pages, mails and links, with a real mail server. */
class SubscribersIT {
  @TempDir Path home;

  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void somebodySubscribesConfirmsIsToldAndLeavesWithOneClick() throws Exception {
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    List<String> events = new CopyOnWriteArrayList<>();
    HttpServer hook = hook(events);
    var start =
        RunningService.on(home)
            .feeds("sources: []\n")
            .with("quarkus.mailer.host", "127.0.0.1")
            .with("quarkus.mailer.port", String.valueOf(mail.getSmtp().getPort()))
            .with("riskwire.public-url", "http://risk.example");
    try (RunningService service = start.ready()) {
      assertThat(service.anonymous("/subscribe").status()).isEqualTo(200);
      assertThat(post(service, "/subscribe", "q=ban&to=nowhere").statusCode()).isEqualTo(400);
      var asked = post(service, "/subscribe", "q=type%3Atool-ban&to=bob%40desk.example");
      assertThat(asked.statusCode()).isEqualTo(200);
      service.await("the question came", () -> mail.getReceivedMessages().length == 1);
      String confirm = link(mail.getReceivedMessages()[0], "/confirm/");
      assertThat(service.anonymous(confirm).body()).contains("Yes, subscribe me");
      assertThat(state(service)).isEqualTo("pending");
      assertThat(post(service, confirm, "").body()).contains("Confirmed");
      assertThat(state(service)).isEqualTo("active");
      assertThat(post(service, confirm, "").body()).contains("nothing to confirm");

      var webhook =
          subscribe(service, "webhook", "http://127.0.0.1:" + hook.getAddress().getPort());
      assertThat(webhook.at("/secret").asText()).startsWith("whsec_");
      assertThat(webhook.at("/state").asText()).isEqualTo("active");
      String test = "/subscriptions/" + webhook.at("/id").asText() + "/test";
      assertThat(service.post(test, Map.of()).json().at("/sent").asBoolean()).isTrue();
      assertThat(events.removeFirst()).contains("io.riskwire.test");
      var feed = subscribe(service, "feed", "");

      push(service);
      service.awaitNoLag();
      service.await("the mail came", () -> mail.getReceivedMessages().length == 2);
      service.await("the event came", () -> events.size() == 1);
      assertThat(events.getFirst()).contains("\"specversion\":\"1.0\"").contains("tool-ban");
      String atom = service.anonymous(URI.create(feed.at("/channel/to").asText()).getPath()).body();
      assertThat(atom).contains("<entry>").contains("Fennwick Bank");

      MimeMessage message = mail.getReceivedMessages()[1];
      assertThat(message.getHeader("List-Unsubscribe-Post", null))
          .isEqualTo("List-Unsubscribe=One-Click");
      assertThat(message.getHeader("Auto-Submitted", null)).isEqualTo("auto-generated");
      String preferences = link(message, "/preferences/");
      assertThat(service.anonymous(preferences).body()).contains("type:tool-ban");
      assertThat(post(service, preferences, "schedule=daily&zone=Europe/Berlin").statusCode())
          .isEqualTo(303);
      assertThat(post(service, preferences, "schedule=daily&zone=Nowhere").statusCode())
          .isEqualTo(400);
      String leave =
          URI.create(message.getHeader("List-Unsubscribe", null).replaceAll("[<>]", "")).getPath();
      assertThat(service.anonymous(leave).body()).contains("You get messages about");
      assertThat(post(service, leave, "List-Unsubscribe=One-Click").statusCode()).isEqualTo(200);
      assertThat(service.anonymous(leave).body()).contains("You are unsubscribed");
      assertThat(service.anonymous(preferences).status()).isEqualTo(404);
      assertThat(service.anonymous(leave + "x").status()).isEqualTo(404);
      assertThat(service.log()).doesNotContain("Exception");
    } finally {
      hook.stop(0);
      mail.stop();
    }
  }

  private static HttpServer hook(List<String> events) throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          events.add(new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private static JsonNode subscribe(RunningService service, String kind, String to) {
    var answer =
        service.post(
            "/subscriptions",
            Map.of("q", "type:tool-ban", "channel", Map.of("kind", kind, "to", to)));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json();
  }

  private static void push(RunningService service) {
    var answer =
        service.post(
            "/articles",
            Map.of(
                "url", "https://news.example/1",
                "title", "Fennwick Bank bans ChatGPT",
                "text", "Fennwick Bank has banned its employees from using ChatGPT, it said.",
                "published", InstantSource.system().instant().toString(),
                "source", "Harbour Post"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
  }

  private static String state(RunningService service) {
    return service.get("/subscriptions").json().at("/items/0/state").asText();
  }

  private static String link(MimeMessage message, String path) throws Exception {
    String all = decoded(message);
    Matcher link = Pattern.compile(path + "[0-9]+-[A-Za-z0-9_-]{43}").matcher(all);
    assertThat(link.find()).as(all).isTrue();
    return link.group();
  }

  /** All text parts, one after the other. */
  private static String decoded(Part part) throws Exception {
    Object content = part.getContent();
    if (!(content instanceof Multipart parts)) return String.valueOf(content);
    var all = new StringBuilder();
    for (int i = 0; i < parts.getCount(); i++) all.append(decoded(parts.getBodyPart(i)));
    return all.toString();
  }

  private HttpResponse<String> post(RunningService service, String path, String form)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(service.base().resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }
}
