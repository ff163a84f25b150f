package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} at random moments while messages go out, and no mail server for a third of the
 * time. What was in flight at a kill may be sent twice, under the same Message-ID; nothing is lost.
 */
@Tag("long")
class OutageIT {
  private static final int SUBSCRIBERS = 100;
  private static final int BANS = Integer.getInteger("riskwire.outage.bans", 100);
  private static final int KILLS = 20;

  /** So many messages may be on their way to a mail server, or not yet noted as sent. */
  private static final int IN_FLIGHT = 32;

  @TempDir Path home;

  private final List<MimeMessage> received = Collections.synchronizedList(new ArrayList<>());
  private final List<Integer> unsaid = Collections.synchronizedList(new ArrayList<>());

  @Test
  void eachOfTenThousandAlertsArrivesAndNoneUnderTwoIds() throws Exception {
    long seed = Long.getLong("riskwire.kill.seed", System.nanoTime());
    Random random = new Random(seed);
    IntStream.range(0, BANS).forEach(unsaid::add);
    GreenMail mail = TestMail.smtp(0);
    int port = mail.getSmtp().getPort();
    var start =
        RunningService.on(home)
            .feeds("sources: []\n")
            .with("quarkus.mailer.host", "127.0.0.1")
            .with("quarkus.mailer.port", String.valueOf(port));
    for (int kill = 0; kill < KILLS; kill++) {
      if (kill == KILLS / 3) stop(mail);
      RunningService service = start.ready();
      if (kill == 0)
        for (int i = 0; i < SUBSCRIBERS; i++)
          MainJobIT.subscribe(service, "s" + i + "@desk.example", "type:tool-ban");
      if (kill == KILLS * 2 / 3) mail = TestMail.smtp(port);
      int share = BANS - BANS * (kill + 1) / KILLS;
      Thread pushing = Thread.ofVirtual().start(() -> push(service, share));
      TimeUnit.MILLISECONDS.sleep(random.nextInt(3_000));
      service.kill();
      pushing.join();
    }
    try (RunningService service = start.ready()) {
      push(service, 0);
      service.awaitNoLag();
      for (long left = waiting(service); left > 0; left = waiting(service)) {
        long before = left;
        service.await("more mails were sent", () -> waiting(service) < before);
      }
    }
    stop(mail);
    check("seed " + seed);
  }

  private void stop(GreenMail mail) {
    received.addAll(List.of(mail.getReceivedMessages()));
    mail.stop();
  }

  /** Pushes articles until only so many are left; those that got no answer are pushed again. */
  private void push(RunningService service, int left) {
    try {
      while (unsaid.size() > left) {
        int n = unsaid.getLast();
        var article =
            Map.of(
                "url",
                "https://desk.example/" + n,
                "title",
                name(n) + " City Council bans WhatsApp on staff phones",
                "text",
                "This is text number" + n + ". It tells of nothing else.",
                "source",
                "Desk");
        assertThat(service.post("/articles", article).status()).isBetween(200, 201);
        unsaid.removeLast();
      }
    } catch (UncheckedIOException killed) {
      // the service is gone, as it should be
    }
  }

  /** A place name of its own for each number, made of letters. */
  private static String name(int n) {
    return ""
        + "BDFGHKLMNP".charAt(n / 10)
        + "aeiou".charAt(n % 5)
        + "lmrst".charAt(n / 2 % 5)
        + "stad";
  }

  private void check(String seed) throws MessagingException {
    Map<String, Set<String>> idsByAlert = new TreeMap<>();
    for (MimeMessage message : received)
      idsByAlert
          .computeIfAbsent(
              message.getRecipients(RecipientType.TO)[0] + " " + message.getSubject(),
              k -> new TreeSet<>())
          .add(message.getHeader("Message-ID", null));
    int again = received.size() - SUBSCRIBERS * BANS;
    System.out.printf(
        "OutageIT: %d alerts, %d kills, %d mails sent again%n", SUBSCRIBERS * BANS, KILLS, again);
    assertThat(idsByAlert).as("each alert, " + seed).hasSize(SUBSCRIBERS * BANS);
    assertThat(idsByAlert.values()).as("one id each, " + seed).allMatch(ids -> ids.size() == 1);
    assertThat(again).as("sent again, " + seed).isBetween(0, (KILLS + 1) * IN_FLIGHT);
  }

  private static long waiting(RunningService service) {
    return service.get("/status").json().at("/alerts/waiting").asLong();
  }
}
