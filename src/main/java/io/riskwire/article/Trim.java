package io.riskwire.article;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Takes off what clings to an article inside its container. */
final class Trim {
  /** Lines that lead elsewhere or ask for something. */
  private static final Pattern CALL =
      Pattern.compile(
          "(advertis(e)?ment|sponsored|promoted|share( this| on)?\\b|tweet|(click|tap) here|loading"
              + "|(read|see|find out|learn|discover) (more|next|also|full|the full)\\b|also (read|see|on)\\b"
              + "|related|recommended|more (from|on|stories|news|coverage)|more:|read:|watch:|listen:"
              + "|see also|you may also|don.t miss|up next|trending|most (read|popular)"
              + "|sign up|subscribe|get (the|our) .{0,40}newsletter|newsletter|follow (us|him|her|me|them|@)"
              + "|like us|join (us|our|the conversation)|download (the|our)|comments?$|leave a (comment|reply)"
              + "|tags?:|filed under|topics?:|categor(y|ies):|copyright|©|all rights reserved"
              + "|mehr zum thema|lesen sie|lire aussi|à lire|leer más|te puede interesar|leia (mais|também)"
              + "|leggi anche|lees (ook|meer)|читайте|przeczytaj|baca juga).*",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);

  private static final Pattern BYLINE =
      Pattern.compile(
          "(by|von|par|por|di)\\s.{3,60}|.*\\b(20\\d\\d|\\d{1,2}:\\d\\d)\\b.*|.*\\bmin(utes?)? read\\b.*"
              + "|(published|updated|posted|last (updated|modified))\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final int SHORT = 120;

  private final Map<Element, Integer> prose = new LinkedHashMap<>();
  private final Element container;

  private Trim(Element container) {
    this.container = container;
    for (Block block : Blocks.of(container, Boilerplate::isHard)) count(block);
  }

  /** The blocks of the article that {@code container} holds, without its own {@code title}. */
  static List<Block> of(Element container, String title) {
    List<Block> blocks = Blocks.of(container, new Trim(container)::isForeign);
    return withoutEnds(withoutLinks(blocks), title);
  }

  private void count(Block block) {
    if (!block.isProse()) return;
    for (Element e = block.element(); e != null && e != container.parent(); e = e.parent())
      prose.merge(e, block.weight(), Integer::sum);
  }

  private boolean isForeign(Element element) {
    if (Boilerplate.isHard(element)) return true;
    return Boilerplate.isForeign(element) && prose(element) < 0.4 * prose(container);
  }

  private int prose(Element element) {
    return prose.getOrDefault(element, 0);
  }

  private static List<Block> withoutLinks(List<Block> blocks) {
    Map<Element, Double> density = densities(blocks);
    return blocks.stream().filter(block -> !leadsElsewhere(block, density)).toList();
  }

  /** How much of all that stands in one list, table or column is links. */
  private static Map<Element, Double> densities(List<Block> blocks) {
    Map<Element, int[]> sums = new LinkedHashMap<>();
    for (Block block : blocks) {
      int[] sum = sums.computeIfAbsent(block.holder(), e -> new int[2]);
      sum[0] += block.linked();
      sum[1] += block.text().length();
    }
    Map<Element, Double> densities = new LinkedHashMap<>();
    sums.forEach((holder, sum) -> densities.put(holder, (double) sum[0] / sum[1]));
    return densities;
  }

  private static boolean leadsElsewhere(Block block, Map<Element, Double> density) {
    if (CALL.matcher(block.text()).matches()
        && (block.weight() < SHORT || block.linkDensity() > 0.3)) return true;
    if (block.isHeading()) return false;
    if (density.getOrDefault(block.holder(), 0.0) > 0.5) return block.linkDensity() > 0.4;
    boolean isTitleOfAnother = block.linkDensity() > 0.9 && block.weight() > 30;
    return isTitleOfAnother && !block.isListItem();
  }

  private static List<Block> withoutEnds(List<Block> blocks, String title) {
    List<Block> kept = new ArrayList<>(blocks);
    int lead = 0;
    while (lead < kept.size() && !kept.get(lead).isProse()) lead++;
    for (int i = lead - 1; i >= 0; i--) if (isLabel(kept.get(i), title)) kept.remove(i);
    while (!kept.isEmpty() && kept.getLast().isHeading()) kept.removeLast();
    return kept;
  }

  /** The headline, the author or the date, which are told elsewhere. */
  private static boolean isLabel(Block block, String title) {
    return block.text().equalsIgnoreCase(title)
        || block.element().normalName().equals("h1")
        || BYLINE.matcher(block.text()).matches();
  }
}
