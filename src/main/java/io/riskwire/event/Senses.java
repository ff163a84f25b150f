package io.riskwire.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what words roughly say, whichever of many words an editor chose: {@code senses.txt}. */
final class Senses {
  private record Wording(String sense, List<String> words) {}

  private final Map<String, List<Wording>> byFirst = new HashMap<>();

  Senses() {
    for (WordFile.Line line : WordFile.read("senses.txt").lines())
      for (String words : line.words()) {
        Wording wording = new Wording(line.key(), List.of(words.split("_", -1)));
        byFirst.computeIfAbsent(wording.words.getFirst(), k -> new ArrayList<>()).add(wording);
      }
  }

  /** Adds to {@code found} the senses of what begins at a word. */
  void at(Sentence s, int word, List<String> found) {
    String base = Abstract.word(s.passage(), word);
    String lower = s.passage().lower(word);
    add(s, word, base, found);
    if (!lower.equals(base)) add(s, word, lower, found);
  }

  private void add(Sentence s, int word, String first, List<String> found) {
    List<Wording> begun = byFirst.get(first);
    if (begun == null) return;
    for (Wording w : begun)
      if (standsAt(w, s, word) && !found.contains(w.sense)) found.add(w.sense);
  }

  private static boolean standsAt(Wording w, Sentence s, int word) {
    int i = word + 1;
    for (int k = 1; k < w.words.size(); k++, i++) {
      if (i < s.to() && s.passage().lower(i).equals("-")) i++;
      if (i >= s.to()) return false;
      String wanted = w.words.get(k);
      if (!wanted.equals(s.passage().lower(i)) && !wanted.equals(Abstract.word(s.passage(), i)))
        return false;
    }
    return true;
  }
}
