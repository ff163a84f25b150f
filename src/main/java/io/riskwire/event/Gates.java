package io.riskwire.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells articles that report nothing: opinion, advice, surveys, reviews, what-ifs, look-backs. The
 * wordings are {@code gates.txt}.
 */
final class Gates {
  private record Wording(String gate, List<String> words) {}

  /** By first word; {@code #} stands for any number. */
  private final Map<String, List<Wording>> byFirst = new HashMap<>();

  Gates() {
    for (WordFile.Line line : WordFile.read("gates.txt").lines())
      for (String words : line.words()) {
        Wording wording = new Wording(line.key(), List.of(words.split("_", -1)));
        byFirst.computeIfAbsent(wording.words.getFirst(), k -> new ArrayList<>()).add(wording);
      }
  }

  /** The wording that makes the article one without news; empty where it may have news. */
  String closed(List<Passage> passages, List<Sentence> sentences) {
    for (Sentence s : sentences)
      for (int i = s.from(); i < s.to(); i++) {
        String found = closedAt(s, i, s.passage().lower(i));
        if (found.isEmpty() && s.passage().words.isNumber(i)) found = closedAt(s, i, "#");
        if (!found.isEmpty()) return found;
      }
    return "";
  }

  private static boolean concerns(String gate, Sentence s, int at) {
    return switch (gate) {
      case "title-start" -> s.order() == 0 && at == s.from();
      case "title" -> s.isTitle();
      case "lead" -> s.order() <= 3;
      case "text" -> true;
      default -> throw new IllegalStateException("gates.txt: " + gate);
    };
  }

  private String closedAt(Sentence s, int at, String first) {
    for (Wording w : byFirst.getOrDefault(first, List.of()))
      if (concerns(w.gate, s, at) && standsAt(w.words, s, at))
        return w.gate + ": " + String.join(" ", w.words);
    return "";
  }

  private static boolean standsAt(List<String> words, Sentence s, int at) {
    for (int i = 0; i < words.size(); i++) {
      if (at + i >= s.to()) return false;
      Passage p = s.passage();
      boolean fits =
          words.get(i).equals("#")
              ? p.words.isNumber(at + i)
              : words.get(i).equals("*") || words.get(i).equals(p.lower(at + i));
      if (!fits) return false;
    }
    return true;
  }
}
