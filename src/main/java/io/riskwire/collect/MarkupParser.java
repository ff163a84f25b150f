package io.riskwire.collect;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParser;
import javax.xml.parsers.SAXParserFactory;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Parses XML, first as the standard says, and where that fails repaired and with jsoup's lenient
 * parser. Namespaces are resolved here, not by the parsers, for a prefix that nobody declared is no
 * reason to lose a feed. No document type is ever read.
 */
final class MarkupParser {
  /** Deeper elements lose their tags and keep their text. */
  private static final int DEEPEST = 100;

  private static final int MOST_ELEMENTS = 500_000;
  private static final SAXParserFactory FACTORY = factory();

  /**
   * The JDK's limits against entity bombs count plain long texts too. Without a document type there
   * is nothing to expand, and depth and number of elements are bounded here.
   */
  private static final List<String> LIMITS =
      List.of(
          "jdk.xml.maxGeneralEntitySizeLimit",
          "jdk.xml.totalEntitySizeLimit",
          "jdk.xml.maxElementDepth",
          "jdk.xml.elementAttributeLimit");

  private MarkupParser() {}

  /** The document's root, which has the real one among its children. */
  static Markup.Element parse(String text, Consumer<String> problems) {
    Prolog prolog = Prolog.of(text);
    try {
      return strictly(text, prolog.end(), problems);
    } catch (SAXException | IOException broken) {
      problems.accept("not well-formed XML" + where(broken, prolog) + "; repaired");
      String mended = Repair.repair(text, prolog.end(), prolog.entities());
      String whole = Repair.withoutBrokenEnd(mended);
      if (whole.length() < mended.length())
        problems.accept("breaks off; its last item is left out");
      return leniently(whole, problems);
    }
  }

  private static String where(Exception broken, Prolog prolog) {
    if (!(broken instanceof SAXParseException at)) return "";
    String reason = String.valueOf(at.getMessage());
    return " (line "
        + (at.getLineNumber() + prolog.lines())
        + ": "
        + (reason.length() > 120 ? reason.substring(0, 120) + "…" : reason)
        + ")";
  }

  private static Markup.Element strictly(String text, int start, Consumer<String> problems)
      throws SAXException, IOException {
    Builder builder = new Builder(problems);
    StringReader reader = new StringReader(text);
    reader.skip(start);
    try {
      SAXParser parser = FACTORY.newSAXParser();
      for (String limit : LIMITS) parser.setProperty(limit, "0");
      parser.parse(new InputSource(reader), new Handler(builder));
    } catch (ParserConfigurationException wrongJdk) {
      throw new IllegalStateException(wrongJdk);
    }
    return builder.root();
  }

