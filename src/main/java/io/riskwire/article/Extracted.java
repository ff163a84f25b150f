package io.riskwire.article;

import io.riskwire.base.Lang;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a page says: {@code text} in paragraphs parted by a blank line, empty where none was found.
 */
public record Extracted(
    @Nullable String title,
    String text,
    @Nullable String author,
    @Nullable Instant published,
    Lang lang,
    URI canonicalUrl,
    @Nullable URI image) {
  public Extracted {
    title = title == null ? null : Storable.of(title);
    text = Storable.of(text);
    author = author == null ? null : Storable.of(author);
  }
}
