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

    /** The probability that it tells of any type, were each independent of the others. */
    double any() {
      return 1 - Arrays.stream(probabilities).reduce(1, (none, p) -> none * (1 - p));
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
