package io.riskwire.event;

import io.riskwire.base.Span;
import io.riskwire.event.Glossary.Entry;
import io.riskwire.event.Glossary.Form;
import io.riskwire.event.Glossary.Sort;
import io.riskwire.vendor.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * German: the parts of a verb stand apart and at the end of the clause, the subject behind the verb
 * where something else stands first, every noun has a capital, and nouns are written as one.
 */
final class German implements Grammar {
  private static final Set<String> RELATIVES =
      Set.of(
          "der", "die", "das", "den", "dem", "deren", "dessen", "denen", "welche", "welcher",
          "welches");
  private static final Set<String> CLAUSE_MARKS =
      Set.of(
          ",", ";", ":", "\u2013", "\u2014", "(", ")", "\"", "\u201e", "\u201c", "\u201d", "\u00ab",
          "\u00bb");

  /** Organisations of which there are many: "der Autokonzern" is no name. */
  private static final Set<String> FIRMS =
      Set.of(
          "company",
          "group",
          "bank",
          "association",
          "publisher",
          "insurer",
          "utility",
          "broadcaster",
          "union");

  /** Endings that make a common noun. */
  private static final List<String> COMMON =
      List.of(
          "ung",
          "ungen",
          "heit",
          "heiten",
          "keit",
          "keiten",
          "schaft",
          "schaften",
          "tion",
          "tionen",
          "nis",
          "nisse",
          "tät",
          "täten",
          "ismus",
          "ling",
          "linge",
          "ment",
          "mente",
          "ierer",
          "träger",
          "nutzer",
          "geräte");

  @Override
  public Entry choose(List<Entry> entries, List<Piece> before, Piece word) {
    if (entries.size() == 1) return entries.getFirst();
    for (Entry e : entries) {
      boolean noun =
          e.sort() == Sort.NOUN
              || e.sort() == Sort.ORG
              || e.sort() == Sort.PLACE
              || e.sort() == Sort.NAME
              || e.sort() == Sort.TIME;
      if (noun == word.isCapital) return e;
    }
    return entries.getFirst();
  }

  /** The words of a text that stand somewhere with a capital and without an article: names. */
  static Set<String> namesIn(List<Words> fields, Glossary glossary) {
    Set<String> names = new HashSet<>();
    for (Words words : fields)
      for (int i = 0; i < words.size(); i++) {
        if (!words.isWord(i) || !words.isCapital(i) || !glossary.find(words.lower(i)).isEmpty())
          continue;
        if (i == 0 || !words.isWord(i - 1)) {
          names.add(words.lower(i));
          continue;
        }
        boolean open = true;
        for (Entry e : glossary.find(words.lower(i - 1)))
          open &=
              e.sort() != Sort.DETERMINER
                  && e.sort() != Sort.ADJECTIVE
                  && !e.english().endsWith(" the");
        if (glossary.find(words.lower(i - 1)).isEmpty() && !words.isCapital(i - 1)) open = false;
        if (open) names.add(words.lower(i));
      }
    for (String ending : COMMON) names.removeIf(n -> n.endsWith(ending));
    return names;
  }

  static boolean isNameLike(String word) {
    for (int i = 1; i < word.length(); i++) if (Character.isUpperCase(word.charAt(i))) return true;
    return false;
  }

  /** Takes a noun for what its last part says: a Landesdatenschutzbehörde is an authority. */
  static boolean compound(Piece p, Glossary glossary, List<Piece> before) {
    String word = p.lower;
    for (int cut = 3; cut <= word.length() - 3; cut++) {
      for (Entry e : glossary.find(word.substring(cut))) {
        if (e.sort() != Sort.NOUN && e.sort() != Sort.ORG) continue;
        if (e.sort() == Sort.NOUN && word.length() - cut < 4) continue;
        p.take(e);
        String first = modifier(word.substring(0, cut), glossary);
        p.english = first.isEmpty() ? e.english() : first + " " + e.english();
        boolean article = !before.isEmpty() && before.getLast().is(Sort.DETERMINER);
        if (e.sort() == Sort.ORG) p.isCapital = !(article && FIRMS.contains(e.english()));
        return true;
      }
    }
    return false;
  }

