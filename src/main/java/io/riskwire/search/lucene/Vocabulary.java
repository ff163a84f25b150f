package io.riskwire.search.lucene;

import io.riskwire.search.Hits.Count;
import io.riskwire.search.Query.Field;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SortedSetDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.spell.DirectSpellChecker;
import org.apache.lucene.search.spell.SuggestMode;
import org.apache.lucene.search.spell.SuggestWord;

/** What words and names there are in the index, and how often. */
final class Vocabulary {
  /** A rarer word is as likely to be meant as the one that was typed. */
  private static final int TIMES_AS_FREQUENT = 5;

  private static final int LOOKED_AT = 10;

  private Vocabulary() {}

  static List<Count> names(Shelf shelf, Field field) throws IOException {
    IndexSearcher searcher = shelf.acquire();
    try {
      Map<String, Long> counts = new HashMap<>();
      for (LeafReaderContext segment : searcher.getIndexReader().leaves())
        count(segment, Fields.name(field), counts);
      return counts.entrySet().stream().map(e -> new Count(e.getKey(), e.getValue())).toList();
    } finally {
      shelf.release(searcher);
    }
  }

  private static void count(LeafReaderContext segment, String field, Map<String, Long> counts)
      throws IOException {
    SortedSetDocValues written = DocValues.getSortedSet(segment.reader(), Fields.written(field));
    TermsEnum names = written.termsEnum();
    while (names.next() != null) {
      String name = names.term().utf8ToString();
      long count = segment.reader().docFreq(new Term(field, Words.folded(name)));
      counts.merge(name, count, Long::sum);
    }
  }

  /** One letter that is wrong is likelier than two. */
  static Optional<String> respelled(Shelf shelf, String word) throws IOException {
    List<String> parts = Words.AS_WRITTEN.of(word);
    if (parts.size() != 1) return Optional.empty();
    IndexSearcher searcher = shelf.acquire();
    try {
      for (int edits : new int[] {1, 2}) {
        Optional<String> nearest = nearest(searcher.getIndexReader(), parts.getFirst(), edits);
        if (nearest.isPresent()) return nearest;
      }
      return Optional.empty();
    } finally {
      shelf.release(searcher);
    }
  }

  private static Optional<String> nearest(IndexReader reader, String word, int edits)
      throws IOException {
    var checker = new DirectSpellChecker();
    checker.setMaxEdits(edits);
    checker.setThresholdFrequency(0);
    Term typed = new Term(Fields.TEXT, word);
    int typedBy = reader.docFreq(typed);
    SuggestWord[] near =
        checker.suggestSimilar(typed, LOOKED_AT, reader, SuggestMode.SUGGEST_MORE_POPULAR);
    return Stream.of(near)
        .filter(s -> s.freq >= TIMES_AS_FREQUENT * typedBy)
        .max(Comparator.comparingInt(s -> s.freq))
        .map(s -> s.string);
  }
}
