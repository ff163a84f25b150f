package io.riskwire.vendor;

import java.util.Arrays;
import java.util.Locale;

/**
 * A text cut into words, numbers and marks, each with its place in the text. A clitic ({@code 's})
 * and a hyphen are words of their own, so that {@code TP-Link's} is {@code TP - Link 's}; an empty
 * line is one {@link #BREAK}. Cutting takes time in proportion to the text, whatever it contains.
 */
public final class Words {
  /** What a paragraph's end reads as. */
  public static final String BREAK = "\n";

  /** A word longer than this is no word of any language; it is kept, but never looked up. */
  static final int LONGEST = 60;

  /** So many long words show whether a text is written in capitals. */
  private static final int HEADLINE = 40;

  private final String text;
  private int[] start = new int[64];
  private int[] end = new int[64];
  private String[] lower = new String[64];
  private int size;
  private int capitals;

  private Words(String text) {
    this.text = text;
  }

  /** Cuts {@code text}. */
  public static Words of(String text) {
    Words words = new Words(text);
    words.cut();
    return words;
  }

  public String text() {
    return text;
  }

  public int size() {
    return size;
  }

  public int start(int word) {
    return start[word];
  }

  public int end(int word) {
    return end[word];
  }

  /** The word in lower case, apostrophes straightened. */
  public String lower(int word) {
    return lower[word];
  }

  /** The word as it stands. */
  public String raw(int word) {
    return text.substring(start[word], end[word]);
  }

  /** The text from one word to another, both included. */
  public String between(int first, int last) {
    return text.substring(start[first], end[last]);
  }

  /** Whether the word begins with a capital or title-case letter. */
  public boolean isCapital(int word) {
    int first = text.codePointAt(start[word]);
    return Character.isUpperCase(first) || Character.isTitleCase(first);
  }

  /** Whether the word has a capital letter anywhere: {@code iSpot}, {@code e-Daň}. */
  public boolean hasCapital(int word) {
    for (int i = start[word]; i < end[word] && i < start[word] + LONGEST; i++)
      if (Character.isUpperCase(text.charAt(i))) return true;
    return false;
  }

  /** Whether the word has at least two letters and all are capitals: {@code DJI}. */
  public boolean isUpper(int word) {
    int letters = 0;
    for (int i = start[word]; i < end[word] && i < start[word] + LONGEST; i++) {
      char c = text.charAt(i);
      if (Character.isLowerCase(c)) return false;
      if (Character.isLetter(c)) letters++;
    }
    return letters > 1;
  }

  public boolean isNumber(int word) {
    return Character.isDigit(text.charAt(start[word]));
  }

  /** Whether it is a word or a number rather than a mark. */
  public boolean isWord(int word) {
    return end[word] > start[word] && Character.isLetterOrDigit(text.codePointAt(start[word]));
  }

  /** Whether it is written as headlines in title case or all capitals are. */
  public boolean isMostlyCapitals() {
    if (capitals == 0) capitals = countCapitals();
    return capitals > 0;
  }

  private int countCapitals() {
    int longs = 0;
    int capital = 0;
    for (int i = 0; i < size && longs < HEADLINE; i++) {
      if (end[i] - start[i] < 4 || !Character.isLetter(text.charAt(start[i]))) continue;
      longs++;
      if (isCapital(i)) capital++;
    }
    return longs >= 3 && capital * 4 >= longs * 3 ? 1 : -1;
  }

  /** Whether nothing stands between this word and the one before. */
  public boolean isGlued(int word) {
    return word > 0 && start[word] == end[word - 1];
  }

