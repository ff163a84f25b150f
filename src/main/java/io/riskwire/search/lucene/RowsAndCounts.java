package io.riskwire.search.lucene;

import java.io.IOException;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MultiCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Searches for rows, and counts beside. In a segment with few hits both look at each of them. Where
 * there are many, each goes for itself: rows pass over what cannot come among the first, and
 * counting needs no scores.
 */
final class RowsAndCounts extends IndexSearcher {
  /** Found by trial: a phrase of common words promises more hits than it has. */
  private static final long MANY = 20_000;

  /** The first by time are found at once. */
  private static final long MANY_BY_TIME = 5_000;

  private final Query query;
  private final Tally tally;
  private @Nullable Weight counting;

  /** {@code query}: what is counted. */
  RowsAndCounts(IndexReader reader, Query query, Tally tally) {
    super(reader);
    this.query = query;
    this.tally = tally;
  }

  @Override
  protected void searchLeaf(
      LeafReaderContext segment, int from, int to, Weight weight, Collector rows)
      throws IOException {
    ScorerSupplier hits = weight.scorerSupplier(segment);
    long many = rows.scoreMode().needsScores() ? MANY : MANY_BY_TIME;
    if (hits != null && hits.cost() > many) {
      super.searchLeaf(segment, from, to, weight, rows);
      super.searchLeaf(segment, from, to, counting(), tally);
    } else {
      super.searchLeaf(segment, from, to, weight, MultiCollector.wrap(rows, tally));
    }
  }

  private Weight counting() throws IOException {
    if (counting == null) {
      counting = createWeight(rewrite(Unscored.of(query)), ScoreMode.COMPLETE_NO_SCORES, 1);
      tally.setWeight(counting);
    }
    return counting;
  }
}
