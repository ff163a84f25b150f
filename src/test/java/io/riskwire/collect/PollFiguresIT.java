package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.RunningService;
import io.riskwire.net.Listener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What polling costs, measured on the built service from outside; prints the figures that stand in
 * {@code docs/figures.md}. The bounds that it asserts leave room for a busy machine.
 */
@Tag("long")
class PollFiguresIT {
  private static final int FEEDS = Integer.getInteger("riskwire.figures.feeds", 200);
  private static final int ITEMS = Integer.getInteger("riskwire.figures.items", 50);

  @TempDir Path home;
  private final Map<String, Long> asked = new ConcurrentHashMap<>();

  @Test
  void whatAnUnchangedPollAndOneNewItemCost() throws Exception {
    var feeds = new MadeUpFeeds(FEEDS, ITEMS);
    try (Listener server = new Listener(feeds::answer);
        RunningService service =
            RunningService.on(home).measured().feeds(feeds.yaml(server.port())).ready()) {
      await(service, FEEDS * ITEMS);
      List<String> ids = ids(service);
      pollAll(service, ids);
      Duration unchanged = Duration.ofDays(1);
      for (int i = 0; i < 3; i++) unchanged = least(unchanged, cost(service, ids, 0));
      Duration bump = Duration.ofDays(1);
      for (int i = 1; i <= 3; i++) {
        feeds.bump();
        bump = least(bump, cost(service, ids, FEEDS * (ITEMS + i)));
      }
      System.out.printf(
          "CPU of %d polls: unchanged %.2f s, one new item each %.2f s%n",
          FEEDS, unchanged.toMillis() / 1000.0, bump.toMillis() / 1000.0);
      assertThat(unchanged).isLessThan(Duration.ofSeconds(2));
    }
  }

  /** Sources that were out of the file for longer than their interval are due all at once. */
  @Test
  void howManyUnchangedSourcesArePolledASecond() throws Exception {
    try (Listener server = new Listener((request, out) -> unchanged(request, out))) {
      String yaml = yaml(server.port(), 2_000, 0, "1m");
      try (RunningService service = RunningService.on(home).measured().feeds(yaml).ready()) {
        service.await("all were read once", () -> asked.size() == 2_000);
        double best = 0;
        for (int round = 0; round < 4; round++) {
          replace("sources: []");
          Thread.sleep(70_000);
          asked.clear();
          Duration before = service.cpu();
          replace(yaml);
          service.await("all were asked again", () -> asked.size() == 2_000);
          Thread.sleep(1_000);
          double rate = 2_000 / (spread(asked).toMillis() / 1000.0);
          System.out.printf(
              "2,000 unchanged sources: %.0f a second (%.1f s CPU, with aligning and noting)%n",
              rate, service.cpu().minus(before).toMillis() / 1000.0);
          best = Math.max(best, rate);
        }
        assertThat(best).isGreaterThan(100);
      }
    }
  }

  private void replace(String yaml) throws IOException {
    Path next = home.resolve("feeds.next");
    Files.writeString(next, yaml);
    Files.move(next, home.resolve("feeds.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void ofAThousandSourcesFiftyHangForEver() throws Exception {
    try (Listener server = new Listener((request, out) -> unchanged(request, out))) {
      String yaml = yaml(server.port(), 1_000, 50, "1m");
      try (RunningService service = RunningService.on(home).measured().feeds(yaml).ready()) {
        service.await("the others were asked", () -> good().size() == 950);
        System.out.printf(
            "950 beside 50 that hang: all within %.1f s%n", spread(good()).toMillis() / 1000.0);
        assertThat(spread(good())).isLessThan(Duration.ofSeconds(20));
      }
    }
  }

  private Map<String, Long> good() {
    Map<String, Long> good = new ConcurrentHashMap<>(asked);
    good.keySet().removeIf(path -> path.startsWith("/hang"));
    return good;
  }

  /** From the first request to the last. */
  private static Duration spread(Map<String, Long> asked) {
    var times = asked.values().stream().mapToLong(t -> t).summaryStatistics();
    return Duration.ofNanos(times.getMax() - times.getMin());
  }

  private Duration cost(RunningService service, List<String> ids, int articles) throws Exception {
    Thread.sleep(1_000);
    Duration before = service.cpu();
    pollAll(service, ids);
    if (articles > 0) await(service, articles);
    return service.cpu().minus(before);
  }

  private static Duration least(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static void await(RunningService service, int articles) {
    long end = System.nanoTime() + Duration.ofMinutes(30).toNanos();
    while (System.nanoTime() < end) {
      JsonNode status = service.get("/status").json();
      if (status.at("/articles").asInt() >= articles && status.at("/index/lag").asInt() == 0)
        return;
      pause();
    }
    throw new AssertionError("waited in vain for " + articles + " articles");
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException stopping) {
      throw new IllegalStateException(stopping);
    }
  }

  private static void pollAll(RunningService service, List<String> ids) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> all =
          ids.stream()
              .map(
                  id ->
                      threads.submit(
                          () -> service.post("/sources/" + id + "/poll", Map.of()).status()))
              .toList();
      Set<Integer> statuses = new HashSet<>();
      for (Future<Integer> one : all) statuses.add(one.get());
      assertThat(statuses).containsExactly(200);
    }
  }

  private static List<String> ids(RunningService service) {
    List<String> ids = new ArrayList<>();
    service.get("/sources").json().at("/items").forEach(s -> ids.add(s.at("/id").asText()));
    return ids;
  }

  private void unchanged(Listener.Request request, java.io.OutputStream out) throws Exception {
    asked.put(request.path(), System.nanoTime());
    if (request.path().startsWith("/hang")) Thread.sleep(120_000);
    boolean isKnown = request.header("If-None-Match") != null;
    byte[] feed = "<rss version='2.0'><channel><title>F</title></channel></rss>".getBytes(UTF_8);
    Listener.write(
        out, isKnown ? "304 Not Modified" : "200 OK\r\nETag: \"1\"", isKnown ? new byte[0] : feed);
  }

  /** Those that hang stand among the others. */
  private static String yaml(int port, int sources, int hanging, String interval) {
    StringBuilder yaml = new StringBuilder("defaults: {interval: " + interval);
    yaml.append(", fullText: false}\nsources:\n");
    for (int i = 0; i < sources; i++) {
      boolean hangs = hanging > 0 && i % (sources / hanging) == 0;
      yaml.append(
          "  - {name: S%d, url: 'http://127.0.%d.%d:%d/%s/%d'}\n"
              .formatted(i, i / 250, 1 + i % 250, port, hangs ? "hang" : "good", i));
    }
    return yaml.toString();
  }
}
