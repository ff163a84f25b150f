package io.riskwire.collect;

import io.riskwire.source.Address;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A document's markup after parsing, whichever parser read it. */
sealed interface Markup {

  record Text(String value) implements Markup {}

  /**
   * An element. {@code space} is the vocabulary in short ({@link Namespaces}); names and attributes
   * are in lower case, as feeds spell them in every way.
   */
  final class Element implements Markup {
    private final @Nullable Element parent;
    private final String space;
    private final String name;
    private final Map<String, String> attributes;
    private final List<Markup> content = new ArrayList<>(2);
    private List<Element> children = List.of();

    Element(@Nullable Element parent, String space, String name, Map<String, String> attributes) {
      this.parent = parent;
      this.space = space;
      this.name = name;
      this.attributes = attributes;
      if (parent != null) parent.add(this);
    }

    private void add(Element child) {
      content.add(child);
      if (children.isEmpty()) children = new ArrayList<>(4);
      children.add(child);
    }

    @Nullable Element parent() {
      return parent;
    }

    String space() {
      return space;
    }

    String name() {
      return name;
    }

    boolean is(String space, String name) {
      return this.name.equals(name) && this.space.equals(space);
    }

    /** An element of the feed's own vocabulary, RSS or Atom, which often stand for one another. */
    boolean isCore() {
      return space.equals(Namespaces.RSS) || space.equals(Namespaces.ATOM);
    }

    boolean isCore(String name) {
      return this.name.equals(name) && isCore();
    }

    @Nullable String attribute(String name) {
      return attributes.get(name);
    }

    void add(String text) {
      content.add(new Text(text));
    }

    List<Element> children() {
      return children;
    }

    /** The nearest element below that has one of these names, or null. */
    @Nullable Element find(Set<String> names) {
      Deque<Element> waiting = new ArrayDeque<>(children());
      while (!waiting.isEmpty()) {
        Element next = waiting.removeFirst();
        if (names.contains(next.name)) return next;
        waiting.addAll(next.children());
      }
      return null;
    }

    /** The text of the first child of this name that has some, or null. */
    @Nullable String value(String space, String name) {
      for (Element child : children) {
        if (child.is(space, name) && !child.text().isBlank()) return child.text().strip();
      }
      return null;
    }

    /**
     * What the first child of this name says that says something, one of the element's own
     * vocabulary before one of the other; else the empty text.
     */
    String core(String name, Function<Element, String> reading) {
      String other = "";
      for (Element child : children) {
        if (!child.isCore(name)) continue;
        String value = reading.apply(child).strip();
        if (value.isEmpty()) continue;
        if (child.space.equals(space)) return value;
        if (other.isEmpty()) other = value;
      }
      return other;
    }

    boolean hasChildren() {
      return !children.isEmpty();
    }

    /** The text of this element and all within. */
    String text() {
      if (content.isEmpty()) return "";
      if (content.size() == 1 && content.getFirst() instanceof Text text) return text.value;
      StringBuilder out = new StringBuilder();
      addText(out);
      return out.toString();
    }

    private void addText(StringBuilder out) {
      for (Markup part : content) {
        switch (part) {
          case Text text -> out.append(text.value);
          case Element element -> element.addText(out);
        }
      }
    }

    /** What stands between this element's tags, as HTML. */
    String inner() {
      StringBuilder out = new StringBuilder();
      addMarkup(out);
      return out.toString();
    }

    private void addMarkup(StringBuilder out) {
      for (Markup part : content) {
        switch (part) {
          case Text text -> out.append(escaped(text.value));
          case Element element -> element.addWhole(out);
        }
      }
    }

    private void addWhole(StringBuilder out) {
      out.append('<').append(name);
      attributes.forEach(
          (key, value) -> {
            if (key.indexOf(':') < 0 && !key.equals("xmlns")) {
              out.append(' ').append(key).append("=\"").append(escaped(value)).append('"');
            }
          });
      out.append('>');
      if (content.isEmpty() && VOID.contains(name)) return;
      addMarkup(out);
      out.append("</").append(name).append('>');
    }

    /** The address that links here are relative to (xml:base). */
    URI base(URI document) {
      URI above = parent == null ? document : parent.base(document);
      String own = attributes.get("xml:base");
      if (own == null) return above;
      URI base = Address.resolve(above, own);
      return base == null ? above : base;
    }

    boolean hasBase() {
      return attributes.containsKey("xml:base") || (parent != null && parent.hasBase());
    }

    /** The language that holds here, or null (xml:lang). */
    @Nullable String language() {
      String own = attributes.get("xml:lang");
      return own != null || parent == null ? own : parent.language();
    }
  }

  List<String> VOID = List.of("br", "hr", "img", "input", "source", "wbr", "embed", "col", "area");

  static String escaped(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      String replacement =
          switch (text.charAt(i)) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            default -> null;
          };
      if (replacement != null && out == null) {
        out = new StringBuilder(text.length() + 32).append(text, 0, i);
      }
      if (out == null) continue;
      if (replacement == null) out.append(text.charAt(i));
      else out.append(replacement);
    }
    return out == null ? text : out.toString();
  }
}
