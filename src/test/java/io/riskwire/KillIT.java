package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.riskwire.Outlets.Item;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments while articles arrive by both doors. A message whose sending
 * was cut short may be handed over again, under the same Message-ID: docs/why.md says why. It is
 * counted as the one message that it is.
 */
class KillIT {
  private static final int KILLS = 20;
  private static final String FEED = "/feed";

  @TempDir Path home;

  private final Map<String, String> accepted = new ConcurrentHashMap<>();
  private final Map<String, List<Item>> versions = new LinkedHashMap<>();
  private final AtomicInteger pushed = new AtomicInteger();

  @Test
  void whatWasAnsweredOrMarkedAsReadIsThereOnceAndToldOnce() throws Exception {
    long seed = Long.getLong("riskwire.kill.seed", System.nanoTime());
    Random random = new Random(seed);
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (Outlets outlets = new Outlets()) {
      publish(outlets);
      var start =
          RunningService.on(home)
              .feeds(outlets.yaml(Map.of("Feed", FEED), "fullText: false"))
              .with("quarkus.mailer.host", "127.0.0.1")
              .with("quarkus.mailer.port", String.valueOf(mail.getSmtp().getPort()));
      for (int kill = 0; kill < KILLS; kill++) {
        RunningService service = start.ready();
        if (kill == 0) MainJobIT.subscribe(service, "buyer@desk.example", "type:tool-ban");
        Thread pushing = Thread.ofVirtual().start(() -> push(service));
        Thread feeding = Thread.ofVirtual().start(() -> feed(service, outlets));
        if (kill % 3 != 0) awaitOneMore(service);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1_500));
        service.kill();
        pushing.join();
        feeding.join();
      }
      outlets.mute();
      try (RunningService service = start.ready()) {
        check(service, outlets, mail, "seed " + seed);
      }
    } finally {
      mail.stop();
    }
  }

  /** Most kills fall where articles are coming in; the others where the service has just begun. */
  private void awaitOneMore(RunningService service) {
    int before = accepted.size();
    service.await("an article was taken", () -> accepted.size() > before);
  }

  /** Every fourth article tells of a ban of its own, which is worth a mail. */
  private void push(RunningService service) {
    try {
      while (true) {
        int n = pushed.incrementAndGet();
        boolean isBan = n % 4 == 0;
        String title =
            isBan
                ? name(n) + " City Council bans WhatsApp on staff phones"
                : "Report number" + n + " of the day";
        var answer =
            service.post(
                "/articles",
                Map.of(
                    "url",
                    "https://desk.example/" + n,
                    "title",
                    title,
                    "text",
                    "This is text number" + n + ". It tells of nothing else.",
                    "source",
                    "Desk"));
        if (answer.status() == 201) accepted.put("number" + n, answer.json().at("/id").asText());
      }
    } catch (UncheckedIOException killed) {
      // the service is gone, as it should be
    }
  }

  /** A place name of its own for each number, made of letters. */
  private static String name(int n) {
    var name = new StringBuilder();
    for (int rest = n; rest > 0; rest /= 20)
      name.append("bdfghklmnprstvwzcjqx".charAt(rest % 20)).append("aeiou".charAt(rest % 5));
    return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "stad";
  }

  private void feed(RunningService service, Outlets outlets) {
    try {
      while (true) {
        String id = service.get("/sources").json().at("/items/0/id").asText();
        service.post("/sources/" + id + "/poll", "");
        publish(outlets);
      }
    } catch (UncheckedIOException killed) {
      // the service is gone, as it should be
    }
  }

  /** Puts five new items on top of the feed; the version is named by how many there were. */
  private synchronized void publish(Outlets outlets) {
    List<Item> items = new ArrayList<>();
    int first = versions.size() * 5;
    for (int i = first; i < first + 5; i++)
      items.add(new Item("item" + i, "Feed item" + i + " has come", "Words of item" + i + "."));
    String etag = "version" + versions.size();
    versions.put(etag, items);
    outlets.feed(FEED, etag, items);
  }

  private void check(RunningService service, Outlets outlets, GreenMail mail, String seed) {
    service.awaitNoLag();
    service.await("pending items were brought in", () -> isSettled(service));
    service.awaitNoLag();

    assertThat(accepted).as("too few to say anything").hasSizeGreaterThan(KILLS);
    accepted.forEach(
        (word, id) -> {
          JsonNode found = service.get("/articles?q=" + word).json();
          assertThat(found.at("/total").asInt()).as(word + ", " + seed).isEqualTo(1);
          assertThat(found.at("/items/0/id").asText()).isEqualTo(id);
        });

    Set<String> shown = outlets.validatorsShown(FEED);
    assertThat(shown).as("too few to say anything").hasSizeGreaterThan(5);
    for (String version : shown)
      for (Item item : versions.get(version))
        assertThat(service.get("/articles?q=" + item.id()).json().at("/total").asInt())
            .as(item.id() + " of " + version + ", " + seed)
            .isEqualTo(1);

    long stored = service.get("/status").json().at("/articles").asLong();
    assertThat(service.get("/articles").json().at("/total").asLong()).as(seed).isEqualTo(stored);

    service.await("the mails were sent", () -> waiting(service) == 0);
    Map<String, Set<String>> idsBySubject = new TreeMap<>();
    for (var message : mail.getReceivedMessages())
      idsBySubject
          .computeIfAbsent(header(message, "Subject"), k -> new TreeSet<>())
          .add(header(message, "Message-ID"));
    assertThat(idsBySubject).as(seed).isNotEmpty();
    assertThat(idsBySubject.values())
        .as(() -> "one message a ban, " + seed + ", of " + service.get("/alerts?size=100").body())
        .allMatch(m -> m.size() == 1);
    int bans = service.get("/incidents?type=tool-ban").json().at("/total").asInt();
    assertThat(idsBySubject).as("a message for every ban, " + seed).hasSize(bans);
    int again = mail.getReceivedMessages().length - bans;
    System.out.println(
        "KillIT: %d kills, %d articles answered with 201, %d mails, %d handed over again"
            .formatted(KILLS, accepted.size(), bans, again));
  }

  private static boolean isSettled(RunningService service) {
    long before = service.get("/status").json().at("/log/position").asLong();
    try {
      TimeUnit.SECONDS.sleep(2);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
    return service.get("/status").json().at("/log/position").asLong() == before;
  }

  private static long waiting(RunningService service) {
    return service.get("/status").json().at("/alerts/waiting").asLong();
  }

  private static String header(MimeMessage message, String name) {
    try {
      return message.getHeader(name, null);
    } catch (MessagingException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
