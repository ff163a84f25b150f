package io.riskwire.event;

import io.riskwire.event.Entity.Kind;
import io.riskwire.vendor.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the stretches of words with capitals that may be names which only the article knows. */
final class Runs {
  /** A capitalised stretch that may be a name. */
  record Run(Passage passage, int first, int last) {
    String key() {
      StringBuilder key = new StringBuilder();
      for (int i = first; i <= last; i++)
        if (!passage.lower(i).equals("-")) key.append(passage.lower(i)).append(' ');
      return key.toString();
    }

    int length() {
      return last - first + 1;
    }
  }

  private static final int MOST_BEFORE_TAIL = 4;
  private static final int LONGEST_LIST = 12;

  private final Lexicon lexicon;
  private final List<Passage> passages;
  private final List<Beginnings> beginnings = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();

  /** The classes of nouns that name a body, and those that may stand in its name. */
  private final long bodies;

  private final long plain;

  private Runs(Lexicon lexicon, List<Passage> passages, List<Sentence> sentences) {
    this.lexicon = lexicon;
    this.passages = passages;
    Classes classes = lexicon.nounClasses;
    bodies = classes.of("authority") | classes.of("firm") | classes.of("place");
    plain = bodies | classes.of("other");
    for (Passage passage : passages) beginnings.add(new Beginnings(passage, sentences));
  }

  /** The runs of all passages, those of the text before those of the title. */
  static List<Run> in(Lexicon lexicon, List<Passage> passages, List<Sentence> sentences) {
    Runs runs = new Runs(lexicon, passages, sentences);
    for (int p = passages.size() - 1; p >= 0; p--) runs.collect(p);
    return runs.runs;
  }

  private void collect(int p) {
    Passage passage = passages.get(p);
    for (int i = 0; i < passage.words.size(); i++) {
      if (isFurniture(passage, i)) {
        i++;
        beginnings.get(p).beginAt(i + 1);
        continue;
      }
      if (!beginnings.get(p).isRead(i) || !canBegin(p, i)) continue;
      int last = runEnd(p, i);
      Run run = trimmed(passage, i, last);
      if (run != null) runs.add(run);
      i = Math.max(i, last);
    }
  }

  /** "Key Takeaways", "Read More": what a page has around its text, two words without a stop. */
  private boolean isFurniture(Passage passage, int i) {
    return passage.words.isCapital(i)
        && i + 1 < passage.words.size()
        && lexicon.isPart("furniture", passage.lower(i) + "_" + passage.lower(i + 1));
  }

  private boolean canBegin(int p, int i) {
    Passage passage = passages.get(p);
    if (!passage.words.hasCapital(i) || !passage.words.isWord(i)) return false;
    if (passage.words.isNumber(i)) return false;
    String word = passage.lower(i);
    if (lexicon.isPart("time", word) || lexicon.isPart("not-name", word)) return false;
    if (passage.entity[i] != null) return passage.entity[i].kind == Kind.PLACE;
    if (lexicon.term(passage.lower(), i, passage.words.size()) != null) return false;
    Word known = passage.lexicon[i];
    if (known != null && known.closed != null) return passage.words.isUpper(i) && word.length() > 3;
    if (known != null && known.isVerb() && !known.isNoun && !known.has(Word.BASE)) return false;
    boolean ordinary =
        isOrdinary(known) || (known == null && (isOrdinaryPlural(word) || isParticiple(word)));
    if (passage.isCapitals) return !ordinary || isHeadInTitle(passage, i);
    if (!beginnings.get(p).isBeginning(i)) return true;
    return !ordinary || isFollowedByName(p, i);
  }

  /** "Damning": at the start of a sentence it is hardly a name. */
  private static boolean isParticiple(String word) {
    return word.length() > 5 && (word.endsWith("ing") || word.endsWith("ed"));
  }

  /** "Shipments" where the words have "shipment" only. */
  private boolean isOrdinaryPlural(String word) {
    int end = word.length() - 1;
    return end > 3
        && word.charAt(end) == 's'
        && word.charAt(end - 1) != 's'
        && isOrdinary(lexicon.find(word.substring(0, end)));
  }

  static boolean isOrdinary(@Nullable Word word) {
    return word != null && (word.isCommon || word.isVerb() || word.isNoun || word.closed != null);
  }

  /** "Department of Justice", "University of X" in a headline of capitals. */
  private boolean isHeadInTitle(Passage passage, int i) {
    return lexicon.isPart("org-head", passage.lower(i)) && isOf(passage, i + 1);
  }

