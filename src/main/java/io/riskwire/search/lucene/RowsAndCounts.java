package io.riskwire.search.lucene;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;

/**
 * Searches for rows, and counts beside. In a segment with few hits both look at each of them. Where
 * there are many, each goes for itself: rows pass over what cannot come among the first, and
 * counting needs no scores. Then another core may count meanwhile.
 */
final class RowsAndCounts extends IndexSearcher {
  /** Found by trial. */
  private static final long MANY = 5_000;

  private static final Comparator<LeafReaderContext> LARGEST =
      Comparator.comparingInt((LeafReaderContext segment) -> segment.reader().maxDoc()).reversed();

  private final Query query;
  private final Tally tally;
  private Set<LeafReaderContext> apart = Set.of();

  /** {@code query}: what is counted. */
  RowsAndCounts(IndexReader reader, Query query, Tally tally) {
    super(reader);
    this.query = query;
    this.tally = tally;
  }

  @Override
  protected void search(LeafReaderContextPartition[] segments, Weight weight, Collector rows)
      throws IOException {
    List<LeafReaderContext> many = withMany(segments, weight);
    if (many.isEmpty()) {
      super.search(segments, weight, rows);
      return;
    }
    apart = Set.copyOf(many);
    try (Counting counting = new Counting(many)) {
      super.search(segments, weight, rows);
      counting.on(tally);
    }
  }

  private static List<LeafReaderContext> withMany(
      LeafReaderContextPartition[] segments, Weight weight) throws IOException {
    List<LeafReaderContext> found = new ArrayList<>();
    for (LeafReaderContextPartition segment : segments) {
      ScorerSupplier hits = weight.scorerSupplier(segment.ctx);
      if (hits != null && hits.cost() > MANY) found.add(segment.ctx);
    }
    return found;
  }

  @Override
  protected void searchLeaf(
      LeafReaderContext segment, int from, int to, Weight weight, Collector rows)
      throws IOException {
    Collector both = apart.contains(segment) ? rows : MultiCollector.wrap(rows, tally);
    super.searchLeaf(segment, from, to, weight, both);
  }

  private void count(LeafReaderContext segment, Weight weight, Tally tally) throws IOException {
    super.searchLeaf(segment, 0, DocIdSetIterator.NO_MORE_DOCS, weight, tally);
  }

  /**
   * Counts segments, the largest first, on a thread of its own and on that of whoever asked, when
   * that has found the rows. Where no core is free, the latter does it all.
   */
  private final class Counting implements Closeable {
    private final Queue<LeafReaderContext> waiting = new ConcurrentLinkedQueue<>();
    private final Weight weight;
    private final Tally aside = tally.another();
    private final FutureTask<Boolean> help = new FutureTask<>(() -> on(aside));

    Counting(List<LeafReaderContext> segments) throws IOException {
      segments.stream().sorted(LARGEST).forEach(waiting::add);
      weight = createWeight(rewrite(Unscored.of(query)), ScoreMode.COMPLETE_NO_SCORES, 1);
      tally.setWeight(weight);
      aside.setWeight(weight);
      Thread.startVirtualThread(help);
    }

    boolean on(Tally tally) throws IOException {
      for (LeafReaderContext segment; (segment = waiting.poll()) != null; )
        count(segment, weight, tally);
      return true;
    }

    /** Nothing may go on reading when the index is given back. */
    @Override
    public void close() throws IOException {
      waiting.clear();
      help.run();
      try {
        help.get();
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      } catch (ExecutionException failed) {
        if (failed.getCause() instanceof IOException unreadable) throw unreadable;
        if (failed.getCause() instanceof RuntimeException tooLate) throw tooLate;
        throw new IllegalStateException(failed);
      } finally {
        tally.add(aside);
      }
    }
  }
}