  private void cut() {
    int at = 0;
    int length = text.length();
    while (at < length) {
      int c = text.codePointAt(at);
      if (c == '\n') at = lineEnd(at);
      else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) at++;
      else if (Character.isLetterOrDigit(c)) at = word(at);
      else if (isApostrophe(c) && isClitic(at)) at = add(at, cliticEnd(at));
      else at = add(at, at + Character.charCount(c));
    }
  }

  /** A single line break is a space; two or more part paragraphs. */
  private int lineEnd(int at) {
    int next = at + 1;
    boolean empty = false;
    while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
      if (text.charAt(next) == '\n') empty = true;
      next++;
    }
    if (empty && size > 0) add(at, at + 1);
    return next;
  }

  private int word(int from) {
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (Character.isLetterOrDigit(c) || Character.getType(c) == Character.NON_SPACING_MARK)
        at += Character.charCount(c);
      else if (joins(c, at)) at++;
      else break;
    }
    at = acronymEnd(from, at);
    return add(from, at);
  }

  /** Marks inside a word: 4.8.1, 14,000, Otter.ai, AT&T, O'Brien, but not the 's of a genitive. */
  private boolean joins(int c, int at) {
    if (at + 1 >= text.length()) return false;
    char next = text.charAt(at + 1);
    if (!Character.isLetterOrDigit(next)) return false;
    if (isInvisible(c)) return true;
    char last = text.charAt(at - 1);
    return switch (c) {
      case '.' -> Character.isLowerCase(next) || Character.isDigit(next) || isSingle(at - 1);
      case ',' -> Character.isDigit(last) && Character.isDigit(next);
      case ':' -> Character.isDigit(last) && Character.isDigit(next);
      case '&', '+' -> true;
      case '/' -> Character.isUpperCase(last) && Character.isUpperCase(next) && isSingle(at - 1);
      case '_' -> true;
      case '\'', '\u2019' -> !isClitic(at);
      default -> false;
    };
  }

  /** Soft hyphens, joiners and byte order marks that feeds leave within words. */
  private static boolean isInvisible(int c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
  }

  private boolean isSingle(int at) {
    return Character.isUpperCase(text.charAt(at))
        && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  /** Takes in the last dot of U.S., and the spaces that some feeds put into "U. S.". */
  private int acronymEnd(int from, int at) {
    int end = at;
    boolean initials = isSingle(end - 1) && (end - from == 1 || text.charAt(end - 2) == '.');
    while (initials && end < text.length() && text.charAt(end) == '.') {
      if (end - from > 1) end++;
      int next = end - from == 1 ? end + 1 : end;
      boolean spaced =
          next + 2 < text.length()
              && text.charAt(next) == ' '
              && Character.isUpperCase(text.charAt(next + 1))
              && text.charAt(next + 2) == '.';
      if (!spaced) break;
      end = next + 2;
    }
    return end;
  }

  private static boolean isApostrophe(int c) {
    return c == '\'' || c == '\u2019';
  }

  private boolean isClitic(int at) {
    int end = cliticEnd(at);
    return at > 0
        && Character.isLetterOrDigit(text.charAt(at - 1))
        && end > at + 1
        && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
  }

  private int cliticEnd(int at) {
    for (String clitic : CLITICS)
      if (text.regionMatches(true, at + 1, clitic, 0, clitic.length()))
        return at + 1 + clitic.length();
    return at + 1;
  }

  private static final String[] CLITICS = {"ll", "re", "ve", "s", "d", "m"};

  private int add(int from, int to) {
    if (size == start.length) grow();
    start[size] = from;
    end[size] = to;
    String word =
        to - from > LONGEST ? text.substring(from, from + LONGEST) : text.substring(from, to);
    lower[size++] = plain(word.toLowerCase(Locale.ROOT));
    return to;
  }

  /** With straight apostrophes, without blanks and what cannot be seen; most words have neither. */
  private static String plain(String lower) {
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c == ' ' || c == '\u2019' || isInvisible(c)) return cleaned(lower);
    }
    return lower;
  }

  private static String cleaned(String lower) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < lower.length(); i++) {
      char c = lower.charAt(i);
      if (c == '\u2019') plain.append('\'');
      else if (c != ' ' && !isInvisible(c)) plain.append(c);
    }
    return plain.toString();
  }

  private void grow() {
    start = Arrays.copyOf(start, size * 2);
    end = Arrays.copyOf(end, size * 2);
    lower = Arrays.copyOf(lower, size * 2);
  }
}
