package io.riskwire.event;

import io.riskwire.event.Glossary.Entry;
import io.riskwire.event.Glossary.Form;
import io.riskwire.event.Glossary.Sort;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * French and Spanish: adjectives stand behind, negation goes around the verb, the infinitive needs
 * no "to", and to whom something is forbidden stands with a preposition.
 */
final class Romance implements Grammar {
  /** Verbs after which an infinitive says what no longer may be done. */
  static final Set<String> FORBIDDING =
      Set.of("ban", "prohibit", "forbid", "prevent", "stop", "bar", "accuse", "suspect", "block");

  /** Verbs whose object stands with "a" or "à". */
  private static final Set<String> TRANSITIVE =
      Set.of(
          "accuse",
          "blame",
          "criticise",
          "denounce",
          "sue",
          "order",
          "ask",
          "fine",
          "warn",
          "ban",
          "hit",
          "affect",
          "investigate",
          "attack",
          "hack",
          "inform",
          "replace",
          "threaten",
          "block",
          "prevent",
          "expel",
          "fire",
          "penalise",
          "summon",
          "tell",
          "urge",
          "demand",
          "forbid",
          "prohibit",
          "steal",
          "answer",
          "respond");

  /** Nouns of which English says "on" what they are. */
  private static final Set<String> ACTS = Set.of("ban", "block", "restriction", "restrictions");

  private static final Set<String> SECOND =
      Set.of("pas", "plus", "jamais", "aucun", "aucune", "guère", "nullement");

  @Override
  public Entry choose(List<Entry> entries, List<Piece> before, Piece word) {
    if (entries.size() == 1) return entries.getFirst();
    if (entries.stream().anyMatch(e -> e.sort() == Sort.PLACE)) // la Suisse, une firme suisse
    for (Entry e : entries) if ((e.sort() == Sort.PLACE) == word.isCapital) return e;
    Piece last = before.isEmpty() ? null : before.getLast();
    boolean helper = last != null && last.is(Sort.HAVE, Sort.BE);
    if (helper) for (Entry e : entries) if (e.forms().contains(Form.PART)) return e;
    if (last != null && last.is(Sort.MODAL))
      for (Entry e : entries) if (e.forms().contains(Form.INF)) return e;
    boolean nominal =
        word.isCapital
            || last == null
            || last.is(Sort.MARK)
            || (last != null && last.is(Sort.DETERMINER, Sort.PREPOSITION, Sort.NUMBER));
    for (Entry e : entries) {
      boolean verb = e.sort() == Sort.VERB || e.sort() == Sort.HAVE || e.sort() == Sort.BE;
      boolean infinitive =
          verb && e.forms().contains(Form.INF) && last != null && !last.is(Sort.DETERMINER);
      if (verb != nominal || infinitive) return e;
    }
    return entries.getFirst();
  }

  @Override
  public List<Piece> arrange(List<Piece> sentence) {
    List<Piece> out = new ArrayList<>();
    String not = "";
    boolean negated = false;
    Piece governor = null;
    for (int i = 0; i < sentence.size(); i++) {
      Piece p = sentence.get(i);
      Piece last = out.isEmpty() ? null : out.getLast();
      if (p.is(Sort.NOT)) {
        if (p.english.isEmpty()) {
          not = second(sentence, i);
          negated = !not.isEmpty();
        } else if (isBeforeVerb(sentence, i)) not = p.english;
        else if (!negated) out.add(p);
        else negated = false;
        continue;
      }
      if (negated && isSecond(p)) {
        negated = false;
        continue;
      }
      link(p, last);
      if (p.isVerbal()) {
        say(p, not, governor, out, sentence, i);
        if (!p.has(Form.INF) || p.isFinite() || !not.isEmpty()) not = "";
        if (p.is(Sort.VERB)) governor = p;
        out.add(p);
        continue;
      }
      if (p.is(Sort.ADJECTIVE) && last != null && !p.isSaid && follows(last)) {
        int at = out.size() - 1;
        while (at > 0 && out.get(at).is(Sort.ADJECTIVE) && follows(out.get(at - 1))) at--;
        if (out.get(at).is(Sort.NOUN, Sort.ORG)) {
          if (out.get(at).isCapital) p.isCapital = true;
          out.add(at, p);
          continue;
        }
      }
      if (p.is(Sort.MARK) && !p.lower.equals(",") && !p.english.isEmpty()) governor = null;
      if (p.is(Sort.PLACE) && last != null && last.is(Sort.DETERMINER)) last.english = "";
      if (p.is(Sort.ORG)) organisation(p, sentence, i);
      if (p.isPlural && !p.isSaid && p.is(Sort.NOUN)) p.english = German.plural(p.english);
      out.add(p);
    }
    months(out);
    replacing(out);
    return out;
  }

