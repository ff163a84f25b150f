package io.riskwire.intake;

import io.riskwire.article.NewArticle;
import io.riskwire.base.Invalid;
import io.riskwire.base.Lang;
import io.riskwire.source.Address;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An article as programs hand it over: one at a time, or many of the past, a line each. */
public record Pushed(
    @Nullable String url,
    @Nullable String title,
    @Nullable String text,
    @Nullable String published,
    @Nullable String source,
    @Nullable String author) {

  /** As it is taken in; {@code otherwise}: when it was published if it does not say so. */
  public NewArticle article(Instant otherwise) {
    Instant when = time();
    return article(when == null ? otherwise : when, required("title", title));
  }

  /** As one of the past, which has to say when it was published. */
  public NewArticle pastArticle() {
    Instant when = time();
    if (when == null) throw new Invalid("published", "missing");
    return article(when, required("title", title)).ofThePast();
  }

  private NewArticle article(Instant when, String headline) {
    URI address = Address.of(required("url", url));
    if (address == null) throw new Invalid("url", "not a web address");
    String outlet = source == null ? address.getHost() : source;
    return new NewArticle(
        List.of(Intake.identity(address)),
        address.toString(),
        headline,
        text == null ? "" : text,
        author,
        when,
        Lang.UNKNOWN,
        null,
        outlet == null || outlet.isBlank() ? "unknown" : outlet,
        true,
        false);
  }

  private @Nullable Instant time() {
    if (published == null || published.isBlank()) return null;
    try {
      return published.contains("T")
          ? OffsetDateTime.parse(published).toInstant()
          : LocalDate.parse(published).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeException notOne) {
      throw new Invalid("published", "not a date or a time: " + published);
    }
  }

  private static String required(String field, @Nullable String value) {
    if (value == null || value.isBlank()) throw new Invalid(field, "missing");
    return value;
  }
}
