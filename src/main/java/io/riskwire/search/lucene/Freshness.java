package io.riskwire.search.lucene;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.search.FilterScorer;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Raises the score of what was published lately, by the formula of Lucene's distance feature: 1 +
 * most × pivot / (pivot + age). It is a factor, so that it decides between hits that answer about
 * equally well, however rare or common the words are; and it has a bound, so that what cannot come
 * among the first even when it is new is passed over.
 */
final class Freshness extends Query {
  private static final float MOST = 0.3f;
  private static final double PIVOT = Duration.ofDays(30).toMillis();

  private final Query query;
  private final long now;

  private Freshness(Query query, long now) {
    this.query = query;
    this.now = now;
  }

  /** {@code now}: as of when, in milliseconds. */
  static Query raising(Query query, long now) {
    return new Freshness(query, now);
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Query rewritten = query.rewrite(searcher);
    return rewritten == query ? super.rewrite(searcher) : new Freshness(rewritten, now);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    Weight weight = query.createWeight(searcher, mode, boost);
    return mode.needsScores() ? new Raised(weight) : weight;
  }

  private final class Raised extends FilterWeight {
    Raised(Weight weight) {
      super(Freshness.this, weight);
    }

    @Override
    public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException {
      ScorerSupplier supplier = in.scorerSupplier(segment);
      if (supplier == null) return null;
      LeafReader reader = FilterLeafReader.unwrap(segment.reader());
      return new WrappedScorers(supplier, scorer -> new Raising(scorer, published(reader)));
    }

    private static NumericDocValues published(LeafReader reader) throws IOException {
      return Objects.requireNonNull(
          DocValues.unwrapSingleton(DocValues.getSortedNumeric(reader, Fields.PUBLISHED)));
    }
  }

  private final class Raising extends FilterScorer {
    private final NumericDocValues published;

    Raising(Scorer scorer, NumericDocValues published) {
      super(scorer);
      this.published = published;
    }

    @Override
    public float score() throws IOException {
      return in.score() * factor(docID());
    }

    private float factor(int doc) throws IOException {
      if (!published.advanceExact(doc)) return 1;
      long age = Math.max(0, now - published.longValue());
      return (float) (1 + MOST * PIVOT / (PIVOT + age));
    }

    @Override
    public int advanceShallow(int target) throws IOException {
      return in.advanceShallow(target);
    }

    @Override
    public float getMaxScore(int upTo) throws IOException {
      return in.getMaxScore(upTo) * (1 + MOST);
    }

    @Override
    public void setMinCompetitiveScore(float least) throws IOException {
      in.setMinCompetitiveScore(Math.nextDown(least / (1 + MOST)));
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    query.visit(visitor);
  }

  @Override
  public int hashCode() {
    return Objects.hash(classHash(), query, now);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Freshness that && that.now == now && that.query.equals(query);
  }

  @Override
  public String toString(String field) {
    return "freshness as of " + now + " of " + query.toString(field);
  }
}
