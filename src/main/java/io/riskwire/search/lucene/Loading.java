package io.riskwire.search.lucene;

/**
 * Initialises Lucene's classes in one thread. {@code IndexWriter} and {@code TestSecrets}
 * initialise each other (Lucene 10.3): when the index and the standing queries were opened at one
 * moment, the two threads waited for each other for ever, and on two cores nothing else ran either,
 * since a virtual thread that waits for a class keeps its carrier.
 */
final class Loading {
  static {
    try {
      Class.forName("org.apache.lucene.index.IndexWriter");
    } catch (ClassNotFoundException missing) {
      throw new ExceptionInInitializerError(missing);
    }
  }

  private Loading() {}

  /** Returns when they are initialised; to be called before anything is opened. */
  static void await() {}
}
