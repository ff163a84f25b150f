package io.riskwire.article;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Chooses among the titles that a page gives itself, and takes the site's name off. */
final class Headline {
  private static final int LONGEST = 1000;
  private static final Pattern PARTS = Pattern.compile("\\s+(?:[|–—»·•-]|::|>>)\\s+|\\s*\\|\\s*");
  private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final List<String> sites;

  /** {@code sites}: what the site may be called, its host among them. */
  Headline(List<@Nullable String> sites) {
    this.sites =
        sites.stream()
            .filter(Objects::nonNull)
            .map(Headline::key)
            .filter(s -> !s.isEmpty())
            .toList();
  }

  /**
   * The headline that readers see, if the page's title or another claim confirms it; else the first
   * of the {@code claims}.
   */
  @Nullable String choose(@Nullable String seen, List<@Nullable String> claims) {
    List<String> titles =
        claims.stream().map(this::withoutSite).filter(Objects::nonNull).distinct().toList();
    String visible = withoutSite(seen);
    if (visible == null) return titles.isEmpty() ? null : titles.getFirst();
    boolean confirmed = titles.isEmpty() || titles.stream().anyMatch(t -> isAlike(t, visible));
    return confirmed ? visible : titles.getFirst();
  }

  /** {@code Acme fined | Example News} without the part that names the site. */
  @Nullable String withoutSite(@Nullable String title) {
    if (title == null) return null;
    String clean = title.strip().replaceAll("\\s+", " ");
    if (clean.length() > LONGEST) clean = clean.substring(0, LONGEST);
    for (Matcher part = PARTS.matcher(clean); part.find(); ) {
      if (isSite(clean.substring(part.end()))) return clean.substring(0, part.start());
      if (isSite(clean.substring(0, part.start()))) return withoutSite(clean.substring(part.end()));
    }
    return clean.isEmpty() ? null : clean;
  }

  private boolean isSite(String part) {
    String key = key(part);
    return !key.isEmpty() && sites.stream().anyMatch(site -> isSite(key, site));
  }

  /** Part of the name, or the name with a word such as "online"; not a headline that begins so. */
  private static boolean isSite(String key, String site) {
    if (Math.min(key.length(), site.length()) <= 3) return key.equals(site);
    return site.contains(key) || key.contains(site) && key.length() <= site.length() + 8;
  }

  /** More than half of the words of the shorter one stand in the other. */
  private static boolean isAlike(String one, String other) {
    List<String> a = words(one);
    List<String> b = words(other);
    long shared = a.stream().filter(b::contains).count();
    return shared * 2 > Math.min(a.size(), b.size());
  }

  private static List<String> words(String text) {
    return List.of(NO_WORD.split(text.toLowerCase(Locale.ROOT)));
  }

  private static String key(String name) {
    return NO_WORD.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
