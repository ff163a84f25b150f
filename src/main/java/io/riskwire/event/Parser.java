package io.riskwire.event;

import io.riskwire.event.Phrase.Function;
import io.riskwire.event.Phrase.Hanging;
import io.riskwire.event.Pieces.Piece;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tagged sentence into noun phrases and predicates, and finds each predicate's arguments.
 * No full parse: subjects stand before, objects behind, and what is between commas is stepped over.
 */
final class Parser {
  /** A sentence as it was read. */
  record Parse(Sentence sentence, List<Phrase> phrases, List<Predicate> predicates) {}

  private final Lexicon lexicon;
  private final Sentence sentence;
  private final Passage passage;
  private final Tagger tagger;
  private final List<Piece> pieces;
  private final List<Phrase> phrases;
  private final List<Predicate> predicates;

  private Parser(Lexicon lexicon, Sentence sentence) {
    this.lexicon = lexicon;
    this.sentence = sentence;
    passage = sentence.passage();
    tagger = Tagger.tag(lexicon, sentence);
    Pieces cut = Pieces.cut(lexicon, sentence, tagger);
    pieces = cut.pieces;
    phrases = cut.phrases;
    predicates = cut.predicates;
  }

  static Parse parse(Lexicon lexicon, Sentence sentence) {
    Parser parser = new Parser(lexicon, sentence);
    parser.hangPhrases();
    parser.findArguments();
    parser.findReporters();
    return new Parse(sentence, parser.phrases, parser.predicates);
  }

  /** Hangs "on TikTok" on "a ban", and joins the parts of a list. */
  private void hangPhrases() {
    for (int i = 0; i + 2 < pieces.size(); i++) {
      Phrase phrase = pieces.get(i).phrase();
      if (phrase == null) continue;
      int at = i + 1;
      while (at + 1 < pieces.size() && at - i < 8) {
        Piece preposition = pieces.get(at);
        if (preposition.tag() == Tag.ADVERB) {
          at++;
          continue;
        }
        Phrase hanging = pieces.get(at + 1).phrase();
        if (preposition.tag() != Tag.PREPOSITION || hanging == null) break;
        phrase.hangings.add(new Hanging(passage.lower(preposition.word()), hanging));
        hanging.hangsBy = passage.lower(preposition.word());
        if (hanging.outer == null) hanging.outer = phrase;
        at += 2;
      }
      Phrase next = listed(i + 1);
      if (next != null) phrase.next = next;
    }
  }

  private @Nullable Phrase listed(int at) {
    Tag tag = pieces.get(at).tag();
    if (tag != Tag.COMMA && tag != Tag.CONJUNCTION) return null;
    int next = tag == Tag.COMMA && pieces.get(at + 1).tag() == Tag.CONJUNCTION ? at + 2 : at + 1;
    return next < pieces.size() ? pieces.get(next).phrase() : null;
  }

  private void findArguments() {
    for (int i = 0; i < pieces.size(); i++) {
      Predicate p = pieces.get(i).predicate();
      if (p == null) continue;
      int after = objects(p, i);
      complement(p, after);
      Phrase before = p.isInfinitive ? null : subject(p, i);
      turn(p, before);
    }
    for (Predicate p : predicates) inherit(p);
    for (Predicate p : predicates) govern(p);
  }

  /** Reads the object and what hangs on the verb; the piece behind them. */
  private int objects(Predicate p, int at) {
    int i = at + 1;
    while (i < pieces.size() && isSkipped(pieces.get(i).tag())) i++;
    i = amount(p, i);
    if (i < pieces.size()
        && pieces.get(i).phrase() != null
        && !isRelative(i)
        && !isSubjectOfNext(p, i)) {
      p.object = pieces.get(i).phrase();
      i++;
      i = list(i);
      i = secondObject(p, i);
      if (i < pieces.size() && p.particle == null) i = lateParticle(p, i);
      i = behindInsertion(i);
    }
    while (i < pieces.size()) {
      Tag tag = pieces.get(i).tag();
      if (isSkipped(tag)) i++;
      else if (tag == Tag.PARTICLE && i + 1 < pieces.size()) i = particle(p, i);
      else {
        Phrase hanging = i + 1 < pieces.size() ? pieces.get(i + 1).phrase() : null;
        if (tag != Tag.PREPOSITION || hanging == null) break;
        p.hangings.add(new Hanging(passage.lower(pieces.get(i).word()), hanging));
        hanging.hangsBy = passage.lower(pieces.get(i).word());
        i = list(i + 2);
        i = behindInsertion(i);
      }
    }
    return i;
  }