  /** "des Landeskriminalamts": the s is none of the name's. */
  static void cutGenitive(Piece p, List<Piece> before) {
    if (before.isEmpty() || !p.lower.endsWith("s")) return;
    String article = before.getLast().lower;
    if (!article.equals("des") && !article.equals("eines")) return;
    int cut = p.lower.endsWith("tes") ? 2 : 1;
    p.span = new Span(p.span.start(), p.span.end() - cut);
    p.isPlural = false;
  }

  private static String modifier(String part, Glossary glossary) {
    for (String form :
        List.of(
            part,
            part + "e",
            part + "en",
            chopped(part, "s"),
            chopped(part, "es"),
            chopped(part, "n"),
            chopped(part, "en")))
      for (Entry e : glossary.find(form))
        if (e.sort() == Sort.NOUN
            || e.sort() == Sort.ORG
            || e.sort() == Sort.ADJECTIVE
            || e.sort() == Sort.PLACE) return e.english();
    return part;
  }

  private static String chopped(String word, String end) {
    return word.endsWith(end) ? word.substring(0, word.length() - end.length()) : word;
  }

  static String plural(String noun) {
    if (noun.endsWith("s")
        || noun.endsWith("staff")
        || noun.endsWith("data")
        || noun.endsWith("software")) return noun;
    if (noun.endsWith("y") && !noun.endsWith("ey"))
      return noun.substring(0, noun.length() - 1) + "ies";
    return noun.matches(".*(x|ch|sh)") ? noun + "es" : noun + "s";
  }

  @Override
  public List<Piece> arrange(List<Piece> sentence) {
    List<Piece> pieces = new ArrayList<>(sentence);
    noMore(pieces);
    hyphens(pieces);
    List<Piece> out = new ArrayList<>();
    List<Piece> clause = new ArrayList<>();
    Piece opened = null;
    boolean afterSub = false;
    Piece governor = null;
    boolean question = !pieces.isEmpty() && pieces.getLast().lower.equals("?");
    for (int i = 0; i <= pieces.size(); i++) {
      Piece p = i < pieces.size() ? pieces.get(i) : null;
      boolean mark =
          p == null
              || (p.is(Sort.MARK) && !p.english.isEmpty() && !(p.lower.equals("-") && p.isGlued));
      boolean joins =
          p != null && p.is(Sort.CONJUNCTION) && hasFinite(clause) && hasFiniteAhead(pieces, i + 1);
      if (!mark && !joins && (clause.isEmpty() || p == null || !p.is(Sort.SUBORDINATOR))) {
        clause.add(p);
        continue;
      }
      if (!clause.isEmpty()) {
        boolean sub = isSubordinate(clause, opened);
        boolean zu = !sub && isInfinitive(clause);
        if (zu && opened != null && opened.lower.equals(",")) opened.english = "";
        List<Piece> said =
            sub
                ? subordinate(clause)
                : zu ? infinitive(clause, governor) : main(clause, afterSub, question);
        if (!sub && !zu) governor = verbOf(said, governor);
        out.addAll(said);
        afterSub = sub || (zu && out.size() == said.size());
        clause = new ArrayList<>();
      }
      if (p == null) continue;
      if (mark || joins) {
        out.add(p);
        opened = p;
        if (joins) afterSub = false;
      } else {
        clause.add(p);
        opened = null;
      }
      if (mark && CLAUSE_MARKS.contains(p.lower) && !p.lower.equals(","))
        afterSub = p.lower.startsWith("\u201c") || p.lower.equals("\"");
    }
    for (Piece p : out)
      if (p.is(Sort.NOUN) && p.isPlural && !p.isSaid) p.english = plural(p.english);
    Romance.months(out);
    Romance.replacing(out);
    return out;
  }

  private static @Nullable Piece verbOf(List<Piece> clause, @Nullable Piece before) {
    Piece last = before;
    for (Piece p : clause) if (p.is(Sort.VERB)) last = p;
    return last;
  }

