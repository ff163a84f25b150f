package io.riskwire.vendor;

/** A vendor that one way of reading leads to, how surely, and why. */
record Hint(String vendor, double score, String reason) {
  /** The least score, in hundredths, with which anybody is worth a look. */
  static final int LEAST = 30;

  Hint times(double factor) {
    return new Hint(vendor, score * factor, reason);
  }

  boolean isWorthALook() {
    return score * 100 >= LEAST;
  }
}