  /** "handed the firm a fine". */
  private int secondObject(Predicate p, int at) {
    Phrase second = at < pieces.size() ? pieces.get(at).phrase() : null;
    if (second == null || isRelative(at) || isSubjectOfNext(p, at)) return at;
    if (at + 1 < pieces.size() && pieces.get(at + 1).predicate() != null) return at;
    p.hangings.add(new Hanging("second", second));
    return list(at + 1);
  }

  /** Steps over ", including the router maker TP-Link," where the sentence goes on behind it. */
  private int behindInsertion(int at) {
    if (at + 2 >= pieces.size() || pieces.get(at).tag() != Tag.COMMA) return at;
    if (pieces.get(at + 1).tag() != Tag.PREPOSITION) return at;
    for (int i = at + 2; i < pieces.size() && i - at < 8; i++) {
      if (pieces.get(i).predicate() != null) return at;
      if (pieces.get(i).tag() == Tag.COMMA)
        return i + 1 < pieces.size() && pieces.get(i + 1).tag() == Tag.PREPOSITION ? i + 1 : at;
    }
    return at;
  }

  private static boolean isSkipped(Tag tag) {
    return tag == Tag.ADVERB;
  }

  /** "out of service", "off the list": what follows hangs by the particle. */
  private int particle(Predicate p, int at) {
    int next = pieces.get(at + 1).tag() == Tag.PREPOSITION ? at + 2 : at + 1;
    Phrase hanging = next < pieces.size() ? pieces.get(next).phrase() : null;
    if (hanging == null
        || (next < pieces.size() - 1 && pieces.get(next + 1).predicate() != null && next == at + 1))
      return at + 1;
    p.hangings.add(new Hanging(passage.lower(pieces.get(at).word()), hanging));
    return list(next + 1);
  }

  /** "said the company would": the phrase belongs to the next verb. */
  private boolean isSubjectOfNext(Predicate p, int i) {
    if (i + 1 >= pieces.size()) return false;
    int next = i + 1;
    while (next + 1 < pieces.size()
        && pieces.get(next).tag() == Tag.PREPOSITION
        && pieces.get(next + 1).phrase() != null) next += 2;
    if (next >= pieces.size()) return false;
    Predicate q = pieces.get(next).predicate();
    boolean says =
        (p.classes
                & (lexicon.verbClasses.of("say")
                    | lexicon.verbClasses.of("claim")
                    | lexicon.verbClasses.of("deny")))
            != 0;
    return q != null
        && !q.isInfinitive
        && !q.isGerund
        && (says || p.lemma.equals("find") || p.lemma.equals("believe") || p.lemma.equals("think"))
        && !q.maybePassive;
  }

  private boolean isRelative(int i) {
    Phrase phrase = pieces.get(i).phrase();
    return phrase != null && phrase.isPronoun && isRelativeWord(phrase.headWord());
  }

  private static boolean isRelativeWord(String word) {
    return word.equals("which")
        || word.equals("who")
        || word.equals("that")
        || word.equals("whose");
  }

  private int list(int at) {
    int i = at;
    while (i + 1 < pieces.size()) {
      Tag tag = pieces.get(i).tag();
      if (tag != Tag.COMMA && tag != Tag.CONJUNCTION) return i;
      int next = i + 1;
      if (tag == Tag.COMMA && pieces.get(next).tag() == Tag.CONJUNCTION) next++;
      if (next >= pieces.size() || pieces.get(next).phrase() == null || isRelative(next)) return i;
      if (isSubject(next)) return i;
      i = next + 1;
    }
    return i;
  }

  /** "people familiar with the matter said": a verb follows, perhaps behind what hangs. */
  private boolean isSubject(int at) {
    int i = at + 1;
    while (i + 1 < pieces.size()
        && pieces.get(i).tag() == Tag.PREPOSITION
        && pieces.get(i + 1).phrase() != null) i += 2;
    return i < pieces.size() && pieces.get(i).predicate() != null && !isGerund(pieces.get(i));
  }

