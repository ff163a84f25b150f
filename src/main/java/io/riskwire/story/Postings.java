package io.riskwire.story;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The stories of a few days by the terms that they hold: a hash table with open addressing, since
 * most terms stand in one story only, and a map of lists would take more room than the stories.
 */
final class Postings {
  private static final int LEAST = 1 << 8;

  /** 2^32 divided by the golden ratio (Knuth, The Art of Computer Programming, 6.4). */
  private static final int SPREAD = 0x9E3779B9;

  private int[] terms = new int[LEAST];
  private int[] counts = new int[LEAST];
  private Live[][] stories = new Live[LEAST][];
  private int held;

  void add(int term, Live story) {
    if (4 * held > 3 * terms.length) resize(2 * terms.length);
    int at = at(term);
    if (counts[at] == 0) {
      terms[at] = term;
      stories[at] = new Live[1];
      held++;
    } else if (counts[at] == stories[at].length) {
      stories[at] = Arrays.copyOf(stories[at], counts[at] + (counts[at] >> 1) + 1);
    }
    stories[at][counts[at]++] = story;
  }

  int count(int term) {
    return counts[at(term)];
  }

  /** The last so many of those that hold the term. */
  void latest(int term, int most, Consumer<Live> to) {
    int at = at(term);
    for (int i = Math.max(0, counts[at] - most); i < counts[at]; i++) to.accept(stories[at][i]);
  }

  private int at(int term) {
    int at = term * SPREAD >>> 1 & terms.length - 1;
    while (counts[at] > 0 && terms[at] != term) at = at + 1 & terms.length - 1;
    return at;
  }

  private void resize(int length) {
    int[] oldTerms = terms;
    int[] oldCounts = counts;
    Live[][] old = stories;
    terms = new int[length];
    counts = new int[length];
    stories = new Live[length][];
    for (int i = 0; i < old.length; i++)
      if (oldCounts[i] > 0) {
        int at = at(oldTerms[i]);
        terms[at] = oldTerms[i];
        counts[at] = oldCounts[i];
        stories[at] = old[i];
      }
  }

  /** These without the stories that are gone. */
  Postings swept() {
    var swept = new Postings();
    for (int i = 0; i < terms.length; i++)
      for (int j = 0; j < counts[i]; j++)
        if (!stories[i][j].isGone) swept.add(terms[i], stories[i][j]);
    return swept;
  }

  boolean isEmpty() {
    return held == 0;
  }
}
