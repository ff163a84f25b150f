package io.riskwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.mailer.Mail;
import io.riskwire.TestClock;
import io.riskwire.TestMail;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import io.riskwire.account.User.Role;
import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.ChangeLog;
import io.riskwire.net.Net;
import io.riskwire.net.TestNet;
import io.riskwire.vendor.Vendors;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A real mail server that is gone for an hour, of a clock that the test turns. */
@DatabaseContract
class OutageTest {
  private static final int SUBSCRIBERS = 20;
  private static final int EACH = 10;

  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");
  private final ReadWriteLock wire = new ReentrantReadWriteLock();
  private final AtomicInteger failed = new AtomicInteger();
  private final List<MimeMessage> received = new ArrayList<>();
  private final Database database;
  private final Alerts alerts;
  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private final Net net;
  private final User user;
  private GreenMail server = TestMail.smtp(0);
  private final int port = server.getSmtp().getPort();

  OutageTest(TestDatabase kind) throws IOException {
    database = kind.fresh();
    var links =
        new Links(
            Files.createTempDirectory("riskwire"), Optional.of(URI.create("https://risk.example")));
    alerts = new Alerts(database, clock);
    var log = new ChangeLog(database, clock);
    subscriptions =
        new Subscriptions(
            database, log, new Vendors(database, log, clock), alerts, links, clock, true);
    net = TestNet.open(clock);
    var host = Map.of("quarkus.mailer.host", "127.0.0.1");
    var config =
        new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(host, "test", 300));
    outbox =
        new Outbox(
            alerts,
            new Digests(database, subscriptions, alerts, links, clock),
            new Refusals(database, subscriptions, clock),
            subscriptions,
            new MailCourier(this::send, links),
            new HookCourier(net, links, clock),
            new MailServer(config.build()),
            clock);
    user =
        new Accounts(database, clock)
            .create("ann", "a long password", "ann@desk.example", Role.ADMINISTRATOR);
  }

  @AfterEach
  void stop() {
    server.stop();
    net.close();
  }

  @Test
  void anHourWithoutMailServerLosesNothingAndRepeatsNothing() throws Exception {
    for (int i = 0; i < SUBSCRIBERS; i++) {
      Subscription to = subscriptions.add(user, wish("s" + i), true).subscription();
      for (int n = 0; n < EACH; n++) put(to, n);
    }
    await("half of it was sent", () -> alerts.waiting() <= SUBSCRIBERS * EACH / 2);
    goneServer();
    for (int minute = 0; minute < 60; minute++) {
      clock.pass(Duration.ofMinutes(1));
      int before = failed.get();
      if (outbox.sendDue()) until("somebody was refused", () -> failed.get() > before);
    }
    assertThat(failed).as("few are sent ahead, to see").hasValueBetween(1, 80);
    server = TestMail.smtp(port);
    clock.pass(Duration.ofMinutes(2));
    await("all was sent", () -> alerts.waiting() == 0);
    keep();
    Map<String, Long> byAlert =
        received.stream()
            .collect(Collectors.groupingBy(this::shown, TreeMap::new, Collectors.counting()));
    assertThat(byAlert).hasSize(SUBSCRIBERS * EACH).allSatisfy((a, n) -> assertThat(n).isOne());
  }

  /** Nothing is lost between the last look at the mails and the end. */
  private void goneServer() {
    wire.writeLock().lock();
    keep();
    server.stop();
    wire.writeLock().unlock();
  }

  private void keep() {
    received.addAll(Arrays.asList(server.getReceivedMessages()));
  }

  private String shown(MimeMessage message) {
    try {
      return message.getRecipients(RecipientType.TO)[0] + " " + message.getSubject();
    } catch (MessagingException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private void send(Mail... mails) {
    var settings = new Properties();
    settings.setProperty("mail.smtp.host", "127.0.0.1");
    settings.setProperty("mail.smtp.port", String.valueOf(port));
    for (Mail mail : mails) {
      wire.readLock().lock();
      try {
        var message = new MimeMessage(Session.getInstance(settings));
        message.setFrom("riskwire@desk.example");
        message.setRecipients(RecipientType.TO, String.join(",", mail.getTo()));
        message.setSubject(mail.getSubject());
        message.setText(mail.getText());
        Transport.send(message);
      } catch (MessagingException refused) {
        failed.incrementAndGet();
        throw new IllegalStateException(refused);
      } finally {
        wire.readLock().unlock();
      }
    }
  }

  private static Wish wish(String name) {
    return Desk.wish(
        "Bans", "type:tool-ban", new Channel(Channel.Kind.EMAIL, name + "@desk.example"));
  }

  private void put(Subscription to, int incident) {
    String title = "Ban " + incident;
    var draft =
        new Draft(
            Purpose.NEWS,
            new About("incident", incident),
            List.of("new"),
            new Letter(title, title, title),
            List.of());
    database.write(h -> alerts.put(h, to, draft, clock.instant()));
  }

  /** Sends what is due until it is so. */
  private void await(String what, BooleanSupplier condition) throws InterruptedException {
    until(
        what,
        () -> {
          outbox.sendDue();
          return condition.getAsBoolean();
        });
  }

  private void until(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 6_000; i++) {
      if (condition.getAsBoolean()) return;
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("waited in vain until " + what + "; " + alerts.waiting() + " wait");
  }
}
