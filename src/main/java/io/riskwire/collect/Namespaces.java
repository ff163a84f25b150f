package io.riskwire.collect;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The vocabularies that feeds mix, each by one short name, however its address is spelled: feeds
 * write {@code https}, another case, a version, no final slash, or declare nothing at all.
 */
final class Namespaces {
  static final String RSS = "";
  static final String ATOM = "atom";
  static final String DC = "dc";
  static final String TERMS = "dcterms";
  static final String CONTENT = "content";
  static final String MEDIA = "media";
  static final String ITUNES = "itunes";
  static final String FEEDBURNER = "feedburner";
  static final String SYNDICATION = "sy";
  static final String XHTML = "xhtml";
  static final String RDF = "rdf";
  static final String PLAY = "googleplay";

  /** Addresses without scheme, {@code www.} and final slash or hash, in lower case. */
  private static final Map<String, String> BY_ADDRESS =
      Map.ofEntries(
          Map.entry("purl.org/rss/1.0", RSS),
          Map.entry("purl.org/net/rss1.1", RSS),
          Map.entry("my.netscape.com/rdf/simple/0.9", RSS),
          Map.entry("channel.netscape.com/rdf/simple/0.9", RSS),
          Map.entry("backend.userland.com/rss", RSS),
          Map.entry("backend.userland.com/rss2", RSS),
          Map.entry("backend.userland.com/rss091", RSS),
          Map.entry("backend.userland.com/rss092", RSS),
          Map.entry("blogs.law.harvard.edu/tech/rss", RSS),
          Map.entry("cyber.law.harvard.edu/rss", RSS),
          Map.entry("rssboard.org/rss-specification", RSS),
          Map.entry("w3.org/2005/atom", ATOM),
          Map.entry("purl.org/atom/ns", ATOM),
          Map.entry("purl.org/dc/elements/1.0", DC),
          Map.entry("purl.org/dc/elements/1.1", DC),
          Map.entry("purl.org/dc/terms", TERMS),
          Map.entry("purl.org/rss/1.0/modules/dcterms", TERMS),
          Map.entry("purl.org/rss/1.0/modules/content", CONTENT),
          Map.entry("purl.org/rss/1.0/modules/syndication", SYNDICATION),
          Map.entry("search.yahoo.com/mrss", MEDIA),
          Map.entry("rssboard.org/media-rss", MEDIA),
          Map.entry("tools.search.yahoo.com/mrss", MEDIA),
          Map.entry("itunes.com/dtds/podcast-1.0.dtd", ITUNES),
          Map.entry("example.com/dtds/podcast-1.0.dtd", ITUNES),
          Map.entry("google.com/schemas/play-podcasts/1.0", PLAY),
          Map.entry("rssnamespace.org/feedburner/ext/1.0", FEEDBURNER),
          Map.entry("w3.org/1999/xhtml", XHTML),
          Map.entry("w3.org/1999/02/22-rdf-syntax-ns", RDF));

  private static final Map<String, String> BY_PREFIX =
      Map.ofEntries(
          Map.entry("atom", ATOM),
          Map.entry("atom10", ATOM),
          Map.entry("a10", ATOM),
          Map.entry("dc", DC),
          Map.entry("dcterms", TERMS),
          Map.entry("content", CONTENT),
          Map.entry("media", MEDIA),
          Map.entry("itunes", ITUNES),
          Map.entry("feedburner", FEEDBURNER),
          Map.entry("googleplay", PLAY),
          Map.entry("sy", SYNDICATION),
          Map.entry("xhtml", XHTML),
          Map.entry("rdf", RDF));

  private static final Pattern DECORATION = Pattern.compile("^https?://(?:www\\.)?|[/#]+$");

  private Namespaces() {}

  /**
   * The short name for a prefix that is bound to this address, or to none. An element without a
   * prefix in an unknown default namespace counts as the feed's own; any other unknown one keeps
   * its prefix, so that it is mistaken for nothing.
   */
  static String of(String prefix, @Nullable String address) {
    String known = address == null ? null : BY_ADDRESS.get(bare(address));
    if (known != null) return known;
    return prefix.isEmpty() ? RSS : BY_PREFIX.getOrDefault(prefix, prefix + ":");
  }

  private static String bare(String address) {
    return DECORATION.matcher(address.strip().toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