  private static SAXParserFactory factory() {
    try {
      SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
      factory.setNamespaceAware(false);
      factory.setFeature("http://javax.xml.XMLConstants/feature/secure-processing", true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
      factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
      return factory;
    } catch (ParserConfigurationException | SAXException wrongJdk) {
      throw new IllegalStateException(wrongJdk);
    }
  }

  private static final class Handler extends DefaultHandler {
    private final Builder builder;

    Handler(Builder builder) {
      this.builder = builder;
    }

    @Override
    public void startElement(String uri, String local, String name, Attributes attributes) {
      int count = attributes.getLength();
      Map<String, String> own = count == 0 ? Map.of() : LinkedHashMap.newLinkedHashMap(count);
      for (int i = 0; i < count; i++)
        own.put(lower(attributes.getQName(i)), attributes.getValue(i));
      builder.open(lower(name), own);
    }

    @Override
    public void endElement(String uri, String local, String name) {
      builder.close();
    }

    @Override
    public void characters(char[] text, int start, int length) {
      builder.text.append(text, start, length);
    }

    @Override
    public void error(SAXParseException ignored) {}

    @Override
    public void fatalError(SAXParseException broken) throws SAXException {
      throw broken;
    }
  }

  private static Markup.Element leniently(String text, Consumer<String> problems) {
    Parser parser = Parser.xmlParser().setMaxDepth(2 * DEEPEST);
    Builder builder = new Builder(problems);
    parser
        .parseInput(text, "")
        .traverse(
            new NodeVisitor() {
              @Override
              public void head(Node node, int depth) {
                if (depth == 0) return;
                switch (node) {
                  case org.jsoup.nodes.Element element -> {
                    Map<String, String> own = new LinkedHashMap<>();
                    element
                        .attributes()
                        .forEach(
                            attribute -> own.put(lower(attribute.getKey()), attribute.getValue()));
                    builder.open(lower(element.tagName()), own);
                  }
                  case CDataNode data -> builder.text.append(data.getWholeText());
                  case TextNode data -> builder.text.append(data.getWholeText());
                  default -> {}
                }
              }

              @Override
              public void tail(Node node, int depth) {
                if (depth > 0 && node instanceof org.jsoup.nodes.Element) builder.close();
              }
            });
    return builder.root();
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Builds the tree from the events of either parser. */
  private static final class Builder {
    private static final Set<String> XML = Set.of("xml:base", "xml:lang");

    private final Markup.Element root = new Markup.Element(null, "document", "", Map.of());

    /** The vocabulary that each declared prefix stands for, innermost first. */
    private final Deque<Map<String, String>> scopes = new ArrayDeque<>();

    private final StringBuilder text = new StringBuilder();
    private final Set<String> undeclared = new HashSet<>();
    private final Consumer<String> problems;
    private Markup.Element current = root;
    private int tooDeep;
    private int depth;
    private int elements;

    Builder(Consumer<String> problems) {
      this.problems = problems;
      scopes.push(Map.of());
    }

    void open(String name, Map<String, String> attributes) {
      if (depth >= DEEPEST || elements >= MOST_ELEMENTS) {
        tooDeep++;
        return;
      }
      addText();
      Map<String, String> scope = scope(attributes);
      scopes.push(scope);
      int colon = name.indexOf(':');
      String prefix = colon < 0 ? "" : name.substring(0, colon);
      String bound = scope.get(prefix);
      String space = bound == null ? undeclared(prefix) : bound;
      current =
          new Markup.Element(
              current, space, name.substring(colon + 1), withoutPrefixes(attributes));
      depth++;
      elements++;
    }

    private String undeclared(String prefix) {
      boolean isNew = !prefix.isEmpty() && undeclared.size() < 10 && undeclared.add(prefix);
      if (isNew)
        problems.accept("namespace prefix that is not declared: " + PlainText.cut(prefix, 40));
      return Namespaces.of(prefix, null);
    }

    void close() {
      if (tooDeep > 0) {
        tooDeep--;
        return;
      }
      addText();
      Markup.Element parent = current.parent();
      if (parent == null) return;
      current = parent;
      scopes.pop();
      depth--;
    }

    Markup.Element root() {
      addText();
      return root;
    }

    private void addText() {
      if (text.isEmpty()) return;
      current.add(text.toString());
      text.setLength(0);
    }

    private Map<String, String> scope(Map<String, String> attributes) {
      Map<String, String> scope = scopes.getFirst();
      Map<String, String> own = null;
      for (var attribute : attributes.entrySet()) {
        String name = attribute.getKey();
        if (!name.startsWith("xmlns")) continue;
        if (own == null) own = new HashMap<>(scope);
        String prefix = name.equals("xmlns") ? "" : name.substring(name.indexOf(':') + 1);
        own.put(prefix, Namespaces.of(prefix, attribute.getValue()));
      }
      return own == null ? scope : own;
    }

    /** Attributes by their local names, an unprefixed one first; {@code xml:} stays. */
    private static Map<String, String> withoutPrefixes(Map<String, String> attributes) {
      boolean isPlain = true;
      for (String name : attributes.keySet()) isPlain &= name.indexOf(':') < 0;
      if (isPlain) return attributes;
      Map<String, String> own = new LinkedHashMap<>();
      attributes.forEach(
          (name, value) -> {
            int colon = name.indexOf(':');
            if (name.startsWith("xmlns")) return;
            if (colon < 0) own.put(name, value);
            else if (XML.contains(name)) own.put(name, value);
            else own.putIfAbsent(name.substring(colon + 1), value);
          });
      return own;
    }
  }

  /** What may stand before the root and is not for the parser: declaration and document type. */
  private record Prolog(int end, int lines, Map<String, String> entities) {

    static Prolog of(String text) {
      int at = 0;
      if (text.startsWith("<?xml") && text.indexOf("?>") > 0) at = text.indexOf("?>") + 2;
      int type = at;
      while (type < text.length()) {
        int next = skipped(text, type);
        if (next == type) break;
        type = next;
      }
      if (!text.regionMatches(true, type, "<!DOCTYPE", 0, 9)) {
        return new Prolog(at, lines(text, at), Map.of());
      }
      int end = endOfType(text, type);
      return new Prolog(end, lines(text, end), Repair.entities(text.substring(type, end)));
    }

    private static int lines(String text, int end) {
      return (int) text.substring(0, end).chars().filter(c -> c == '\n').count();
    }

    /** Past one comment, processing instruction or run of blanks. */
    private static int skipped(String text, int at) {
      if (Character.isWhitespace(text.charAt(at))) return at + 1;
      if (text.startsWith("<!--", at)) return after(text, "-->", at);
      if (text.startsWith("<?", at)) return after(text, "?>", at);
      return at;
    }

    private static int after(String text, String end, int at) {
      int found = text.indexOf(end, at);
      return found < 0 ? text.length() : found + end.length();
    }

    private static int endOfType(String text, int at) {
      boolean isInside = false;
      char quote = 0;
      for (int i = at; i < text.length(); i++) {
        char c = text.charAt(i);
        if (quote != 0) {
          if (c == quote) quote = 0;
        } else if (c == '"' || c == '\'') {
          quote = c;
        } else if (c == '[') {
          isInside = true;
        } else if (c == ']') {
          isInside = false;
        } else if (c == '>' && !isInside) {
          return i + 1;
        }
      }
      return after(text, ">", at);
    }
  }
}
