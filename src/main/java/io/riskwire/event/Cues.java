package io.riskwire.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the rules whose words stand in a sentence, as they are or as forms of a verb. */
final class Cues {
  private record Cue(Rule rule, String[] words) {}

  private final Map<String, List<Cue>> byFirst = new HashMap<>();

  Cues(List<Rule> rules) {
    for (Rule rule : rules)
      for (String words : rule.words()) {
        String[] parts = words.split("_");
        byFirst.computeIfAbsent(parts[0], k -> new ArrayList<>()).add(new Cue(rule, parts));
      }
  }

  /** Whether some cue begins with the word. */
  boolean startsWith(String word) {
    return byFirst.containsKey(word);
  }

  Set<Rule> in(Sentence sentence) {
    Set<Rule> found = new LinkedHashSet<>();
    for (int i = sentence.from(); i < sentence.to(); i++) {
      add(sentence, i, sentence.passage().lower(i), found);
      Word word = sentence.passage().lexicon[i];
      if (word != null && word.lemma != null && !word.lemma.equals(sentence.passage().lower(i)))
        add(sentence, i, word.lemma, found);
    }
    return found;
  }

  private void add(Sentence sentence, int at, String first, Set<Rule> found) {
    for (Cue cue : byFirst.getOrDefault(first, List.of()))
      if (standsBehind(cue.words, sentence, at)) found.add(cue.rule);
  }

  private static boolean standsBehind(String[] words, Sentence sentence, int at) {
    int i = at + 1;
    for (int w = 1; w < words.length; w++, i++) {
      if (sentence.passage().lower(i).equals("-")) i++;
      if (i >= sentence.to() || !sentence.passage().lower(i).equals(words[w])) return false;
    }
    return true;
  }
}
