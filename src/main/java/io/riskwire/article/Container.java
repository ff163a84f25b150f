package io.riskwire.article;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the element that holds the article: where prose is dense and links are few. */
final class Container {
  private static final Pattern BODY_NAMES =
      Pattern.compile(
          "(article|story|post|entry|content|news|page|main)[-_]*(body|text|content|copy|main|detail)"
              + "|body-?(text|copy|content)|(?<![a-z])(hentry|story|article|post)(?![a-z])");

  private static final Set<String> CLOSED = Set.of("article", "body");

  /** What stands under one element. */
  private static final class Tally {
    double score;
    double net;
    int text;
    int linked;

    double linkDensity() {
      return text == 0 ? 0 : (double) linked / text;
    }
  }

  private final Map<Element, Tally> tallies = new LinkedHashMap<>();
  private final Map<Element, Double> trust = new LinkedHashMap<>();

  private Container(List<Block> blocks) {
    for (Block block : blocks) {
      count(block);
      if (block.isProse()) credit(block);
    }
  }

  /** The element around the article among {@code blocks}, or null where there is no prose. */
  static @Nullable Element of(List<Block> blocks) {
    Container container = new Container(blocks);
    Element best = container.best();
    return best == null ? null : container.widened(best);
  }

  private void count(Block block) {
    double net = net(block);
    for (Element e = block.element(); e != null; e = e.parent()) {
      Tally tally = tally(e);
      tally.net += net;
      tally.text += block.text().length();
      tally.linked += block.linked();
    }
  }

  /** Readability's rule: all of a paragraph's score to its holder, less to those further out. */
  private void credit(Block block) {
    double score = (1 + Math.min(block.weight(), 1000) / 100.0) * trust(block.element());
    Element holder = block.holder();
    for (int level = 0; holder != null && level < 5; level++, holder = holder.parent())
      tally(holder).score += score / (level < 2 ? level + 1 : level * 3);
  }

  /** Less for what stands under names that boilerplate has. */
  private double trust(Element element) {
    Double known = trust.get(element);
    if (known != null) return known;
    Element parent = element.parent();
    double outer = parent == null ? 1 : trust(parent);
    double here = Boilerplate.isForeign(element) ? Math.max(outer * 0.3, 0.09) : outer;
    trust.put(element, here);
    return here;
  }

  private Tally tally(Element element) {
    return tallies.computeIfAbsent(element, e -> new Tally());
  }

  private @Nullable Element best() {
    Element best = null;
    double most = 0;
    for (Element element : tallies.keySet()) {
      double score = score(element);
      if (score > most) {
        most = score;
        best = element;
      }
    }
    return best;
  }

  /** What a block adds to an article: prose that can be trusted; links take away. */
  private double net(Block block) {
    double trust = trust(block.element());
    if (!block.isProse()) return -block.linked() - 0.2 * block.text().length();
    return Math.min(block.weight(), 1000) * (trust < 1 ? -0.5 : 1);
  }

  /** An article may be parted into several elements: climb while that adds more than it costs. */
  private Element widened(Element best) {
    Element widest = best;
    for (Element e = best; !CLOSED.contains(e.normalName()); e = e.parent()) {
      if (e.parent() == null) break;
      if (tally(e.parent()).net > tally(widest).net * 1.1) widest = e.parent();
    }
    return widest;
  }

  private double score(Element element) {
    Tally tally = tally(element);
    return tally.score * (1 - tally.linkDensity()) * hint(element);
  }

  private static double hint(Element element) {
    if (element.attr("itemprop").equals("articleBody")) return 3;
    double tag = element.normalName().equals("article") ? 1.3 : 1;
    return BODY_NAMES.matcher(Boilerplate.names(element)).find() ? 1.5 * tag : tag;
  }
}
