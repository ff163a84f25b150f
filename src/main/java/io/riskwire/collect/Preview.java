package io.riskwire.collect;

import io.riskwire.article.Extractor;
import io.riskwire.article.Languages;
import io.riskwire.base.Lang;
import io.riskwire.net.Fetched;
import io.riskwire.source.Poll.Memory;
import io.riskwire.source.SourceSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows what an address would bring, without storing or dropping anything. */
@ApplicationScoped
public class Preview {
  private final Fetcher fetcher;
  private final Languages languages;

  Preview(Fetcher fetcher, Languages languages) {
    this.fetcher = fetcher;
    this.languages = languages;
  }

  /** What was found; {@code kind} {@code none} where there is nothing to read, and why. */
  public record Found(String kind, List<Shown> items, List<String> problems) {}

  /** One item as it would come in; {@code text} is what the feed itself carries. */
  public record Shown(
      @Nullable String url,
      String title,
      @Nullable Instant published,
      @Nullable String author,
      String text,
      @Nullable String lang) {}

  public Found of(SourceSpec spec) {
    var answer = fetcher.ask(spec, Memory.NONE);
    return switch (answer.fetched()) {
      case Fetched.Failed failed -> nothing(failed.reason());
      case Fetched.ComeBack wait -> nothing("asks to be left alone until " + wait.after());
      case Fetched.NotModified _ -> nothing("says that nothing has changed, although not asked");
      case Fetched.Body body -> found(answer.feed(), body.address());
    };
  }

  private static Found nothing(String problem) {
    return new Found("none", List.of(), List.of(problem));
  }

  private Found found(@Nullable Feed feed, URI address) {
    if (feed == null) return nothing("nothing to read");
    return new Found(
        feed.kind().label(),
        feed.items().stream().map(item -> shown(item, address)).toList(),
        feed.problems());
  }

  private Shown shown(Item item, URI address) {
    URI url = item.url();
    String text = Extractor.plain(item.html(), url == null ? address : url);
    Lang read = languages.detect(item.title() + "\n" + text);
    Lang lang = read.isKnown() ? read : item.lang();
    return new Shown(
        url == null ? null : url.toString(),
        item.title(),
        item.date(),
        item.author(),
        text,
        lang.isKnown() ? lang.code() : null);
  }
}
