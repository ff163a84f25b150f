package io.riskwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.riskwire.TestClock;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import io.riskwire.account.User.Role;
import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.db.Database;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.ChangeLog;
import io.riskwire.vendor.Vendors;
import jakarta.mail.Flags;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reports of mail that could not be delivered, in a real mailbox. */
class BouncesTest {
  private static final String UNKNOWN = "Action: failed\r\nStatus: 5.1.1\r\n";

  private record Settings(Optional<URI> mailbox) implements BounceSettings {
    @Override
    public Optional<String> username() {
      return Optional.of("riskwire");
    }

    @Override
    public Optional<String> password() {
      return Optional.of("secret");
    }

    @Override
    public Duration every() {
      return Duration.ofMinutes(5);
    }
  }

  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");
  private final Database database = TestDatabase.H2.fresh();
  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
  private final GreenMailUser mailbox;
  private final Links links;
  private final Alerts alerts = new Alerts(database, clock);
  private final Subscriptions subscriptions;
  private final Subscription subscription;
  private final Bounces bounces;
  private final URI address;

  BouncesTest() throws IOException {
    server.start();
    mailbox = server.setUser("riskwire@desk.example", "riskwire", "secret");
    address = URI.create("imap://127.0.0.1:" + server.getImap().getPort() + "/INBOX");
    links =
        new Links(
            Files.createTempDirectory("riskwire"), Optional.of(URI.create("https://risk.example")));
    var log = new ChangeLog(database, clock);
    subscriptions =
        new Subscriptions(
            database, log, new Vendors(database, log, clock), alerts, links, clock, true);
    var refusals = new Refusals(database, subscriptions, clock);
    bounces = new Bounces(new Settings(Optional.of(address)), alerts, refusals, links);
    User ann =
        new Accounts(database, clock)
            .create("ann", "a long password", "ann@desk.example", Role.ADMINISTRATOR);
    subscription = subscriptions.add(ann, WISH, false).subscription();
  }

  private static final Wish WISH =
      Desk.wish("Bans", "type:tool-ban", new Channel(Channel.Kind.EMAIL, "ann@desk.example"));

  @AfterEach
  void stop() {
    server.stop();
  }

  @Test
  void anAddressFromWhichThreeMailsCameBackIsWrittenNoMore() throws Exception {
    for (int i = 0; i < 2; i++) comeBack(UNKNOWN, links.messageId(sent()));
    bounces.read(address);
    bounces.read(address); // what was read counts no more
    assertThat(state()).isEqualTo(Subscription.State.ACTIVE);
    comeBack(UNKNOWN, links.messageId(sent()));
    bounces.read(address);
    assertThat(state()).isEqualTo(Subscription.State.SUPPRESSED);
  }

  @Test
  void aMailThatCameBackIsShownAsFailedWithTheAnswer() throws Exception {
    long id = sent();
    comeBack(UNKNOWN + "Diagnostic-Code: smtp; 550 no such user\r\n", links.messageId(id));
    bounces.read(address);
    Alert alert = alerts.find(id).orElseThrow();
    assertThat(alert.state()).isEqualTo(Alert.State.FAILED);
    assertThat(alert.attempts().getLast().problem())
        .isEqualTo("came back, 5.1.1: 550 no such user");
  }

  @Test
  void aReportOfDelayOrOfPolicyCountsNotAgainstTheAddress() throws Exception {
    for (int i = 0; i < 3; i++) {
      comeBack("Action: delayed\r\nStatus: 4.4.1\r\n", links.messageId(sent()));
      comeBack("Action: failed\r\nStatus: 5.7.1\r\n", links.messageId(sent()));
    }
    bounces.read(address);
    assertThat(state()).isEqualTo(Subscription.State.ACTIVE);
  }

  @Test
  void whoDoesNotKnowAMessageIdCanSuppressNobody() throws Exception {
    for (int i = 0; i < 4; i++)
      comeBack(UNKNOWN, "<msg_" + sent() + "_0123456789abcdef@risk.example>");
    bounces.read(address);
    assertThat(state()).isEqualTo(Subscription.State.ACTIVE);
  }

  @Test
  void otherMailIsLeftUnread() throws Exception {
    mailbox.deliver(
        GreenMailUtil.newMimeMessage(
            "From: ann@desk.example\r\nSubject: Hello\r\n\r\nA question."));
    comeBack(UNKNOWN, links.messageId(sent()));
    bounces.read(address);
    assertThat(server.getReceivedMessages())
        .extracting(m -> m.isSet(Flags.Flag.SEEN))
        .containsExactly(false, true);
  }

  private Subscription.State state() {
    return subscriptions.find(subscription.id()).orElseThrow().state();
  }

  private long sent() {
    var draft =
        new Draft(
            Purpose.NEWS,
            new About("incident", 7),
            List.of("new"),
            new Letter("A ban", "A ban", "A ban"),
            List.of());
    long id = database.write(h -> alerts.put(h, subscription, draft, clock.instant()));
    alerts.sent(alerts.find(id).orElseThrow(), "accepted by the mail server");
    return id;
  }

  /** A report in the form of RFC 3464. */
  private void comeBack(String status, String messageId) {
    String report =
        """
        From: MAILER-DAEMON@mx.example
        To: riskwire@desk.example
        Subject: Undelivered Mail Returned to Sender
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        I'm sorry to have to inform you.

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example

        Final-Recipient: rfc822; ann@desk.example
        %s
        --b
        Content-Type: text/rfc822-headers

        From: riskwire@desk.example
        Subject: A ban
        Message-ID: %s

        --b--
        """
            .replace("\n", "\r\n")
            .formatted(status, messageId);
    mailbox.deliver(GreenMailUtil.newMimeMessage(report));
  }
}