  /** "kein TikTok mehr": no more TikTok. */
  private static void noMore(List<Piece> pieces) {
    for (int i = 0; i + 2 < pieces.size(); i++)
      if (pieces.get(i).lower.startsWith("kein"))
        for (int j = i + 2; j < Math.min(i + 5, pieces.size()); j++)
          if (pieces.get(j).lower.equals("mehr")) {
            pieces.get(i).english = "no more";
            pieces.remove(j);
            break;
          }
  }

  /** "KI-Chatbots" are two words in English, "TP-Link" is one name. */
  private static void hyphens(List<Piece> pieces) {
    for (int i = 1; i + 1 < pieces.size(); i++) {
      Piece p = pieces.get(i);
      if (!p.lower.equals("-") || !p.isGlued) continue;
      Piece before = pieces.get(i - 1);
      Piece after = pieces.get(i + 1);
      if (!(before.is(Sort.NAME) && after.is(Sort.NAME)) && !before.is(Sort.NUMBER)) p.english = "";
      if (before.is(Sort.NAME, Sort.NOUN, Sort.PLACE)
          && after.is(Sort.ORG)
          && !FIRMS.contains(after.english)) {
        after.isCapital = true;
        before.isCapital = true;
      }
    }
  }

  private static boolean hasFinite(List<Piece> clause) {
    for (Piece p : clause) if (p.isFinite()) return true;
    return false;
  }

  private static boolean hasFiniteAhead(List<Piece> pieces, int from) {
    for (int i = from; i < pieces.size(); i++) {
      Piece p = pieces.get(i);
      if (p.is(Sort.MARK) && CLAUSE_MARKS.contains(p.lower)) return false;
      if (p.isFinite()) return true;
    }
    return false;
  }

  private static boolean isSubordinate(List<Piece> clause, @Nullable Piece opened) {
    if (clause.getFirst().is(Sort.SUBORDINATOR)) return clause.size() > 1;
    if (opened == null || !opened.lower.equals(",") || !clause.getLast().isFinite()) return false;
    int at = clause.getFirst().is(Sort.PREPOSITION) && clause.size() > 2 ? 1 : 0;
    if (!RELATIVES.contains(clause.get(at).lower) || isInfinitive(clause)) return false;
    for (int i = at + 1; i < clause.size() - 1; i++)
      if (clause.get(i).isFinite() && !clause.get(i + 1).isVerbal()) return false;
    return true;
  }

  private static boolean isInfinitive(List<Piece> clause) {
    Piece last = clause.getLast();
    if (!last.isVerbal() || !last.has(Form.INF)) return false;
    boolean zu =
        last.lower.contains("zu") && last.lower.length() > 5 && !last.lower.startsWith("zu")
            || (clause.size() > 1 && clause.get(clause.size() - 2).lower.equals("zu"));
    if (!zu) return false;
    int end = clause.size() - 1;
    for (int i = 0; i < end; i++)
      if (clause.get(i).isFinite() && !(i >= end - 2 && clause.get(i).has(Form.PART))) return false;
    return true;
  }

  /** "ChatGPT zu nutzen": to use ChatGPT; after a verb of forbidding, from using ChatGPT. */
  private static List<Piece> infinitive(List<Piece> clause, @Nullable Piece governor) {
    List<Piece> out = new ArrayList<>(clause);
    Piece verb = out.removeLast();
    boolean not = false;
    if (!out.isEmpty() && out.getLast().lower.equals("zu")) out.removeLast();
    // "übertragen zu haben"
    Piece done = null;
    if (verb.is(Sort.HAVE) && !out.isEmpty() && out.getLast().has(Form.PART)) {
      done = out.removeLast();
      done.say(Verbs.form(done.english, Form.PART));
    }
    for (Piece p : List.copyOf(out))
      if (p.is(Sort.NOT)) {
        not = true;
        out.remove(p);
      }
    String lead = out.isEmpty() ? "" : out.getFirst().lower;
    if (lead.equals("um") || lead.equals("ohne") || lead.equals("statt") || lead.equals("anstatt"))
      out.removeFirst();
    String no = not ? "not " : "";
    if (lead.equals("ohne")) verb.say("without " + Verbs.form(verb.english, Form.GER));
    else if (lead.endsWith("statt")) verb.say("instead of " + Verbs.form(verb.english, Form.GER));
    else if (governor != null && Romance.FORBIDDING.contains(governor.base()))
      verb.say(
          (governor.base().equals("accuse") ? "of " : "from ")
              + no
              + Verbs.form(verb.english, Form.GER));
    else verb.say(no + "to " + verb.english);
    out.addFirst(verb);
    if (done != null) out.add(1, done);
    return out;
  }

