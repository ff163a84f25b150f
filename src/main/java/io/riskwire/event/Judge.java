package io.riskwire.event;

/** Says how probable it is that an article tells of each type, and which words say so. */
final class Judge {
  private static final int YES = 0;

  private final TypeFeatures features;
  private final Model words;
  private final Model verdict;

  Judge(Lexicon lexicon, Models models) {
    features = new TypeFeatures(lexicon);
    words = models.words();
    verdict = models.verdict();
  }

  /** What the judge makes of an article. */
  record Verdict(Model.Tally words, double[] probabilities) {
    double probability(EventType type) {
      return probabilities[type.ordinal()];
    }
  }

  Verdict of(Material article) {
    EventType[] types = EventType.values();
    Model.Tally tally = words.tally();
    features.of(article, tally);
    double[] sums = new double[types.length];
    for (EventType type : types) sums[type.ordinal()] = tally.sum(type.ordinal());
    double[] probabilities = new double[types.length];
    for (EventType type : types) {
      Model.Tally joined = verdict.tally();
      VerdictFeatures.of(article, type, sums, joined);
      probabilities[type.ordinal()] = joined.probability(YES);
    }
    return new Verdict(tally, probabilities);
  }
}
