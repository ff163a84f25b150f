package io.riskwire.event;

import io.riskwire.vendor.Words;

/**
 * Tells what each word of a sentence does in it. English leaves it to the neighbours whether "ban"
 * is a verb; the neighbours looked at are the words directly before and after.
 */
final class Tagger {
  private final Lexicon lexicon;
  private final Passage passage;
  private final Sentence sentence;

  /** By word of the passage, from the sentence's first. */
  final Tag[] tags;

  /** The noun classes of the term that ends at a word. */
  final long[] nouns;

  private boolean hasFinite;

  private Tagger(Lexicon lexicon, Sentence sentence) {
    this.lexicon = lexicon;
    this.sentence = sentence;
    passage = sentence.passage();
    tags = new Tag[sentence.to() - sentence.from()];
    nouns = new long[tags.length];
  }

  static Tagger tag(Lexicon lexicon, Sentence sentence) {
    Tagger tagger = new Tagger(lexicon, sentence);
    tagger.run();
    return tagger;
  }

  Tag at(int word) {
    return word < sentence.from() || word >= sentence.to()
        ? Tag.MARK
        : tags[word - sentence.from()];
  }

  long nounsAt(int word) {
    return nouns[word - sentence.from()];
  }

  private void run() {
    for (int i = sentence.from(); i < sentence.to(); ) {
      int next = time(i);
      if (next == i) next = term(i);
      if (next == i) {
        set(i, single(i));
        next = i + 1;
      }
      i = next;
    }
  }

  private void set(int word, Tag tag) {
    tags[word - sentence.from()] = tag;
    if (tag == Tag.VERB || tag == Tag.MODAL || tag == Tag.BE) hasFinite = true;
    boolean newClause =
        tag == Tag.SUBORDINATOR
            || tag == Tag.PRONOUN
            || tag == Tag.CONJUNCTION
            || tag == Tag.COMMA
            || (tag == Tag.MARK && !passage.lower(word).equals("$"))
            || tag == Tag.QUOTE;
    if (newClause) hasFinite = false;
  }

  /** "on Monday", "as of 1 April 2027", "last week", "two years ago": adverbs, not parties. */
  private int time(int i) {
    String word = passage.lower(i);
    if (lexicon.isPart("time", word) && (passage.words.isCapital(i) || sentence.isTitle())) {
      if (word.equals("may") && !isMonth(i)) return i;
      set(i, Tag.ADVERB);
      takeBack(i - 1);
      int next = i + 1;
      while (next < sentence.to()
          && (isYearOrDay(next) || lexicon.isPart("calendar", passage.lower(next))))
        set(next++, Tag.ADVERB);
      return next;
    }
    boolean relative =
        word.equals("last") || word.equals("this") || word.equals("next") || word.equals("past");
    if (relative && lexicon.isPart("calendar", passage.lower(i + 1))) {
      set(i, Tag.ADVERB);
      set(i + 1, Tag.ADVERB);
      takeBack(i - 1);
      return i + 2;
    }
    if (word.equals("ago") || word.equals("earlier") || word.equals("later")) {
      if (lexicon.isPart("calendar", passage.lower(i - 1)) && i - 1 >= sentence.from()) {
        set(i - 1, Tag.ADVERB);
        takeBack(i - 2);
      }
      set(i, Tag.ADVERB);
      return i + 1;
    }
    return i;
  }

  private boolean isMonth(int i) {
    return (i + 1 < sentence.to() && passage.words.isNumber(i + 1))
        || (i > sentence.from() && (passage.words.isNumber(i - 1) || at(i - 1) == Tag.PREPOSITION));
  }

  private boolean isYearOrDay(int i) {
    if (!passage.words.isNumber(i)) return passage.lower(i).equals(",") && isYear(i + 1);
    return isYear(i) || passage.words.end(i) - passage.words.start(i) <= 4;
  }

  private boolean isYear(int i) {
    return i < sentence.to()
        && passage.words.isNumber(i)
        && passage.words.end(i) - passage.words.start(i) == 4
        && (passage.lower(i).startsWith("19") || passage.lower(i).startsWith("20"));
  }

  /** The day, the article and the preposition before a time belong to it. */
  private void takeBack(int i) {
    int at = i;
    while (at >= sentence.from() && i - at < 4) {
      Tag tag = at(at);
      boolean part =
          tag == Tag.NUMBER
              || tag == Tag.PREPOSITION
              || tag == Tag.ADVERB
              || passage.lower(at).equals("the")
              || passage.lower(at).equals("as")
              || passage.lower(at).equals("a");
      if (!part) return;
      tags[at - sentence.from()] = Tag.ADVERB;
      if (tag == Tag.PREPOSITION && !passage.lower(at).equals("of")) return;
      at--;
    }
  }

