package io.riskwire.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.riskwire.TestClock;
import io.riskwire.account.Accounts;
import io.riskwire.account.User;
import io.riskwire.account.User.Role;
import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alert.State;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Subscription.Wish;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.ChangeLog;
import io.riskwire.net.Net;
import io.riskwire.net.TestNet;
import io.riskwire.vendor.Vendors;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sending, with a real HTTP server as the receiver. */
@DatabaseContract
class OutboxTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private record Got(String path, Map<String, List<String>> headers, byte[] body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(h -> h.getKey().equalsIgnoreCase(name))
          .map(h -> h.getValue().getFirst())
          .findFirst()
          .orElse("");
    }

    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  private final TestClock clock = TestClock.at("2026-07-03T12:00:00Z");
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private final AtomicInteger answer = new AtomicInteger(200);
  private final CountDownLatch slow = new CountDownLatch(1);
  private final HttpServer server;
  private final Database database;
  private final Alerts alerts;
  private final Subscriptions subscriptions;
  private final Outbox outbox;
  private final Net net;
  private final User user;

  OutboxTest(TestDatabase kind) throws IOException {
    database = kind.fresh();
    var log = new ChangeLog(database, clock);
    Path home = Files.createTempDirectory("riskwire");
    var links = new Links(home, Optional.of(URI.create("https://risk.example")));
    alerts = new Alerts(database, clock);
    var vendors = new Vendors(database, log, clock);
    subscriptions = new Subscriptions(database, log, vendors, alerts, links, clock, true);
    net = TestNet.open(clock);
    outbox =
        new Outbox(
            alerts,
            new Digests(database, subscriptions, alerts, links, clock),
            new Refusals(database, subscriptions, clock),
            subscriptions,
            new MailCourier(mails -> {}, links),
            new HookCourier(net, links, clock),
            new MailServer(new SmallRyeConfigBuilder().build()),
            clock);
    user =
        new Accounts(database, clock)
            .create("ann", "a long password", "ann@desk.example", Role.ADMINISTRATOR);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(task -> Thread.ofVirtual().start(task));
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String path = exchange.getRequestURI().getPath();
          if (path.equals("/slow")) await();
          got.add(new Got(path, Map.copyOf(exchange.getRequestHeaders()), body));
          if (answer.get() == 429) exchange.getResponseHeaders().add("Retry-After", "600");
          exchange.sendResponseHeaders(answer.get(), -1);
          exchange.close();
        });
    server.start();
  }

  private void await() {
    try {
      slow.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    slow.countDown();
    server.stop(0);
    net.close();
  }

  @Test
  void aWebhookGetsACloudEventThatItCanVerify() throws Exception {
    var added = subscriptions.add(user, wish(Kind.WEBHOOK, "/hook"), false);
    put(added.subscription(), "Alibaba bans Claude Code", 7);
    Got event = sent();
    assertThat(event.header("Content-Type")).isEqualTo("application/cloudevents+json");
    assertThat(event.json().at("/specversion").asText()).isEqualTo("1.0");
    assertThat(event.json().at("/type").asText()).isEqualTo("io.riskwire.alert");
    assertThat(event.json().at("/subject").asText()).isEqualTo("incident/7");
    assertThat(event.json().at("/data/title").asText()).isEqualTo("Alibaba bans Claude Code");
    assertThat(event.json().at("/id").asText()).isEqualTo(event.header("webhook-id"));
    String key = String.valueOf(added.secret());
    assertThat(key).startsWith("whsec_");
    assertThat(event.header("webhook-signature")).isEqualTo(signature(event, key));
  }

  @Test
  void afterARotationBothSecretsSignForADay() throws Exception {
    var added = subscriptions.add(user, wish(Kind.WEBHOOK, "/hook"), false);
    long id = added.subscription().id();
    String second = subscriptions.renewSecret(id);
    put(added.subscription(), "First", 7);
    Got both = sent();
    assertThat(both.header("webhook-signature"))
        .isEqualTo(signature(both, second) + " " + signature(both, String.valueOf(added.secret())));
    clock.pass(Duration.ofHours(25));
    put(added.subscription(), "Second", 8);
    Got one = sent();
    assertThat(one.header("webhook-signature")).isEqualTo(signature(one, second));
  }

  /** As the specification computes it: base64(HMAC(secret, id.timestamp.body)). */
  private static String signature(Got event, String secret) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String start = event.header("webhook-id") + "." + event.header("webhook-timestamp") + ".";
    mac.update(start.getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(event.body()));
  }

  @Test
  void slackGetsBlocksInWhichNothingFromOutsideIsMarkup() throws Exception {
    var slack = subscriptions.add(user, wish(Kind.SLACK, "/slack"), false).subscription();
    put(slack, "<!channel> bans & burns", 7);
    JsonNode note = sent().json();
    assertThat(note.at("/text").asText()).isEqualTo("&lt;!channel&gt; bans &amp; burns");
    assertThat(note.at("/blocks/0/type").asText()).isEqualTo("section");
    assertThat(note.at("/blocks/0/text/type").asText()).isEqualTo("mrkdwn");
    assertThat(note.toString()).doesNotContain("<!channel");
  }

  @Test
  void teamsGetsAnAdaptiveCardInAMessage() throws Exception {
    var teams = subscriptions.add(user, wish(Kind.TEAMS, "/teams"), false).subscription();
    put(teams, "Alibaba bans Claude Code", 7);
    JsonNode card = sent().json();
    assertThat(card.at("/type").asText()).isEqualTo("message");
    assertThat(card.at("/attachments/0/contentType").asText())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonNode content = card.at("/attachments/0/content");
    assertThat(content.at("/type").asText()).isEqualTo("AdaptiveCard");
    assertThat(content.at("/body/0/inlines/0/text").asText()).isEqualTo("Alibaba bans Claude Code");
  }

  @Test
  void aFeedsMessagesAreThereToBeFetched() {
    var feed = subscriptions.add(user, wish(Kind.FEED, ""), false).subscription();
    put(feed, "Alibaba bans Claude Code", 7);
    assertThat(outbox.sendDue()).isFalse();
    assertThat(alerts.newest(feed.id(), 10))
        .extracting(Alerts.Told::subject)
        .containsExactly("Alibaba bans Claude Code");
  }

  @Test
  void whatFailsIsTriedAgainUnderTheSameIdAndAtLastSetAside() throws Exception {
    answer.set(500);
    var hook = subscriptions.add(user, wish(Kind.WEBHOOK, "/hook"), false).subscription();
    long id = put(hook, "Alibaba bans Claude Code", 7);
    Got first = sent();
    await("it waits for another try", () -> isTried(id, 1));
    Duration wait = Duration.between(clock.instant(), alert(id).next());
    assertThat(wait).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
    assertThat(alert(id).attempts().getFirst().problem()).contains("500");
    clock.pass(wait);
    Got second = sent();
    assertThat(second.header("webhook-id")).isEqualTo(first.header("webhook-id"));
    Instant begin = alert(id).created();
    for (int tries = 2; alert(id).state() == State.WAITING; tries++) {
      int n = tries;
      await("attempt " + n, () -> isTried(id, n));
      if (alert(id).next() == null) break;
      clock.pass(Duration.between(clock.instant(), alert(id).next()));
      sent();
    }
    await("it is set aside", () -> alert(id).state() == State.SET_ASIDE);
    assertThat(Duration.between(begin, clock.instant()))
        .isBetween(Duration.ofHours(64), Duration.ofHours(79));
    answer.set(200);
    alerts.retry(id);
    sent();
    await("it was sent", () -> alert(id).state() == State.SENT);
  }

  @Test
  void aLaterMessageAboutTheSameWaitsForTheEarlierOneAndOthersDoNot() throws Exception {
    answer.set(500);
    var hook = subscriptions.add(user, wish(Kind.WEBHOOK, "/hook"), false).subscription();
    long first = put(hook, "Alibaba bans Claude Code", 7);
    sent();
    await("it waits for another try", () -> isTried(first, 1));
    answer.set(200);
    put(hook, "Now reversed", 7);
    put(hook, "Something else", 8);
    assertThat(sent().json().at("/data/title").asText()).isEqualTo("Something else");
    clock.pass(Duration.ofMinutes(2));
    assertThat(sent().json().at("/data/title").asText()).isEqualTo("Alibaba bans Claude Code");
    await("it was sent", () -> alert(first).state() == State.SENT);
    assertThat(sent().json().at("/data/title").asText()).isEqualTo("Now reversed");
  }

  @Test
  void aSlowReceiverDelaysNobodyElse() throws Exception {
    var slowly = subscriptions.add(user, wish(Kind.WEBHOOK, "/slow"), false).subscription();
    for (int i = 0; i < 20; i++) put(slowly, "Slow " + i, i);
    var other =
        subscriptions
            .add(user, wishTo(Kind.WEBHOOK, "http://localhost:" + port() + "/quick"), false)
            .subscription();
    put(other, "Quick", 1);
    assertThat(sent().path()).isEqualTo("/quick");
  }

  @Test
  void aDeadReceiverDelaysNobodyElseAndItsMessagesWait() throws Exception {
    var dead =
        subscriptions
            .add(user, wishTo(Kind.WEBHOOK, "http://localhost:1/hook"), false)
            .subscription();
    long first = put(dead, "Unheard 0", 0);
    for (int i = 1; i < 20; i++) put(dead, "Unheard " + i, i);
    var other = subscriptions.add(user, wish(Kind.WEBHOOK, "/quick"), false).subscription();
    put(other, "Quick", 1);
    assertThat(sent().path()).isEqualTo("/quick");
    await("it was tried", () -> isTried(first, 1));
    assertThat(alert(first).state()).isEqualTo(State.WAITING);
    await("only the dead one's wait", () -> alerts.waiting() == 20);
  }

  @Test
  void whoAsksToBeLeftAloneIsLeftAlone() throws Exception {
    answer.set(429);
    var hook = subscriptions.add(user, wish(Kind.WEBHOOK, "/hook"), false).subscription();
    long id = put(hook, "Alibaba bans Claude Code", 7);
    sent();
    await("it waits", () -> alert(id).attempts().getLast().problem().contains("429"));
    put(hook, "Something else", 8);
    clock.pass(Duration.ofMinutes(9));
    assertThat(outbox.sendDue()).isFalse();
    answer.set(200);
    clock.pass(Duration.ofMinutes(2));
    sent();
  }

  @Test
  void aHookThatIsGoneIsSuppressed() throws Exception {
    answer.set(410);
    var hook = subscriptions.add(user, wish(Kind.WEBHOOK, "/hook"), false).subscription();
    long id = put(hook, "Alibaba bans Claude Code", 7);
    sent();
    await("it has failed", () -> alert(id).state() == State.FAILED);
    await(
        "it is suppressed",
        () -> subscriptions.find(hook.id()).orElseThrow().state() == Subscription.State.SUPPRESSED);
  }

  @Test
  void anAddressInsideTheNetworkIsRefusedWithoutACall() throws Exception {
    try (Net guarded = TestNet.with(Map.of(), clock)) {
      var courier = new HookCourier(guarded, links(), clock);
      var hook = subscriptions.add(user, wish(Kind.WEBHOOK, "/hook"), false).subscription();
      put(hook, "Alibaba bans Claude Code", 7);
      var message = alerts.takeDue(Set.of(), () -> any -> true).getFirst();
      assertThat(courier.bring(message)).isInstanceOf(Delivery.Refused.class);
      assertThat(got).isEmpty();
    }
  }

  private Links links() throws IOException {
    return new Links(Files.createTempDirectory("riskwire"), Optional.empty());
  }

  private int port() {
    return server.getAddress().getPort();
  }

  private Wish wish(Kind kind, String path) {
    return wishTo(kind, "http://127.0.0.1:" + port() + path);
  }

  private static Wish wishTo(Kind kind, String to) {
    return Desk.wish("Bans", "type:tool-ban", new Channel(kind, to));
  }

  private long put(Subscription to, String title, long incident) {
    var item =
        new Item(
            "new",
            "incident",
            String.valueOf(incident),
            title,
            title,
            null,
            null,
            "a quote",
            "a word",
            List.of(new Item.Report("Post", title, "https://post.example/1")),
            "https://risk.example/incidents/" + incident,
            clock.instant(),
            false,
            null);
    var letter = new Letter(title, title, title);
    var draft =
        new Draft(
            Purpose.NEWS, new About("incident", incident), List.of("new"), letter, List.of(item));
    return database.write(h -> alerts.put(h, to, draft, clock.instant()));
  }

  private boolean isTried(long id, int times) {
    List<Alert.Attempt> attempts = alert(id).attempts();
    return attempts.size() == times
        && !String.valueOf(attempts.getLast().problem()).startsWith("is being sent");
  }

  private Alert alert(long id) {
    return alerts.find(id).orElseThrow();
  }

  /** Sends what is due until the receiver has got one more message. */
  private Got sent() throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      outbox.sendDue();
      Got one = got.poll(50, TimeUnit.MILLISECONDS);
      if (one != null) return one;
    }
    throw new AssertionError("nothing came");
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      if (condition.getAsBoolean()) return;
      TimeUnit.MILLISECONDS.sleep(10);
    }
    throw new AssertionError("waited in vain until " + what);
  }
}
