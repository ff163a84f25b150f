package io.riskwire.net;

import com.ibm.icu.text.IDNA;
import io.riskwire.base.Invalid;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An http or https address in the one spelling that everybody downstream agrees on.
 *
 * <p>Programs that read an address differently are how a guard is passed by, so what can be read in
 * two ways (a user name, a back-slash, a percent sign in the host) is refused, and every way to
 * write an IP address becomes the usual one. {@code host} has no brackets, {@code port} is never
 * left out, {@code path} includes the query. It is no promise that the address may be called: that
 * is looked at when the connection is made.
 */
public record Address(String scheme, String host, int port, String path) {
  /** What servers take at most; RFC 9110 4.1 asks for 8,000 at least. */
  private static final int LONGEST = 8192;

  private static final Pattern WEB =
      Pattern.compile("(?<scheme>[hH][tT][tT][pP][sS]?)://(?<authority>[^/?#]*)(?<rest>[^#]*).*");
  private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,63}(\\.[a-z0-9_-]{1,63})*");
  private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)");

  /** RFC 1035 2.3.4; ICU throws where a name is much longer. */
  private static final int LONGEST_NAME = 253;

  /** As browsers read names today (UTS #46): straße.example is not strasse.example. */
  private static final IDNA NAMES =
      IDNA.getUTS46Instance(IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

  /** Reads an address as people and feeds write it; what cannot be called is their mistake. */
  public static Address of(String text) {
    String plain = text.strip();
    if (plain.length() > LONGEST) throw refused("is too long");
    if (plain.chars().anyMatch(Character::isISOControl)) throw refused("has control characters");
    Matcher web = WEB.matcher(plain);
    if (!web.matches()) throw refused("is no http or https address");
    String scheme = web.group("scheme").toLowerCase(Locale.ROOT);
    String authority = web.group("authority");
    if (authority.indexOf('@') >= 0) throw refused("has a user name or password in it");
    int colon = authority.lastIndexOf(':');
    boolean hasPort = colon > authority.lastIndexOf(']');
    String host = host(hasPort ? authority.substring(0, colon) : authority);
    int port = port(hasPort ? authority.substring(colon + 1) : "", scheme);
    return new Address(scheme, host, port, path(web.group("rest")));
  }

  /** What a link in a document at this address points at (RFC 3986, 5.2). */
  public Address resolve(String reference) {
    String link = reference.strip();
    int fragment = link.indexOf('#');
    if (fragment >= 0) link = link.substring(0, fragment);
    if (SCHEME.matcher(link).matches()) return of(link);
    if (link.startsWith("//")) return of(scheme + ":" + link);
    String root = uri().toString().substring(0, uri().toString().length() - path.length());
    if (link.isEmpty()) return this;
    String own = path.split("\\?", 2)[0];
    if (link.startsWith("?")) return of(root + own + link);
    String[] parts = link.split("\\?", 2);
    String merged =
        link.startsWith("/") ? parts[0] : own.substring(0, own.lastIndexOf('/') + 1) + parts[0];
    return of(root + withoutDots(merged) + (parts.length > 1 ? "?" + parts[1] : ""));
  }

  public URI uri() {
    String shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + shown + (shownPort() < 0 ? "" : ":" + port) + path);
  }

  /** The port as it stands in the address: -1 for the usual one, which some servers do not know. */
  int shownPort() {
    return port == usualPort(scheme) ? -1 : port;
  }

  /** Scheme, host and port: what robots.txt speaks for, and what secrets are meant for. */
  String origin() {
    return scheme + "://" + host + ":" + port;
  }

  boolean isEncrypted() {
    return scheme.equals("https");
  }

  private static int usualPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String host(String text) {
    if (text.startsWith("[")) return ipv6(text);
    String name = ascii(text).toLowerCase(Locale.ROOT);
    if (name.endsWith(".")) name = name.substring(0, name.length() - 1);
    if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
      throw refused("names no host that can be looked up");
    }
    return ENDS_IN_NUMBER.matcher(name).matches() ? ipv4(name) : name;
  }

  private static String ascii(String host) {
    if (host.chars().allMatch(c -> c < 128)) return host;
    if (host.length() > LONGEST_NAME) throw refused("names no host that can be looked up");
    StringBuilder ascii = new StringBuilder();
    IDNA.Info info = new IDNA.Info();
    NAMES.nameToASCII(host, ascii, info);
    if (info.hasErrors()) throw refused("names no host that can be looked up");
    return ascii.toString();
  }

  /** Every form that C libraries take for an IPv4 address: 127.1, 0x7f000001, 0177.0.0.1. */
  private static String ipv4(String text) {
    try {
      return Inet4Address.ofPosixLiteral(text).getHostAddress();
    } catch (IllegalArgumentException noAddress) {
      throw refused("looks like an IP address and is none");
    }
  }

  private static String ipv6(String text) {
    if (!text.endsWith("]") || text.indexOf('%') >= 0) throw refused("has no usable IPv6 address");
    try {
      // an IPv4 address written as IPv6 comes back as what would be called: the IPv4 address
      return Inet6Address.ofLiteral(text.substring(1, text.length() - 1)).getHostAddress();
    } catch (IllegalArgumentException noAddress) {
      throw refused("has no usable IPv6 address");
    }
  }

  private static int port(String digits, String scheme) {
    if (digits.isEmpty()) return usualPort(scheme);
    int port = digits.matches("[0-9]{1,5}") ? Integer.parseInt(digits) : 0;
    if (port < 1 || port > 65535) throw refused("has no usable port");
    return port;
  }

  private static String path(String rest) {
    StringBuilder path = new StringBuilder(rest.startsWith("/") ? "" : "/");
    boolean inQuery = false;
    for (int i = 0; i < rest.length(); ) {
      int c = rest.codePointAt(i);
      if (c == '\\' && !inQuery) throw refused("has a back-slash in it");
      inQuery |= c == '?';
      if (isKept(c, inQuery) || isEscape(rest, i)) path.appendCodePoint(c);
      else escape(c, path);
      i += Character.charCount(c);
    }
    return path.toString();
  }

  private static boolean isKept(int c, boolean inQuery) {
    if (c <= ' ' || c >= 127) return false;
    return inQuery ? "\"<>\\^`{|}%".indexOf(c) < 0 : "\"<>\\^`{|}%[]".indexOf(c) < 0;
  }

  private static boolean isEscape(String text, int at) {
    return text.startsWith("%", at)
        && at + 2 < text.length()
        && Character.digit(text.charAt(at + 1), 16) >= 0
        && Character.digit(text.charAt(at + 2), 16) >= 0
        && text.charAt(at + 1) < 128
        && text.charAt(at + 2) < 128;
  }

  private static void escape(int c, StringBuilder path) {
    for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
      path.append('%').append(String.format("%02X", b));
    }
  }

  private static String withoutDots(String path) {
    Deque<String> kept = new ArrayDeque<>();
    String[] segments = path.substring(1).split("/", -1);
    for (int i = 0; i < segments.length; i++) {
      boolean isLast = i == segments.length - 1;
      switch (segments[i]) {
        case "." -> {
          if (isLast) kept.add("");
        }
        case ".." -> {
          kept.pollLast();
          if (isLast) kept.add("");
        }
        default -> kept.add(segments[i]);
      }
    }
    return "/" + String.join("/", kept);
  }

  private static Invalid refused(String why) {
    return new Invalid("url", "the address " + why);
  }
}
