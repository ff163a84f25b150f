package io.riskwire.event;

import io.riskwire.event.Predicate.Mood;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tagged sentence cut into pieces: noun phrases, verbs with their helpers, and the words between.
 */
final class Pieces {
  /** A piece of a sentence: a phrase, a predicate, or a word that is neither. */
  record Piece(@Nullable Phrase phrase, @Nullable Predicate predicate, Tag tag, int word) {}

  private static final Set<String> DUTIES =
      Set.of("must", "shall", "should", "mustn't", "shouldn't");
  private static final Set<String> POSSIBLE =
      Set.of("could", "may", "might", "would", "'d", "couldn't", "wouldn't");

  private final Lexicon lexicon;
  private final Sentence sentence;
  private final Passage passage;
  private final Tagger tagger;
  final List<Piece> pieces = new ArrayList<>();
  final List<Phrase> phrases = new ArrayList<>();
  final List<Predicate> predicates = new ArrayList<>();

  private Pieces(Lexicon lexicon, Sentence sentence, Tagger tagger) {
    this.lexicon = lexicon;
    this.sentence = sentence;
    this.tagger = tagger;
    passage = sentence.passage();
  }

  static Pieces cut(Lexicon lexicon, Sentence sentence, Tagger tagger) {
    Pieces pieces = new Pieces(lexicon, sentence, tagger);
    pieces.cut();
    return pieces;
  }

  private void cut() {
    for (int i = sentence.from(); i < sentence.to(); ) {
      int behind = behindBrackets(i);
      if (behind > i) {
        i = behind;
        continue;
      }
      int end = isHeadlineState(i) ? state(i) : verbGroup(i);
      if (end == i) end = phrase(i);
      if (end == i) {
        if (tagger.at(i) != Tag.QUOTE) pieces.add(new Piece(null, null, tagger.at(i), i));
        end = i + 1;
      }
      i = end;
    }
  }

  /** A short remark in brackets, "(PDPC)", is stepped over. */
  private int behindBrackets(int from) {
    if (!passage.lower(from).equals("(")) return from;
    for (int i = from + 1; i < sentence.to() && i - from < 8; i++)
      if (passage.lower(i).equals(")")) return i + 1;
    return from;
  }

  /** "Cloudflare down", "Portal offline again": a headline leaves "is" out. */
  private boolean isHeadlineState(int i) {
    return sentence.isTitle()
        && predicates.isEmpty()
        && !phrases.isEmpty()
        && isBehind(phrases.getLast(), i)
        && lexicon.isPhrasal("be", passage.lower(i));
  }

  /** "Phones still down": but for adverbs. */
  private boolean isBehind(Phrase phrase, int i) {
    int before = i - 1;
    while (before > phrase.to && tagger.at(before) == Tag.ADVERB) before--;
    return before == phrase.to;
  }

  private int state(int i) {
    Predicate p = new Predicate(sentence, i, i, "be");
    p.particle = passage.lower(i);
    add(p);
    return i + 1;
  }

  /** Reads a verb with its helpers; the word behind it, or {@code from} where there is no verb. */
  private int verbGroup(int from) {
    boolean be = false, have = false, had = false, negated = false, to = false, hedged = false;
    boolean ability = false, past = false;
    Mood mood = Mood.PLAIN;
    int lastHelper = -1;
    int i = from;
    for (; i < sentence.to(); i++) {
      Tag tag = tagger.at(i);
      String word = passage.lower(i);
      if (tag == Tag.VERB) break;
      if (word.endsWith("n't") || word.equals("cannot")) negated = true;
      switch (tag) {
        case TO -> {
          if (be) mood = Mood.FUTURE;
          else if (have) mood = Mood.DUTY;
          else to = true;
        }
        case MODAL -> {
          if (DUTIES.contains(word)) mood = Mood.DUTY;
          else if (POSSIBLE.contains(word)) mood = Mood.POSSIBLE;
          else if (word.startsWith("can")) ability = true;
          else if (word.startsWith("could")) ability = true;
          else mood = Mood.FUTURE;
          if (word.equals("may") || word.startsWith("could")) ability = true;
        }
        case BE -> {
          be = true;
          past |= word.startsWith("w");
        }
        case HAVE -> {
          have = true;
          had |= word.equals("had") || word.equals("hadn't");
        }
        case DO -> past |= word.startsWith("did");
        case NOT -> negated |= !word.equals("longer");
        case ADVERB, QUOTE -> hedged |= isHedge(word);
        default -> {
          return lastHelper < 0 ? from : plainHelper(from, lastHelper, negated, mood, past, had);
        }
      }
      if (tag != Tag.ADVERB && tag != Tag.QUOTE && tag != Tag.NOT) lastHelper = i;
      if (lastHelper < 0 && tag != Tag.NOT && i - from > 2) return from;
    }
    if (i >= sentence.to() && lastHelper < 0) return from;
    if (i >= sentence.to())
      return lastHelper < 0 ? from : plainHelper(from, lastHelper, negated, mood, past, had);
    Word verb = passage.lexicon[i];
    if (verb == null || verb.lemma == null) return from;
    Predicate p = new Predicate(sentence, from, i, verb.lemma);
    p.classes = verb.verbs;
    p.isNegated = negated;
    p.mood = mood;
    boolean headline = to && sentence.isTitle() && predicates.isEmpty() && !phrases.isEmpty();
    if (headline) p.mood = Mood.FUTURE;
    p.isInfinitive = to && !headline;
    p.isAbility = ability;
    p.isHedged = hedged;
    p.isGerund = verb.has(Word.GERUND) && !be;
    boolean participle = verb.has(Word.PARTICIPLE);
    p.isPassive = be && participle && !verb.has(Word.GERUND);
    p.isPerfect = have;
    p.isPastPerfect = had;
    p.isPast = past || have || (verb.has(Word.PAST) && !to && mood == Mood.PLAIN);
    p.maybePassive = !be && !have && !to && mood == Mood.PLAIN && participle && !ability;
    int end = i + 1;
    if (tagger.at(end) == Tag.PARTICLE) {
      p.particle = passage.lower(end);
      p.classes = lexicon.phrasal(p.lemma, p.particle);
      end++;
    }
    add(p);
    return end;
  }

