package io.riskwire.event;

import java.util.ArrayList;
import java.util.List;

/**
 * The features by which the model of types judges an article: words with names replaced by what
 * they name, alone and in pairs; classes of words that stand together; verbs with what acts and
 * what is acted on; the rules that matched; what speaks against news.
 */
final class TypeFeatures {
  /** What stands behind is background; the model does not read it. */
  static final int SENTENCES = 8;

  private final Lexicon lexicon;
  private final Senses senses = new Senses();

  TypeFeatures(Lexicon lexicon) {
    this.lexicon = lexicon;
  }

  void of(Material article, Features out) {
    for (Sentence s : article.sentences()) if (s.order() <= SENTENCES) words(s, out);
    for (Parser.Parse p : article.parses())
      if (p.sentence().order() <= SENTENCES) predicates(p, out);
    rules(article, out);
  }

  private static String place(Sentence s) {
    return s.isTitle() ? "T" : s.order() <= 2 ? "L" : "B";
  }

  private void words(Sentence s, Features out) {
    String place = place(s);
    String before = "^";
    String second = "^";
    List<String> inSentence = new ArrayList<>();
    List<String> here = new ArrayList<>();
    for (int i = s.from(); i < s.to(); ) {
      if (s.passage().isHyphen(i)) { // "cyber-attack" is a cyber attack
        i++;
        continue;
      }
      int at = Features.place(s, i);
      String word = Abstract.word(s.passage(), i);
      out.add(at, "W", word);
      if (!place.equals("B")) out.add(at, place, word);
      if (s.isTitle()) {
        out.add(at, "T2", before, word);
        out.add(at, "TS", second, word);
      }
      classes(s, i, place, out);
      here.clear();
      senses.at(s, i, here);
      Entity entity = s.passage().entity[i];
      if (entity != null && !entity.sort.isEmpty() && entity.kind != Entity.Kind.BODY) {
        out.add(at, "K", entity.sort, place);
        here.add(word);
      }
      for (String sense : here) {
        out.add(at, "S", sense);
        out.add(at, "S", sense, place);
        for (String other : inSentence)
          if (!other.equals(sense)) pair(at, sense, other, place, out);
        if (!inSentence.contains(sense)) inSentence.add(sense);
      }
      second = before;
      before = word;
      i = s.passage().entity[i] == null ? i + 1 : Math.max(i, s.passage().entityEnd[i]) + 1;
    }
  }

  private static void pair(int at, String one, String other, String place, Features out) {
    boolean turn = one.compareTo(other) > 0;
    out.add(at, "SS", turn ? other : one, turn ? one : other);
    if (place.equals("T")) out.add(at, "SS", turn ? other : one, turn ? one : other, place);
  }

  private void classes(Sentence s, int i, String place, Features out) {
    Word word = s.passage().lexicon[i];
    Lexicon.Term term =
        s.passage().entity[i] == null ? lexicon.term(s.passage().lower(), i, s.to()) : null;
    List<String> classes = term != null ? term.classes() : word == null ? List.of() : word.classes;
    int at = Features.place(s, i);
    for (String c : classes) {
      out.add(at, "C", c);
      if (!place.equals("B")) out.add(at, "C", c, place);
    }
  }

  private void predicates(Parser.Parse parse, Features out) {
    Sentence s = parse.sentence();
    String place = place(s);
    for (Predicate p : parse.predicates()) {
      int at = Features.place(s, p.verb);
      String subject = p.subject == null ? "-" : Abstract.phrase(p.subject);
      String object = p.object == null ? "-" : Abstract.phrase(p.object);
      String verb = p.particle == null ? p.lemma : p.lemma + "+" + p.particle;
      Word word = p.sentence.passage().lexicon[p.verb];
      if (word != null) for (String c : word.classes) out.add(at, "VC", c, subject, object);
      for (Phrase.Hanging h : p.hangings)
        out.add(at, "VP", verb, h.preposition(), Abstract.phrase(h.phrase()));
    }
    if (s.isTitle()) title(parse, out);
    for (Phrase p : parse.phrases()) if (!place.equals("B")) function(p, place, out);
    for (Phrase p : parse.phrases())
      for (Phrase.Hanging h : p.hangings)
        out.add(
            Features.place(s, p.head),
            "NP",
            Abstract.phrase(p),
            h.preposition(),
            Abstract.phrase(h.phrase()));
  }

  /** What a headline begins with, and its first verb. */
  private static void title(Parser.Parse parse, Features out) {
    Sentence s = parse.sentence();
    out.add(Features.place(s, s.from()), "T1", Abstract.word(s.passage(), s.from()));
    for (Predicate p : parse.predicates()) {
      int at = Features.place(s, p.verb);
      String subject = p.subject == null ? "-" : Abstract.phrase(p.subject);
      out.add(at, "TV", p.lemma, subject);
      Word word = s.passage().lexicon[p.verb];
      if (word != null) for (String c : word.classes) out.add(at, "TC", c, subject);
      return;
    }
    out.add(Features.place(s, s.from()), "TV", "none");
  }

  /** "Fined over a breach", "hit by a breach": whether a noun is the news or its reason. */
  private static void function(Phrase p, String place, Features out) {
    Word head = p.sentence.passage().lexicon[p.head];
    if (p.entity() != null || head == null || head.classes.isEmpty()) return;
    int at = Features.place(p.sentence, p.head);
    String function =
        !p.hangsBy.isEmpty() ? p.hangsBy : p.function == null ? "alone" : p.function.toString();
    String verb = p.governor == null ? "-" : p.governor.lemma;
    for (String c : head.classes) {
      if (c.startsWith("v-") || c.equals("other")) continue;
      out.add(at, "HF", c, function, place);
      out.add(at, "HV", c, function, verb);
      Entity modifier = p.modifiers().isEmpty() ? null : p.modifiers().getFirst();
      if (modifier != null) out.add(at, "HM", c, Abstract.entity(modifier), place);
    }
  }

  private static void rules(Material article, Features out) {
    for (Frame f : article.frames())
      if (f.weight >= 0.2 || f.rule.has(Rule.Flag.ANSWER))
        out.add(Features.place(f.sentence, f.from), "R", f.rule.id(), f.weight >= 0.6 ? "+" : "-");
    for (EventType type : article.byType().keySet()) out.add(Features.NOWHERE, "Q", type.label());
    out.add(Features.NOWHERE, "N", Integer.toString(Math.min(6, article.sentences().size())));
  }
}
