package io.riskwire.story;

import io.riskwire.article.NewArticle;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * By what copies of one text are known: a fingerprint of its shingles of four words (MinHash,
 * Broder 1997), and the wire service that it credits.
 */
public record Copy(byte[] fingerprint, @Nullable String wire) {
  /** From this estimated overlap of shingles on, one text is a copy of the other. */
  private static final double COPY = 0.5;

  private static final int SHINGLE = 4;
  private static final int HASHES = 64;

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

  /** How wires are named in by-lines, and what they are called. */
  private static final Map<String, String> WIRES =
      Map.ofEntries(
          Map.entry("reuters", "Reuters"),
          Map.entry("ap", "AP"),
          Map.entry("associated press", "AP"),
          Map.entry("the associated press", "AP"),
          Map.entry("afp", "AFP"),
          Map.entry("agence france-presse", "AFP"),
          Map.entry("dpa", "dpa"),
          Map.entry("pa media", "PA Media"),
          Map.entry("press association", "PA Media"),
          Map.entry("efe", "EFE"),
          Map.entry("ansa", "ANSA"),
          Map.entry("apa", "APA"),
          Map.entry("keystone-sda", "Keystone-SDA"),
          Map.entry("anp", "ANP"),
          Map.entry("belga", "Belga"),
          Map.entry("ritzau", "Ritzau"),
          Map.entry("ntb", "NTB"),
          Map.entry("xinhua", "Xinhua"),
          Map.entry("kyodo", "Kyodo"),
          Map.entry("yonhap", "Yonhap"),
          Map.entry("tass", "TASS"),
          Map.entry("interfax", "Interfax"),
          Map.entry("pti", "PTI"),
          Map.entry("press trust of india", "PTI"),
          Map.entry("ians", "IANS"),
          Map.entry("ani", "ANI"),
          Map.entry("aap", "AAP"),
          Map.entry("upi", "UPI"),
          Map.entry("the canadian press", "The Canadian Press"),
          Map.entry("pr newswire", "PR Newswire"),
          Map.entry("business wire", "Business Wire"),
          Map.entry("globenewswire", "GlobeNewswire"));

  /** "BEIJING, July 3 (Reuters) - …", and "(dpa)" or "— AFP" as the last words. */
  private static final Pattern DATELINE =
      Pattern.compile("^[^\\n(]{0,60}\\(([^()\\n]{2,30})\\)\\s*[-–—:]");

  private static final Pattern CREDIT =
      Pattern.compile("(?:\\(|[-–—]\\s*|Source: |Quelle: |Fuente: )([^()\\n–—]{2,30}?)\\)?\\s*$");

  public static Copy of(NewArticle article) {
    return new Copy(fingerprint(article.text()), wire(article.author(), article.text().strip()));
  }

  private static @Nullable String wire(@Nullable String author, String text) {
    String byAuthor = author == null ? null : WIRES.get(author.strip().toLowerCase(Locale.ROOT));
    if (byAuthor != null) return byAuthor;
    String start = text.substring(0, Math.min(text.length(), 120));
    String end = text.substring(Math.max(0, text.length() - 60));
    String byDateline = named(DATELINE.matcher(start));
    return byDateline != null ? byDateline : named(CREDIT.matcher(end));
  }

  private static @Nullable String named(Matcher credit) {
    return credit.find() ? WIRES.get(credit.group(1).strip().toLowerCase(Locale.ROOT)) : null;
  }

  /** Whether both say the same in the same words, or on the word of the same wire. */
  public boolean isOneWith(Copy other) {
    return wire != null && wire.equals(other.wire) || overlap(other) >= COPY;
  }

  private double overlap(Copy other) {
    if (fingerprint.length == 0 || other.fingerprint.length == 0) return 0;
    var mine = ByteBuffer.wrap(fingerprint).asShortBuffer();
    var theirs = ByteBuffer.wrap(other.fingerprint).asShortBuffer();
    int same = 0;
    for (int i = 0; i < HASHES; i++) if (mine.get(i) == theirs.get(i)) same++;
    return (double) same / HASHES;
  }

  /** Nothing where the text is too short to be told from another by its words. */
  private static byte[] fingerprint(String text) {
    int[] words =
        WORD.matcher(text.toLowerCase(Locale.ROOT))
            .results()
            .map(MatchResult::group)
            .mapToInt(String::hashCode)
            .toArray();
    if (words.length < 3 * SHINGLE) return new byte[0];
    int[] least = new int[HASHES];
    Arrays.fill(least, Integer.MAX_VALUE);
    for (int i = 0; i + SHINGLE <= words.length; i++) {
      int shingle = 0;
      for (int j = 0; j < SHINGLE; j++) shingle = shingle * 0x01000193 ^ mixed(words[i + j]);
      for (int h = 0; h < HASHES; h++)
        least[h] = Math.min(least[h], mixed(shingle + h * 0x9E3779B9));
    }
    var bytes = ByteBuffer.allocate(2 * HASHES);
    for (int hash : least) bytes.putShort((short) mixed(hash));
    return bytes.array();
  }

  /** The finaliser of MurmurHash3. */
  private static int mixed(int h) {
    h ^= h >>> 16;
    h *= 0x85ebca6b;
    h ^= h >>> 13;
    h *= 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
