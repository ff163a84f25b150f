package io.riskwire.event;

import java.util.ArrayList;
import java.util.List;

/**
 * Tells articles that report nothing: opinion, advice, surveys, reviews, what-ifs, look-backs. The
 * wordings are {@code gates.txt}.
 */
final class Gates {
  private record Wording(String gate, String[] words) {}

  private final List<Wording> wordings = new ArrayList<>();

  Gates() {
    for (WordFile.Line line : WordFile.read("gates.txt").lines())
      for (String words : line.words()) wordings.add(new Wording(line.key(), words.split("_")));
  }

  /** The wording that makes the article one without news; empty where it may have news. */
  String closed(List<Passage> passages, List<Sentence> sentences) {
    for (Wording w : wordings)
      for (Sentence s : sentences)
        if (concerns(w.gate, s) && stands(w, s)) return w.gate + ": " + String.join(" ", w.words);
    return "";
  }

  private static boolean concerns(String gate, Sentence s) {
    return switch (gate) {
      case "title-start", "title" -> s.isTitle();
      case "lead" -> s.order() <= 3;
      case "text" -> true;
      default -> throw new IllegalStateException("gates.txt: " + gate);
    };
  }

  private static boolean stands(Wording w, Sentence s) {
    if (w.gate.equals("title-start")) return s.order() == 0 && standsAt(w.words, s, s.from());
    for (int i = s.from(); i < s.to(); i++) if (standsAt(w.words, s, i)) return true;
    return false;
  }

  private static boolean standsAt(String[] words, Sentence s, int at) {
    for (int i = 0; i < words.length; i++) {
      if (at + i >= s.to()) return false;
      Passage p = s.passage();
      boolean fits =
          words[i].equals("#")
              ? p.words.isNumber(at + i)
              : words[i].equals("*") || words[i].equals(p.lower(at + i));
      if (!fits) return false;
    }
    return true;
  }
}
