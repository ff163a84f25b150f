package io.riskwire.article;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Element;

/** Takes off what clings to an article inside its container. */
final class Trim {
  private final Map<Element, Integer> prose = new LinkedHashMap<>();
  private final Element container;

  private Trim(Element container) {
    this.container = container;
    for (Block block : Blocks.of(container, Boilerplate::isHard)) count(block);
  }

  /** The blocks of the article that {@code container} holds. */
  static List<Block> of(Element container) {
    return Blocks.of(container, new Trim(container)::isForeign).stream()
        .filter(block -> block.linkDensity() < 0.6 || block.isHeading())
        .toList();
  }

  private void count(Block block) {
    if (!block.isProse()) return;
    for (Element e = block.element(); e != null && e != container.parent(); e = e.parent())
      prose.merge(e, block.weight(), Integer::sum);
  }

  private boolean isForeign(Element element) {
    if (Boilerplate.isHard(element)) return true;
    if (Boilerplate.isForeign(element)) return prose(element) < 0.4 * prose(container);
    return Boilerplate.isLabel(element) && prose(element) < 100;
  }

  private int prose(Element element) {
    return prose.getOrDefault(element, 0);
  }
}
