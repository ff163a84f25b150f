package io.riskwire.collect;

import io.riskwire.article.Digest;
import io.riskwire.base.Lang;
import io.riskwire.source.Address;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a feed. {@code id} is the source's own, {@code title} plain text, {@code html} the
 * fullest content that the feed carries; it {@code isWhole} where the feed offers it as the content
 * and not as a summary.
 */
record Item(
    @Nullable String id,
    @Nullable URI url,
    String title,
    @Nullable Instant published,
    @Nullable Instant updated,
    @Nullable String author,
    String html,
    boolean isWhole,
    @Nullable URI image,
    Lang lang) {

  /** When it was published, or where the feed says only that, last updated. */
  @Nullable Instant date() {
    return published != null ? published : updated;
  }

  /**
   * What stays the same when the item is read again: the source's own id, else its normalised
   * address, else a digest of title, date and content. Unique within the source only.
   */
  String identity() {
    if (id != null) return id;
    if (url != null) return Address.normalise(url).toString();
    return "digest:" + Digest.of(title, String.valueOf(date()), html);
  }

  Item withoutId() {
    return new Item(null, url, title, published, updated, author, html, isWhole, image, lang);
  }

  Item withHalfOfItsContent() {
    String half = PlainText.cut(html, html.length() / 2);
    return new Item(id, url, title, published, updated, author, half, isWhole, image, lang);
  }
}
