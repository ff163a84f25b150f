package io.riskwire.event;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features by which an event's status is judged: what the rules read, the very words of title
 * and lead (tense and helpers count), and the mood of verbs.
 */
final class StatusFeatures {
  private static final Senses SENSES = new Senses();

  private StatusFeatures() {}

  /** {@code byRules}: the status that the rules read; null where no rule matched. */
  static void of(Material article, EventType type, @Nullable Status byRules, Features out) {
    String label = type.label();
    out.add(Features.NOWHERE, "TYPE", label);
    String rules = byRules == null ? "none" : byRules.label();
    out.add(Features.NOWHERE, "RULES", rules);
    out.add(Features.NOWHERE, "RULES", rules, label);
    for (Frame f : article.frames())
      if (f.type == type && f.weight >= 0.2)
        out.add(Features.NOWHERE, "FRAME", f.status.label(), f.sentence.isTitle() ? "T" : "");
    List<Frame> frames = article.byType().getOrDefault(type, List.of());
    for (Sentence s : article.sentences()) {
      boolean telling = false;
      for (Frame f : frames) telling |= f.sentence == s && f.weight >= 0.4;
      if (s.order() <= 2 || (telling && s.order() <= 8)) words(s, label, out);
    }
    for (Parser.Parse parse : article.parses())
      if (parse.sentence().order() <= 2) moods(parse, label, out);
  }

  private static void words(Sentence s, String label, Features out) {
    String place = s.isTitle() ? "T" : s.order() <= 2 ? "L" : "B";
    Passage passage = s.passage();
    String before = "^";
    List<String> senses = new ArrayList<>();
    for (int i = s.from(); i < s.to(); i++) {
      senses.clear();
      SENSES.at(s, i, senses);
      for (String sense : senses) {
        out.add(Features.place(s, i), "S", sense, place);
        out.add(Features.place(s, i), "S", sense, label);
        out.add(Features.place(s, i), "S", sense, label, place);
      }
      String word = passage.entity[i] != null ? "<name>" : passage.lower(i);
      if (passage.entity[i] == null) {
        out.add(Features.place(s, i), "W", word);
        out.add(Features.place(s, i), "W", word, place);
        out.add(Features.place(s, i), "W", word, label);
      }
      out.add(Features.place(s, i), "W2", before, word);
      if (s.isTitle()) out.add(Features.place(s, i), "W2", before, word, "T");
      before = word;
    }
  }

  private static void moods(Parser.Parse parse, String label, Features out) {
    Sentence s = parse.sentence();
    String place = s.isTitle() ? "T" : "L";
    Predicate first = parse.predicates().isEmpty() ? null : parse.predicates().getFirst();
    for (Predicate p : parse.predicates()) {
      String how =
          (p.isNegated ? "not " : "")
              + p.mood
              + (p.isHedged ? " hedged" : "")
              + (p.isInfinitive ? " to" : p.isPast ? " past" : "");
      how = how.replace(' ', '_');
      int at = Features.place(s, p.verb);
      out.add(at, "M", how, place);
      out.add(at, "MT", how, place, label);
      out.add(at, "MV", p.lemma, how);
      if (p == first) out.add(at, "FIRST", p.lemma, place);
      Word word = s.passage().lexicon[p.verb];
      if (word != null) for (String c : word.classes) out.add(at, "MC", c, how, place);
      if (p.parent != null) out.add(at, "MP", p.parent.lemma, p.lemma);
    }
  }
}
