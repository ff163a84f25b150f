package io.riskwire.event;

/**
 * Takes the features that a model judges by. A feature is a template with up to three words; {@code
 * place} says where it stands ({@link #place}), {@link #NOWHERE} where it is of the article as a
 * whole.
 */
interface Features {
  int NOWHERE = -1;

  void add(int place, String template, String first, String second, String third);

  default void add(int place, String template, String first, String second) {
    add(place, template, first, second, "");
  }

  default void add(int place, String template, String first) {
    add(place, template, first, "", "");
  }

  /** A word of a sentence as one number. */
  static int place(Sentence s, int word) {
    return s.order() << 8 | Math.min(255, word - s.from());
  }
}