  private int term(int i) {
    if (passage.entity[i] != null) return i;
    Lexicon.Term term = lexicon.term(passage.lower(), i, sentence.to());
    if (term == null) return i;
    int end = i;
    for (int parts = 0; parts < term.length() && end < sentence.to(); parts++) set(end++, Tag.NOUN);
    nouns[end - 1 - sentence.from()] = term.nouns();
    return end;
  }

  private Tag single(int i) {
    if (passage.lower(i + 1).equals("$") && passage.words.isGlued(i + 1)) return Tag.MARK;
    if (passage.entity[i] != null) return Tag.NAME;
    Words words = passage.words;
    if (!words.isWord(i)) return mark(i);
    Word word = passage.lexicon[i];
    if (words.isNumber(i)) return Tag.NUMBER;
    if (word == null) return isAdverb(i) || isStrayParticiple(i) ? Tag.ADVERB : Tag.NOUN;
    if (word.closed != null) return isInCompound(i) ? Tag.NOUN : closed(i, word, word.closed);
    if (word.isVerb() && isVerb(i, word)) return Tag.VERB;
    if (word.nouns != 0) nouns[i - sentence.from()] = word.nouns;
    return (isAdverb(i) || isStrayParticiple(i)) && !word.isNoun ? Tag.ADVERB : Tag.NOUN;
  }

  private boolean isAdverb(int i) {
    String word = passage.lower(i);
    return word.endsWith("ly")
        && word.length() > 4
        && !word.equals("family")
        && !word.equals("supply");
  }

  /** "A breach undetected for months": what stands behind its noun is not the head of it. */
  private boolean isStrayParticiple(int i) {
    String word = passage.lower(i);
    boolean behindNoun = at(i - 1) == Tag.NOUN || at(i - 1) == Tag.NAME;
    return behindNoun && word.length() > 5 && word.endsWith("ed") && !isNounNext(i);
  }

  /** "Check-in", "cover-up": what is glued on by a hyphen is part of the noun. */
  private boolean isInCompound(int i) {
    return i - 2 >= sentence.from() && passage.isHyphen(i - 1) && passage.words.isGlued(i);
  }

  private Tag mark(int i) {
    return switch (passage.lower(i)) {
      case "," -> Tag.COMMA;
      case "-" -> passage.words.isGlued(i) ? Tag.NOUN : Tag.MARK;
      case "'s" -> genitiveOrBe(i);
      case "'ll", "'d" -> Tag.MODAL;
      case "'re", "'m" -> Tag.BE;
      case "'ve" -> Tag.HAVE;
      case "'", "\u2019" -> isPluralGenitive(i) ? Tag.GENITIVE : Tag.QUOTE;
      case "\"", "\u201c", "\u201d", "\u2018" -> Tag.QUOTE;
      case "%" -> Tag.NUMBER;
      case "$", "\u00a3", "\u20ac", "\u20b9" -> isSum(i) ? Tag.NUMBER : Tag.MARK;
      default -> Tag.MARK;
    };
  }

  private boolean isSum(int currency) {
    int next = currency + 1;
    return next < sentence.to() && passage.words.isNumber(next) && passage.words.isGlued(next);
  }

  private Tag genitiveOrBe(int i) {
    Tag before = at(i - 1);
    return before == Tag.PRONOUN || before == Tag.SUBORDINATOR ? Tag.BE : Tag.GENITIVE;
  }

  private boolean isPluralGenitive(int i) {
    return passage.words.isGlued(i)
        && passage.lower(i - 1).endsWith("s")
        && i + 1 < sentence.to()
        && passage.words.isWord(i + 1)
        && !passage.words.isGlued(i + 1);
  }

  private Tag closed(int i, Word word, Tag closed) {
    String text = passage.lower(i);
    return switch (text) {
      case "that" -> that(i);
      case "no" -> passage.lower(i + 1).equals("longer") ? Tag.NOT : Tag.DETERMINER;
      case "longer" -> at(i - 1) == Tag.NOT ? Tag.NOT : Tag.ADVERB;
      case "to" -> isInfinitive(i) ? Tag.TO : Tag.PREPOSITION;
      case "her", "his" -> Tag.DETERMINER;
      case "can", "will", "might" ->
          at(i - 1) == Tag.DETERMINER || at(i - 1) == Tag.GENITIVE ? Tag.NOUN : Tag.MODAL;
      case "may" -> Tag.MODAL;
      case "including", "following", "regarding", "concerning" -> Tag.PREPOSITION;
      case "like" -> Tag.PREPOSITION;
      default -> word.isParticle && isParticle(i) ? Tag.PARTICLE : closed;
    };
  }

