package io.riskwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.riskwire.RunningService;
import io.riskwire.net.Listener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What each stage of a first load costs: prints CPU milliseconds an item that add up to all that
 * the process used. Of the compilers and the garbage collection Linux says how much it was; what is
 * left is shared out by samples of the stacks of running threads (JEP 509).
 */
@Tag("long")
class BudgetIT {
  private static final int FEEDS = Integer.getInteger("riskwire.figures.feeds", 200);
  private static final int ITEMS = Integer.getInteger("riskwire.figures.items", 50);
  private static final List<String> COMPILERS = List.of("C1 Compiler", "C2 Compiler");
  private static final List<String> COLLECTORS = List.of("GC Thread", "G1 ");
  private static final List<String> INDEXING =
      List.of("follower-index", "Lucene", "ForkJoinPool.commonPool");
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  @TempDir Path home;

  private enum Stage {
    FETCH,
    PARSE,
    READ,
    GROUP,
    COUNT,
    WRITE,
    INDEX,
    MATCH,
    REST
  }

  @Test
  void whatEachStageOfAFirstLoadCosts() throws Exception {
    var feeds = new MadeUpFeeds(FEEDS, ITEMS);
    Path recording = home.resolve("load.jfr");
    try (Listener server = new Listener(feeds::answer);
        RunningService service = start(recording)) {
      TimeUnit.SECONDS.sleep(4); // what comes after a start is not the load's
      Instant begin = Instant.now();
      long began = System.nanoTime();
      Duration all = service.cpu();
      Duration compiling = service.cpu(COMPILERS);
      Duration collecting = service.cpu(COLLECTORS);
      Files.writeString(home.resolve("feeds.yaml"), feeds.yaml(server.port()));
      await(service, FEEDS * ITEMS);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      all = service.cpu().minus(all);
      compiling = service.cpu(COMPILERS).minus(compiling);
      collecting = service.cpu(COLLECTORS).minus(collecting);
      Instant end = Instant.now();
      service.close(); // the recording is written at the end
      System.out.printf(
          "%d items: %.0f a second; CPU ms an item: %.2f%n",
          FEEDS * ITEMS, FEEDS * ITEMS * 1e9 / took.toNanos(), perItem(all));
      System.out.printf("%-8s %5.2f%n", "compile", perItem(compiling));
      System.out.printf("%-8s %5.2f%n", "collect", perItem(collecting));
      Map<Stage, Double> shares = shares(recording, begin, end);
      assertThat(shares).containsKey(Stage.WRITE);
      double left = perItem(all.minus(compiling).minus(collecting));
      shares.forEach(
          (stage, share) ->
              System.out.printf(
                  "%-8s %5.2f%n", stage.name().toLowerCase(Locale.ROOT), share * left));
    }
  }

  private RunningService start(Path recording) {
    return RunningService.on(home)
        .measured()
        .option(
            "-XX:StartFlightRecording=filename="
                + recording
                + ",jdk.CPUTimeSample#enabled=true,jdk.CPUTimeSample#throttle=10ms")
        .feeds("sources: []")
        .ready();
  }

  private static double perItem(Duration time) {
    return time.toNanos() / 1e6 / (FEEDS * ITEMS);
  }

  private static void await(RunningService service, int articles) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      JsonNode status = service.get("/status").json();
      if (status.at("/articles").asInt() >= articles
          && status.at("/index/lag").asInt() == 0
          && status.at("/alerts/lag").asInt() == 0) return;
      TimeUnit.MILLISECONDS.sleep(500);
    }
    throw new AssertionError("waited in vain for " + articles + " articles");
  }

  private static Map<Stage, Double> shares(Path recording, Instant begin, Instant end)
      throws Exception {
    Map<Stage, Integer> counts = new EnumMap<>(Stage.class);
    int all = 0;
    try (var file = new RecordingFile(recording)) {
      while (file.hasMoreEvents()) {
        RecordedEvent event = file.readEvent();
        if (!event.getEventType().getName().equals("jdk.CPUTimeSample")) continue;
        if (event.getStartTime().isBefore(begin) || event.getStartTime().isAfter(end)) continue;
        counts.merge(stage(event), 1, Integer::sum);
        all++;
      }
    }
    Map<Stage, Double> shares = new EnumMap<>(Stage.class);
    for (var count : counts.entrySet()) shares.put(count.getKey(), (double) count.getValue() / all);
    return shares;
  }

  /** The innermost call that says what is being done. */
  private static Stage stage(RecordedEvent sample) {
    RecordedThread thread = sample.getThread("eventThread");
    String name = thread == null || thread.getJavaName() == null ? "" : thread.getJavaName();
    if (INDEXING.stream().anyMatch(name::startsWith)) return Stage.INDEX;
    if (name.startsWith("follower-alerts")) return Stage.MATCH;
    if (name.startsWith("H2") || name.startsWith("MVStore")) return Stage.WRITE;
    if (sample.getStackTrace() == null) return Stage.REST;
    for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
      Stage stage = stage(frame.getMethod().getType().getName(), frame.getMethod().getName());
      if (stage != Stage.REST) return stage;
    }
    return Stage.REST;
  }

  private static Stage stage(String type, String method) {
    if (type.startsWith("io.riskwire.story.Stories$Grouping"))
      return method.equals("place") ? Stage.GROUP : Stage.WRITE;
    if (type.startsWith("io.riskwire.intake.Intake") && method.equals("read")) return Stage.READ;
    if (type.startsWith("io.riskwire.risk.Incidents")) return Stage.COUNT;
    if (type.startsWith("io.riskwire.intake.Writer")) return Stage.WRITE;
    if (type.startsWith("io.riskwire.article.Articles")) return Stage.WRITE;
    if (type.startsWith("io.riskwire.collect.Ledger")) return Stage.WRITE;
    if (type.startsWith("io.riskwire.collect.Items")) return Stage.WRITE;
    if (type.startsWith("io.riskwire.collect.FeedReader")) return Stage.PARSE;
    if (type.startsWith("io.riskwire.article.Extractor")) return Stage.PARSE;
    if (type.startsWith("io.riskwire.net")) return Stage.FETCH;
    return Stage.REST;
  }
}