  /** "weil die Stadt TikTok verboten hat": because the city has banned TikTok. */
  private static List<Piece> subordinate(List<Piece> clause) {
    List<Piece> rest = new ArrayList<>(clause);
    List<Piece> cluster = cluster(rest, 0);
    int at = 1;
    if (clause.getFirst().is(Sort.SUBORDINATOR)) at = nounPhraseEnd(rest, 1);
    else {
      int pronoun = clause.getFirst().is(Sort.PREPOSITION) ? 1 : 0;
      if (pronoun < rest.size()) rest.get(pronoun).english = "which";
      at = Math.min(pronoun + 1, rest.size());
      if (pronoun == 1) at = nounPhraseEnd(rest, at);
    }
    boolean not = takeNot(rest);
    say(cluster, not ? notOf(clause) : "");
    rest.addAll(Math.min(at, rest.size()), cluster);
    return rest;
  }

  private static List<Piece> main(List<Piece> clause, boolean afterSub, boolean isQuestion) {
    int finite = finiteIn(clause);
    if (finite < 0) return bare(clause);
    List<Piece> rest = new ArrayList<>(clause);
    Piece verb = rest.get(finite);
    takeParticle(verb, rest, finite);
    List<Piece> group = new ArrayList<>();
    group.add(verb);
    List<Piece> cluster = cluster(rest, finite + 1);
    group.addAll(cluster);
    rest.remove(verb);
    String not = takeNot(rest) ? notOf(clause) : "";
    int at = finite;
    if (isInverted(rest, finite, afterSub, isQuestion)) at = nounPhraseEnd(rest, finite);
    say(group, not);
    rest.addAll(Math.min(at, rest.size()), group);
    dative(rest, group.getLast());
    return rest;
  }

  /** "untersagt Mitarbeitern ChatGPT": bans employees from using ChatGPT. */
  private static void dative(List<Piece> clause, Piece verb) {
    if (!Romance.FORBIDDING.contains(verb.base())) return;
    int first = clause.indexOf(verb) + 1;
    int end = nounPhraseEnd(clause, first);
    if (end <= first || end >= clause.size()) return;
    Piece next = clause.get(end);
    if (!next.is(Sort.NAME, Sort.DETERMINER, Sort.NOUN)) return;
    boolean person = false;
    for (int i = first; i < end; i++) person |= clause.get(i).is(Sort.NOUN, Sort.ORG);
    if (!person || verb.base().equals("accuse")) return;
    boolean use = false;
    for (int i = end; i < Math.min(end + 3, clause.size()); i++)
      use |= clause.get(i).english.equals("use");
    next.english = (use ? "from " : "from using ") + next.english;
  }

  /** A headline without a finite verb: "Stadtwerke gehackt", "TikTok verbieten". */
  private static List<Piece> bare(List<Piece> clause) {
    for (Piece p : clause)
      if (p.isVerbal() && !p.isSaid && p.has(Form.PART) && p.is(Sort.VERB))
        p.say(Verbs.form(p.english, Form.PART));
    return clause;
  }

