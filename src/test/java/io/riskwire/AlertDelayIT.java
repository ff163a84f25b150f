package io.riskwire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes from the arrival of an article until the mail server has the mail about it:
 * from before the request that pushes the article, so a little more than from {@code
 * Intake.accept}. It prints; what it says goes into docs/figures.md.
 */
@Tag("long")
class AlertDelayIT {
  private static final int SUBSCRIPTIONS = 1_000;
  private static final int A_SECOND = 50;
  private static final int WARMING = 30 * A_SECOND;
  private static final int ARTICLES = WARMING + 40 * A_SECOND;
  private static final Duration BAR = Duration.ofSeconds(2);
  private static final Pattern ADDRESS = Pattern.compile("https://desk\\.example/([0-9]+)");

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> WORDS =
      lines("/event/words/common.txt").filter(w -> w.matches("[a-z]{2,}")).toList();

  /** Of articles that tell of nothing, so that none of them is news by itself. */
  private static final List<String> SENTENCES =
      lines("/event/corpus/near-misses.jsonl").flatMap(AlertDelayIT::sentences).toList();

  @TempDir Path home;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final Random random = new Random(1);
  private final Map<Integer, Long> pushed = new ConcurrentHashMap<>();
  private final Map<Integer, Long> stored = new ConcurrentHashMap<>();

  @Test
  void nearlyAllMailsAreWithTheMailServerWithinTwoSecondsOfTheirArticle() throws Exception {
    GreenMail mail = TestMail.smtp(0);
    var start =
        RunningService.on(home)
            .measured()
            .feeds("sources: []\n")
            .with("quarkus.mailer.host", "127.0.0.1")
            .with("quarkus.mailer.port", String.valueOf(mail.getSmtp().getPort()));
    try (RunningService service = start.ready()) {
      try (ExecutorService callers = Executors.newFixedThreadPool(8)) {
        for (int i = 0; i < SUBSCRIPTIONS; i++) {
          int n = i;
          callers.execute(
              () -> MainJobIT.subscribe(service, "s" + n + "@desk.example", "subject" + n));
        }
      }
      service.awaitNoLag();
      pushAtAnEvenPace(service);
      service.awaitNoLag();
      service.await(
          "the mails were sent",
          () -> service.get("/status").json().at("/alerts/waiting").asLong() == 0);
      report(mail);
    } finally {
      mail.stop();
    }
  }

  private void pushAtAnEvenPace(RunningService service) throws InterruptedException {
    List<Map<String, String>> articles =
        IntStream.range(0, ARTICLES).mapToObj(this::article).toList();
    long begin = System.nanoTime();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < ARTICLES; i++) {
        int n = i;
        long wait = begin + n * 1_000_000_000L / A_SECOND - System.nanoTime();
        TimeUnit.NANOSECONDS.sleep(wait);
        pushed.put(n, System.currentTimeMillis());
        callers.execute(
            () -> {
              post(service, articles.get(n));
              stored.put(n, System.currentTimeMillis());
            });
      }
    }
  }

  /** By as many connections as it takes: on a single one a slow reader of a body holds up all. */
  private void post(RunningService service, Map<String, String> article) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(service.base().resolve("/api/v1/articles"))
              .header("Authorization", RunningService.credentials())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(article)))
              .build();
      client.send(request, HttpResponse.BodyHandlers.discarding());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }

  /** Some 300 words, one of which somebody waits for; every fourth tells of a ban of its own. */
  private Map<String, String> article(int n) {
    String first = word();
    String name = Character.toUpperCase(first.charAt(0)) + first.substring(1) + word();
    String council = name + " City Council";
    boolean isBan = n % 4 == 0;
    var text = new StringBuilder("This is about subject" + n % SUBSCRIPTIONS + ". ");
    if (isBan) text.append(council + " has banned WhatsApp on the phones of its staff. ");
    for (int i = 0; i < 18; i++)
      text.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append(' ');
    String title =
        isBan
            ? council + " bans WhatsApp on staff phones"
            : name + " " + word() + " " + word() + " " + word() + " " + word();
    return Map.of(
        "url", "https://desk.example/" + n, "title", title, "text", text + "", "source", "Desk");
  }

  /** A real one: what no word list knows says nothing of what a story is about. */
  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static Stream<String> sentences(String labelled) {
    try {
      JsonNode article = JSON.readTree(labelled);
      return article.get("events").isEmpty()
          ? Stream.of(article.get("text").asText().split("(?<=[.!?])\\s+"))
          : Stream.empty();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static Stream<String> lines(String resource) {
    try (InputStream in = AlertDelayIT.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private void report(GreenMail mail) throws FolderException {
    Map<Integer, Long> accepted = new ConcurrentHashMap<>();
    for (StoredMessage message : mail.getManagers().getImapHostManager().getAllMessages()) {
      Matcher address = ADDRESS.matcher(GreenMailUtil.getWholeMessage(message.getMimeMessage()));
      if (address.find())
        accepted.merge(
            Integer.valueOf(address.group(1)), message.getReceivedDate().getTime(), Math::min);
    }
    long[] storing = delays(pushed, stored);
    long[] mailing = delays(stored, accepted);
    long[] delays = delays(pushed, accepted);
    System.out.printf(
        "%d articles a second, %d subscriptions, %d mails: stored %s, from there to the mail %s,"
            + " both %s%n",
        A_SECOND, SUBSCRIPTIONS, accepted.size(), words(storing), words(mailing), words(delays));
    assertThat(accepted.size()).as("about one mail an article").isGreaterThan(ARTICLES * 95 / 100);
    assertThat(Duration.ofMillis(delays[delays.length * 99 / 100])).isLessThanOrEqualTo(BAR);
  }

  private static long[] delays(Map<Integer, Long> from, Map<Integer, Long> to) {
    return to.entrySet().stream()
        .filter(a -> a.getKey() >= WARMING && from.containsKey(a.getKey()))
        .mapToLong(a -> a.getValue() - from.getOrDefault(a.getKey(), 0L))
        .sorted()
        .toArray();
  }

  private static String words(long[] delays) {
    return "half within %d ms, 99 %% within %d ms, all within %d ms"
        .formatted(
            delays[delays.length / 2], delays[delays.length * 99 / 100], delays[delays.length - 1]);
  }
}
