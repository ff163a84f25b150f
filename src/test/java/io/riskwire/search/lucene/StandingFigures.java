package io.riskwire.search.lucene;

import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Subscribers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast articles are matched with many subscriptions, and how soon a changed one is
 * heeded: {@code main USUAL COUNT…}, how many of the most frequent words nobody subscribes to, and
 * how many subscriptions there are.
 */
public final class StandingFigures {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-07-15T12:00:00Z"));
  private static final int DOCS = 2_000;
  private static final int WARMING = 2;
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private StandingFigures() {}

  public static void main(String[] args) throws IOException {
    for (int i = 1; i < args.length; i++) {
      var subscribers = new Subscribers(Integer.parseInt(args[0]));
      List<Doc> docs = subscribers.docs(DOCS, CLOCK.instant());
      measure(docs, subscribers.queries(Integer.parseInt(args[i])));
    }
  }

  public static void measure(List<Doc> docs, Map<Long, Query> queries) throws IOException {
    try (var standing = new LuceneStanding(CLOCK)) {
      long start = System.nanoTime();
      int refused = standing.put(queries).size();
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      for (int round = 0; round < WARMING; round++) docs.forEach(standing::match);
      long fits = 0;
      long computing = CPU.getCurrentThreadCpuTime();
      start = System.nanoTime();
      for (Doc doc : docs) fits += standing.match(doc).size();
      double seconds = (System.nanoTime() - start) / 1e9;
      double computed = (CPU.getCurrentThreadCpuTime() - computing) / 1e9;
      System.out.printf(
          "%d subscriptions (%d refused) taken in %d s; %.1f fits an article; %.0f articles a"
              + " second, %.0f a second of computing; one changed in %s ms%n",
          queries.size(),
          refused,
          taken.toSeconds(),
          (double) fits / docs.size(),
          docs.size() / seconds,
          docs.size() / computed,
          changes(standing));
    }
  }

  /** How long it takes until a changed subscription is heeded: the slowest and the usual of 50. */
  private static String changes(LuceneStanding standing) {
    long[] times = new long[50];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      standing.put(Map.of((long) i, QueryParser.parse("another" + i, name -> name)));
      times[i] = (System.nanoTime() - start) / 1_000_000;
    }
    Arrays.sort(times);
    return times[times.length / 2] + " to " + times[times.length - 1];
  }
}
