package io.riskwire.source;

import com.ibm.icu.text.IDNA;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Web addresses as feeds and pages write them: read leniently, and compared. */
public final class Address {
  private static final int LONGEST = 4_000;
  private static final Pattern SCHEME = Pattern.compile("(?i)^([a-z][a-z0-9+.-]*):");
  private static final Pattern BREAK = Pattern.compile("[\\r\\n\\t]");
  // RFC 3986, appendix B, without the scheme's part
  private static final Pattern PARTS =
      Pattern.compile("^(https?)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#(.*))?$", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("^(?:.*@)?(\\[[^]]*]|[^:]*)(?::(\\d*))?$");

  /** RFC 1035 2.3.4; ICU throws where a name is much longer. */
  private static final int LONGEST_HOST = 253;

  /** As browsers read names today (UTS #46): straße.example is not strasse.example. */
  private static final IDNA NAMES = IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII);

  /** Parameters that say where a reader came from, never which article is meant. */
  private static final Set<String> TRACKING =
      Set.of(
          "fbclid",
          "gclid",
          "gclsrc",
          "dclid",
          "gbraid",
          "wbraid",
          "msclkid",
          "yclid",
          "ysclid",
          "twclid",
          "ttclid",
          "li_fat_id",
          "igshid",
          "igsh",
          "mc_cid",
          "mc_eid",
          "mkt_tok",
          "_hsenc",
          "_hsmi",
          "hsctatracking",
          "vero_id",
          "oly_enc_id",
          "oly_anon_id",
          "rb_clickid",
          "s_cid",
          "cmpid",
          "cmp",
          "ncid",
          "ocid",
          "smid",
          "sr_share",
          "xtor",
          "wt_mc",
          "wt.mc_id",
          "guccounter",
          "guce_referrer",
          "guce_referrer_sig",
          "ftag",
          "spm",
          "_ga",
          "_gl",
          "at_medium",
          "at_campaign",
          "at_custom1",
          "at_custom2",
          "at_custom3",
          "at_custom4",
          "ns_mchannel",
          "ns_source",
          "ns_campaign",
          "ns_linkname",
          "taid",
          "__twitter_impression",
          "ref_src");

  /** Ordinary names that track only with these values: {@code ?ref=rss}. */
  private static final Set<String> TRACKING_PAIRS =
      Set.of(
          "ref=rss",
          "source=rss",
          "src=rss",
          "from=rss",
          "rss=1",
          "feed=rss",
          "partner=rss",
          "via=rss",
          "cid=rss",
          "mod=rss",
          "traffic_source=rss",
          "campaign=rss",
          "ftcamp=rss");

  private Address() {}

  /** An absolute http or https address, or null where the text is none. */
  public static @Nullable URI of(String text) {
    return resolve(null, text);
  }

  /**
   * What a link in a document at {@code base} leads to, read as browsers read it: blanks around it
   * and line breaks inside are dropped, characters that may not stand there are percent-encoded.
   * Null where it is no web address ({@code javascript:}, {@code mailto:}, {@code urn:}) or longer
   * than 4,000 characters.
   */
  public static @Nullable URI resolve(@Nullable URI base, String link) {
    if (link.length() > LONGEST) return null;
    String text = encoded(BREAK.matcher(link.strip()).replaceAll(""));
    Matcher scheme = SCHEME.matcher(text);
    try {
      if (scheme.find()) return web(URI.create(text));
      if (base == null || base.isOpaque() || text.isEmpty()) return null;
      return web(joined(base, text));
    } catch (IllegalArgumentException notAnAddress) {
      return null;
    }
  }

  /**
   * The form in which two addresses of one article are equal. For comparing, not for fetching:
   *
   * <ul>
   *   <li>scheme and host in lower case, the host in its ASCII form (IDNA), no user, no default
   *       port, no dot at the host's end; {@code http} becomes {@code https} where no port is named
   *   <li>no {@code .} and {@code ..} segments, no slash at the end, {@code /} for an empty path
   *   <li>percent-encoding in upper case, and none for letters, digits and {@code -._~} (RFC 3986
   *       6.2.2)
   *   <li>no fragment, unless it is a {@code #!} address
   *   <li>no tracking parameters ({@code utm_*}, {@code fbclid}, {@code ref=rss} …); the others
   *       stay in their order
   * </ul>
   *
   * What is no web address is returned as it is.
   */
  public static URI normalise(URI address) {
    String text = encoded(address.toString());
    Matcher parts = PARTS.matcher(text.replaceFirst("(?i)^https?", lower(scheme(text))));
    if (!parts.matches()) return address;
    Matcher authority = AUTHORITY.matcher(parts.group(2));
    if (!authority.matches()) return address;
    String scheme = parts.group(1);
    String port = authority.group(2) == null ? "" : authority.group(2);
    if (port.equals(scheme.equals("https") ? "443" : "80")) port = "";
    if (port.isEmpty()) scheme = "https";
    String query = parts.group(4) == null ? "" : withoutTracking(parts.group(4));
    String fragment = parts.group(5);
    try {
      return URI.create(
          scheme
              + "://"
              + host(authority.group(1))
              + (port.isEmpty() ? "" : ":" + port)
              + unescaped(path(parts.group(3)))
              + (query.isEmpty() ? "" : "?" + unescaped(query))
              + (fragment != null && fragment.startsWith("!") ? "#" + fragment : ""));
    } catch (IllegalArgumentException notAnAddress) {
      return address;
    }
  }