  /** "ersetzt X durch Y", "remplace X par Y": replaces X with Y. */
  static void replacing(List<Piece> out) {
    Piece verb = null;
    for (Piece p : out) {
      if (p.is(Sort.VERB)) verb = p.base().equals("replace") ? p : null;
      if (verb != null
          && p.is(Sort.PREPOSITION)
          && p.english.equals("by")
          && !verb.english.contains("replaced")) p.english = "with";
    }
  }

  private static boolean follows(Piece p) {
    return p.is(Sort.NOUN, Sort.ORG, Sort.ADJECTIVE);
  }

  /** "de septembre", "à partir d'octobre": a month without a day begins on its first. */
  static void months(List<Piece> out) {
    for (int i = 1; i < out.size(); i++) {
      Piece p = out.get(i);
      boolean month =
          p.is(Sort.TIME) && p.english.matches("[A-Z][a-z]+") && !p.english.endsWith("day");
      if (!month) continue;
      Piece before = out.get(i - 1);
      boolean number =
          before.is(Sort.NUMBER)
              || (i > 1 && before.english.isEmpty() && out.get(i - 2).is(Sort.NUMBER));
      if (number && before.english.equals("1er")) before.english = "1";
      boolean begins = before.english.equals("from") || before.english.equals("since");
      if (begins) p.english = "1 " + p.english;
      if (i > 1 && out.get(i - 2).is(Sort.NUMBER) && before.english.equals("of"))
        before.english = "";
      if (i + 2 < out.size()
          && out.get(i + 1).english.equals("of")
          && out.get(i + 2).is(Sort.NUMBER)) out.get(i + 1).english = "";
    }
  }

  /** Spanish "no", where nothing but a pronoun stands between it and the verb. */
  private static boolean isBeforeVerb(List<Piece> sentence, int i) {
    int next = i + 1;
    while (next < sentence.size() && sentence.get(next).is(Sort.PRONOUN)) next++;
    return next < sentence.size() && sentence.get(next).isVerbal();
  }

  /** "que" after a verb says what, after a noun which; "des" after a noun is "of the". */
  private static void link(Piece p, @Nullable Piece last) {
    if (last == null) return;
    boolean that = p.lower.equals("que") || p.lower.equals("qu'");
    if (that && last.isVerbal()) {
      p.sort = Sort.SUBORDINATOR;
      p.english = "that";
    }
    if (p.lower.equals("des") && (last.isNominal() || last.is(Sort.TIME))) {
      p.sort = Sort.PREPOSITION;
      p.english = "of the";
    }
    if (p.english.startsWith("of") && p.is(Sort.PREPOSITION) && ACTS.contains(last.english))
      p.english = "on" + p.english.substring(2);
    if (last.is(Sort.VERB) && TRANSITIVE.contains(last.base()) && p.is(Sort.PREPOSITION)) {
      if (p.english.equals("to") || p.english.equals("at")) p.english = "";
      if (p.english.equals("to the")) p.english = "the";
    }
  }