  /** "took the site down". */
  private int lateParticle(Predicate p, int i) {
    int word = pieces.get(i).word();
    Word w = word < sentence.to() ? passage.lexicon[word] : null;
    if (w == null || !w.isParticle || !lexicon.isPhrasal(p.lemma, passage.lower(word))) return i;
    boolean leads = i + 1 < pieces.size() && pieces.get(i + 1).phrase() != null;
    if (leads && w.closed == Tag.PREPOSITION) return i; // "handed a fine over failings"
    p.particle = passage.lower(word);
    p.classes = lexicon.phrasal(p.lemma, p.particle);
    return i + 1;
  }

  private void complement(Predicate p, int at) {
    int i = at;
    if (i < pieces.size() && pieces.get(i).tag() == Tag.COMMA) return;
    String by = "";
    if (i + 1 < pieces.size()
        && (pieces.get(i).tag() == Tag.PREPOSITION || pieces.get(i).tag() == Tag.SUBORDINATOR)) {
      by = passage.lower(pieces.get(i).word());
      i++;
      while (i < pieces.size() && isSkipped(pieces.get(i).tag())) i++;
      if (i + 1 < pieces.size() && pieces.get(i).phrase() != null && isGerund(pieces.get(i + 1)))
        i++;
    }
    if (i >= pieces.size()) return;
    Predicate q = pieces.get(i).predicate();
    if (q == null || q.parent != null) return;
    boolean fits = by.isEmpty() ? q.isInfinitive || q.isGerund : q.isGerund || q.isInfinitive;
    if (!fits) return;
    p.complement = q;
    p.complementBy = by;
    q.parent = p;
  }

  /** "fined $315,000": the sum is not what is fined. */
  private int amount(Predicate p, int at) {
    int i = at;
    while (i + 1 < pieces.size()
        && pieces.get(i).tag() == Tag.MARK
        && isCurrency(pieces.get(i).word())) i++;
    Phrase phrase = i < pieces.size() ? pieces.get(i).phrase() : null;
    if (phrase == null || !p.maybePassive) return at;
    boolean sum =
        tagger.at(phrase.from) == Tag.NUMBER
            && (i > at
                || isCurrency(phrase.from)
                || (phrase.classes & lexicon.nounClasses.of("money")) != 0);
    if (!sum) return at;
    p.hangings.add(new Hanging("second", phrase));
    return i + 1;
  }

  private boolean isCurrency(int word) {
    String mark = passage.lower(word);
    return mark.equals("$")
        || mark.equals("\u20ac")
        || mark.equals("\u00a3")
        || passage.lower(word + 1).equals("$");
  }

  private static boolean isGerund(Piece piece) {
    return piece.predicate() != null && piece.predicate().isGerund;
  }

  private @Nullable Phrase subject(Predicate p, int at) {
    int i = at - 1;
    while (i >= 0 && isSkipped(pieces.get(i).tag())) i--;
    if (i >= 0 && pieces.get(i).tag() == Tag.COMMA) {
      int open = openingComma(i);
      if (open > 0) i = open - 1;
      else if (!p.isGerund) return null;
      else i = i - 1;
      while (i >= 0 && isSkipped(pieces.get(i).tag())) i--;
    }
    if (i < 0 || pieces.get(i).phrase() == null) return question(p, at);
    Predicate reduced = reducedRelative(p, i);
    if (reduced != null) return reduced.isPassive ? reduced.object : reduced.subject;
    if (isRelative(i)) {
      p.isRelative = true;
      int before = i - 1;
      while (before >= 0
          && (pieces.get(before).tag() == Tag.COMMA || pieces.get(before).tag() == Tag.PREPOSITION))
        before--;
      return before >= 0 ? chainStart(before, true) : null;
    }
    return chainStart(i, p.isGerund);
  }

  /** "A firm hit by an attack says": what is behind the participle does not say it. */
  private @Nullable Predicate reducedRelative(Predicate p, int at) {
    if (at < 2 || p.isGerund || p.isInfinitive) return null;
    if (pieces.get(at - 1).tag() != Tag.PREPOSITION) return null;
    if (opensClause(pieces.get(at - 1))) return null;
    Predicate before = pieces.get(at - 2).predicate();
    return before != null && (before.isPassive || before.maybePassive) && !p.maybePassive
        ? before
        : null;
  }

  /** Where the first of two commas stands that enclose an insertion; -1 for none. */
  private int openingComma(int closing) {
    for (int i = closing - 1; i > 0 && closing - i < 14; i--)
      if (pieces.get(i).tag() == Tag.COMMA && pieces.get(i - 1).phrase() != null) return i;
    return -1;
  }

