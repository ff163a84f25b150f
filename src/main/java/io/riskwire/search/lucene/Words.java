package io.riskwire.search.lucene;

import io.riskwire.base.Lang;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.CharArrayMap;
import org.apache.lucene.analysis.TokenFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.de.GermanLightStemFilter;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.en.KStemFilter;
import org.apache.lucene.analysis.es.SpanishLightStemFilter;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.fr.FrenchLightStemFilter;
import org.apache.lucene.analysis.icu.ICUFoldingFilter;
import org.apache.lucene.analysis.icu.segmentation.DefaultICUTokenizerConfig;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizer;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizerConfig;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.tokenattributes.PositionIncrementAttribute;
import org.apache.lucene.analysis.util.ElisionFilter;

/**
 * How a text is cut into words: case and accents are folded, no word is dropped, so that phrases
 * are what they say. A word is filed as it is written and, beside it and marked, under its stem by
 * the language of the text. The language of a query is not known: a word of it is looked for under
 * its stems in each.
 *
 * <p>An English word that is its own stem is filed once, as most of them are; elsewhere every stem
 * is marked, so that a word of one language is not taken for the stem of one of another.
 *
 * <p>Chinese, Japanese and Korean are filed as pairs of characters and as single ones: a dictionary
 * would cut the same name differently in a text and in a query.
 */
final class Words extends Analyzer {
  /** For words and phrases of a query, as they are written: one token a place. */
  static final Words AS_WRITTEN = new Words(false, words -> words, "");

  private static final String ENGLISH_STEM = "~e";
  private static final String OTHER_STEM = "~x";

  private static final UnaryOperator<TokenStream> ENGLISH = KStemFilter::new;
  private static final Map<String, UnaryOperator<TokenStream>> OTHERS =
      Map.of(
          "de", GermanLightStemFilter::new,
          "fr", FrenchLightStemFilter::new,
          "es", SpanishLightStemFilter::new);

  /** For documents in English, and in languages without stems of their own here. */
  static final Words INDEXED = new Words(true, ENGLISH, ENGLISH_STEM);

  private static final Map<String, Words> INDEXED_OTHERS =
      OTHERS.entrySet().stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  Map.Entry::getKey, other -> new Words(true, other.getValue(), OTHER_STEM)));

  private static final Words ASKED_ENGLISH = new Words(false, ENGLISH, "");
  private static final List<Words> ASKED_OTHERS =
      OTHERS.values().stream().map(stems -> new Words(false, stems, "")).toList();

  private static final ICUTokenizerConfig SINGLE_CHARACTERS =
      new DefaultICUTokenizerConfig(false, true);

  private final boolean everyForm;
  private final UnaryOperator<TokenStream> stems;
  private final String marker;

  private Words(boolean everyForm, UnaryOperator<TokenStream> stems, String marker) {
    this.everyForm = everyForm;
    this.stems = stems;
    this.marker = marker;
  }

  /** For documents in this language: all that a query may ask for. */
  static Words indexed(Lang lang) {
    return INDEXED_OTHERS.getOrDefault(lang.code(), INDEXED);
  }

  @Override
  protected TokenStreamComponents createComponents(String field) {
    ICUTokenizer source = new ICUTokenizer(SINGLE_CHARACTERS);
    TokenStream words = new EnglishPossessiveFilter(source);
    words = new ElisionFilter(words, FrenchAnalyzer.DEFAULT_ARTICLES);
    words = new ICUFoldingFilter(words);
    words = new CJKBigramFilter(words, ALL_SCRIPTS, everyForm);
    words = everyForm ? new EveryForm(words, stems, marker) : stems.apply(words);
    return new TokenStreamComponents(source, words);
  }

  private static final int ALL_SCRIPTS =
      CJKBigramFilter.HAN
          | CJKBigramFilter.HIRAGANA
          | CJKBigramFilter.KATAKANA
          | CJKBigramFilter.HANGUL;

  /** Under what the words of a query are filed, place by place: as written, and their stems. */
  static List<Set<String>> forms(String text) {
    List<String> written = AS_WRITTEN.of(text);
    List<Set<String>> forms = new ArrayList<>();
    for (String word : written) forms.add(new LinkedHashSet<>(Set.of(word)));
    if (written.stream().noneMatch(Words::hasStem)) return forms;
    List<String> english = ASKED_ENGLISH.of(text);
    for (int i = 0; i < forms.size(); i++) {
      if (!hasStem(written.get(i))) continue;
      forms.get(i).add(english.get(i));
      forms.get(i).add(ENGLISH_STEM + english.get(i));
    }
    for (Words other : ASKED_OTHERS) {
      List<String> stems = other.of(text);
      for (int i = 0; i < forms.size(); i++)
        if (hasStem(written.get(i))) forms.get(i).add(OTHER_STEM + stems.get(i));
    }
    return forms;
  }

  /** Of the languages that are stemmed here all are written in these letters, once folded. */
  private static boolean hasStem(CharSequence word) {
    return !word.isEmpty() && word.charAt(0) >= 'a' && word.charAt(0) <= 'z';
  }

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

  /** Lets each word be followed by its stem, marked, unless nothing would be learned from it. */
  private static final class EveryForm extends TokenFilter {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final PositionIncrementAttribute places =
        addAttribute(PositionIncrementAttribute.class);
    private final Stems stems;
    private String next = NONE;

    EveryForm(TokenStream words, UnaryOperator<TokenStream> stems, String marker) {
      super(words);
      this.stems = new Stems(stems, marker);
    }

    @Override
    public boolean incrementToken() throws IOException {
      if (!next.equals(NONE)) {
        term.setEmpty().append(next);
        places.setPositionIncrement(0);
        next = NONE;
        return true;
      }
      if (!input.incrementToken()) return false;
      if (hasStem(term)) next = stems.of(term);
      return true;
    }

    @Override
    public void reset() throws IOException {
      super.reset();
      next = NONE;
    }
  }

  private static final String NONE = "";

  /** The stems of single words, remembered: the same few thousand make up most of every text. */
  private static final class Stems {
    private static final int MOST_REMEMBERED = 20_000;

    private final OneWord word = new OneWord();
    private final TokenStream stemmed;
    private final String marker;
    private final CharArrayMap<String> known = new CharArrayMap<>(0, false);

    Stems(UnaryOperator<TokenStream> stems, String marker) {
      stemmed = stems.apply(word);
      this.marker = marker;
    }

    /** As it is filed, or {@link #NONE}. */
    String of(CharTermAttribute written) throws IOException {
      String stem = known.get(written.buffer(), 0, written.length());
      if (stem != null) return stem;
      if (known.size() == MOST_REMEMBERED) known.clear();
      String read = read(written.toString());
      known.put(written.toString(), read);
      return read;
    }

    private String read(String written) throws IOException {
      word.term.setEmpty().append(written);
      stemmed.incrementToken();
      String stem = word.term.toString();
      boolean isOwnStem = stem.equals(written) && marker.equals(ENGLISH_STEM);
      return isOwnStem ? NONE : marker + stem;
    }
  }

  private static final class OneWord extends TokenStream {
    final CharTermAttribute term = addAttribute(CharTermAttribute.class);

    @Override
    public boolean incrementToken() {
      return true;
    }
  }

  /** How a name is compared: case, accents and the kind of blank or hyphen do not matter. */
  static String folded(String name) {
    return ICUFoldingFilter.NORMALIZER.normalize(name.strip()).replaceAll("[\\s_-]+", "-");
  }
}
