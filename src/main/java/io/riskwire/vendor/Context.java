package io.riskwire.vendor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether words that mean something else too (Claude, Zoom, Meta, Oracle) are the name here:
 * by the words beside them, by other names of the same maker in the text, and by what the text is
 * about. The word lists are {@code vendor/context.txt}.
 */
final class Context {
  /** So many different words about technology make a text one about technology. */
  private static final int TOPIC = 2;

  private static final String BY_TOPIC = "named, in a text about technology";

  private final Map<String, Set<String>> lists;

  private Context(Map<String, Set<String>> lists) {
    this.lists = lists;
  }

  static Context load() {
    Map<String, Set<String>> lists = new HashMap<>();
    try (InputStream in = Context.class.getResourceAsStream("/vendor/context.txt")) {
      if (in == null) throw new IOException("not on the class path: /vendor/context.txt");
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line; (line = lines.readLine()) != null; ) {
        if (line.isBlank() || line.startsWith("#")) continue;
        String[] parts = line.split(":", 2);
        lists
            .computeIfAbsent(parts[0].strip(), k -> new HashSet<>())
            .addAll(List.of(parts[1].strip().split("\\s+")));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Context(lists);
  }

  /** Keeps of the candidates those that are names here, each with the reason. */
  List<List<Names.Found>> settle(List<Words> fields, List<List<Names.Found>> candidates) {
    Set<String> makers = new HashSet<>();
    for (List<Names.Found> found : candidates)
      for (Names.Found f : found)
        if (!f.known().isAmbiguous() && f.known().vendor() != null) makers.add(f.known().vendor());
    boolean technical = isTechnical(fields);
    List<List<Names.Found>> settled = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++)
      settled.add(kept(fields.get(i), candidates.get(i), makers, technical));
    Set<Known> chosen = new HashSet<>();
    for (int i = 0; i < fields.size(); i++)
      if (!fields.get(i).isMostlyCapitals())
        for (Names.Found f : settled.get(i)) chosen.add(f.known());
    for (int i = 0; i < fields.size(); i++)
      if (fields.get(i).isMostlyCapitals())
        settled.get(i).removeIf(f -> f.reason().equals(BY_TOPIC) && !isName(f.known(), chosen));
    return settled;
  }

  /**
   * "Hacking Campaign Hits Banks": where nearly every word has a capital, none makes a product's
   * name of an ordinary word, unless it has one ({@code chosen}) where most have none.
   */
  private static boolean isName(Known known, Set<Known> chosen) {
    return known.kind() != Mention.Kind.PRODUCT || chosen.contains(known);
  }

  private List<Names.Found> kept(
      Words words, List<Names.Found> candidates, Set<String> makers, boolean technical) {
    List<Names.Found> kept = new ArrayList<>();
    for (Names.Found f : candidates) {
      String reason = reason(words, f, makers, technical);
      if (reason != null) kept.add(new Names.Found(f.known(), f.first(), f.last(), reason));
    }
    return kept;
  }

  private @Nullable String reason(
      Words words, Names.Found found, Set<String> makers, boolean technical) {
    Known known = found.known();
    if (!known.isAmbiguous()) return "named";
    if (isPartOfLongerName(words, found)) return null;
    String before = found.first() > 0 ? words.lower(found.first() - 1) : "";
    String after = found.last() + 1 < words.size() ? words.lower(found.last() + 1) : "";
    if (has("after", after)) return "named, followed by \u201c" + after + "\u201d";
    if (has("before", before)) return "named, after \u201c" + before + "\u201d";
    String second = found.first() > 1 ? words.lower(found.first() - 2) : "";
    if (before.equals("on") && has("ban-on", second))
      return "named, after \u201c" + second + " on\u201d";
    if (has("article", before)) return null;
    if (has("never-after", after)) return null;
    if (known.vendor() != null && makers.contains(known.vendor()))
      return "named, beside other names of " + known.vendor();
    return technical ? BY_TOPIC : null;
  }

  /** Jean-Claude, Claude Monet, Oracle Park: a neighbour with a capital makes another name. */
  private boolean isPartOfLongerName(Words words, Names.Found found) {
    if (words.isMostlyCapitals()) return false;
    int after = found.last() + 1;
    boolean longer =
        after < words.size()
            && words.isCapital(after)
            && !words.isGlued(after)
            && !words.isUpper(after)
            && !has("after", words.lower(after))
            && !has("common", words.lower(after));
    int before = found.first() - 1;
    boolean first =
        before >= 0 && words.lower(before).equals("-") && before > 0 && words.isCapital(before - 1);
    return longer || first || isBehindName(words, found, before);
  }

  /** "Quillstack Canvas" is no Canvas, "Microsoft Teams" is Teams. */
  private boolean isBehindName(Words words, Names.Found found, int before) {
    if (before < 1 || !words.isWord(before) || !words.isCapital(before)) return false;
    String name = words.lower(before);
    String vendor = found.known().vendor();
    boolean maker = vendor != null && vendor.toLowerCase(java.util.Locale.ROOT).contains(name);
    return words.isWord(before - 1) && !maker && !has("before", name) && !has("common", name);
  }

  private boolean isTechnical(List<Words> fields) {
    Set<String> seen = new HashSet<>();
    Set<String> topic = lists.getOrDefault("topic", Set.of());
    for (Words words : fields)
      for (int i = 0; i < words.size() && seen.size() < TOPIC; i++)
        if (topic.contains(words.lower(i))) seen.add(words.lower(i));
    return seen.size() >= TOPIC;
  }

  private boolean has(String list, String word) {
    return lists.getOrDefault(list, Set.of()).contains(word);
  }
}
