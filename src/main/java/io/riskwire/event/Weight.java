package io.riskwire.event;

import java.time.LocalDate;

/**
 * How much a frame weighs: what the rule is worth, times how prominent its sentence is, times what
 * speaks against news (background, a question, a condition).
 */
final class Weight {
  private Weight() {}

  static double of(Frame frame, LocalDate published) {
    double weight = frame.rule.strength() * position(frame.sentence);
    if (isBackground(frame, published)) weight *= 0.4;
    if (isQuestion(frame.sentence)) weight *= 0.4;
    if (isCondition(frame)) weight *= 0.4;
    return weight;
  }

  private static double position(Sentence s) {
    if (s.isTitle()) return 1;
    if (s.order() <= 3) return 0.95;
    if (s.order() <= 6) return 0.8;
    return s.order() <= 12 ? 0.65 : 0.4;
  }

  /** Told in the past perfect, or with a year or a time long gone. */
  private static boolean isBackground(Frame frame, LocalDate published) {
    Predicate p = frame.predicate;
    if (p != null && p.isPastPerfect && !frame.sentence.isTitle() && frame.sentence.order() > 2)
      return true;
    Passage passage = frame.sentence.passage();
    for (int i = frame.sentence.from(); i < frame.sentence.to(); i++) {
      String word = passage.lower(i);
      if (isOldYear(word, published) && isAfterIn(passage, i)) return true;
      if (word.equals("ago") && passage.lower(i - 1).startsWith("year")) return true;
      if (word.equals("last") && passage.lower(i + 1).equals("year")) return true;
      if (word.equals("previously") || word.equals("previous")) return frame.sentence.order() > 2;
    }
    return false;
  }

  private static boolean isAfterIn(Passage passage, int i) {
    String before = passage.lower(i - 1);
    return before.equals("in")
        || before.equals("since")
        || before.equals("of")
        || before.equals("to");
  }

  private static boolean isOldYear(String word, LocalDate published) {
    if (word.length() != 4 || !(word.startsWith("19") || word.startsWith("20"))) return false;
    int year = 0;
    for (int i = 0; i < 4; i++) {
      if (!Character.isDigit(word.charAt(i))) return false;
      year = year * 10 + word.charAt(i) - '0';
    }
    return year < published.getYear();
  }

  private static boolean isQuestion(Sentence s) {
    return s.passage().lower(s.to() - 1).equals("?");
  }

  private static boolean isCondition(Frame frame) {
    int from = frame.predicate == null ? frame.from : frame.predicate.from;
    for (int i = from - 1; i >= frame.sentence.from() && from - i < 12; i--) {
      String word = frame.sentence.passage().lower(i);
      if (word.equals(",")) return false;
      if (word.equals("if") || word.equals("whether") || word.equals("unless")) return true;
    }
    return false;
  }
}
