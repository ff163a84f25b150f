package io.riskwire.collect;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/** Mends the text of broken XML so far that a lenient parser reads it as it was meant. */
final class Repair {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#(?:[0-9]{1,7}|[xX][0-9a-fA-F]{1,6})|([A-Za-z][A-Za-z0-9._-]{0,40}));");
  private static final Pattern ENTITY =
      Pattern.compile(
          "<!ENTITY\\s+([A-Za-z][A-Za-z0-9._-]{0,40})\\s+(?:\"([^\"&%<]{0,200})\"|'([^'&%<]{0,200})')\\s*>");

  private static final Pattern LAST_CLOSED = Pattern.compile("(?i)</(?:\\w+:)?(?:item|entry)\\s*>");
  private static final Pattern OPENED = Pattern.compile("(?i)<(?:\\w+:)?(?:item|entry)[\\s>]");

  private Repair() {}

  /**
   * The plain texts that a document type defines as entities. One that refers to another or to a
   * file is not taken: that is how bombs and readers of foreign files are made.
   */
  static Map<String, String> entities(String documentType) {
    Map<String, String> entities = new HashMap<>();
    Matcher entity = ENTITY.matcher(documentType);
    while (entity.find()) {
      String text = entity.group(2) != null ? entity.group(2) : entity.group(3);
      entities.putIfAbsent(entity.group(1), text);
    }
    return entities;
  }

  /**
   * Without the item in which the text breaks off: half an address or half a text is worse than an
   * item that comes with the next poll. A text that never closes an item stays as it is.
   */
  static String withoutBrokenEnd(String text) {
    Matcher closing = LAST_CLOSED.matcher(text);
    int closed = -1;
    while (closing.find()) closed = closing.end();
    Matcher opening = OPENED.matcher(text);
    boolean isBroken = closed >= 0 && opening.find(closed);
    return isBroken ? text.substring(0, opening.start()) : text;
  }

  /** Without forbidden control characters, and with every ampersand escaped that starts nothing. */
  static String repair(String text, int start, Map<String, String> entities) {
    StringBuilder out = new StringBuilder(text.length() + 64);
    Matcher reference = REFERENCE.matcher(text);
    int plainUntil = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '<' && i >= plainUntil) plainUntil = endOfPlain(text, i);
      if (c == '&' && i >= plainUntil) {
        reference.region(i, text.length());
        i += reference.lookingAt() ? add(out, reference, entities) : amp(out);
      } else if (isAllowed(c)) {
        out.append(c);
      }
    }
    return out.toString();
  }

  /** In character data and comments an ampersand is an ampersand. */
  private static int endOfPlain(String text, int at) {
    if (text.startsWith("<![CDATA[", at)) return end(text, "]]>", at);
    if (text.startsWith("<!--", at)) return end(text, "-->", at);
    return at;
  }

  private static int end(String text, String mark, int at) {
    int end = text.indexOf(mark, at);
    return end < 0 ? text.length() : end;
  }

  private static int amp(StringBuilder out) {
    out.append("&amp;");
    return 0;
  }

  private static int add(StringBuilder out, Matcher reference, Map<String, String> entities) {
    String name = reference.group(1);
    String defined = name == null ? null : entities.get(name);
    if (defined != null) out.append(Markup.escaped(defined));
    else if (name == null || Entities.isNamedEntity(name)) out.append(reference.group());
    else out.append("&amp;").append(name).append(';');
    return reference.end() - reference.start() - 1;
  }

  /** XML 1.0, 2.2; unpaired surrogates do no harm here. */
  private static boolean isAllowed(char c) {
    return (c >= ' ' && c < 0xfffe) || c == '\n' || c == '\t' || c == '\r';
  }
}