  /** A sentence may begin with a name of ordinary words: "Digital Ocean said", "Post Office". */
  private boolean isFollowedByName(int p, int i) {
    Passage passage = passages.get(p);
    int next = i + 1;
    if (next >= passage.words.size() || !passage.words.isWord(next)) return false;
    Word first = passage.lexicon[i];
    boolean firm = first != null && (first.nouns & lexicon.nounClasses.of("firm")) != 0;
    if (firm || (first != null && first.isVerb() && !first.isNoun && !first.isCommon)) return false;
    if (passage.words.isCapital(next) && passage.entity[next] == null)
      return !lexicon.isPart("time", passage.lower(next))
          && !lexicon.isPart("not-name", passage.lower(next)); // "First AI"
    return isOf(passage, next)
        && lexicon.isPart("org-head", passage.lower(i))
        && next + 1 < passage.words.size()
        && passage.words.isCapital(next + 1);
  }

  private int runEnd(int p, int first) {
    Passage passage = passages.get(p);
    Words words = passage.words;
    int last = first;
    for (int i = first + 1; i < words.size() && i - first < 10; i++) {
      String word = passage.lower(i);
      if (word.equals("-") && words.isGlued(i) && i + 1 < words.size() && words.isGlued(i + 1))
        continue;
      if (continues(passage, i)) {
        last = i;
        continue;
      }
      if (!lexicon.isPart("link", word) || !linkHolds(passage, first, last, i)) break;
    }
    return localBodyEnd(lexicon, passage, listEnd(passage, first, last));
  }

  /**
   * "Ministry of Science, Innovation, and Universities": the last word of what such a body looks
   * after; {@code last} where no such list goes on there.
   */
  private int listEnd(Passage passage, int first, int last) {
    boolean isBody = linksAlready(passage, first, last) && isOrgHead(passage, first, last);
    if (!isBody || !passage.lower(last + 1).equals(",")) return last;
    for (int i = last + 1; i < last + LONGEST_LIST && i + 1 < passage.words.size(); i++) {
      String word = passage.lower(i);
      if (word.equals("and")) {
        int end = i;
        while (isPartOfList(passage, end + 1)) end++;
        return end > i ? end : last;
      }
      if (!word.equals(",") && !isPartOfList(passage, i)) return last;
    }
    return last;
  }

  private boolean isPartOfList(Passage passage, int i) {
    return i < passage.words.size()
        && passage.words.isWord(i)
        && passage.words.hasCapital(i)
        && passage.entity[i] == null
        && !isBodyOfItsOwn(passage, i);
  }

  private boolean isOrgHead(Passage passage, int first, int last) {
    for (int i = first; i <= last; i++)
      if (lexicon.isPart("org-head", passage.lower(i))) return true;
    return false;
  }

  /** "Office of", "Harbour Board". */
  private boolean isBodyOfItsOwn(Passage passage, int i) {
    return (lexicon.isPart("org-head", passage.lower(i)) && isOf(passage, i + 1))
        || (lexicon.isPart("org-tail", passage.lower(i)) && passage.words.hasCapital(i - 1));
  }

  private static boolean isOf(Passage passage, int i) {
    return passage.lower(i).equals("of") || passage.lower(i).equals("for");
  }

  /** Papers write "Oslo city council" and "Austin school district" without capitals. */
  static int localBodyEnd(Lexicon lexicon, Passage passage, int last) {
    int end = last;
    while (end + 1 < passage.words.size() && isLocal(lexicon, passage, end + 1)) end++;
    return lexicon.isPart("local-body", passage.lower(end)) ? end : last;
  }

  private static boolean isLocal(Lexicon lexicon, Passage passage, int i) {
    String word = passage.lower(i);
    return !passage.words.hasCapital(i)
        && (lexicon.isPart("local-body", word) || lexicon.isPart("local-kind", word));
  }

  private boolean continues(Passage passage, int i) {
    Words words = passage.words;
    String word = passage.lower(i);
    Entity there = passage.entity[i];
    if (there != null) return there.kind == Kind.PLACE && !words.isUpper(i);
    if (lexicon.isPart("time", word) || isFurniture(passage, i)) return false;
    if (words.isNumber(i))
      return words.hasCapital(i)
          || (words.end(i) - words.start(i) <= 2
              && i + 1 < words.size()
              && words.isCapital(i + 1)
              && !passage.isCapitals);
    if (!words.isWord(i) || !words.hasCapital(i)) return false;
    if (!passage.isCapitals) return words.isUpper(i) || !lexicon.isPart("headline-word", word);
    Word known = passage.lexicon[i];
    return !isOrdinary(known)
        || lexicon.isPart("org-tail", word)
        || isBetweenNames(passage, i)
        || isBehindHead(passage, i)
        || isBeforeTail(passage, i);
  }

  /** "Ministry of Science". */
  private boolean isBehindHead(Passage passage, int i) {
    return i > 1
        && isOf(passage, i - 1)
        && !tellsMore(passage.lexicon[i])
        && lexicon.isPart("org-head", passage.lower(i - 2));
  }

