package io.riskwire.search.lucene;

import java.io.IOException;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;

/** The scorers that another supplies, each within one of ours; what they cost is the same. */
final class WrappedScorers extends ScorerSupplier {
  /** Puts a scorer into another. */
  interface Wrapping {
    Scorer of(Scorer scorer) throws IOException;
  }

  private final ScorerSupplier in;
  private final Wrapping wrapping;

  WrappedScorers(ScorerSupplier in, Wrapping wrapping) {
    this.in = in;
    this.wrapping = wrapping;
  }

  @Override
  public Scorer get(long leadCost) throws IOException {
    return wrapping.of(in.get(leadCost));
  }

  @Override
  public long cost() {
    return in.cost();
  }

  @Override
  public void setTopLevelScoringClause() throws IOException {
    in.setTopLevelScoringClause();
  }
}
