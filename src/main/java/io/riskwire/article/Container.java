package io.riskwire.article;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Finds the element that holds the article: where prose is dense and links are few. */
final class Container {
  private static final Pattern BODY_NAMES =
      Pattern.compile(
          "(article|story|post|entry|content|news|page|main)[-_]*(body|text|content|copy|main|detail)"
              + "|body-?(text|copy|content)|(?<![a-z])(hentry|story|article|post)(?![a-z])");

  /** What stands under one element. */
  private static final class Tally {
    double score;
    int text;
    int linked;

    double linkDensity() {
      return text == 0 ? 0 : (double) linked / text;
    }
  }

  private static final double GAIN = 1.2;

  private final List<Block> blocks;
  private final Map<Element, Tally> tallies = new LinkedHashMap<>();
  private final Map<Element, Double> trust = new LinkedHashMap<>();

  private Container(List<Block> blocks) {
    this.blocks = blocks;
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
    for (Element e = block.element(); e != null; e = e.parent()) {
      Tally tally = tally(e);
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

  /** An article may be parted into several elements: climb while that adds more than it costs. */
  private Element widened(Element best) {
    Map<Element, Double> nets = nets(trust(best));
    Element widest = best;
    for (Element e = best.parent(); e != null; e = e.parent())
      if (nets.getOrDefault(e, 0.0) > nets.getOrDefault(widest, 0.0) * GAIN) widest = e;
    return widest;
  }

  private Map<Element, Double> nets(double trusted) {
    Map<Element, Double> nets = new LinkedHashMap<>();
    for (Block block : blocks) {
      double net = net(block, trusted);
      for (Element e = block.element(); e != null; e = e.parent()) nets.merge(e, net, Double::sum);
    }
    return nets;
  }

  /** What a block adds to an article: prose, if no worse than the best; links take away. */
  private double net(Block block, double trusted) {
    if (!block.isProse()) return -block.linked() - 0.2 * block.text().length();
    return trust(block.element()) < trusted ? 0 : Math.min(block.weight(), 1000);
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
