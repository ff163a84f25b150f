package io.riskwire.api;

import io.riskwire.article.Extracted;
import io.riskwire.article.Extractor;
import io.riskwire.article.Languages;
import io.riskwire.base.Invalid;
import io.riskwire.base.Lang;
import io.riskwire.event.Analyzer;
import io.riskwire.event.Reading;
import io.riskwire.event.Text;
import io.riskwire.source.Address;
import io.riskwire.vendor.Mention;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1")
@Tag(name = "Reading", description = "What Riskwire reads in a text or a page, storing nothing.")
@RunOnVirtualThread
class ReadingResource {
  private static final int LONGEST = 2_000_000;

  private final Analyzer analyzer;
  private final Languages languages;
  private final Extractor extractor;
  private final InstantSource clock;

  ReadingResource(
      Analyzer analyzer, Languages languages, Extractor extractor, InstantSource clock) {
    this.analyzer = analyzer;
    this.languages = languages;
    this.extractor = extractor;
    this.clock = clock;
  }

  record Given(
      @Nullable String title,
      @Nullable String text,
      @Nullable String published,
      @Nullable String url,
      @Nullable String lang) {}

  record Read(String lang, List<Entity> entities, List<EventShape> events) {}

  record Entity(
      String kind,
      String name,
      @Nullable String vendor,
      String field,
      int start,
      int end,
      String reason) {}

  record Page(@Nullable String url, @Nullable String html) {}

  record Found(
      @Nullable String title,
      String text,
      @Nullable String author,
      @Nullable Instant published,
      @Nullable String lang,
      String canonicalUrl) {}

  @POST
  @Path("analyze")
  @Operation(summary = "Read what a text says happened")
  public Read analyze(@Nullable Given given) {
    if (given == null) throw new Invalid("body", "missing");
    String title = given.title() == null ? "" : given.title();
    String text = given.text() == null ? "" : given.text();
    if (title.isBlank() && text.isBlank()) throw new Invalid("text", "neither title nor text");
    if (title.length() + text.length() > LONGEST)
      throw new Invalid("text", "longer than " + LONGEST + " characters");
    Instant published = Asked.instant("published", given.published());
    Lang lang =
        given.lang() == null ? languages.detect(title + "\n\n" + text) : Lang.of(given.lang());
    Reading reading =
        analyzer.read(new Text(title, text, published == null ? clock.instant() : published, lang));
    return new Read(
        reading.lang().code(),
        reading.mentions().stream().map(ReadingResource::entity).toList(),
        reading.events().stream().map(e -> EventShape.of(e, null)).toList());
  }

  private static Entity entity(Mention mention) {
    return new Entity(
        mention.kind().name().toLowerCase(Locale.ROOT),
        mention.name(),
        mention.vendor(),
        mention.inTitle() ? "title" : "text",
        mention.span().start(),
        mention.span().end(),
        mention.reason());
  }

  @POST
  @Path("extract")
  @Operation(summary = "Find the article in a page, fetching nothing")
  public Found extract(@Nullable Page page) {
    if (page == null) throw new Invalid("body", "missing");
    URI address = Address.of(Asked.required("url", page.url()));
    if (address == null) throw new Invalid("url", "not a web address");
    Extracted found = extractor.extract(page.html() == null ? "" : page.html(), address);
    return new Found(
        found.title(),
        found.text(),
        found.author(),
        found.published(),
        found.lang().isKnown() ? found.lang().code() : null,
        found.canonicalUrl().toString());
  }
}
