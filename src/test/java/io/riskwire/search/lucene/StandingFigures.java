package io.riskwire.search.lucene;

import io.riskwire.search.Doc;
import io.riskwire.search.Query;
import io.riskwire.search.QueryParser;
import io.riskwire.search.Subscribers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * Measures how fast articles are matched with many subscriptions: {@code main USUAL COUNT…}, how
 * many of the most frequent words nobody subscribes to, and how many subscriptions there are.
 */
public final class StandingFigures {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-07-15T12:00:00Z"));
  private static final int DOCS = 2_000;

  private StandingFigures() {}

  public static void main(String[] args) throws IOException {
    for (int i = 1; i < args.length; i++) {
      Subscribers subscribers = new Subscribers(Integer.parseInt(args[0]));
      List<Doc> docs = subscribers.docs(DOCS, CLOCK.instant());
      measure(docs, subscribers.queries(Integer.parseInt(args[i])));
    }
  }

  public static void measure(List<Doc> docs, Map<Long, Query> queries) throws IOException {
    try (var standing = new LuceneStanding(CLOCK)) {
      long start = System.nanoTime();
      int refused = standing.put(queries).size();
      Duration taken = Duration.ofNanos(System.nanoTime() - start);
      for (Doc doc : docs.subList(0, docs.size() / 2)) standing.match(doc); // warm
      long fits = 0;
      start = System.nanoTime();
      for (Doc doc : docs) fits += standing.match(doc).size();
      double seconds = (System.nanoTime() - start) / 1e9;
      start = System.nanoTime();
      standing.put(Map.of(1L, QueryParser.parse("another", name -> name)));
      Duration change = Duration.ofNanos(System.nanoTime() - start);
      System.out.printf(
          "%d subscriptions (%d refused) taken in %s; %.1f fits an article; %.0f articles a second;"
              + " one changed in %s%n",
          queries.size(),
          refused,
          taken,
          (double) fits / docs.size(),
          docs.size() / seconds,
          change);
    }
  }
}
