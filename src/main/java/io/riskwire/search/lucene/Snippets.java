package io.riskwire.search.lucene;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.List;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.uhighlight.DefaultPassageFormatter;
import org.apache.lucene.search.uhighlight.LengthGoalBreakIterator;
import org.apache.lucene.search.uhighlight.UnifiedHighlighter;

/** The sentences that answer the question, as HTML; else the beginning of the text. */
final class Snippets extends UnifiedHighlighter {
  private static final int PASSAGES = 2;
  private static final int PASSAGE_LENGTH = 120;
  private static final float HIT_IN_THE_MIDDLE = 0.5f;
  private static final boolean ESCAPED = true;

  private Snippets(IndexSearcher searcher) {
    super(
        UnifiedHighlighter.builder(searcher, Words.INDEXED)
            .withMaxLength(Fields.QUOTABLE)
            .withBreakIterator(Snippets::sentences)
            .withFormatter(new DefaultPassageFormatter("<mark>", "</mark>", " … ", ESCAPED))
            .withMaxNoHighlightPassages(1)
            // marks of a phrase are then a word each, for half the time
            .withWeightMatches(false));
  }

  static List<String> of(IndexSearcher searcher, Query query, int[] docs) throws IOException {
    if (docs.length == 0) return List.of();
    Query spelledOut = Beginnings.spelledOut(Unscored.of(query), searcher, docs);
    String[] found =
        new Snippets(searcher)
            .highlightFields(new String[] {Fields.TEXT}, spelledOut, docs, new int[] {PASSAGES})
            .get(Fields.TEXT);
    return Arrays.stream(found).map(snippet -> snippet == null ? "" : snippet).toList();
  }

  /** Known from {@link Fields}; to find it out costs a look at every segment. */
  @Override
  protected OffsetSource getOffsetSource(String field) {
    return OffsetSource.POSTINGS;
  }

  private static BreakIterator sentences() {
    return LengthGoalBreakIterator.createClosestToLength(
        new Sentences(), PASSAGE_LENGTH, HIT_IN_THE_MIDDLE);
  }
}
