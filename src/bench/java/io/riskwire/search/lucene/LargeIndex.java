package io.riskwire.search.lucene;

import io.riskwire.search.Ask;
import io.riskwire.search.Ask.Facet;
import io.riskwire.search.Doc;
import io.riskwire.search.Hits;
import io.riskwire.search.Load;
import io.riskwire.search.MadeUp;
import io.riskwire.search.MadeUp.Question;
import io.riskwire.search.Search.Update;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The engine by itself, without database and HTTP, with more articles than the other figures have:
 * {@code main FOLDER ARTICLES COUNT fill|ask|plain}. Filling goes on where it was stopped; asking takes
 * what is there.
 */
final class LargeIndex {
  private static final int BATCH = 4_000;
  private static final int SAID_EVERY = 100_000;
  private static final int QUESTIONS = 50;
  private static final int ROUNDS = Integer.getInteger("riskwire.bench.rounds", 4);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Path home;
  private final MadeUp articles;

  private LargeIndex(Path home, MadeUp articles) {
    this.home = home;
    this.articles = articles;
  }

  public static void main(String[] args) throws Exception {
    Path home = Files.createDirectories(Path.of(args[0]));
    MadeUp articles = MadeUp.from(Path.of(args[1]), Instant.parse("2026-11-26T00:00:00Z"));
    var index = new LargeIndex(home, articles);
    switch (args[3]) {
      case "fill" -> index.fill(Long.parseLong(args[2]));
      case "ask" -> index.ask();
      case "plain" ->
          new PlainLucene(index.folder(), articles.recent()).measure(index.questions(), ROUNDS);
      default -> throw new IllegalArgumentException(args[3]);
    }
  }

  private void fill(long count) throws IOException {
    try (Shelf shelf = Files.exists(folder()) ? Shelf.open(folder()) : Shelf.begin(folder(), 0)) {
      long begun = shelf.position();
      long start = System.nanoTime();
      for (long done = begun; done < count; ) {
        List<Update> batch =
            LongStream.rangeClosed(done + 1, Math.min(count, done + BATCH))
                .parallel()
                .mapToObj(id -> (Update) new Update.Put(articles.doc(id)))
                .toList();
        done += batch.size();
        shelf.apply(done, batch);
        if (done % SAID_EVERY == 0)
          say("%d articles, %.0f/s, %.1f MB", done, (done - begun) / seconds(start), size() / 1e6);
      }
      say("indexed in %.0f s", seconds(start));
    }
    say("%d articles, %.1f MB", count, size() / 1e6);
  }

  private void ask() throws IOException {
    long start = System.nanoTime();
    try (var search = new LuceneSearch(home, InstantSource.system(), PATIENCE)) {
      say("%d articles, %.1f MB", search.position(), size() / 1e6);
      var questions = questions();
      search.find(ask(questions.get("newest").getFirst()));
      say("opened and asked for the first time: %.2f s", seconds(start));
      var cutShort = new AtomicInteger();
      var threads = ManagementFactory.getThreadMXBean();
      Load.measure(
          "the engine in process",
          questions,
          ROUNDS,
          () -> Duration.ofNanos(threads.getCurrentThreadCpuTime()),
          question -> {
            Hits hits = search.find(ask(question));
            if (hits.partial()) cutShort.incrementAndGet();
            return hits.total();
          });
      System.gc();
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      say("cut short: %d; heap after collection %.0f MB; %s", cutShort.get(), heap / 1e6, resident());
    }
  }

  private Path folder() {
    return home.resolve("lucene").resolve("1");
  }

  private Map<String, List<Question>> questions() {
    return articles.questions(QUESTIONS, 7);
  }

  private Ask ask(Question question) {
    var query = PlainLucene.tree(question, articles.recent());
    boolean newest = question.newest() || question.q().isEmpty();
    return Ask.of(Doc.Kind.ARTICLE, query, newest ? Ask.Sort.NEWEST : Ask.Sort.RELEVANCE, 20)
        .counting(EnumSet.of(Facet.TYPE, Facet.VENDOR, Facet.SOURCE));
  }

  /** What the system says that it takes, of which files are what is read of the index. */
  private static String resident() throws IOException {
    try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
      return String.join(", ", status.filter(line -> line.matches("(VmRSS|RssAnon|RssFile):.*")).map(line -> line.replaceAll("\\s+", " ")).toList());
    }
  }

  private long size() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files.mapToLong(f -> f.toFile().length()).sum();
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void say(String format, Object... values) {
    System.out.printf(Locale.ROOT, format + "%n", values);
  }
}
