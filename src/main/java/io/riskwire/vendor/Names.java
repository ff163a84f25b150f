package io.riskwire.vendor;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the vendors, products and authorities that a text names, each with the reason it matched.
 * The time it takes does not depend on how many names are known. Immutable and safe to share; names
 * that users add make a new one: {@code Names.of(catalogue)}.
 */
public final class Names {
  /** A known name in the words of a text, {@code first} to {@code last} inclusive. */
  public record Found(Known known, int first, int last, String reason) {}

  private static final class Node {
    final Map<String, Node> next = new HashMap<>(2);
    final List<Entry> ends = new ArrayList<>(1);
  }

  /** A name in Chinese characters, by the name that is written everywhere. */
  public record Han(String name, int length) {}

  /** {@code capitals}: which words of the name, as it is written, begin with a capital. */
  private record Entry(Known known, boolean isUpper, boolean isLower, List<Boolean> capitals) {}

  private final Node root = new Node();
  private final Map<String, String> han = new HashMap<>();

  /** By its first character. */
  private final Map<Character, Integer> longestHan = new HashMap<>();

  private final Context context = Context.load();

  private Names(Catalogue catalogue) {
    Map<String, String> owners = new HashMap<>();
    for (Vendor v : catalogue.vendors()) {
      if (v.owner() != null) owners.put(v.name(), v.owner());
      Known known = new Known(Mention.Kind.VENDOR, v.name(), v.name(), v.owner(), v.kind(), false);
      add(known, v.aliases(), v.ambiguous());
    }
    for (Product p : catalogue.products()) {
      String owner = p.vendor() == null ? null : owners.get(p.vendor());
      Known known = new Known(Mention.Kind.PRODUCT, p.name(), p.vendor(), owner, p.kind(), false);
      add(known, p.aliases(), p.ambiguous());
    }
    for (Organisation o : catalogue.organisations())
      add(
          new Known(Mention.Kind.BODY, o.name(), null, null, o.kind(), false),
          o.aliases(),
          List.of());
  }

  /** With the bundled names. */
  public static Names load() {
    return of(Catalogue.load());
  }

  /** With the names of {@code catalogue} only. */
  public static Names of(Catalogue catalogue) {
    return new Names(catalogue);
  }

  /**
   * The names in title and text, in order, the longest at each place. Where the same words name a
   * vendor and its product both are found, the product first.
   */
  public List<List<Found>> find(List<Words> fields) {
    List<List<Found>> all = new ArrayList<>();
    for (Words words : fields) all.add(candidates(words));
    return context.settle(fields, all);
  }

  private void add(Known known, Collection<String> aliases, Collection<String> ambiguous) {
    Set<String> forms = new HashSet<>(aliases);
    forms.add(known.name());
    for (String form : forms) put(form, ambiguous.contains(form) ? known.asAmbiguous() : known);
  }

  /** The longest name that begins at a character of a text which does not part its words. */
  public @Nullable Han han(String text, int at) {
    int most = longestHan.getOrDefault(text.charAt(at), 0);
    for (int length = Math.min(most, text.length() - at); length > 1; length--) {
      String name = han.get(text.substring(at, at + length));
      if (name != null) return new Han(name, length);
    }
    return null;
  }

  private void put(String form, Known known) {
    if (Character.isIdeographic(form.codePointAt(0)) && !known.isAmbiguous()) {
      han.putIfAbsent(form, known.name());
      longestHan.merge(form.charAt(0), form.length(), Math::max);
    }
    Words words = Words.of(form);
    Node node = root;
    for (int i = 0; i < words.size(); i++)
      if (!isSkipped(words, i)) node = node.next.computeIfAbsent(words.lower(i), k -> new Node());
    if (node == root) return;
    boolean upper = words.size() == 1 && words.isUpper(0) && form.length() <= 4;
    boolean lower = !words.hasCapital(0);
    node.ends.add(new Entry(known, upper, lower, capitals(words)));
  }

  private static List<Boolean> capitals(Words words) {
    List<Boolean> capitals = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) capitals.add(words.hasCapital(i));
    return capitals;
  }

  private List<Found> candidates(Words words) {
    List<Found> found = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      int end = longest(words, i, found);
      if (end > i) i = end;
    }
    return found;
  }

  /** Adds what begins at {@code first}; the last word of it, or -1. */
  private int longest(Words words, int first, List<Found> found) {
    Node node = root.next.get(words.lower(first));
    Node best = null;
    int last = -1;
    for (int i = first; node != null; ) {
      if (!node.ends.isEmpty() && anyFits(node, words, first, i)) {
        best = node;
        last = i;
      }
      do i++;
      while (i < words.size() && isSkipped(words, i));
      node = i < words.size() ? node.next.get(words.lower(i)) : null;
    }
    if (best == null) return -1;
    for (Entry e : best.ends)
      if (fits(e, words, first, last)) found.add(new Found(e.known, first, last, "named"));
    return last;
  }

  private static boolean anyFits(Node node, Words words, int first, int last) {
    for (Entry e : node.ends) if (fits(e, words, first, last)) return true;
    return false;
  }

  /** A name is written with its capital; what has none of its own ("curl") may stand as it is. */
  private static boolean fits(Entry entry, Words words, int first, int last) {
    if (entry.isUpper) return words.isUpper(first);
    if (!entry.isLower && !words.hasCapital(first) && !words.isNumber(first)) return false;
    for (int i = first + 1; i <= last && i - first < entry.capitals.size(); i++)
      if (entry.capitals.get(i - first) && !words.hasCapital(i) && words.isWord(i)) return false;
    return true;
  }

  /** TP-Link, TP Link, "Yahoo!" and "Yahoo" are the same name. */
  private static boolean isSkipped(Words words, int i) {
    String word = words.lower(i);
    return word.equals("-") || word.equals("!") || word.equals("\u2010") || word.equals("\u2011");
  }
}
