package io.riskwire.article;

import io.riskwire.base.Lang;
import io.riskwire.source.SourceSpec.Selectors;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Reads the article out of a page; no input or output, and no page makes it throw. */
@ApplicationScoped
public class Extractor {
  private static final int LONGEST_PAGE = 8_000_000;
  private static final int LONGEST_TEXT = 500_000;

  private static final Selectors NONE = new Selectors(null, null, null);

  private final Languages languages;

  public Extractor(Languages languages) {
    this.languages = languages;
  }

  public Extracted extract(String html, URI address) {
    return extract(Jsoup.parse(bounded(html), address.toString()), address, null);
  }

  /** What {@code chosen} names is taken from there; where it finds nothing, as without it. */
  public Extracted extract(Document page, URI address, @Nullable Selectors chosen) {
    Selectors selectors = chosen == null ? NONE : chosen;
    Metadata said = new Metadata(page, address, selectors);
    String selected = selected(page, selectors.text());
    String title = said.title();
    String text = selected.isEmpty() ? text(page, title == null ? "" : title) : selected;
    return new Extracted(
        title,
        text,
        said.author(),
        said.published(),
        lang(text, said),
        said.canonicalUrl(),
        said.image());
  }

  private static String selected(Document page, @Nullable String selector) {
    if (selector == null) return "";
    return join(
        page.select(selector).stream()
            .flatMap(part -> Blocks.of(part, Boilerplate::isHard).stream())
            .toList());
  }

  private Lang lang(String text, Metadata said) {
    Lang read = languages.detect(text);
    return read.isKnown() ? read : said.lang();
  }

  private static String text(Document page, String title) {
    Element container = Container.of(Blocks.of(page.body(), Boilerplate::isHard));
    return container == null ? "" : join(Trim.of(container, title));
  }

  /** The paragraphs of a fragment of HTML, such as a feed carries; all of it but what is hidden. */
  public static String plain(String fragment, URI base) {
    Document page = Jsoup.parseBodyFragment(bounded(fragment), base.toString());
    return Storable.of(join(Blocks.of(page.body(), Boilerplate::isHard)));
  }

  private static String join(List<Block> blocks) {
    String text = blocks.stream().map(Block::text).collect(Collectors.joining("\n\n"));
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
  }

  private static String bounded(String html) {
    return html.length() > LONGEST_PAGE ? html.substring(0, LONGEST_PAGE) : html;
  }
}
