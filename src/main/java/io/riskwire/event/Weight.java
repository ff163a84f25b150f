package io.riskwire.event;

import java.time.LocalDate;
import java.util.Set;

/**
 * How much a frame weighs: what the rule is worth, times how prominent its sentence is, times what
 * speaks against news (background, a question, a condition).
 */
final class Weight {
  private Weight() {}

  static double of(Frame frame, LocalDate published) {
    double weight = frame.rule.strength() * position(frame.sentence);
    if (isBackground(frame, published)) weight *= 0.4;
    if (isQuestion(frame)) weight *= 0.4;
    if (isCondition(frame)) weight *= 0.4;
    if (isSubordinate(frame)) weight *= 0.35;
    if (isVague(frame)) weight *= 0.45;
    if (isMeans(frame)) weight *= 0.45;
    return weight;
  }

  /**
   * "a kit to steal data", "hacking a camera", "after a breach exposed data": no incident is told.
   */
  private static boolean isMeans(Frame frame) {
    Predicate p = frame.predicate;
    if (frame.type != EventType.SECURITY_INCIDENT || p == null || frame.noun != null) return false;
    Phrase teller = p.subject;
    boolean breach =
        teller != null
            && teller.hangsBy.equals("after")
            && teller.entity() == null
            && teller.classes != 0
            && p.object != null
            && frame.sentence.isTitle();
    return p.isGerund || p.isInfinitive || breach;
  }

  /** A ban on "specific bots": no name, and no class that people speak of banning. */
  private static boolean isVague(Frame frame) {
    String product = frame.get(Frame.Role.PRODUCT);
    if (frame.type != EventType.TOOL_BAN || product == null || frame.get(Frame.Role.VENDOR) != null)
      return false;
    String lower = product.toLowerCase(java.util.Locale.ROOT);
    if (!lower.equals(product)) return !lower.contains("ai");
    return !lower.contains("chatbot")
        && !lower.contains("social media")
        && !lower.contains("messenger")
        && !lower.contains("drives")
        && !lower.contains("messaging");
  }

  /**
   * "fined over a breach", "recovers after an attack": the noun gives the reason for other news.
   */
  private static boolean isSubordinate(Frame frame) {
    return frame.noun != null && REASONS.contains(frame.noun.hangsBy);
  }

  private static final Set<String> REASONS =
      Set.of(
          "over",
          "after",
          "following",
          "about",
          "from",
          "to",
          "into",
          "since",
          "against",
          "amid",
          "despite",
          "with",
          "for",
          "before",
          "during",
          "on");

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

  /** "Firm denies breach: so what happened?" asks in its second half only. */
  private static boolean isQuestion(Frame frame) {
    Sentence s = frame.sentence;
    if (!s.passage().lower(s.to() - 1).equals("?")) return false;
    for (int i = frame.to; i < s.to(); i++) if (s.passage().lower(i).equals(":")) return false;
    return true;
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
