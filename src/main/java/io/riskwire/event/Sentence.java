package io.riskwire.event;

import io.riskwire.vendor.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A sentence: words {@code from} to {@code to} (exclusive) of a passage. {@code order} counts
 * through the article, the title being 0; {@code paragraph} counts within the text.
 */
record Sentence(Passage passage, int from, int to, int order, int paragraph) {
  /** A sentence longer than this is cut, so that reading takes time in proportion to the text. */
  static final int LONGEST = 100;

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr", "mrs", "ms", "dr", "prof", "st", "inc", "corp", "co", "ltd", "vs", "v", "jan",
          "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "gov",
          "sen", "rep", "gen", "col", "lt", "sgt", "capt", "no", "fig", "del", "ore", "calif",
          "mass", "conn", "fla", "ill", "minn", "tenn", "wash", "pa", "va", "md", "bros", "jr",
          "sr", "dept", "approx", "est", "mil", "mt", "ft", "messrs", "etc", "al");

  boolean isTitle() {
    return passage.field == Evidence.Field.TITLE;
  }

  /** Its first word that is no mark; the last where there is none. */
  int firstWord() {
    int i = from;
    while (i + 1 < to && !passage.words.isWord(i)) i++;
    return i;
  }

  /** Cuts title and text; no more than {@code most} sentences. */
  static List<Sentence> cut(List<Passage> passages, int most) {
    List<Sentence> all = new ArrayList<>();
    for (Passage passage : passages) {
      Words words = passage.words;
      int from = 0;
      int paragraph = 0;
      for (int i = 0; i < words.size() && all.size() < most; i++) {
        boolean paragraphEnd = words.lower(i).equals(Words.BREAK);
        boolean end = paragraphEnd || isEnd(words, i) || i - from >= LONGEST;
        if (!end && i + 1 < words.size()) continue;
        int to = i + 1;
        if (!paragraphEnd) while (to < words.size() && closes(words, to)) to++;
        int repeated = endOfRepeatedTitle(words, from);
        if (repeated > 0) to = Math.max(to, repeated);
        else if (to > from + (paragraphEnd ? 1 : 0))
          all.add(new Sentence(passage, from, to, all.size(), paragraph));
        from = to;
        i = to - 1;
        if (paragraphEnd) paragraph++;
      }
    }
    return all;
  }

  /**
   * "The post … appeared first on …": feeds repeat the title behind the text. Where that ends, up
   * to the next stop; 0 where no title is repeated.
   */
  private static int endOfRepeatedTitle(Words words, int from) {
    if (!words.lower(from).equals("the") || from + 3 >= words.size()) return 0;
    if (!words.lower(from + 1).equals("post") || words.lower(from + 2).equals(Words.BREAK))
      return 0;
    int most = Math.min(words.size(), from + LONGEST);
    for (int i = from + 2; i < most; i++) {
      if (!words.lower(i).equals("appeared")) continue;
      while (i + 1 < most && !isEnd(words, i) && !words.lower(i + 1).equals(Words.BREAK)) i++;
      return i + 1;
    }
    return 0;
  }

  private static boolean isEnd(Words words, int i) {
    String mark = words.lower(i);
    if (mark.equals("!") || mark.equals("?") || mark.equals("\u2026")) return true;
    if (!mark.equals(".") || i == 0) return false;
    if (ABBREVIATIONS.contains(words.lower(i - 1)) && words.isGlued(i))
      return i + 1 >= words.size() || words.lower(i + 1).equals(Words.BREAK);
    boolean initial = words.end(i - 1) - words.start(i - 1) == 1 && words.isCapital(i - 1);
    return !initial && !isFollowedBySmallLetter(words, i);
  }

  private static boolean isFollowedBySmallLetter(Words words, int i) {
    return i + 1 < words.size()
        && words.isWord(i + 1)
        && !words.hasCapital(i + 1)
        && !words.isNumber(i + 1);
  }

  /** A quotation mark or bracket that closes after the full stop belongs to the sentence. */
  private static boolean closes(Words words, int i) {
    return words.isGlued(i)
        && switch (words.lower(i)) {
          case "\"", "\u201d", "\u2019", "'", ")", "]", "*" -> true;
          default -> false;
        };
  }
}
