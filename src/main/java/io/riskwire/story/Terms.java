package io.riskwire.story;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.StopFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.OffsetAttribute;

/**
 * The terms of a text in order: stems, without the commonest words, and whether each has a capital.
 */
final class Terms {
  private static final Analyzer STEMS =
      new Analyzer() {
        @Override
        protected TokenStreamComponents createComponents(String field) {
          var words = new StandardTokenizer();
          TokenStream stems = new LowerCaseFilter(new EnglishPossessiveFilter(words));
          stems = new StopFilter(stems, EnglishAnalyzer.ENGLISH_STOP_WORDS_SET);
          return new TokenStreamComponents(words, new PorterStemFilter(new CJKBigramFilter(stems)));
        }
      };

  private Terms() {}

  /** A term; {@code isCapital}: it begins with a capital, as names do, or with a digit. */
  record Term(String stem, boolean isCapital) {}

  static List<Term> of(String text) {
    List<Term> terms = new ArrayList<>();
    try (var stream = STEMS.tokenStream("", text)) {
      var stem = stream.addAttribute(CharTermAttribute.class);
      var offset = stream.addAttribute(OffsetAttribute.class);
      stream.reset();
      while (stream.incrementToken())
        if (stem.length() > 1)
          terms.add(new Term(stem.toString(), isCapital(text.charAt(offset.startOffset()))));
      stream.end();
    } catch (IOException neverFromMemory) {
      throw new UncheckedIOException(neverFromMemory);
    }
    return terms;
  }

  private static boolean isCapital(char first) {
    return Character.isUpperCase(first) || Character.isDigit(first);
  }
}
