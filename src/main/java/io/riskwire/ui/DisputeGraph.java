package io.riskwire.ui;

import io.riskwire.risk.Relation;
import io.riskwire.risk.Relation.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is at odds with a vendor: the vendor to the left, each of the others once, below each other
 * to the right, an arrow from who acts to whom it befalls. What is over is drawn faintly. {@code
 * left}: of how many others there was no room.
 */
record DisputeGraph(int height, int middle, String vendor, List<Party> parties, int left) {
  private static final int MOST = 8;
  private static final int MOST_SAID = 3;
  private static final int GAP = 12;
  private static final int NAME = 24;
  private static final int LINE = 14;
  private static final int LONGEST = 20;

  /** {@code top}, {@code height}, {@code nameY}: where its box is; {@code said}: what there is. */
  record Party(
      String name,
      String whole,
      @Nullable String slug,
      String tone,
      int top,
      int height,
      int nameY,
      List<Said> said,
      List<Arrow> arrows) {}

  /** One thing that stands between the two. */
  record Said(String words, int y, long incident) {}

  /** {@code path}: from box to box; {@code tone}: the class by which it is drawn. */
  record Arrow(String path, String tone, String title, long incident) {}

  static @Nullable DisputeGraph of(
      String vendor,
      List<Relation> relations,
      Predicate<@Nullable String> isVendor,
      Function<@Nullable String, @Nullable String> slug) {
    Map<String, List<Relation>> byParty = new LinkedHashMap<>();
    relations.stream()
        .filter(r -> isVendor.test(r.actor()) != isVendor.test(r.target()))
        .sorted(Comparator.comparing(Relation::isOpen).thenComparing(Relation::severity).reversed())
        .forEach(
            r -> {
              String other = isVendor.test(r.actor()) ? r.target() : r.actor();
              String page = slug.apply(other);
              String key = page == null ? other.toLowerCase(Locale.ROOT) : page;
              byParty.computeIfAbsent(key, k -> new ArrayList<>()).add(r);
            });
    if (byParty.isEmpty()) return null;
    List<List<Relation>> shown = byParty.values().stream().limit(MOST).toList();
    int height = shown.stream().mapToInt(r -> height(r) + GAP).sum();
    List<Party> parties = new ArrayList<>();
    int top = GAP / 2;
    for (List<Relation> party : shown) {
      parties.add(party(vendor, party, isVendor, slug, top, height / 2));
      top += height(party) + GAP;
    }
    return new DisputeGraph(
        height, height / 2, cut(vendor), parties, byParty.size() - shown.size());
  }

  private static int height(List<Relation> party) {
    return NAME + LINE * Math.min(MOST_SAID, party.size());
  }

  private static Party party(
      String vendor,
      List<Relation> relations,
      Predicate<@Nullable String> isVendor,
      Function<@Nullable String, @Nullable String> slug,
      int top,
      int middle) {
    Relation first = relations.getFirst();
    String other = isVendor.test(first.actor()) ? first.target() : first.actor();
    List<Said> said = new ArrayList<>();
    for (Relation relation : relations.subList(0, Math.min(MOST_SAID, relations.size())))
      said.add(
          new Said(
              words(relation),
              top + NAME + LINE * said.size() + 6,
              relation.incidents().getFirst()));
    int y = top + height(relations) / 2;
    List<Arrow> arrows = new ArrayList<>();
    for (boolean isFromVendor : new boolean[] {true, false})
      relations.stream()
          .filter(r -> isVendor.test(r.actor()) == isFromVendor)
          .findFirst()
          .map(r -> arrow(r, vendor, other, isFromVendor, y, middle))
          .ifPresent(arrows::add);
    return new Party(
        cut(other),
        other,
        slug.apply(other),
        tone(first),
        top,
        height(relations),
        top + 17,
        said,
        arrows);
  }

  /** The two that may run between the same boxes do not lie on each other. */
  private static Arrow arrow(
      Relation relation, String vendor, String other, boolean isFromVendor, int boxY, int vendorY) {
    int aside = isFromVendor ? 5 : -5;
    int y = boxY + aside;
    int middle = vendorY + aside;
    String path =
        isFromVendor
            ? "M118," + middle + " C180," + middle + " 190," + y + " 242," + y
            : "M250," + y + " C190," + y + " 180," + middle + " 126," + middle;
    String who = isFromVendor ? vendor + " against " + other : other + " against " + vendor;
    return new Arrow(
        path, tone(relation), who + ": " + words(relation), relation.incidents().getFirst());
  }

  private static String words(Relation relation) {
    String what = relation.kind() == Kind.BAN ? "ban" : "dispute";
    return what + ", " + Label.of(relation.status()).words().toLowerCase(Locale.ROOT);
  }

  private static String tone(Relation relation) {
    if (!relation.isOpen()) return "over";
    if (!relation.isDecided()) return "rumour";
    return relation.kind() == Kind.BAN ? "ban" : "dispute";
  }

  private static String cut(String name) {
    return name.length() <= LONGEST ? name : name.substring(0, LONGEST - 1).strip() + "…";
  }
}
