package io.riskwire.event;

import io.riskwire.vendor.Words;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Where in a passage a capital says nothing, because sentences begin with one, and which words are
 * read for names at all.
 */
final class Beginnings {
  private static final Set<String> DASHES = Set.of("-", "\u2013", "\u2014", "|");
  private static final int LONGEST_DATELINE = 20;

  private final boolean[] begins;
  private final boolean[] isRead;

  Beginnings(Passage passage, List<Sentence> sentences) {
    begins = new boolean[passage.words.size()];
    isRead = new boolean[passage.words.size()];
    readSentences(passage, sentences);
    startAnew(passage.words);
  }

  boolean isBeginning(int word) {
    return begins[word];
  }

  boolean isRead(int word) {
    return isRead[word];
  }

  /** A word begins anew behind what is no sentence. */
  void beginAt(int word) {
    if (word < begins.length) begins[word] = true;
  }

  /** Which words of a passage begin a sentence, and which are read at all. */
  private void readSentences(Passage passage, List<Sentence> sentences) {
    int end = 0;
    for (Sentence s : sentences) {
      if (s.passage() != passage) continue;
      begins[s.firstWord()] = true;
      end = s.to();
      Arrays.fill(isRead, s.from(), end, true);
    }
    Arrays.fill(isRead, 0, datelineEnd(passage), false);
    if (sentences.size() == Analyzer.MOST_SENTENCES)
      Arrays.fill(isRead, end, isRead.length, true); // what is cut off has names too
  }

  /** "CARLSBAD, Calif.--(BUSINESS WIRE)--": where the text is from; 0 where it does not say. */
  private static int datelineEnd(Passage passage) {
    Words words = passage.words;
    if (passage.field == Evidence.Field.TITLE || words.size() == 0 || !words.isUpper(0)) return 0;
    int end = 0;
    for (int i = 1; i < Math.min(words.size(), LONGEST_DATELINE); i++) {
      if (words.isWord(i) && !words.hasCapital(i) && !words.isNumber(i)) break;
      if (DASHES.contains(words.lower(i)) && !(words.isGlued(i) && isWordGlued(words, i + 1)))
        end = i + 1;
    }
    return end;
  }

  private static boolean isWordGlued(Words words, int i) {
    return i < words.size() && words.isGlued(i) && words.isWord(i);
  }

  /**
   * What comes after a colon or a dash begins as a sentence does: "Revealed: Details of a leak".
   */
  private void startAnew(Words words) {
    for (int i = 1; i + 1 < words.size(); i++) {
      if (words.isWord(i)) continue;
      boolean colon = words.lower(i).equals(":") || isSlugEnd(words, i);
      boolean dash = DASHES.contains(words.lower(i)) && !words.isGlued(i);
      if (!colon && !dash) continue;
      int next = i + 1;
      while (next + 1 < words.size() && !words.isWord(next)) next++;
      begins[next] = true;
    }
  }

  /** "(LEAD) Police raid …": wires put a word on the urgency before a headline. */
  private static boolean isSlugEnd(Words words, int i) {
    return words.lower(i).equals(")") && i <= 3 && words.lower(0).equals("(");
  }
}