  private static int finiteIn(List<Piece> clause) {
    int second = -1;
    for (int i = 0; i < clause.size(); i++) {
      Piece p = clause.get(i);
      if (!p.isFinite()) continue;
      boolean infinitive = i > 0 && clause.get(i - 1).lower.equals("zu");
      if (infinitive) continue;
      if (p.is(Sort.MODAL, Sort.HAVE, Sort.BE, Sort.BECOME)
          || !(p.has(Form.PART) || p.has(Form.INF))) return i;
      if (second < 0) second = i;
    }
    // "Behörden verbieten TikTok": what may be an infinitive is the verb where no other is; a
    // participle at the end is none
    if (second >= 0 && clause.get(second).has(Form.PART) && second == clause.size() - 1) return -1;
    return second;
  }

  private static void takeParticle(Piece verb, List<Piece> rest, int finite) {
    if (!verb.is(Sort.VERB)) return;
    for (Entry e : verb.entries) {
      if (e.particle().isEmpty() || e.sort() != Sort.VERB) continue;
      for (int i = rest.size() - 1; i > finite; i--)
        if (rest.get(i).lower.equals(e.particle())
            && (i + 1 == rest.size() || !rest.get(i + 1).isNominal())) {
          verb.take(e);
          rest.remove(i);
          return;
        }
    }
    if (verb.particle.isEmpty()) return;
    for (Entry e : verb.entries)
      if (e.particle().isEmpty() && e.sort() == Sort.VERB) {
        verb.take(e);
        return;
      }
  }

  /** Takes the verbs off the end of a clause, the last first. */
  private static List<Piece> cluster(List<Piece> rest, int from) {
    List<Piece> cluster = new ArrayList<>();
    int end = rest.size() - 1;
    while (end >= from && !rest.get(end).isVerbal()) {
      Piece p = rest.get(end);
      // what stands behind the bracket: "hat untersagt ab Montag"
      if (end == from || rest.size() - end > 6) return cluster;
      boolean outside =
          p.isNominal() || p.is(Sort.PREPOSITION, Sort.TIME, Sort.ADVERB, Sort.NUMBER);
      if (!outside) return cluster;
      end--;
    }
    while (end >= from && (rest.get(end).isVerbal() || rest.get(end).lower.equals("zu"))) {
      Piece p = rest.remove(end);
      if (p.isVerbal()) cluster.add(p);
      else if (!cluster.isEmpty()) cluster.getLast().particle = "zu";
      end--;
    }
    return cluster;
  }

  private static boolean takeNot(List<Piece> rest) {
    return rest.removeIf(p -> p.is(Sort.NOT));
  }

  private static String notOf(List<Piece> clause) {
    for (Piece p : clause) if (p.is(Sort.NOT)) return p.english;
    return "";
  }

  /** Something other than the subject stands first. */
  private static boolean isInverted(
      List<Piece> rest, int finite, boolean afterSub, boolean isQuestion) {
    if (finite >= rest.size()) return false;
    Piece next = rest.get(finite);
    boolean subject = next.isNominal() || next.is(Sort.PRONOUN);
    if (!subject) return false;
    if (finite == 0) return afterSub || isQuestion;
    Piece first = rest.getFirst();
    if (first.is(Sort.CONJUNCTION) && finite == 1) return afterSub;
    if (first.is(Sort.PREPOSITION, Sort.ADVERB, Sort.TIME)) return true;
    for (int i = 0; i < finite; i++)
      if (rest.get(i).isNominal() || rest.get(i).is(Sort.PRONOUN)) return false;
    return true;
  }

