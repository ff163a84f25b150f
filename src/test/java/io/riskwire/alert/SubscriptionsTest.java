package io.riskwire.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.mailer.Mail;
import io.riskwire.TestClock;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import io.riskwire.account.User.Role;
import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Subscription.State;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.ChangeLog;
import io.riskwire.vendor.Vendors;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

@DatabaseContract
class SubscriptionsTest {
  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");
  private final Database database;
  private final Alerts alerts;
  private final Links links;
  private final Subscriptions subscriptions;
  private final Path home;
  private final User ann;
  private final User reader;

  SubscriptionsTest(TestDatabase kind) throws IOException {
    database = kind.fresh();
    home = Files.createTempDirectory("riskwire");
    links = new Links(home, Optional.of(URI.create("https://risk.example")));
    alerts = new Alerts(database, clock);
    var log = new ChangeLog(database, clock);
    var vendors = new Vendors(database, log, clock);
    subscriptions = new Subscriptions(database, log, vendors, alerts, links, clock, true);
    var accounts = new Accounts(database, clock);
    ann = accounts.create("ann", "a long password", "ann@desk.example", Role.ADMINISTRATOR);
    reader = accounts.create("ray", "a long password", "ray@desk.example", Role.READER);
  }

  @Test
  void onlyTheCallersOwnVerifiedAddressIsActiveAtOnce() {
    assertThat(stateOf(ann, "Ann@desk.example", false)).isEqualTo(State.ACTIVE);
    assertThat(stateOf(ann, "other@desk.example", false)).isEqualTo(State.PENDING);
    assertThat(stateOf(ann, "another@desk.example", true)).isEqualTo(State.ACTIVE);
    assertThat(stateOf(reader, "ray@desk.example", false)).isEqualTo(State.PENDING);
    assertThat(stateOf(reader, "boss@desk.example", true)).isEqualTo(State.PENDING);
  }

  private State stateOf(User caller, String to, boolean isVouched) {
    return subscriptions.add(caller, mail(to), isVouched).subscription().state();
  }

  @Test
  void whoIsNotTheCallerIsAskedByMailAndNothingElseIsSentUntilTheyConfirm() {
    subscriptions.ask(mail("bob@desk.example"));
    Outgoing question = due().getFirst();
    assertThat(question.purpose()).isEqualTo(Purpose.CONFIRM);
    assertThat(question.to()).isEqualTo("bob@desk.example");
    Subscription pending = subscriptions.list().getFirst();
    URI link = links.confirmation(pending);
    assertThat(question.letter().text()).contains(link.toString()).doesNotContain("tool-ban");
    assertThat(alerts.list(10, null).items()).isEmpty();
    assertThat(subscriptions.confirm(pending.id())).isTrue();
    assertThat(subscriptions.confirm(pending.id())).isFalse();
    assertThat(subscriptions.list().getFirst().state()).isEqualTo(State.ACTIVE);
  }

  @Test
  void aQuestionCanBeAnsweredForAWeek() {
    subscriptions.ask(mail("bob@desk.example"));
    clock.pass(Duration.ofDays(8));
    assertThat(subscriptions.confirm(subscriptions.list().getFirst().id())).isFalse();
  }

  @Test
  void anotherWishForTheSameAddressTakesEffectWithoutAQuestion() {
    Subscription own = subscriptions.add(ann, mail("bob@desk.example"), true).subscription();
    Wish wish = wish(new Channel(Kind.EMAIL, "Bob@desk.example"), "vendor:Anthropic");
    Subscription now = subscriptions.replace(ann, own, wish, false).subscription();
    assertThat(now.id()).isEqualTo(own.id());
    assertThat(now.state()).isEqualTo(State.ACTIVE);
    assertThat(now.wish().q()).isEqualTo("vendor:Anthropic");
    assertThat(due()).isEmpty();
  }

  @Test
  void anotherAddressHasToBeConfirmedByItsOwnerAndByNoLinkOfTheFormerOne() {
    Subscription own = subscriptions.add(ann, mail("bob@desk.example"), true).subscription();
    put(own, "Alibaba bans Claude Code");
    String former = links.toConfirm(own);
    clock.pass(Duration.ofDays(30));
    Subscription now =
        subscriptions.replace(ann, own, mail("eve@desk.example"), false).subscription();
    assertThat(now.state()).isEqualTo(State.PENDING);
    assertThat(links.isToConfirm(former, now)).isFalse();
    assertThat(links.isToConfirm(links.toConfirm(now), now)).isTrue();
    assertThat(due())
        .singleElement()
        .satisfies(
            asked -> {
              assertThat(asked.purpose()).isEqualTo(Purpose.CONFIRM);
              assertThat(asked.to()).isEqualTo("eve@desk.example");
            });
    assertThat(subscriptions.confirm(now.id())).isTrue();
    assertThat(due()).extracting(Outgoing::to).containsExactly("eve@desk.example");
  }

