package io.riskwire.event;

import java.util.Arrays;

/** Says how probable it is that an article tells of each type, and which words say so. */
final class Judge {
  private static final int YES = 0;

  private final TypeFeatures features;
  private final Network words;
  private final Model verdict;

  Judge(Lexicon lexicon, Models models) {
    features = new TypeFeatures(lexicon);
    words = models.words();
    verdict = models.verdict();
  }

  /** What the judge makes of an article. */
  record Verdict(Tally words, double[] probabilities) {
    double probability(EventType type) {
      return probabilities[type.ordinal()];
    }

    /** The probability of the most probable type. */
    double most() {
      return Arrays.stream(probabilities).max().orElse(0);
    }
  }

  Verdict of(Material article) {
    EventType[] types = EventType.values();
    Tally tally = words.tally();
    features.of(article, tally);
    double[] sums = new double[types.length];
    for (EventType type : types) sums[type.ordinal()] = tally.sum(type.ordinal());
    double[] probabilities = new double[types.length];
    for (EventType type : types) {
      Tally joined = verdict.tally();
      VerdictFeatures.of(article, type, sums, joined);
      probabilities[type.ordinal()] = joined.probability(YES);
    }
    return new Verdict(tally, probabilities);
  }
}
