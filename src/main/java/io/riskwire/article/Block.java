package io.riskwire.article;

import java.util.Set;
import org.jsoup.nodes.Element;

/**
 * A paragraph, list item, heading or table row as a reader sees it: its words, how many of its
 * characters are links, and the innermost block element around it.
 */
record Block(String text, int linked, Element element) {
  private static final Set<String> HEADINGS = Set.of("h1", "h2", "h3", "h4", "h5", "h6");
  private static final Set<String> LEAVES =
      Set.of("p", "li", "pre", "dd", "dt", "tr", "h1", "h2", "h3", "h4", "h5", "h6");

  double linkDensity() {
    return (double) linked / text.length();
  }

  boolean isHeading() {
    return HEADINGS.contains(element.normalName());
  }

  boolean isListItem() {
    return element.normalName().equals("li");
  }

  /** Running text rather than a label, a link or a heading. */
  boolean isProse() {
    return weight() >= 60 && linkDensity() < 0.4 && !isHeading();
  }

  /** The length in characters of a script like Latin: an ideograph says as much as three. */
  int weight() {
    int weight = text.length();
    for (int i = 0; i < text.length(); i++) if (text.charAt(i) >= '\u2e80') weight += 2;
    return weight;
  }

  /** The element whose children are such blocks: the parent, or itself for text between breaks. */
  Element holder() {
    Element parent = element.parent();
    return parent != null && LEAVES.contains(element.normalName()) ? parent : element;
  }
}
