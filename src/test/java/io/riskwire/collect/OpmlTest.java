package io.riskwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riskwire.source.SourceSpec;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpmlTest {
  @Test
  void foldersAreTagsAndOneFeedInTwoFoldersHasBoth() {
    Opml.Outline outline =
        read(
            """
            <?xml version="1.0"?><opml version="1.0"><head><title>Mine</title></head><body>
            <outline text="Technology"><outline title="AI">
              <outline type="rss" text="One" xmlUrl="https://a.example/feed"/>
            </outline></outline>
            <outline text="Daily"><outline type="rss" text="One again" xmlUrl="https://a.example/feed/"/></outline>
            <outline type="RSS" title="Two" xmlUrl="feed://b.example/rss" category="/Law/EU,Press"/>
            <outline xmlUrl="https://c.example/rss"/>
            </body></opml>""");
    assertThat(outline.problems()).isEmpty();
    assertThat(outline.sources())
        .extracting(SourceSpec::name, source -> String.valueOf(source.url()), SourceSpec::tags)
        .containsExactly(
            tuple("One", "https://a.example/feed", List.of("Technology", "AI", "Daily")),
            tuple("Two", "http://b.example/rss", List.of("Law", "EU", "Press")),
            tuple("c.example", "https://c.example/rss", List.of()));
  }

  @Test
  void whatIsNoFeedIsPassedOverAndWhatCannotBeTakenIsNamed() {
    Opml.Outline outline =
        read(
            """
            <opml><body><outline type="link" text="Bookmark" url="https://x.example/"/>
            <outline text="A note"/>
            <outline type="rss" text="Files" xmlUrl="file:///etc/passwd"/>
            <outline type="rss" text="Good" xmlUrl="https://a.example/feed"/></body></opml>""");
    assertThat(outline.sources()).extracting(SourceSpec::name).containsExactly("Good");
    assertThat(outline.problems())
        .containsExactly("Files: xmlUrl: not a web address: file:///etc/passwd");
  }

  @Test
  void brokenListsAreMended() {
    Opml.Outline outline =
        read("<opml><body><outline text='R&D' xmlUrl='https://a.example/?a=1&b=2'></body>");
    assertThat(outline.sources())
        .singleElement()
        .returns("R&D", SourceSpec::name)
        .returns(URI.create("https://a.example/?a=1&b=2"), SourceSpec::url);
    assertThat(outline.problems()).hasSize(1);
    assertThat(read("<html></html>").problems()).containsExactly("not OPML: no <opml> in it");
  }

  @Test
  void whatIsWrittenIsReadBackTheSame() {
    List<SourceSpec> sources =
        List.of(
            feed("A & \"B\" <C>", "https://a.example/?x=1&y=2", List.of("tech", "ai")),
            feed("Zażółć", "https://b.example/feed", List.of("tech")),
            feed("Plain", "https://c.example/feed", List.of()));
    Opml.Outline outline = read(Opml.write("Riskwire", sources));
    assertThat(outline.problems()).isEmpty();
    assertThat(outline.sources()).containsExactlyElementsOf(sources);
  }

  @Test
  void onlyFeedsAreWritten() {
    SourceSpec site =
        new SourceSpec(
            "Site",
            null,
            URI.create("https://s.example/"),
            null,
            null,
            List.of(),
            null,
            null,
            false);
    assertThat(Opml.write("Riskwire", List.of(site))).doesNotContain("outline");
  }

  private static SourceSpec feed(String name, String url, List<String> tags) {
    return new SourceSpec(name, URI.create(url), null, null, null, tags, null, null, false);
  }

  private static Opml.Outline read(String text) {
    return Opml.read(text.getBytes(UTF_8));
  }
}