  private Tag that(int i) {
    Tag before = at(i - 1);
    if (before == Tag.NOUN || before == Tag.NAME) return Tag.PRONOUN;
    return before == Tag.VERB || before == Tag.COMMA ? Tag.SUBORDINATOR : Tag.DETERMINER;
  }

  private boolean isParticle(int i) {
    if (at(i - 1) != Tag.VERB) return false;
    Word verb = passage.lexicon[i - 1];
    return verb != null && verb.lemma != null && lexicon.isPhrasal(verb.lemma, passage.lower(i));
  }

  private boolean isInfinitive(int i) {
    int next = i + 1;
    while (next < sentence.to() && isAdverbial(next)) next++;
    if (next >= sentence.to() || passage.entity[next] != null) return false;
    Word word = passage.lexicon[next];
    if (word == null) return false;
    if (passage.lower(next).equals("be")
        || passage.lower(next).equals("have")
        || passage.lower(next).equals("do")) return true;
    if (!word.isVerb() || !word.has(Word.BASE) || word.closed != null) return false;
    if (lexicon.term(passage.lower(), next, sentence.to()) != null) return false;
    Word after = next + 1 < sentence.to() ? passage.lexicon[next + 1] : null;
    if (after != null && after.isParticle) return true;
    if (sentence.isTitle() && at(i - 1) == Tag.NAME && !hasFinite) return true;
    Tag before = at(i - 1);
    if (before == Tag.BE || before == Tag.NOT || before == Tag.VERB) return true;
    return !word.isNoun || next + 1 >= sentence.to() || canFollowVerb(next + 1);
  }

  private boolean isAdverbial(int i) {
    Word word = passage.lexicon[i];
    return (word != null && (word.closed == Tag.ADVERB || word.closed == Tag.NOT))
        || (word == null && isAdverb(i));
  }

  /** What stands behind a verb rather than a noun: the beginning of its object. */
  private boolean canFollowVerb(int i) {
    if (i >= sentence.to()) return false;
    if (passage.entity[i] != null) return true;
    Word word = passage.lexicon[i];
    if (!passage.words.isWord(i))
      return passage.lower(i).equals("$")
          || passage.lower(i).equals("\u201c")
          || passage.lower(i).equals("\"")
          || passage.lower(i).equals("\u2018")
          || passage.lower(i).equals("\u20ac")
          || passage.lower(i).equals("\u00a3");
    if (word == null) return !lower(i).endsWith("ly");
    if (word.closed == null && isParticipleOnly(word)) return isNounNext(i);
    if (word.closed == null)
      return !word.isVerb() || word.isNoun || (!word.has(Word.PAST) && !word.has(Word.PRESENT));
    return word.closed == Tag.DETERMINER
        || (word.closed == Tag.PRONOUN && !isRelative(i))
        || word.closed == Tag.TO;
  }

  /** "Stolen": before a noun it is part of an object, else "details stolen" have no verb before. */
  private static boolean isParticipleOnly(Word word) {
    return word.has(Word.PARTICIPLE) && !word.has(Word.PAST) && !word.has(Word.BASE);
  }

  private String lower(int i) {
    return passage.lower(i);
  }

  private boolean isRelative(int i) {
    String word = passage.lower(i);
    return word.equals("which") || word.equals("who") || word.equals("that");
  }

  private boolean isVerb(int i, Word word) {
    int before = i - 1;
    while (before >= sentence.from() && isSteppedOver(before)) before--;
    Tag tag = before < sentence.from() ? Tag.MARK : at(before);
    if (at(i - 1) == Tag.NOUN && passage.lower(i - 1).equals("-")) return false;
    if (isAmount(i, before)) return false;
    boolean base = word.has(Word.BASE);
    return switch (tag) {
      case TO, MODAL, DO -> base;
      case NOT -> true;
      case BE -> word.has(Word.PARTICIPLE) || word.has(Word.GERUND);
      case HAVE -> word.has(Word.PARTICIPLE);
      case DETERMINER, GENITIVE, NUMBER -> afterDeterminer(i, word, before);
      case PREPOSITION -> word.has(Word.GERUND) && !(word.isNoun && isNounNext(i));
      case PRONOUN, SUBORDINATOR -> !word.has(Word.GERUND) || !isNounNext(i);
      case NOUN, NAME, PARTICLE -> afterNoun(i, word, before);
      case ADVERB -> afterNoun(i, word, before);
      case VERB ->
          word.has(Word.GERUND)
              || (word.has(Word.PARTICIPLE) && !isNounNext(i))
              || (base && !word.isNoun);
      case COMMA, CONJUNCTION, MARK, QUOTE -> atStart(i, word);
    };
  }

  /** An adverb, or the mark that closes a quotation. */
  private boolean isSteppedOver(int i) {
    if (at(i) == Tag.QUOTE) return passage.words.isGlued(i) && !passage.words.isGlued(i + 1);
    return at(i) == Tag.ADVERB && !endsTime(i);
  }

