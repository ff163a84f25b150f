package io.riskwire.search.lucene;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/** The sentences that answer the question, as HTML; else the beginning of the text. */
final class Snippets {
  private static final int PASSAGES = 2;
  private static final int PASSAGE_LENGTH = 120;
  private static final float HIT_IN_THE_MIDDLE = 0.5f;
  private static final boolean ESCAPED = true;

  private Snippets() {}

  static List<String> of(IndexSearcher searcher, Query query, int[] docs) throws IOException {
    if (docs.length == 0) return List.of();
    var highlighter =
        UnifiedHighlighter.builder(searcher, Words.INDEXED)
            .withMaxLength(Fields.QUOTABLE)
            .withBreakIterator(Snippets::sentences)
            .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", ESCAPED))
            .withMaxNoHighlightPassages(1)
            // marks of a phrase are then a word each, for half the time
            .withWeightMatches(false)
            .build();
    String[] found =
        highlighter
            .highlightFields(new String[] {Fields.TEXT}, query, docs, new int[] {PASSAGES})
            .get(Fields.TEXT);
    return Arrays.stream(found).map(snippet -> snippet == null ? "" : snippet).toList();
  }

  private static BreakIterator sentences() {
    return LengthGoalBreakIterator.createClosestToLength(
        BreakIterator.getSentenceInstance(Locale.ROOT), PASSAGE_LENGTH, HIT_IN_THE_MIDDLE);
  }
}