  @Test
  void whatWaitsGoesTheNewWayAndAPausedOneStaysPaused() {
    Subscription own = subscriptions.add(ann, mail("ann@desk.example"), false).subscription();
    put(own, "Alibaba bans Claude Code");
    subscriptions.setState(own.id(), State.PAUSED);
    Subscription paused = subscriptions.find(own.id()).orElseThrow();
    var hook =
        subscriptions.replace(
            ann, paused, wish(new Channel(Kind.WEBHOOK, "https://h.example/")), false);
    assertThat(hook.subscription().state()).isEqualTo(State.PAUSED);
    assertThat(hook.secret()).startsWith("whsec_");
    assertThat(due())
        .singleElement()
        .satisfies(m -> assertThat(m.lane()).isEqualTo("host h.example"));
    subscriptions.replace(ann, hook.subscription(), wish(new Channel(Kind.FEED, "")), false);
    assertThat(alerts.waiting()).isZero();
  }

  @Test
  void anAddressIsAskedThreeTimesADayAndADomainAHundredTimesAndStrangersAreNotToldSo() {
    for (int i = 0; i < 5; i++) subscriptions.ask(mail("bob@desk.example"));
    assertThat(subscriptions.list()).hasSize(3);
    assertThatThrownBy(() -> subscriptions.add(ann, mail("BOB@desk.example"), false))
        .isInstanceOf(Invalid.class);
    for (int i = 0; i < 120; i++) subscriptions.ask(mail("n" + i + "@desk.example"));
    assertThat(subscriptions.list()).hasSize(100);
    subscriptions.ask(mail("bob@subdesk.example"));
    assertThat(subscriptions.list()).hasSize(101);
    clock.pass(Duration.ofHours(25));
    subscriptions.ask(mail("bob@desk.example"));
    assertThat(subscriptions.list()).hasSize(102);
  }

  @Test
  void whatAMailHeaderCouldReadAsMoreIsNoAddress() {
    for (String to :
        List.of(
            "a@b.example\r\nBcc: c@d.example",
            "a@b.example\nX: y",
            "a@b.example, c@d.example",
            "\"a\" <a@b.example>",
            "a@b@c",
            "a b@c.example",
            "@b.example",
            "a@",
            "a@b..example",
            "a@-b.example"))
      assertThatThrownBy(() -> new Channel(Kind.EMAIL, to)).as(to).isInstanceOf(Invalid.class);
    assertThat(new Channel(Kind.EMAIL, " zoë.o'brien+x@büro.example ").to())
        .isEqualTo("zoë.o'brien+x@büro.example");
  }

  @Test
  void aHookNeedsAWebAddressAndAFeedNone() {
    for (String to : List.of("", "ftp://a.example/", "hooks.example", "http://u:p@a.example/"))
      assertThatThrownBy(() -> new Channel(Kind.WEBHOOK, to))
          .as(to)
          .isInstanceOfSatisfying(
              Invalid.class, i -> assertThat(i.field()).isEqualTo("channel.to"));
    assertThatThrownBy(() -> Kind.of("fax"))
        .hasMessage("one of email, webhook, slack, teams, feed, not fax");
    assertThat(new Channel(Kind.FEED, "anything").to()).isEmpty();
  }

  @Test
  void aLinkOpensOneThingOfOneSubscriptionAndOnlyInThisInstallation() throws IOException {
    String token = links.token(Links.Purpose.UNSUBSCRIBE, 7);
    assertThat(links.read(Links.Purpose.UNSUBSCRIBE, token)).hasValue(7);
    assertThat(links.read(Links.Purpose.PREFERENCES, token)).isEmpty();
    assertThat(links.read(Links.Purpose.UNSUBSCRIBE, "8" + token.substring(1))).isEmpty();
    for (String bad : List.of("", "-", "7", "7-", "x-y", "99999999999999999999-a", token + "A"))
      assertThat(links.read(Links.Purpose.UNSUBSCRIBE, bad)).as(bad).isEmpty();
    assertThat(new Links(home, Optional.empty()).read(Links.Purpose.UNSUBSCRIBE, token))
        .hasValue(7);
    var other = new Links(Files.createTempDirectory("riskwire"), Optional.empty());
    assertThat(other.read(Links.Purpose.UNSUBSCRIBE, token)).isEmpty();
  }

