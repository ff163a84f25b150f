package io.riskwire.event;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds why a thing was done: words of {@code reasons.txt} in the sentences that tell of it. */
final class Reasons {
  private final Map<String, Set<Reason>> byWord = new HashMap<>();

  Reasons() {
    for (WordFile.Line line : WordFile.read("reasons.txt").lines()) {
      Reason reason =
          Reason.valueOf(line.key().toUpperCase(java.util.Locale.ROOT).replace('-', '_'));
      for (String word : line.words())
        byWord.computeIfAbsent(word, k -> EnumSet.noneOf(Reason.class)).add(reason);
    }
  }

  Set<Reason> in(List<Sentence> sentences) {
    Set<Reason> found = EnumSet.noneOf(Reason.class);
    for (Sentence s : sentences)
      for (int i = s.from(); i < s.to(); i++)
        found.addAll(byWord.getOrDefault(s.passage().lower(i), Set.of()));
    return found;
  }
}
