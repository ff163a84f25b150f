package io.riskwire.ui;

import io.riskwire.risk.Relation;
import io.riskwire.risk.Relation.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who is at odds with a vendor: the vendor to the left, the others below each other to the right,
 * an arrow from who acts to whom it befalls. What is over is drawn faintly.
 */
record DisputeGraph(int height, int middle, String vendor, List<Edge> edges, int left) {
  private static final int MOST = 8;
  private static final int GAP = 48;
  private static final int LONGEST = 20;

  /** {@code path}: from box to box; {@code tone}: the class by which it is drawn. */
  record Edge(
      String name,
      String whole,
      @Nullable String slug,
      String words,
      String tone,
      boolean isFromVendor,
      int y,
      String path,
      int labelY,
      long incident) {}

  static @Nullable DisputeGraph of(
      String vendor,
      List<Relation> relations,
      Predicate<@Nullable String> isVendor,
      Function<@Nullable String, @Nullable String> slug) {
    List<Relation> shown =
        relations.stream()
            .filter(r -> !isVendor.test(r.actor()) || !isVendor.test(r.target()))
            .sorted(
                Comparator.comparing(Relation::isOpen).thenComparing(Relation::severity).reversed())
            .limit(MOST)
            .toList();
    if (shown.isEmpty()) return null;
    int height = shown.size() * GAP;
    List<Edge> edges = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++)
      edges.add(edge(shown.get(i), isVendor, slug, i * GAP + GAP / 2, height / 2));
    return new DisputeGraph(
        height, height / 2, cut(vendor), edges, relations.size() - shown.size());
  }

  private static Edge edge(
      Relation relation,
      Predicate<@Nullable String> isVendor,
      Function<@Nullable String, @Nullable String> slug,
      int y,
      int middle) {
    boolean isFromVendor = isVendor.test(relation.actor());
    String other = isFromVendor ? relation.target() : relation.actor();
    String curve = "C180," + middle + " 200," + y + " 262," + y;
    String back = "C200," + y + " 180," + middle + " 126," + middle;
    return new Edge(
        cut(other),
        other,
        slug.apply(other),
        words(relation),
        tone(relation),
        isFromVendor,
        y,
        isFromVendor ? "M118," + middle + " " + curve : "M270," + y + " " + back,
        y - 6,
        relation.incidents().getFirst());
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
