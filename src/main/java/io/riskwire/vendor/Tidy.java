package io.riskwire.vendor;

import com.ibm.icu.text.Transliterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes names comparable: without case, accents, marks and broken encodings, cut into words; and
 * knows which words of a purchasing system's name are no part of the vendor's own. The lists are
 * {@code vendor/purchasing.txt}.
 */
final class Tidy {
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Pattern BROKEN = Pattern.compile("[ÃÂÐÑ][\\u0080-\\u00BF\\u2010-\\u2122]");
  private static final Pattern INITIALS =
      Pattern.compile("(?<![\\p{L}\\p{N}])(?:\\p{L}\\.){2,}\\p{L}?(?![\\p{L}\\p{N}])");
  private static final Pattern SCRIPT =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsHangul}]");
  private static final Pattern NUMBERED =
      Pattern.compile("^(?:[\\p{L}]{0,3}[-_ ]?\\d{4,12})\\s*[-_:.]?\\s+(?=\\S)");
  private static final int LONGEST_LEGAL = 7;
  private static final Set<String> JOINING = Set.of("and", "und", "et", "og", "och", "y");

  private static final Map<String, Set<String>> LISTS = new HashMap<>();
  private static final Map<String, String> SHORT = new HashMap<>();

  static {
    read();
  }

  private Tidy() {}

  private static void read() {
    try (InputStream in = Tidy.class.getResourceAsStream("/vendor/purchasing.txt")) {
      if (in == null) throw new IOException("not on the class path: /vendor/purchasing.txt");
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.isBlank() || line.startsWith("#")) continue;
        String[] parts = line.split(":", 2);
        List<String> words = List.of(parts[1].strip().split("\\s+"));
        if (parts[0].equals("short")) words.forEach(Tidy::shorten);
        else LISTS.computeIfAbsent(parts[0], k -> new HashSet<>()).addAll(words);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void shorten(String pair) {
    String[] parts = pair.split("=");
    SHORT.put(parts[0], parts[1]);
  }

  static boolean is(String list, String word) {
    return LISTS.getOrDefault(list, Set.of()).contains(word);
  }

  /** Whether it is written in a script without blanks between words. */
  static boolean isScript(String text) {
    return SCRIPT.matcher(text).find();
  }

  /** The words of a name, in lower case without accents. */
  static List<String> words(String name) {
    String folded = folded(name);
    List<String> words = new ArrayList<>();
    for (String word : folded.split("[^\\p{L}\\p{N}]+")) if (!word.isEmpty()) words.add(word);
    if (words.size() > 2) words.subList(1, words.size() - 1).removeIf(JOINING::contains);
    return words;
  }

  static String folded(String name) {
    String whole = Normalizer.normalize(mended(name), Normalizer.Form.NFKC);
    String joined = INITIALS.matcher(whole).replaceAll(m -> m.group().replace(".", ""));
    String lower =
        joined
            .toLowerCase(Locale.ROOT)
            .replaceAll("['’`´]", "")
            .replace("ß", "ss")
            .replace("ø", "o")
            .replace("æ", "ae")
            .replace("œ", "oe")
            .replace("ł", "l")
            .replace("đ", "d")
            .replace("ı", "i");
    String plain = Normalizer.normalize(lower, Normalizer.Form.NFD).replaceAll("\\p{Mn}+", "");
    return Normalizer.normalize(isScript(plain) ? lower : plain, Normalizer.Form.NFC);
  }

  /** UTF-8 that was read as Windows-1252 reads as UTF-8 again. */
  private static String mended(String name) {
    if (!BROKEN.matcher(name).find()) return name;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(name.getBytes(WINDOWS_1252)))
          .toString();
    } catch (CharacterCodingException notBroken) {
      return name;
    }
  }

  static String joined(List<String> words) {
    return String.join("", words);
  }

  /** With shortened words written out. */
  static List<String> written(List<String> words) {
    return words.stream().map(w -> SHORT.getOrDefault(w, w)).toList();
  }

  /** How many words at the end are a legal form: {@code gmbh & co. kg} are three. */
  static int legalEnd(List<String> words) {
    int end = words.size();
    for (int n = Math.min(LONGEST_LEGAL, end - 1); n > 0; n--)
      if (is("legal", joined(words.subList(end - n, end)))) return n;
    return 0;
  }

  /** Without legal forms and notes of the purchasing system before the name. */
  static List<String> withoutLead(List<String> words) {
    int start = 0;
    while (start < words.size() - 1
        && (is("leading", words.get(start)) || is("noise", words.get(start)))) start++;
    return words.subList(start, words.size());
  }

  /** Without the number that the purchasing system puts before a name, and stars. */
  static String withoutNumber(String name) {
    String bare = name.strip().replaceAll("\\*{2,}", " ").replace('_', ' ').strip();
    return NUMBERED.matcher(bare).replaceFirst("");
  }

  /** What it is called without its legal form, as it is written. */
  static String withoutLegal(String name) {
    String[] parts = withoutNumber(name).split("\\s+");
    int end = parts.length;
    while (end > 1) {
      int legal = legalParts(parts, end);
      if (legal == 0) break;
      end -= legal;
    }
    String bare = String.join(" ", Arrays.copyOf(parts, end)).replaceAll("[,;.\\s]+$", "");
    return Vendors.slug(bare).isEmpty() ? name.strip() : bare;
  }

  private static int legalParts(String[] parts, int end) {
    for (int n = Math.min(LONGEST_LEGAL, end - 1); n > 0; n--) {
      String tail = joined(words(String.join(" ", Arrays.copyOfRange(parts, end - n, end))));
      if (is("legal", tail)) return n;
    }
    return 0;
  }

  /** A name in a script without blanks, without marks, legal forms, trades and places. */
  static String core(String name) {
    String core = simplified(joined(words(name)));
    for (boolean isCut = true; isCut; ) {
      isCut = false;
      for (String word : LISTS.getOrDefault("script", Set.of())) {
        String plain = simplified(joined(words(word)));
        if (core.length() <= plain.length() || plain.isEmpty()) continue;
        if (core.startsWith(plain)) core = core.substring(plain.length());
        else if (core.endsWith(plain)) core = core.substring(0, core.length() - plain.length());
        else continue;
        isCut = true;
      }
    }
    return core;
  }

  static String simplified(String text) {
    synchronized (Scripts.SIMPLIFIED) {
      return Scripts.SIMPLIFIED.transliterate(text);
    }
  }

  /** In Latin letters, as it sounds. */
  static String latin(String text) {
    synchronized (Scripts.LATIN) {
      return joined(words(Scripts.LATIN.transliterate(text)));
    }
  }

  /** Loaded when a name needs it. */
  private static final class Scripts {
    static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
    static final Transliterator LATIN = Transliterator.getInstance("Any-Latin; Latin-ASCII");
  }
}
