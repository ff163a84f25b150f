package io.riskwire.search.lucene;

import java.io.IOException;
import java.time.Duration;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedNumericDocValues;
import org.apache.lucene.queries.function.FunctionScoreQuery;
import org.apache.lucene.search.DoubleValues;
import org.apache.lucene.search.DoubleValuesSource;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;

/**
 * Raises the score of what was published lately, by the formula of Lucene's distance feature: 1 +
 * most × pivot / (pivot + age). It is a factor, so that it decides between hits that answer about
 * equally well, however rare or common the words are.
 */
final class Freshness extends DoubleValuesSource {
  private static final double MOST = 0.3;
  private static final double PIVOT = Duration.ofDays(30).toMillis();

  private final long now;

  private Freshness(long now) {
    this.now = now;
  }

  /** {@code now}: as of when, in milliseconds. */
  static Query raising(Query query, long now) {
    return FunctionScoreQuery.boostByValue(query, new Freshness(now));
  }

  @Override
  public DoubleValues getValues(LeafReaderContext segment, DoubleValues scores) throws IOException {
    SortedNumericDocValues published =
        DocValues.getSortedNumeric(segment.reader(), Fields.PUBLISHED);
    return new DoubleValues() {
      @Override
      public double doubleValue() throws IOException {
        long age = Math.max(0, now - published.nextValue());
        return 1 + MOST * PIVOT / (PIVOT + age);
      }

      @Override
      public boolean advanceExact(int doc) throws IOException {
        return published.advanceExact(doc);
      }
    };
  }

  @Override
  public boolean needsScores() {
    return false;
  }

  @Override
  public DoubleValuesSource rewrite(IndexSearcher searcher) {
    return this;
  }

  @Override
  public boolean isCacheable(LeafReaderContext segment) {
    return true;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(now);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Freshness that && that.now == now;
  }

  @Override
  public String toString() {
    return "freshness as of " + now;
  }
}
