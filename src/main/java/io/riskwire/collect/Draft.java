package io.riskwire.collect;

import io.riskwire.article.Digest;
import io.riskwire.article.Storable;
import io.riskwire.base.Lang;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An item while its parts are being found; {@link #item} sets the bounds that hold for all. */
final class Draft {
  private static final int LONGEST_TITLE = 1_000;
  private static final int LONGEST_AUTHOR = 300;
  private static final int LONGEST_ID = 1_000;
  private static final int LONGEST_HTML = 2_000_000;

  /** An item without a title is called by the start of its text, else by its address. */
  private static final int TITLE_FROM_TEXT = 100;

  @Nullable String id;
  @Nullable URI url;
  String title = "";
  @Nullable Instant published;
  @Nullable Instant updated;
  @Nullable String author;
  String whole = "";
  String summary = "";
  @Nullable URI image;
  Lang lang = Lang.UNKNOWN;

  Item item() {
    boolean isWhole = !whole.isBlank() && whole.length() >= summary.length();
    String html = Storable.of(PlainText.cut(isWhole ? whole : summary, LONGEST_HTML)).strip();
    return new Item(
        id(),
        url,
        Storable.of(title(html)),
        published,
        updated,
        author(),
        html,
        isWhole,
        image,
        lang);
  }

  private @Nullable String id() {
    if (id == null || id.isBlank()) return null;
    String own = Storable.of(id).strip();
    return own.length() > LONGEST_ID ? "digest:" + Digest.of(own) : own;
  }

  private String title(String html) {
    String own = PlainText.cut(title, LONGEST_TITLE);
    if (!own.isEmpty()) return own;
    String start = PlainText.ofHtml(html, 2 * TITLE_FROM_TEXT);
    if (start.isEmpty()) return url == null ? "" : PlainText.cut(url.toString(), LONGEST_TITLE);
    if (start.length() <= TITLE_FROM_TEXT) return start;
    int end = start.lastIndexOf(' ', TITLE_FROM_TEXT);
    return PlainText.cut(start, end > 0 ? end : TITLE_FROM_TEXT) + "…";
  }

  private @Nullable String author() {
    if (author == null) return null;
    String name = Storable.of(PlainText.of(author, LONGEST_AUTHOR));
    return name.isEmpty() ? null : name;
  }
}
