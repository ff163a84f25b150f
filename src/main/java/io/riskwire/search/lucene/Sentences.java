package io.riskwire.search.lucene;

import java.text.BreakIterator;
import java.text.CharacterIterator;
import java.text.StringCharacterIterator;

/**
 * Where sentences begin, near enough for a snippet: after a sign that ends one and a blank, unless
 * a small letter follows ({@code U.S. officials}), and after a line. It looks at a few characters
 * around a place, where the JDK's rules read the text from its beginning.
 */
final class Sentences extends BreakIterator {
  private static final String ENDS = ".!?…";
  private static final String ENDS_WITHOUT_BLANK = "。！？";
  private static final String CLOSES = "\"'”’»)]";

  private String text = "";
  private int at;

  @Override
  public void setText(String text) {
    this.text = text;
    at = 0;
  }

  @Override
  public void setText(CharacterIterator characters) {
    var all = new StringBuilder();
    for (char c = characters.first(); c != CharacterIterator.DONE; c = characters.next())
      all.append(c);
    setText(all.toString());
  }

  @Override
  public CharacterIterator getText() {
    return new StringCharacterIterator(text);
  }

  @Override
  public int current() {
    return at;
  }

  @Override
  public int first() {
    return at = 0;
  }

  @Override
  public int last() {
    return at = text.length();
  }

  @Override
  public int next() {
    return at == text.length() ? DONE : following(at);
  }

  @Override
  public int previous() {
    return at == 0 ? DONE : preceding(at);
  }

  @Override
  public int next(int count) {
    int place = at;
    for (int left = Math.abs(count); left > 0 && place != DONE; left--)
      place = count > 0 ? next() : previous();
    return place;
  }

  @Override
  public int following(int offset) {
    if (offset >= text.length()) {
      last();
      return DONE;
    }
    at = offset + 1;
    while (!begins(at)) at++;
    return at;
  }

  @Override
  public int preceding(int offset) {
    if (offset <= 0) {
      first();
      return DONE;
    }
    at = offset - 1;
    while (!begins(at)) at--;
    return at;
  }

  @Override
  public boolean isBoundary(int offset) {
    at = offset;
    return begins(offset) || following(offset) < 0;
  }

  private boolean begins(int place) {
    if (place <= 0 || place >= text.length()) return true;
    char before = text.charAt(place - 1);
    if (ENDS_WITHOUT_BLANK.indexOf(before) >= 0) return true;
    if (!Character.isWhitespace(before) || Character.isWhitespace(text.charAt(place))) return false;
    return endsBefore(place - 1, Character.isLowerCase(text.charAt(place)));
  }

  /** Whether what stands before these blanks is the end of a sentence or a line. */
  private boolean endsBefore(int blank, boolean isSmall) {
    int last = blank;
    while (last >= 0 && Character.isWhitespace(text.charAt(last)))
      if (text.charAt(last--) == '\n') return true;
    while (last >= 0 && CLOSES.indexOf(text.charAt(last)) >= 0) last--;
    return last >= 0 && ENDS.indexOf(text.charAt(last)) >= 0 && !isSmall;
  }
}