  /** "is", "has" without another verb: a predicate of its own. */
  private int plainHelper(
      int from, int helper, boolean negated, Mood mood, boolean past, boolean have) {
    Tag tag = tagger.at(helper);
    if (tag != Tag.BE && tag != Tag.HAVE && tag != Tag.DO) return from;
    String lemma = tag == Tag.BE ? "be" : tag == Tag.HAVE ? "have" : "do";
    Predicate p = new Predicate(sentence, from, helper, lemma);
    p.isNegated = negated;
    p.mood = mood;
    p.isPast = past || passage.lower(helper).equals("had");
    p.isPastPerfect = have;
    if (lexicon.isPhrasal(lemma, passage.lower(helper + 1))) p.particle = passage.lower(helper + 1);
    Word word = passage.lexicon[helper];
    if (word != null) p.classes = word.verbs;
    add(p);
    return Math.max(helper + 1, from + 1);
  }

  private void add(Predicate p) {
    predicates.add(p);
    pieces.add(new Piece(null, p, Tag.VERB, p.verb));
  }

  private static boolean isHedge(String word) {
    return switch (word) {
      case "reportedly", "allegedly", "apparently", "supposedly", "purportedly", "possibly" -> true;
      default -> false;
    };
  }

  private int phrase(int from) {
    Tag first = tagger.at(from);
    if (first == Tag.PRONOUN && !isNounLike(from + 1)) {
      addPhrase(from, from, -1, true);
      return from + 1;
    }
    int i = from;
    int genitive = -1;
    int last = -1;
    for (; i < sentence.to(); i++) {
      Tag tag = tagger.at(i);
      if (tag == Tag.GENITIVE && last == i - 1 && last >= from) {
        genitive = i;
        continue;
      }
      if (tag == Tag.DETERMINER && i > from && genitive != i - 1) {
        if (tagger.at(i - 1) != Tag.DETERMINER) break;
        continue;
      }
      if (tag == Tag.QUOTE
          && i > from
          && isNounLike(i + 1)
          && isNounLike(i - 1)
          && passage.words.isGlued(i + 1)) continue;
      if (!isNounLike(i)) break;
      if (tag == Tag.NUMBER && i > from && genitive < 0 && isSumApart(i)) break;
      last = i;
    }
    if (last < 0) return from;
    addPhrase(from, last, genitive < last ? genitive : -1, false);
    return last + 1;
  }

  /** "Fined Capita 14 million", "paid customers $500": the sum is a phrase of its own. */
  private boolean isSumApart(int i) {
    if (tagger.at(i - 1) == Tag.NAME) return passage.entity[i - 1] != passage.entity[i];
    return !passage.words.isNumber(i)
        && tagger.at(i - 1) == Tag.NOUN
        && passage.lower(i - 1).endsWith("s");
  }

  private boolean isNounLike(int i) {
    Tag tag = tagger.at(i);
    return tag == Tag.NOUN || tag == Tag.NAME || tag == Tag.NUMBER || tag == Tag.DETERMINER;
  }

  private void addPhrase(int from, int to, int genitive, boolean pronoun) {
    int head = to;
    while (head > from && tagger.at(head) == Tag.NUMBER && tagger.at(head - 1) == Tag.NOUN) head--;
    Phrase p = new Phrase(sentence, from, to, head, genitive, tagger.nounsAt(head), pronoun);
    phrases.add(p);
    pieces.add(new Piece(p, null, pronoun ? Tag.PRONOUN : Tag.NOUN, from));
  }
}