  /** The host's ASCII form in lower case, or "" where there is none; takes underscores too. */
  public static String host(URI address) {
    String authority = address.getRawAuthority();
    Matcher parts = AUTHORITY.matcher(authority == null ? "" : authority);
    return parts.matches() ? host(parts.group(1)) : "";
  }

  private static @Nullable URI web(URI address) {
    String scheme = address.getScheme();
    boolean isWeb = "http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme);
    String authority = address.getRawAuthority();
    return isWeb && authority != null && !authority.startsWith(":") ? address : null;
  }

  /** RFC 3986 5.2; {@link URI#resolve(URI)} follows the older RFC 2396, wrong for {@code ?a=b}. */
  private static URI joined(URI base, String link) {
    String site = base.getScheme() + "://" + base.getRawAuthority();
    String path = base.getRawPath();
    if (path == null || path.isEmpty()) path = "/";
    if (link.startsWith("//")) return URI.create(base.getScheme() + ":" + link);
    if (link.startsWith("?")) return URI.create(site + path + link);
    if (link.startsWith("#")) {
      String query = base.getRawQuery() == null ? "" : "?" + base.getRawQuery();
      return URI.create(site + path + query + link);
    }
    int end = indexOfAny(link, "?#");
    String own = link.substring(0, end);
    String whole = own.startsWith("/") ? own : path.substring(0, path.lastIndexOf('/') + 1) + own;
    return URI.create(site + withoutDots(whole) + link.substring(end));
  }

  private static int indexOfAny(String text, String marks) {
    for (int i = 0; i < text.length(); i++) if (marks.indexOf(text.charAt(i)) >= 0) return i;
    return text.length();
  }

  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean isLast = i == segments.length - 1;
      String segment = segments[i];
      if (segment.equals("..")) kept.pollLast();
      if (!segment.equals(".") && !segment.equals("..")) {
        if (i > 0) kept.addLast(segment);
      } else if (isLast) kept.addLast("");
    }
    return "/" + String.join("/", kept);
  }

  private static String path(String path) {
    String clean = withoutDots(path);
    while (clean.length() > 1 && clean.endsWith("/"))
      clean = clean.substring(0, clean.length() - 1);
    return clean;
  }

  private static String host(String host) {
    String plain = withoutLastDots(host);
    if (plain.length() > LONGEST_HOST || plain.chars().allMatch(c -> c < 0x80)) return lower(plain);
    StringBuilder ascii = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    NAMES.nameToASCII(plain, ascii, info);
    return lower(info.hasErrors() ? plain : withoutLastDots(ascii.toString()));
  }

  private static String withoutLastDots(String host) {
    int end = host.length();
    while (end > 0 && host.charAt(end - 1) == '.') end--;
    return host.substring(0, end);
  }

  private static String withoutTracking(String query) {
    return Arrays.stream(query.split("&"))
        .filter(parameter -> !parameter.isEmpty() && !isTracking(lower(parameter)))
        .collect(Collectors.joining("&"));
  }

  private static boolean isTracking(String parameter) {
    String name = parameter.split("=", 2)[0];
    return name.startsWith("utm_")
        || name.startsWith("pk_")
        || name.startsWith("mtm_")
        || TRACKING.contains(name)
        || TRACKING_PAIRS.contains(parameter);
  }

  /** Percent-encodes what RFC 3986 does not allow, ASCII only, and a percent sign that is alone. */
  private static String encoded(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean isBad =
          c <= ' '
              || c == 0x7f
              || "\"<>\\^`{|}".indexOf(c) >= 0
              || (c == '%' && !isEscape(text, i))
              || (c >= 0x80 && (Character.isSpaceChar(c) || Character.isISOControl(c)))
              || (Character.isSurrogate(c) && !isPaired(text, i));
      if (isBad && out == null) out = new StringBuilder(text.length() + 16).append(text, 0, i);
      if (out == null) continue;
      if (isBad && c < 0x80) out.append(String.format("%%%02X", (int) c));
      else if (!isBad) out.append(c);
    }
    return out == null ? text : out.toString();
  }

  private static boolean isPaired(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
        : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
  }

  private static boolean isEscape(String text, int at) {
    return at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0;
  }

  /** Non-ASCII as UTF-8 escapes, escapes in upper case, none where the character needs none. */
  private static String unescaped(String text) {
    String ascii = text.chars().allMatch(c -> c < 0x80) ? text : URI.create(text).toASCIIString();
    if (ascii.indexOf('%') < 0) return ascii;
    StringBuilder out = new StringBuilder(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      char c = ascii.charAt(i);
      if (c != '%' || !isEscape(ascii, i)) {
        out.append(c);
        continue;
      }
      String digits = ascii.substring(i + 1, i + 3);
      char meant = (char) Integer.parseInt(digits, 16);
      boolean isUnreserved =
          meant < 0x80 && (Character.isLetterOrDigit(meant) || "-._~".indexOf(meant) >= 0);
      out.append(isUnreserved ? meant : "%" + digits.toUpperCase(Locale.ROOT));
      i += 2;
    }
    return out.toString();
  }

  private static String scheme(String text) {
    Matcher scheme = SCHEME.matcher(text);
    return scheme.find() ? scheme.group(1) : "";
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