  /** "Has the region taken": the phrase stands behind the helper. */
  private @Nullable Phrase question(Predicate p, int at) {
    if (at < 2 || pieces.get(at - 1).phrase() == null) return null;
    p.isQuestion = true;
    return pieces.get(at - 1).phrase();
  }

  /** The first phrase of "the head of the office in Oslo", or of a list that ends in "and". */
  private @Nullable Phrase chainStart(int at, boolean near) {
    int i = at;
    while (i >= 2 && !near) {
      Tag before = pieces.get(i - 1).tag();
      Phrase previous = pieces.get(i - 2).phrase();
      if (previous == null || (previous.isPronoun && !isIndefinite(previous.headWord()))) break;
      boolean hangs = before == Tag.PREPOSITION && !opensClause(pieces.get(i - 1));
      boolean lists =
          before == Tag.CONJUNCTION
              || (before == Tag.COMMA
                  && ((i < at && wasList(i))
                      || (sentence.isTitle() && areNames(previous, pieces.get(i).phrase()))));
      if (!hangs && !lists) break;
      i -= 2;
    }
    return pieces.get(i).phrase();
  }

  /** "A row as students raise doubts", "a delay after attackers hit": who stands behind it acts. */
  private boolean opensClause(Piece preposition) {
    return lexicon.isPart("clause-opener", passage.lower(preposition.word()));
  }

  private static boolean areNames(Phrase a, @Nullable Phrase b) {
    return a.entity() != null && b != null && b.entity() != null;
  }

  private static boolean isIndefinite(String word) {
    return switch (word) {
      case "nobody", "anyone", "anybody", "everyone", "everybody", "someone", "somebody" -> true;
      default -> false;
    };
  }

  private boolean wasList(int i) {
    return i + 1 < pieces.size()
        && (pieces.get(i + 1).tag() == Tag.CONJUNCTION || pieces.get(i + 1).tag() == Tag.COMMA);
  }

  /** Makes subject and object the logical ones. */
  private void turn(Predicate p, @Nullable Phrase before) {
    Phrase by = p.hanging("by");
    if (p.maybePassive && p.object == null && by != null) p.isPassive = true;
    if (!p.isPassive) {
      p.subject = before;
      return;
    }
    p.maybePassive = false;
    p.subject = by;
    if (p.object != null) p.hangings.add(new Hanging("second", p.object));
    p.object = before;
  }

  /** What has no subject of its own takes it from the verb that it completes, or stands beside. */
  private void inherit(Predicate p) {
    Predicate parent = p.parent;
    if (parent != null && p.subject == null && !p.isPassive) {
      boolean orders =
          (parent.classes & (lexicon.verbClasses.of("order") | lexicon.verbClasses.of("allow")))
              != 0;
      p.subject = orders && parent.object != null ? parent.object : parent.subject;
      return;
    }
    if (p.subject != null || p.isPassive || p.isInfinitive) return;
    int index = predicates.indexOf(p);
    for (int i = index - 1; i >= 0; i--) {
      Predicate before = predicates.get(i);
      if (before.isRelative || before.isInfinitive || before.isGerund) continue;
      p.subject = before.isPassive ? before.object : before.subject;
      return;
    }
  }

  private void govern(Predicate p) {
    if (p.subject != null && p.subject.governor == null) tie(p.subject, p, Function.SUBJECT);
    if (p.object != null
        && (p.object.governor == null || (p.object.function == Function.SUBJECT && !p.isRelative)))
      tie(p.object, p, Function.OBJECT);
    for (Hanging h : p.hangings)
      if (h.phrase().governor == null) tie(h.phrase(), p, Function.PREPOSITION);
  }

  private static void tie(Phrase phrase, Predicate p, Function function) {
    phrase.governor = p;
    phrase.function = function;
  }

  /** Links each predicate to the verb of saying in whose clause it stands. */
  private void findReporters() {
    long says =
        lexicon.verbClasses.of("say")
            | lexicon.verbClasses.of("claim")
            | lexicon.verbClasses.of("deny");
    Predicate reporter = null;
    for (Predicate p : predicates) {
      p.reporter = reporter;
      if ((p.classes & says) != 0 && !p.isInfinitive) reporter = p;
    }
    Predicate last = predicates.isEmpty() ? null : predicates.getLast();
    if (last == null || (last.classes & says) == 0 || last.object != null) return;
    for (Predicate p : predicates) if (p != last && p.reporter == null) p.reporter = last;
  }
}
