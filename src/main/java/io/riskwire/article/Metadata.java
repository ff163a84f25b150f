package io.riskwire.article;

import io.riskwire.base.Lang;
import io.riskwire.source.SourceSpec.Selectors;
import java.net.URI;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What a page says of itself: in JSON-LD, in {@code meta} tags, in microdata, and where seen. */
final class Metadata {
  private static final List<String> PUBLISHED =
      List.of(
          "article:published_time",
          "article:published",
          "og:published_time",
          "datePublished",
          "parsely-pub-date",
          "sailthru.date",
          "cXenseParse:recs:publishtime",
          "publishdate",
          "publish-date",
          "publish_date",
          "publication_date",
          "pubdate",
          "DC.date.issued",
          "DCTERMS.issued",
          "DCTERMS.created",
          "DC.date.created",
          "DC.date",
          "dcterms.date",
          "citation_publication_date",
          "article.published",
          "date");

  private static final List<String> AUTHORS =
      List.of(
          "author",
          "article:author",
          "parsely-author",
          "sailthru.author",
          "byl",
          "DC.creator",
          "dcterms.creator",
          "citation_author",
          "twitter:data1:author");

  /** Where a meta element says what it speaks of. */
  private static final List<String> KEYS = List.of("property", "name", "itemprop");

  private static final Pattern BY =
      Pattern.compile(
          "^(by|von|par|por|di|door|av|written by|author:?)\\s+", Pattern.CASE_INSENSITIVE);

  private final Document page;
  private final URI address;
  private final Selectors selectors;
  private final JsonLd ld;
  private final Map<String, String> metas;

  Metadata(Document page, URI address, Selectors selectors) {
    this.page = page;
    this.address = address;
    this.selectors = selectors;
    this.ld = JsonLd.of(page);
    this.metas = metas(page);
  }

  @Nullable String title() {
    String selected = selectors.title() == null ? null : text(selectors.title());
    if (selected != null) return selected;
    Headline headline =
        new Headline(
            Arrays.asList(
                meta("og:site_name"), meta("application-name"), ld.publisher(), address.getHost()));
    return headline.choose(
        text(page.select("h1").size() == 1 ? "h1" : "[itemprop=headline]"),
        Arrays.asList(ld.headline(), meta("og:title"), meta("twitter:title"), page.title()));
  }

  @Nullable String author() {
    return Stream.concat(
            Stream.of(Objects.requireNonNullElse(ld.author(), "")),
            AUTHORS.stream().map(name -> Objects.requireNonNullElse(meta(name), "")))
        .map(Metadata::name)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(
            () ->
                name(
                    text(
                        "[itemprop=author] [itemprop=name], [itemprop=author], [rel=author], .byline .author,"
                            + " .byline, .author-name, .author, .post-author")));
  }

  private static @Nullable String name(@Nullable String text) {
    if (text == null) return null;
    String name = BY.matcher(text.strip()).replaceFirst("").strip();
    boolean isName = !name.isEmpty() && name.length() <= 120 && !name.contains("://");
    return isName ? name : null;
  }

  @Nullable Instant published() {
    return Stream.of(
            dates(selectors.published()),
            Stream.of(Objects.requireNonNullElse(ld.published(), "")),
            PUBLISHED.stream().map(this::meta),
            seenDates())
        .flatMap(dates -> dates)
        .map(Dates::parse)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseGet(() -> Dates.inPath(Objects.requireNonNullElse(address.getPath(), "")));
  }

  private Stream<@Nullable String> seenDates() {
    return Stream.of(
            "[itemprop=datePublished]",
            "time[pubdate]",
            "article time[datetime]",
            "time[datetime]",
            ".published",
            ".entry-date, .post-date, .article-date, .date, .timestamp, .dateline")
        .flatMap(this::dates);
  }

  private Stream<@Nullable String> dates(@Nullable String selector) {
    Element found = selector == null ? null : page.selectFirst(selector);
    if (found == null) return Stream.of();
    return Stream.of(found.attr("datetime"), found.attr("content"), found.text());
  }

  URI canonicalUrl() {
    Element link = page.selectFirst("link[rel=canonical][href]");
    return Stream.of(link == null ? null : link.attr("href"), meta("og:url"), ld.url())
        .map(claim -> Addresses.web(claim, address))
        .filter(Objects::nonNull)
        .filter(claim -> Addresses.isPlausible(claim, address))
        .findFirst()
        .orElse(address);
  }

  @Nullable URI image() {
    return Stream.of(meta("og:image"), ld.image(), meta("twitter:image"))
        .map(claim -> Addresses.web(claim, address))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** The language that the page claims; templates often claim the wrong one. */
  Lang lang() {
    Element html = page.selectFirst("html[lang]");
    String claim = html == null ? meta("og:locale") : html.attr("lang");
    return claim == null ? Lang.UNKNOWN : Lang.of(claim);
  }

  private @Nullable String meta(String name) {
    for (String key : KEYS) {
      String content = metas.get(key + ' ' + name.toLowerCase(Locale.ROOT));
      if (content != null && !content.isBlank()) return content.strip();
    }
    return null;
  }

  /** All at once: to look through a large page for each name anew takes seconds. */
  private static Map<String, String> metas(Document page) {
    Map<String, String> metas = new HashMap<>();
    for (Element meta : page.select("meta[content]"))
      for (String key : KEYS)
        if (meta.hasAttr(key))
          metas.putIfAbsent(
              key + ' ' + meta.attr(key).strip().toLowerCase(Locale.ROOT), meta.attr("content"));
    return metas;
  }

  private @Nullable String text(String selector) {
    Element found = page.selectFirst(selector);
    if (found == null) return null;
    String text = found.hasAttr("content") ? found.attr("content") : found.text();
    return text.isBlank() ? null : text;
  }
}
