package io.riskwire.event;

import java.util.List;

/**
 * The features by which it is judged whether an article tells of a type: how its words weigh, what
 * the rules found, and what else it tells. They are the same for all types, so that a rare type
 * profits from the others.
 */
final class VerdictFeatures {
  private static final double[] STEPS = {
    -6, -5, -4.5, -4, -3.5, -3, -2.5, -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2, 2.5, 3, 4, 5
  };

  private static final double[] STEPS_OF_OTHERS = {
    -6, -5, -4, -3.25, -2.5, -1.75, -1, -0.5, 0, 0.5, 1, 2, 3
  };

  private VerdictFeatures() {}

  /** {@code words}: what the words weigh for each type, by its ordinal. */
  static void of(Material article, EventType type, double[] words, Features out) {
    List<Frame> frames = article.byType().getOrDefault(type, List.of());
    String rules = frames.isEmpty() ? "none" : "found";
    String label = type.label();
    add(out, "TYPE", label, "");
    add(out, "RULES", rules, "");
    add(out, "RULES", rules, label);
    for (double step : STEPS)
      if (words[type.ordinal()] >= step) {
        add(out, "WORDS", Double.toString(step), "");
        add(out, "WORDS", Double.toString(step), rules);
      }
    double other = -9;
    for (EventType t : EventType.values())
      if (t != type) other = Math.max(other, words[t.ordinal()]);
    for (double step : STEPS_OF_OTHERS)
      if (other >= step) add(out, "OTHER", Double.toString(step), rules);
    boolean clear = words[type.ordinal()] >= other;
    add(out, "MOST", clear ? "this" : "another", rules);
    add(out, "TYPES", Integer.toString(Math.min(3, article.byType().size())), rules);
    seen(article, type, rules, out);
  }

  /** What rules read and held to be background counts otherwise than what they did not read. */
  private static void seen(Material article, EventType type, String rules, Features out) {
    boolean strong = false, seen = false;
    for (Frame f : article.frames()) {
      if (f.type != type || f.rule.has(Rule.Flag.ASIDE) || f.rule.has(Rule.Flag.ANSWER)) continue;
      seen = true;
      strong |= f.weight >= 0.5;
    }
    String what = strong ? "strong" : seen ? "discounted" : "none";
    add(out, "SEEN", what, rules);
    add(out, "SEEN", what + "/" + rules, type.label());
  }

  private static void add(Features out, String template, String first, String second) {
    out.add(Features.NOWHERE, template, first, second);
  }
}