  /** Behind the noun phrase that begins at a piece. */
  private static int nounPhraseEnd(List<Piece> pieces, int from) {
    int i = from;
    while (i < pieces.size()
        && (pieces.get(i).is(Sort.NOT, Sort.ADVERB) || pieces.get(i).lower.equals("sich"))) i++;
    if (i < pieces.size() && pieces.get(i).is(Sort.PRONOUN)) return i + 1;
    boolean head = false;
    for (; i < pieces.size(); i++) {
      Piece p = pieces.get(i);
      boolean noun = p.is(Sort.NOUN, Sort.ORG, Sort.NAME, Sort.PLACE);
      if (p.lower.equals("-") && p.is(Sort.MARK)) continue;
      boolean genitive =
          head
              && (p.lower.equals("des")
                  || p.lower.equals("der")
                  || p.lower.equals("eines")
                  || p.lower.equals("von")
                  || p.lower.equals("vom"));
      if (genitive) continue;
      if (head && p.is(Sort.NOUN) && pieces.get(i - 1).is(Sort.NOUN, Sort.ORG)) return i;
      if (head && p.is(Sort.NAME) && pieces.get(i - 1).is(Sort.NOUN) && pieces.get(i - 1).isPlural)
        return i;
      if (!noun && !p.isNominal()) return i;
      if (head && p.is(Sort.DETERMINER, Sort.NUMBER)) return i;
      head |= noun;
    }
    return i;
  }

  /** Puts a verb with its helpers, the finite one first, into words. */
  private static void say(List<Piece> group, String not) {
    if (group.isEmpty()) return;
    if (group.size() > 1 && !group.getFirst().isFinite()) {
      group.forEach(p -> p.say(Verbs.form(p.english, Verbs.own(p))));
      return;
    }
    String no = not.isEmpty() ? "" : " " + not;
    Piece first = group.getFirst();
    Form form =
        first.has(Form.PAST) && !first.has(Form.PRES)
            ? Form.PAST
            : first.has(Form.PRES) ? Form.PRES : Verbs.own(first);
    if (group.size() == 1) {
      if (first.is(Sort.BECOME)) first.say(Verbs.form("become", form));
      else if (first.is(Sort.MODAL)) first.say(first.english + no);
      else
        first.say(
            not.isEmpty() ? Verbs.form(first.english, form) : Verbs.negated(first, form, not));
      return;
    }
    Piece second = group.get(1);
    boolean perfect =
        second.lower.equals("worden") || (second.is(Sort.BE) && second.has(Form.PART));
    switch (first.sort) {
      case HAVE -> first.say((form == Form.PAST ? "had" : "has") + no);
      case BE -> {
        boolean infinitive = second.has(Form.INF) && !second.has(Form.PART);
        first.say(
            perfect
                ? (form == Form.PAST ? "had" : "has") + no
                : Verbs.form("be", form) + no + (infinitive ? " to" : ""));
      }
      case BECOME -> {
        boolean future = second.has(Form.INF) && !second.has(Form.PART);
        first.say(
            future ? (first.has(Form.COND) ? "would" : "will") + no : Verbs.form("be", form) + no);
      }
      case MODAL -> first.say(isHearsay(first, group) ? "reportedly" + no : first.english + no);
      default ->
          first.say(
              not.isEmpty() ? Verbs.form(first.english, form) : Verbs.negated(first, form, not));
    }
    boolean hearsay = first.english.startsWith("reportedly");
    for (int i = 1; i < group.size(); i++) {
      Piece p = group.get(i);
      boolean last = i == group.size() - 1;
      if (p.is(Sort.BECOME)) p.say(p.lower.equals("worden") ? "been" : "be");
      else if (p.is(Sort.BE)) p.say(p.has(Form.PART) ? "been" : hearsay ? "has" : "be");
      else if (p.is(Sort.HAVE)) p.say(hearsay ? "has" : "have");
      else if (p.is(Sort.MODAL)) p.say("be able to");
      else if (p.has(Form.PART) && !first.is(Sort.MODAL)) p.say(Verbs.form(p.english, Form.PART));
      else if (p.has(Form.PART) && !last) p.say(Verbs.form(p.english, Form.PART));
      else if (p.has(Form.PART) && group.size() > 2) p.say(Verbs.form(p.english, Form.PART));
      else p.say((first.is(Sort.VERB) ? "to " : "") + p.english);
    }
  }

  /** "soll verboten haben": it is said that it has. */
  private static boolean isHearsay(Piece modal, List<Piece> group) {
    if (!modal.lower.startsWith("soll")) return false;
    for (Piece p : group) if (p.is(Sort.HAVE) || (p.is(Sort.BE) && p.has(Form.INF))) return true;
    return false;
  }
}