  /** "54 billion won": a currency, and nobody's victory. */
  private boolean isAmount(int i, int before) {
    if (!lexicon.isPart("currency", passage.lower(i))) return false;
    return at(before) == Tag.NUMBER || lexicon.isPart("scale", passage.lower(before));
  }

  private boolean endsTime(int i) {
    return lexicon.isPart("time", passage.lower(i)) || lexicon.isPart("calendar", passage.lower(i));
  }

  /** "The banned", "a leak" are nouns; "the 60 banned it", "all agreed" are rare enough. */
  private boolean afterDeterminer(int i, Word word, int before) {
    if (at(before) == Tag.GENITIVE || at(before) == Tag.DETERMINER) return false;
    return word.has(Word.PAST) && !word.isNoun && canFollowVerb(i + 1);
  }

  private boolean afterNoun(int i, Word word, int before) {
    if (word.lemma != null && !hasFinite && lexicon.isPhrasal(word.lemma, passage.lower(i + 1)))
      return true;
    if (word.has(Word.GERUND)
        && sentence.isTitle()
        && !hasFinite
        && at(before) == Tag.NAME
        && !word.isNoun) return true;
    if (word.has(Word.GERUND))
      return (!word.isNoun && !isNounNext(i)) || (canFollowVerb(i + 1) && !isPlainNounNext(i));
    if (word.has(Word.PAST) && !word.has(Word.BASE)) return true;
    if (word.has(Word.PAST))
      return !word.isNoun
          || canFollowVerb(i + 1)
          || passage.lower(i + 1).equals("by")
          || passage.lower(i + 1).equals("with");
    if (word.has(Word.PARTICIPLE)) return true;
    if (word.has(Word.PRESENT)) {
      if (canFollowVerb(i + 1)) return !(word.isNoun && isPlainNounNext(i) && hasFinite);
      return !hasFinite && (!word.isNoun || (at(before) == Tag.NAME && i + 1 < sentence.to()));
    }
    boolean plural = isPlural(before) || isPluralChain(before);
    if (plural && sentence.isTitle() && !hasFinite && isPrepositionNext(i)) return true;
    return plural && canFollowVerb(i + 1) && !(word.isNoun && hasFinite);
  }

  private boolean isPrepositionNext(int i) {
    Word next = i + 1 < sentence.to() ? passage.lexicon[i + 1] : null;
    return next != null && next.closed == Tag.PREPOSITION && !passage.lower(i + 1).equals("of");
  }

  /** "Police in Bavaria", "Solara and Qordia": the first of a chain decides, a list is plural. */
  private boolean isPluralChain(int i) {
    int at = i;
    while (at > sentence.from() && (at(at) == Tag.NAME || at(at) == Tag.NOUN)) at--;
    if (at > sentence.from() && at(at) == Tag.CONJUNCTION) return passage.lower(at).equals("and");
    return at > sentence.from()
        && at(at) == Tag.PREPOSITION
        && isPlural(at - 1)
        && at(at - 1) == Tag.NOUN;
  }

  private boolean isPlural(int i) {
    String word = passage.lower(i);
    return (word.endsWith("s") && !word.endsWith("ss"))
        || word.equals("police")
        || word.equals("people")
        || word.equals("staff")
        || word.equals("men")
        || word.equals("children");
  }

  /** The next word is, or begins, a noun phrase without an article. */
  private boolean isNounNext(int i) {
    if (i + 1 >= sentence.to() || !passage.words.isWord(i + 1) || passage.words.isNumber(i + 1))
      return false;
    Word next = passage.lexicon[i + 1];
    return next == null || next.closed == null;
  }

  private boolean isPlainNounNext(int i) {
    return isNounNext(i) && passage.entity[i + 1] == null && !passage.words.isCapital(i + 1);
  }

  private boolean atStart(int i, Word word) {
    if (word.has(Word.GERUND)) return !word.isNoun || (canFollowVerb(i + 1) && !isPlainNounNext(i));
    if (word.has(Word.PAST) && !word.has(Word.BASE))
      return !isPlainNounNext(i) || at(i - 1) == Tag.CONJUNCTION || at(i - 1) == Tag.COMMA;
    if (word.has(Word.PARTICIPLE) && !word.has(Word.BASE)) return !isPlainNounNext(i);
    if (word.has(Word.PRESENT))
      return !word.isNoun || (canFollowVerb(i + 1) && !(word.isNoun && isPlainNounNext(i)));
    return (canFollowVerb(i + 1) && !word.isNoun)
        || (word.isNoun
            && i + 1 < sentence.to()
            && passage.entity[i + 1] != null
            && i == sentence.from());
  }
}
