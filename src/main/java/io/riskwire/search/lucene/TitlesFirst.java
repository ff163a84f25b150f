package io.riskwire.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.FilterWeight;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.jspecify.annotations.Nullable;

/**
 * Passes over what has none of the words in its title, once so many were found that have one that
 * the others cannot come among the first: a word weighs more in a title, and a common one stands in
 * hundreds of thousands of texts. Scores are those of the query itself. (Lucene does so for sums of
 * words, but not for the better of two fields with a part of the other.)
 */
final class TitlesFirst extends Query {
  /** Of sums of floats that may be taken in another order. */
  private static final float ROUNDING = 1.0001f;

  private final Query query;

  /** Scores no less than the query does where no title has a word. */
  private final Query texts;

  private final Query titles;

  private TitlesFirst(Query query, Query texts, Query titles) {
    this.query = query;
    this.texts = texts;
    this.titles = titles;
  }

  /** The same query where there is nothing to gain. */
  static Query of(Query query) {
    List<Query> found = new ArrayList<>();
    Query texts = withoutTitles(query, found);
    if (found.isEmpty()) return query;
    var titles = new BooleanQuery.Builder();
    for (Query title : found) titles.add(Unscored.of(title), Occur.SHOULD);
    return new TitlesFirst(query, texts, titles.build());
  }

  private static Query withoutTitles(Query query, List<Query> titles) {
    return switch (query) {
      case DisjunctionMaxQuery best -> withoutTitle(best, titles);
      case BooleanQuery clauses -> withoutTitles(clauses, titles);
      // to look for what fits would cost more than its score is worth
      case PrefixQuery prefix -> new ConstantScoreQuery(new MatchAllDocsQuery());
      case ConstantScoreQuery constant -> new ConstantScoreQuery(new MatchAllDocsQuery());
      default -> query;
    };
  }

  private static Query withoutTitle(DisjunctionMaxQuery best, List<Query> titles) {
    List<Query> others = new ArrayList<>();
    for (Query each : best) {
      if (each instanceof BoostQuery title) titles.add(title.getQuery());
      else others.add(withoutTitles(each, titles));
    }
    return new DisjunctionMaxQuery(others, best.getTieBreakerMultiplier());
  }

  /** Conditions add nothing to the score. */
  private static Query withoutTitles(BooleanQuery clauses, List<Query> titles) {
    var scored = new BooleanQuery.Builder();
    for (BooleanClause clause : clauses)
      if (clause.isScoring()) scored.add(withoutTitles(clause.query(), titles), clause.occur());
    return scored.build();
  }

  @Override
  public Query rewrite(IndexSearcher searcher) throws IOException {
    Query query = this.query.rewrite(searcher);
    Query texts = this.texts.rewrite(searcher);
    Query titles = this.titles.rewrite(searcher);
    boolean isSame = query == this.query && texts == this.texts && titles == this.titles;
    return isSame ? super.rewrite(searcher) : new TitlesFirst(query, texts, titles);
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost)
      throws IOException {
    Weight weight = query.createWeight(searcher, mode, boost);
    return mode == ScoreMode.TOP_SCORES ? new Narrowed(weight, searcher, boost) : weight;
  }

  private final class Narrowed extends FilterWeight {
    private final IndexSearcher searcher;
    private final float boost;
    private @Nullable Weight ofTexts;
    private @Nullable Weight ofTitles;

    Narrowed(Weight weight, IndexSearcher searcher, float boost) {
      super(TitlesFirst.this, weight);
      this.searcher = searcher;
      this.boost = boost;
    }

    @Override
    public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException {
      ScorerSupplier supplier = in.scorerSupplier(segment);
      if (supplier == null) return null;
      return new WrappedScorers(supplier, scorer -> new Narrowing(scorer, this, segment));
    }

    /** The highest score in a segment of what has no word in its title. */
    float most(LeafReaderContext segment) throws IOException {
      if (ofTexts == null) ofTexts = texts.createWeight(searcher, ScoreMode.TOP_SCORES, boost);
      Scorer scorer = ofTexts.scorer(segment);
      if (scorer == null) return 0;
      scorer.advanceShallow(0);
      return scorer.getMaxScore(DocIdSetIterator.NO_MORE_DOCS);
    }

    DocIdSetIterator titles(LeafReaderContext segment) throws IOException {
      if (ofTitles == null)
        ofTitles = titles.createWeight(searcher, ScoreMode.COMPLETE_NO_SCORES, boost);
      Scorer scorer = ofTitles.scorer(segment);
      return scorer == null ? DocIdSetIterator.empty() : scorer.iterator();
    }
  }

  private static final class Narrowing extends Scorer {
    private final Scorer scorer;
    private final Narrowed weight;
    private final LeafReaderContext segment;
    private final DocIdSetIterator all;
    private @Nullable Float most;
    private @Nullable DocIdSetIterator titles;

    Narrowing(Scorer scorer, Narrowed weight, LeafReaderContext segment) {
      this.scorer = scorer;
      this.weight = weight;
      this.segment = segment;
      all = scorer.iterator();
    }

    @Override
    public void setMinCompetitiveScore(float least) throws IOException {
      scorer.setMinCompetitiveScore(least);
      if (titles != null) return;
      if (most == null) most = weight.most(segment) * ROUNDING;
      if (least > most) titles = weight.titles(segment);
    }

    @Override
    public DocIdSetIterator iterator() {
      return new DocIdSetIterator() {
        @Override
        public int docID() {
          return all.docID();
        }

        @Override
        public int nextDoc() throws IOException {
          return titles == null ? all.nextDoc() : next(titles, all.docID() + 1);
        }

        @Override
        public int advance(int target) throws IOException {
          return titles == null ? all.advance(target) : next(titles, target);
        }

        @Override
        public long cost() {
          return all.cost();
        }
      };
    }

    private int next(DocIdSetIterator titles, int target) throws IOException {
      for (int doc = target; ; ) {
        int title = titles.docID() < doc ? titles.advance(doc) : titles.docID();
        doc = all.docID() < title ? all.advance(title) : all.docID();
        if (doc == title) return doc;
      }
    }

    @Override
    public int docID() {
      return all.docID();
    }

    @Override
    public float score() throws IOException {
      return scorer.score();
    }

    @Override
    public int advanceShallow(int target) throws IOException {
      return scorer.advanceShallow(target);
    }

    @Override
    public float getMaxScore(int upTo) throws IOException {
      return scorer.getMaxScore(upTo);
    }
  }

  @Override
  public void visit(QueryVisitor visitor) {
    query.visit(visitor);
  }

  @Override
  public int hashCode() {
    return Objects.hash(classHash(), query);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TitlesFirst that && that.query.equals(query);
  }

  @Override
  public String toString(String field) {
    return "titles first of " + query.toString(field);
  }
}