  private static boolean isSecond(Piece p) {
    return SECOND.contains(p.lower);
  }

  private static String second(List<Piece> sentence, int at) {
    for (int i = at + 1; i < Math.min(at + 6, sentence.size()); i++) {
      String word = sentence.get(i).lower;
      if (word.equals("plus")) return "no longer";
      if (word.equals("que") || word.equals("qu'")) return "";
      if (SECOND.contains(word)) return "not";
    }
    return "";
  }

  private static void say(
      Piece p, String not, @Nullable Piece governor, List<Piece> out, List<Piece> sentence, int i) {
    Piece last = out.isEmpty() ? null : out.getLast();
    Form form = form(p, last);
    if (form == Form.INF) {
      infinitive(p, not, governor, out);
      return;
    }
    if (p.is(Sort.MODAL)) {
      p.say(not.isEmpty() ? p.english : p.english + " " + not);
      return;
    }
    if (p.is(Sort.HAVE) && form == Form.COND) {
      p.say("reportedly has");
      return;
    }
    if (!not.isEmpty()) {
      p.say(Verbs.negated(p, form, not));
      return;
    }
    p.say(Verbs.form(p.english, form));
  }

  private static Form form(Piece p, @Nullable Piece last) {
    boolean helper = last != null && (last.is(Sort.HAVE, Sort.BE));
    if (helper && p.has(Form.PART)) return Form.PART;
    if (last != null && last.is(Sort.MODAL) && p.has(Form.INF)) return Form.INF;
    return Verbs.own(p);
  }

  /** "may use", "bans staff from using", "orders staff to stop using", "without telling". */
  private static void infinitive(Piece p, String not, @Nullable Piece governor, List<Piece> out) {
    Piece last = out.isEmpty() ? null : out.getLast();
    String negation = not.isEmpty() ? "" : not + " ";
    if (last != null && last.is(Sort.MODAL)) {
      p.say(negation + p.english);
      return;
    }
    boolean by = last != null && last.is(Sort.PREPOSITION);
    String preposition = by && last != null ? last.english : "";
    boolean empty =
        preposition.equals("of") || preposition.equals("to") || preposition.equals("at");
    if (by && !empty && !preposition.equals("for")) {
      p.say(negation + Verbs.form(p.english, Form.GER));
      return;
    }
    if (empty && last != null) last.english = "";
    if (preposition.equals("for") && last != null && p.is(Sort.HAVE)) {
      p.say("having");
      return;
    }
    if (preposition.equals("for") && last != null) last.english = "";
    if (governor != null && FORBIDDING.contains(governor.base())) {
      String by2 =
          governor.base().equals("accuse") || governor.base().equals("suspect") ? "of " : "from ";
      p.say(by2 + negation + Verbs.form(p.english, Form.GER));
      dropDative(governor, out);
      return;
    }
    p.say(negation + "to " + p.english);
    if (governor != null) dropDative(governor, out);
  }

  /** "ordonne à ses agents de": to whom. */
  private static void dropDative(Piece governor, List<Piece> out) {
    int at = out.indexOf(governor) + 1;
    if (at > 0 && at < out.size() && out.get(at).is(Sort.PREPOSITION)) {
      Piece p = out.get(at);
      if (p.english.equals("to") || p.english.equals("at")) p.english = "";
      if (p.english.equals("to the") || p.english.equals("at the")) p.english = "the";
    }
  }

  /** "ministère de la Santé", "universidad de Sevilla": the whole is a name. */
  private static void organisation(Piece p, List<Piece> sentence, int i) {
    int next = i + 1;
    while (next < sentence.size() && sentence.get(next).is(Sort.PREPOSITION, Sort.DETERMINER))
      next++;
    boolean named =
        next > i + 1
            && next - i <= 3
            && next < sentence.size()
            && (sentence.get(next).is(Sort.NAME, Sort.PLACE) || sentence.get(next).isCapital);
    if (named) p.isCapital = true;
  }
}
