package io.riskwire.search.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizerConfig;
import org.apache.lucene.analysis.miscellaneous.KeywordRepeatFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * How a text is cut into words, in whatever language: case and accents are folded, English forms
 * are led back to one, no word is dropped, so that phrases are what they say.
 *
 * <p>Chinese, Japanese and Korean are filed as pairs of characters and as single ones: a dictionary
 * would cut the same name differently in a text and in a query. For a prefix, English words are
 * filed as written too: {@code banni*} shall find "banning", which is filed under "ban".
 */
final class Words extends Analyzer {
  /** For documents: all that a query may ask for. */
  static final Words INDEXED = new Words(true, true);

  /** For words and phrases of a query: one token a place. */
  static final Words ASKED = new Words(false, true);

  /** For the beginning of a word: as written. */
  static final Words AS_WRITTEN = new Words(false, false);

  private static final ICUTokenizerConfig SINGLE_CHARACTERS =
      new DefaultICUTokenizerConfig(false, true);

  private final boolean everyForm;
  private final boolean stemmed;

  private Words(boolean everyForm, boolean stemmed) {
    this.everyForm = everyForm;
    this.stemmed = stemmed;
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    ICUTokenizer source = new ICUTokenizer(SINGLE_CHARACTERS);
    TokenStream words = new EnglishPossessiveFilter(source);
    words = new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES);
    words = new ICUFoldingFilter(words);
    words = new CJKBigramFilter(words, ALL_SCRIPTS, everyForm);
    if (everyForm) words = new KeywordRepeatFilter(words);
    if (stemmed) words = new KStemFilter(words);
    if (everyForm) words = new RemoveDuplicatesTokenFilter(words);
    return new TokenStreamComponents(source, words);
  }

  private static final int ALL_SCRIPTS =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA
          | CJKBigramFilter.HANGUL;

  List<String> of(String text) {
    try (TokenStream words = tokenStream("", text)) {
      List<String> found = new ArrayList<>();
      CharTermAttribute word = words.addAttribute(CharTermAttribute.class);
      words.reset();
      while (words.incrementToken()) found.add(word.toString());
      words.end();
      return found;
    } catch (IOException impossible) { // a text in memory
      throw new UncheckedIOException(impossible);
    }
  }

  /** How a name is compared: case, accents and the kind of blank or hyphen do not matter. */
  static String folded(String name) {
    return ICUFoldingFilter.NORMALIZER.normalize(name.strip()).replaceAll("[\\s_-]+", "-");
  }
}
