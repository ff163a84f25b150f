package io.riskwire.article;

import static java.util.stream.Collectors.toSet;

import io.riskwire.base.Lang;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import opennlp.tools.ml.model.BinaryFileDataReader;
import opennlp.tools.ml.model.GenericModelReader;
import opennlp.tools.ml.model.MaxentModel;

/**
 * Tells the language of a text or a headline: by its script where that is enough, else with Apache
 * OpenNLP's model, read when it is first needed (once, half a second, 40 MB). Safe for many
 * threads.
 */
@ApplicationScoped
public class Languages {
  private static final String PACKAGE = "/langdetect-183.bin";
  private static final String ENTRY = "langdetect.model";

  /** Some 40 words: twice as many are no surer, and cost twice the time. */
  private static final int SAMPLE = 240;

  private static final int FEWEST_LETTERS = 12;

  /** How far the best must be ahead; below, headlines were wrong as often as right. */
  private static final double LEAD = 1.05;

  private static final int LONGEST_GRAM = 3;

  /**
   * Words of no other language; four of them, "the" among them, stand in no text that quotes a
   * name. Most news is English, and the model's tables are large.
   */
  private static final Set<String> ENGLISH =
      Set.of(
          "the", "and", "of", "to", "that", "with", "from", "which", "were", "has", "have", "are",
          "this", "will", "by", "its", "but", "for", "been", "would", "their", "they");

  private static final int ENOUGH_ENGLISH = 4;
  private static final Pattern NO_LETTERS = Pattern.compile("\\P{L}+");

  /** What news is written in; among all 103 of the model's, small neighbours win too often. */
  private static final Map<String, Lang> BY_OUTCOME =
      Stream.of(
              "eng en", "deu de", "fra fr", "spa es", "por pt", "ita it", "nld nl", "rus ru",
              "pol pl", "swe sv", "tur tr", "ara ar", "ukr uk", "ces cs", "slk sk", "dan da",
              "nob no", "nno no", "fin fi", "ron ro", "hun hu", "ind id", "msa ms", "vie vi",
              "pes fa", "urd ur", "cat ca", "eus eu", "hrv hr", "srp sr", "slv sl", "bul bg",
              "est et", "lit lt", "lvs lv", "sqi sq", "tgl tl", "swa sw", "afr af", "isl is",
              "hin hi", "mar mr")
          .map(pair -> pair.split(" "))
          .collect(Collectors.toUnmodifiableMap(pair -> pair[0], pair -> new Lang(pair[1])));

  private static final Map<UnicodeScript, Lang> BY_SCRIPT =
      new EnumMap<>(
          Map.of(
              UnicodeScript.HANGUL, new Lang("ko"),
              UnicodeScript.GREEK, new Lang("el"),
              UnicodeScript.HEBREW, new Lang("he"),
              UnicodeScript.THAI, new Lang("th"),
              UnicodeScript.GEORGIAN, new Lang("ka"),
              UnicodeScript.ARMENIAN, new Lang("hy"),
              UnicodeScript.TAMIL, new Lang("ta"),
              UnicodeScript.TELUGU, new Lang("te"),
              UnicodeScript.BENGALI, new Lang("bn")));

  /** Unknown when too short, or when two languages fit about as well. */
  public Lang detect(String text) {
    String sample = sample(text);
    Map<UnicodeScript, Integer> letters = letters(sample);
    int all = letters.values().stream().mapToInt(Integer::intValue).sum();
    int ideographs = count(letters, UnicodeScript.HAN);
    int kana = count(letters, UnicodeScript.HIRAGANA) + count(letters, UnicodeScript.KATAKANA);
    if (ideographs + kana > all / 4 && ideographs + kana > 2) // names stay in Latin letters
    return new Lang(kana * 10 > ideographs ? "ja" : "zh");
    for (var script : BY_SCRIPT.entrySet())
      if (count(letters, script.getKey()) > Math.max(all / 3, 2)) return script.getValue();
    if (all < FEWEST_LETTERS) return Lang.UNKNOWN;
    return isPlainEnglish(sample) ? Lang.ENGLISH : modelled(sample);
  }

  private static boolean isPlainEnglish(String sample) {
    Set<String> words = NO_LETTERS.splitAsStream(sample.toLowerCase(Locale.ROOT)).collect(toSet());
    if (!words.contains("the")) return false;
    words.retainAll(ENGLISH);
    return words.size() >= ENOUGH_ENGLISH;
  }

  /** A stretch from the second third, past datelines and names of agencies. */
  private static String sample(String text) {
    int start = text.length() <= 2 * SAMPLE ? 0 : Math.min(text.length() / 3, 2000);
    return text.substring(start, Math.min(start + SAMPLE, text.length()));
  }

  private static Map<UnicodeScript, Integer> letters(String sample) {
    Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    sample
        .codePoints()
        .filter(Character::isLetter)
        .forEach(letter -> letters.merge(UnicodeScript.of(letter), 1, Integer::sum));
    return letters;
  }

  private static int count(Map<UnicodeScript, Integer> letters, UnicodeScript script) {
    return letters.getOrDefault(script, 0);
  }

  private static Lang modelled(String sample) {
    MaxentModel model = Loaded.MODEL;
    double[] fits = model.eval(grams(sample));
    Map<Lang, Double> best = new HashMap<>();
    for (int i = 0; i < fits.length; i++) {
      Lang lang = BY_OUTCOME.get(model.getOutcome(i));
      if (lang != null) best.merge(lang, fits[i], Math::max);
    }
    return ahead(best);
  }

  private static Lang ahead(Map<Lang, Double> fits) {
    Lang first = Lang.UNKNOWN;
    double most = 0;
    double second = 0;
    for (var fit : fits.entrySet()) {
      if (fit.getValue() > most) {
        second = most;
        most = fit.getValue();
        first = fit.getKey();
      } else second = Math.max(second, fit.getValue());
    }
    return most < second * LEAD ? Lang.UNKNOWN : first;
  }

  /** The runs of one to three characters that the model was trained on; digits say nothing. */
  private static String[] grams(String sample) {
    String text = sample.toLowerCase(Locale.ROOT).replaceAll("[\\p{N}\\s]+", " ");
    Set<String> grams = new HashSet<>(4 * text.length());
    for (int length = 1; length <= LONGEST_GRAM; length++)
      for (int i = 0; i + length <= text.length(); i++) grams.add(text.substring(i, i + length));
    return grams.toArray(String[]::new);
  }

  private static final class Loaded {
    static final MaxentModel MODEL = load();

    /** Reads the one entry that is needed; OpenNLP's own way unpacks the file twice. */
    private static MaxentModel load() {
      try (InputStream packed = Languages.class.getResourceAsStream(PACKAGE)) {
        if (packed == null) throw new IllegalStateException("missing " + PACKAGE);
        ZipInputStream entries = new ZipInputStream(packed);
        for (ZipEntry entry; (entry = entries.getNextEntry()) != null; )
          if (entry.getName().equals(ENTRY)) return read(entries.readAllBytes());
        throw new IllegalStateException("no " + ENTRY + " in " + PACKAGE);
      } catch (IOException broken) {
        throw new UncheckedIOException(broken);
      }
    }

    private static MaxentModel read(byte[] model) throws IOException {
      var data = new BinaryFileDataReader(new ByteArrayInputStream(model));
      return new GenericModelReader(data).getModel();
    }
  }
}