  /** "Dresden State Art Collections": ordinary words before what ends a body's name. */
  private boolean isBeforeTail(Passage passage, int from) {
    for (int i = from; i < from + MOST_BEFORE_TAIL; i++) {
      if (i >= passage.words.size() || !passage.words.isCapital(i)) return false;
      if (passage.entity[i] != null) return false;
      if (i > from && lexicon.isPart("org-tail", passage.lower(i))) return true;
      Word word = passage.lexicon[i];
      boolean isBody = word != null && (word.nouns & bodies) != 0; // "state" is a verb as well
      if (word == null || word.closed != null || (word.isVerb() && !isBody)) return false;
      if (tellsMore(word)) return false;
    }
    return false;
  }

  /** Whether a noun says what happens rather than who it is: "State of Ransomware". */
  private boolean tellsMore(@Nullable Word word) {
    return word != null && (word.nouns & ~plain) != 0;
  }

  /** In capitals an ordinary word is part of a name where names stand on both sides. */
  private boolean isBetweenNames(Passage passage, int i) {
    Word here = passage.lexicon[i];
    if (here != null && (here.closed != null || here.isVerb())) return false;
    if (i + 1 >= passage.words.size() || !passage.words.isWord(i + 1)) return false;
    if (!passage.words.isCapital(i + 1)) return false;
    Word next = passage.lexicon[i + 1];
    return !isOrdinary(next) && !lexicon.isPart("time", passage.lower(i + 1));
  }

  /** "of" and its like join only after the head of an organisation; "&amp;" always does. */
  private boolean linkHolds(Passage passage, int first, int last, int i) {
    if (last != i - 1) return lexicon.isPart("link", passage.lower(i - 1)) && last == i - 2;
    if (i + 1 >= passage.words.size() || !passage.words.isWord(i + 1)) return false;
    String link = passage.lower(i);
    if (link.equals("&")) return passage.words.hasCapital(i + 1);
    if (!passage.words.hasCapital(i + 1) && !passage.lower(i + 1).equals("the")) return false;
    if (link.equals("for")) return lexicon.isPart("org-head", passage.lower(first));
    if (link.equals("of") || link.equals("the"))
      return lexicon.isPart("org-head", passage.lower(last))
          || lexicon.isPart("org-head", passage.lower(first));
    if (link.equals("and")) return last > first && linksAlready(passage, first, last);
    return !link.equals("et");
  }

  private boolean linksAlready(Passage passage, int first, int last) {
    for (int i = first + 1; i < last; i++) {
      String word = passage.lower(i);
      if (word.equals("of") || word.equals("for")) return true;
    }
    return false;
  }

  /** Without the place before it, and without what is only a place. */
  private @Nullable Run trimmed(Passage passage, int first, int last) {
    int from = first;
    while (from <= last && passage.entity[from] != null) {
      int end = passage.entityEnd[from];
      boolean adjective =
          end < last
              && !lexicon.isPart("link", passage.lower(end + 1))
              && (!isNameOf(passage, from, end) || isOffice(passage, end + 1));
      boolean tail =
          end < last && lexicon.isPart("org-tail", passage.lower(end + 1)) && end + 1 == last;
      if (end >= last) return null;
      if (!adjective || tail) break;
      from = end + 1;
    }
    while (from <= last && passage.lower(from).equals("-")) from++;
    if (from > last) return null;
    if (from == last && isNoName(passage, from)) return null;
    if (from == first && from < last && isVerbBehindPlace(passage, from)) return null;
    boolean isLabel = passage.lower(last + 1).equals(":"); // "Last Chance: …"
    if ((passage.isCapitals || isLabel) && isAllOrdinary(passage, from, last)) return null;
    return new Run(passage, from, last);
  }

  /** A letter; "Swedish IT": what is left without the place may be no name. */
  private boolean isNoName(Passage passage, int word) {
    return passage.words.end(word) - passage.words.start(word) == 1
        || lexicon.isPart("not-name", passage.lower(word));
  }

  /** "Sweden Held to Ransom". */
  private static boolean isVerbBehindPlace(Passage passage, int from) {
    if (passage.entity[from] == null) return false;
    Word next = passage.lexicon[passage.entityEnd[from] + 1];
    return next != null && next.isVerb() && !next.isNoun;
  }

  /** "Canada Computers" is a name, "Canadian Computers" would be computers in Canada. */
  private static boolean isNameOf(Passage passage, int first, int last) {
    Entity place = passage.entity[first];
    return place != null && place.name.equals(passage.words.between(first, last));
  }

  private boolean isOffice(Passage passage, int word) {
    return lexicon.isPart("person-before", passage.lower(word));
  }

  private static boolean isAllOrdinary(Passage passage, int from, int last) {
    for (int i = from; i <= last; i++)
      if (passage.words.isWord(i) && !isOrdinary(passage.lexicon[i])) return false;
    return !isOf(passage, from + 1);
  }
}
