package io.riskwire.search.lucene;

import io.riskwire.search.Standing;
import java.time.InstantSource;

/** The real matcher of standing queries, for tests of who uses it. */
public final class Standings {
  private Standings() {}

  public static Standing at(InstantSource clock) {
    return new LuceneStanding(clock);
  }
}
