package io.riskwire.article;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;

/** Cuts what stands under an element into the paragraphs that a reader sees. */
final class Blocks implements NodeFilter {
  /** Cells of a row are read as one line. */
  private static final Set<String> INLINE_BLOCKS = Set.of("td", "th");

  private final Predicate<Element> skipped;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Element element;
  private int links;
  private int linked;
  private int preformatted;

  private Blocks(Element root, Predicate<Element> skipped) {
    this.element = root;
    this.skipped = skipped;
  }

  /** The blocks under {@code root}, in order, without the elements that are {@code skipped}. */
  static List<Block> of(Element root, Predicate<Element> skipped) {
    Blocks blocks = new Blocks(root, skipped);
    root.filter(blocks);
    blocks.close();
    return blocks.blocks;
  }

  @Override
  public FilterResult head(Node node, int depth) {
    if (node instanceof TextNode words) append(words.getWholeText());
    if (!(node instanceof Element entered)) return FilterResult.CONTINUE;
    if (depth > 0 && skipped.test(entered)) return FilterResult.SKIP_ENTIRELY;
    switch (entered.normalName()) {
      case "br" -> lineBreak();
      case "a" -> links++;
      case "pre" -> preformatted++;
      case "td", "th" -> append(" ");
      default -> {}
    }
    if (parts(entered)) open(entered);
    return FilterResult.CONTINUE;
  }

  @Override
  public FilterResult tail(Node node, int depth) {
    if (!(node instanceof Element left)) return FilterResult.CONTINUE;
    switch (left.normalName()) {
      case "a" -> links--;
      case "pre" -> preformatted--;
      default -> {}
    }
    if (parts(left)) open(left.parent() == null ? left : left.parent());
    return FilterResult.CONTINUE;
  }

  private static boolean parts(Element element) {
    return element.isBlock() && !INLINE_BLOCKS.contains(element.normalName());
  }

  private void open(Element next) {
    close();
    element = next;
  }

  private void close() {
    String words = text.toString().strip();
    if (!words.isEmpty()) blocks.add(new Block(words, Math.min(linked, words.length()), element));
    text.setLength(0);
    linked = 0;
  }

  /** One break is a new line, two are a new paragraph. */
  private void lineBreak() {
    if (endsWith('\n') && preformatted == 0) close();
    else if (!text.isEmpty()) text.append('\n');
  }

  private void append(String words) {
    int before = text.length();
    for (int i = 0; i < words.length(); i++) append(words.charAt(i));
    if (links > 0) linked += text.length() - before;
  }

  private void append(char c) {
    if (isInvisible(c)) return;
    if (preformatted > 0 && c == '\n') text.append(c);
    else if (!isSpace(c)) text.append(c);
    else if (!text.isEmpty() && !endsWith(' ') && !endsWith('\n')) text.append(' ');
  }

  private boolean endsWith(char c) {
    return !text.isEmpty() && text.charAt(text.length() - 1) == c;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c);
  }

  /** Soft hyphens, zero-width spaces and marks of direction would part words from themselves. */
  private static boolean isInvisible(char c) {
    return c == '\u00ad' || (c >= '\u200b' && c <= '\u200f') || c == '\u2060' || c == '\ufeff';
  }
}
