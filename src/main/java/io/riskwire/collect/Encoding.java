package io.riskwire.collect;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a document's bytes into text. As in browsers a byte order mark wins, then the HTTP header,
 * then the XML prolog, then UTF-8 (<a href="https://encoding.spec.whatwg.org/">WHATWG Encoding</a>,
 * RFC 7303); what was named but cannot be right for these bytes gives way to the next.
 */
final class Encoding {
  private static final Pattern HEADER = Pattern.compile("(?i)charset\\s*=\\s*[\"']?([^\\s;\"',]+)");
  private static final Pattern PROLOG =
      Pattern.compile("^\\s*<\\?xml[^>]{0,200}?\\sencoding\\s*=\\s*[\"']\\s*([^\"'\\s]+)\\s*[\"']");
  private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
  private static final Charset EBCDIC = Charset.forName("IBM037");

  /** Labels that mean a larger set than they say (WHATWG Encoding 4.2). */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("iso8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("latin-1", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("iso-8859-11", "x-windows-874"),
          Map.entry("tis-620", "x-windows-874"),
          Map.entry("gb2312", "gb18030"),
          Map.entry("gb_2312-80", "gb18030"),
          Map.entry("gbk", "gb18030"),
          Map.entry("x-gbk", "gb18030"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("shift-jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("x-mac-roman", "x-MacRoman"),
          Map.entry("macintosh", "x-MacRoman"),
          Map.entry("utf8", "UTF-8"));

  private Encoding() {}

  static String decode(byte[] body, @Nullable String contentType, Consumer<String> problems) {
    Mark mark = mark(body);
    if (mark != null) {
      return replaced(body, mark.length, mark.charset);
    }
    List<Charset> named = named(body, contentType, problems);
    for (Charset charset : named) {
      String text = strictly(body, charset);
      if (text == null) continue;
      if (!charset.equals(named.getFirst())) {
        problems.accept("not encoded as " + named.getFirst() + "; read as " + charset);
      }
      return text;
    }
    Charset first = named.getFirst();
    Charset fallback = first.equals(StandardCharsets.UTF_8) ? WINDOWS_1252 : first;
    Charset best = isMostlyUtf8(body) ? StandardCharsets.UTF_8 : fallback;
    problems.accept("characters that are not " + first + "; read as " + best);
    return replaced(body, 0, best);
  }

  private static List<Charset> named(
      byte[] body, @Nullable String contentType, Consumer<String> problems) {
    Charset family = family(body);
    String start = new String(body, 0, Math.min(body.length, 1024), family);
    Charset header = find(HEADER, contentType == null ? "" : contentType, problems);
    Charset prolog = find(PROLOG, start, problems);
    boolean isOther = !family.equals(StandardCharsets.ISO_8859_1);
    if (isOther && prolog != null && isWide(prolog) != isWide(family)) prolog = null;
    // a document whose prolog could be read byte by byte is not UTF-16 (HTML standard, 13.2.3.2)
    if (!isOther && prolog != null && isWide(prolog)) prolog = StandardCharsets.UTF_8;
    if (!isOther && header != null && isWide(header)) header = null;
    List<Charset> named = new ArrayList<>();
    // "UTF-16" without a mark would be taken for big-endian
    if (isWide(family)) named.add(family);
    // Servers add iso-8859-1 to everything; text that is UTF-8 as its own prolog says is UTF-8.
    if (WINDOWS_1252.equals(header) && StandardCharsets.UTF_8.equals(prolog)) named.add(prolog);
    if (header != null) named.add(header);
    if (prolog != null) named.add(prolog);
    if (isOther) named.add(family);
    named.add(StandardCharsets.UTF_8);
    return named.stream().distinct().toList();
  }

  private static @Nullable Charset find(Pattern pattern, String text, Consumer<String> problems) {
    Matcher label = pattern.matcher(text);
    if (!label.find()) return null;
    String name = label.group(1).toLowerCase(Locale.ROOT);
    try {
      return Charset.forName(MEANT.getOrDefault(name, name));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      problems.accept("unknown encoding: " + (name.length() > 40 ? name.substring(0, 40) : name));
      return null;
    }
  }

  /** What the first bytes look like without a mark (XML 1.0, appendix F). */
  private static Charset family(byte[] body) {
    int[] b = new int[4];
    for (int i = 0; i < 4; i++) b[i] = i < body.length ? body[i] & 0xff : -1;
    if (b[0] == 0 && b[1] == 0 && b[2] == 0 && b[3] == '<') return Charset.forName("UTF-32BE");
    if (b[0] == '<' && b[1] == 0 && b[2] == 0 && b[3] == 0) return Charset.forName("UTF-32LE");
    if (b[0] == 0 && b[1] == '<') return StandardCharsets.UTF_16BE;
    if (b[0] == '<' && b[1] == 0) return StandardCharsets.UTF_16LE;
    if (b[0] == 0x4c && b[1] == 0x6f && b[2] == 0xa7 && b[3] == 0x94) return EBCDIC;
    return StandardCharsets.ISO_8859_1;
  }

  private static boolean isWide(Charset charset) {
    return charset.name().startsWith("UTF-16")
        || charset.name().startsWith("UTF-32")
        || charset.name().startsWith("X-UTF");
  }

  private static @Nullable String strictly(byte[] body, Charset charset) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException wrongCharset) {
      return null;
    }
  }

  private static String replaced(byte[] body, int from, Charset charset) {
    return new String(body, from, body.length - from, charset);
  }

  /** A few broken characters in UTF-8 (a text cut by bytes) are no reason to read it otherwise. */
  private static boolean isMostlyUtf8(byte[] body) {
    int right = 0;
    int wrong = 0;
    for (int i = 0; i < body.length; i++) {
      int lead = body[i] & 0xff;
      if (lead < 0x80) continue;
      int more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : lead >= 0xc2 ? 1 : 0;
      int found = 0;
      while (found < more && i + 1 < body.length && (body[i + 1] & 0xc0) == 0x80) {
        found++;
        i++;
      }
      if (more > 0 && found == more) right++;
      else wrong++;
    }
    return right > wrong;
  }

  private record Mark(Charset charset, int length) {}

  private static @Nullable Mark mark(byte[] body) {
    if (startsWith(body, 0xef, 0xbb, 0xbf)) return new Mark(StandardCharsets.UTF_8, 3);
    if (startsWith(body, 0xff, 0xfe, 0, 0)) return new Mark(Charset.forName("UTF-32LE"), 4);
    if (startsWith(body, 0, 0, 0xfe, 0xff)) return new Mark(Charset.forName("UTF-32BE"), 4);
    if (startsWith(body, 0xfe, 0xff)) return new Mark(StandardCharsets.UTF_16BE, 2);
    if (startsWith(body, 0xff, 0xfe)) return new Mark(StandardCharsets.UTF_16LE, 2);
    return null;
  }

  private static boolean startsWith(byte[] body, int... start) {
    if (body.length < start.length) return false;
    for (int i = 0; i < start.length; i++) if ((body[i] & 0xff) != start[i]) return false;
    return true;
  }
}