  @Test
  void messagesAboutOneHappeningAreAThreadAndEachCanBeLeftWithOneClick() {
    Subscription own = subscriptions.add(ann, mail("ann@desk.example"), false).subscription();
    List<Mail> sent = new ArrayList<>();
    var courier = new MailCourier(mails -> sent.addAll(List.of(mails)), links);
    for (int i = 0; i < 2; i++) {
      put(own, "Alibaba bans\r\nBcc: x@y.example");
      Outgoing message = due().getFirst();
      assertThat(courier.bring(message)).isInstanceOf(Delivery.Done.class);
      alerts.sent(message.alert(), "taken");
    }
    String first = header(sent.getFirst(), "Message-ID");
    assertThat(first).matches("<msg_1_[0-9a-f]{16}@risk.example>");
    assertThat(sent.getFirst().getHeaders()).doesNotContainKey("References");
    assertThat(header(sent.getLast(), "References")).isEqualTo(first);
    assertThat(header(sent.getLast(), "Message-ID")).isNotEqualTo(first);
    assertThat(header(sent.getLast(), "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(header(sent.getLast(), "List-Unsubscribe-Post"))
        .isEqualTo("List-Unsubscribe=One-Click");
    assertThat(header(sent.getLast(), "List-Unsubscribe"))
        .isEqualTo("<" + links.to(Links.Purpose.UNSUBSCRIBE, own.id()) + ">");
    assertThat(sent).allSatisfy(m -> assertThat(m.getSubject()).doesNotContain("\r", "\n"));
  }

  private static String header(Mail mail, String name) {
    return mail.getHeaders().get(name).getFirst();
  }

  @Test
  void anAddressThatRefusesThreeTimesIsSuppressedUnlessItTookSomethingAWeekLater() {
    Subscription own = subscriptions.add(ann, mail("ann@desk.example"), false).subscription();
    var refusals = new Refusals(database, subscriptions, clock);
    refusals.count("ann@desk.example", "550 no such user");
    refusals.count("ann@desk.example", "550 no such user");
    clock.pass(Duration.ofDays(8));
    refusals.forget("Ann@desk.example");
    refusals.count("ann@desk.example", "550 no such user");
    refusals.count("ann@desk.example", "550 no such user");
    assertThat(subscriptions.find(own.id()).orElseThrow().state()).isEqualTo(State.ACTIVE);
    refusals.forget("ann@desk.example"); // a relay takes everything
    refusals.count("Ann@desk.example", "550 no such user");
    assertThat(subscriptions.find(own.id()).orElseThrow().state()).isEqualTo(State.SUPPRESSED);
  }

  @Test
  void whatTheMailServerSaysOfTheRecipientIsForGoodAndASilentServerIsNot() {
    Subscription own = subscriptions.add(ann, mail("ann@desk.example"), false).subscription();
    put(own, "Alibaba bans Claude Code");
    Outgoing message = due().getFirst();
    assertThat(failing("recipient address not accepted: 550 5.1.1 unknown").bring(message))
        .isEqualTo(new Delivery.Refused("recipient address not accepted: 550 5.1.1 unknown", true));
    assertThat(failing("recipient address not accepted: 451 greylisted").bring(message))
        .isEqualTo(
            new Delivery.Later("recipient address not accepted: 451 greylisted", null, false));
    assertThat(failing("Connection refused: localhost/127.0.0.1:25").bring(message))
        .isEqualTo(new Delivery.Later("Connection refused: localhost/127.0.0.1:25", null, true));
  }

  private MailCourier failing(String problem) {
    return new MailCourier(
        mails -> {
          throw new IllegalStateException(problem);
        },
        links);
  }

  @Test
  void aFeedIsReadAtAnAddressThatCannotBeGuessed() {
    var feed = subscriptions.add(ann, wish(new Channel(Kind.FEED, "")), false).subscription();
    put(feed, "Bans <b>& more\u0001");
    var published = new Published(subscriptions, alerts, links);
    String token = links.token(Links.Purpose.FEED, feed.id());
    assertThat(published.atom(token).orElseThrow())
        .contains("<feed xmlns=\"http://www.w3.org/2005/Atom\">")
        .contains("<title>Bans &lt;b&gt;&amp; more</title>");
    assertThat(published.atom(feed.id() + "-guess")).isEmpty();
    subscriptions.remove(feed.id());
    assertThat(published.atom(token)).isEmpty();
  }

  private void put(Subscription to, String title) {
    var letter = new Letter(Letter.oneLine(title), title, title);
    var draft =
        new Draft(Purpose.NEWS, new About("incident", 7), List.of("new"), letter, List.of());
    database.write(h -> alerts.put(h, to, draft, clock.instant()));
  }

  private List<Outgoing> due() {
    return alerts.takeDue(Set.of(), () -> message -> true);
  }

  private static Wish mail(String to) {
    return wish(new Channel(Kind.EMAIL, to));
  }

  private static Wish wish(Channel channel) {
    return wish(channel, "type:tool-ban");
  }

  private static Wish wish(Channel channel, String q) {
    return Desk.wish("Bans", q, channel);
  }
}
