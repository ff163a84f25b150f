package io.riskwire.event;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the rules whose words stand in a sentence, as they are or as forms of a verb. */
final class Cues {
  private record Cue(Rule rule, List<String> words) {}

  private final Map<String, List<Cue>> byFirst = new HashMap<>();

  Cues(List<Rule> rules) {
    for (Rule rule : rules)
      for (String words : rule.words()) {
        List<String> parts = List.of(words.split("_", -1));
        byFirst.computeIfAbsent(parts.getFirst(), k -> new ArrayList<>()).add(new Cue(rule, parts));
      }
  }

  /** Whether some cue begins with the word. */
  boolean startsWith(String word) {
    return byFirst.containsKey(word);
  }

  Collection<Rule> in(Sentence sentence) {
    Map<String, Rule> found = new LinkedHashMap<>(4);
    for (int i = sentence.from(); i < sentence.to(); i++) {
      add(sentence, i, sentence.passage().lower(i), found);
      Word word = sentence.passage().lexicon[i];
      if (word != null && word.lemma != null && !word.lemma.equals(sentence.passage().lower(i)))
        add(sentence, i, word.lemma, found);
    }
    return found.values();
  }

  private void add(Sentence sentence, int at, String first, Map<String, Rule> found) {
    List<Cue> begun = byFirst.get(first);
    if (begun == null) return;
    for (Cue cue : begun)
      if (standsBehind(cue.words, sentence, at)) found.put(cue.rule.id(), cue.rule);
  }

  private static boolean standsBehind(List<String> words, Sentence sentence, int at) {
    int i = at + 1;
    for (int w = 1; w < words.size(); w++, i++) {
      if (sentence.passage().lower(i).equals("-")) i++;
      if (i >= sentence.to() || !sentence.passage().lower(i).equals(words.get(w))) return false;
    }
    return true;
  }
}
