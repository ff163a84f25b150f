package io.riskwire.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.riskwire.collect.FeedsFile.Listing;
import io.riskwire.collect.FeedsFile.Problem;
import io.riskwire.source.SourceSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedsFileTest {
  @TempDir Path folder;

  @Test
  void sourcesAreReadWithTheDefaultsWhereTheySayNothing() throws IOException {
    Listing listing =
        read(
            """
            defaults:
              interval: 15m          # first guess
              fullText: true
            sources:
              - name: The Register
                url: https://www.theregister.com/headlines.atom
                tags: [tech]
              - name: Example newsroom
                site: https://newsroom.example/press
                links: "main article h2 a"
                interval: 2h
                fullText: false
                article:
                  title: h1
                  text: div.body
                  published: "time[datetime]"
              - name: Sample newswire
                sample: true
            """);
    assertThat(listing.problems()).isEmpty();
    assertThat(listing.sources())
        .containsExactly(
            new SourceSpec(
                "The Register",
                URI.create("https://www.theregister.com/headlines.atom"),
                null,
                null,
                null,
                List.of("tech"),
                Duration.ofMinutes(15),
                true,
                false),
            new SourceSpec(
                "Example newsroom",
                null,
                URI.create("https://newsroom.example/press"),
                "main article h2 a",
                new SourceSpec.Selectors("h1", "div.body", "time[datetime]"),
                List.of(),
                Duration.ofHours(2),
                false,
                false),
            new SourceSpec(
                "Sample newswire",
                null,
                null,
                null,
                null,
                List.of(),
                Duration.ofMinutes(15),
                true,
                true));
  }

  @Test
  void anEntryWithAMistakeIsLeftOutAndNamedWithItsLine() throws IOException {
    Listing listing =
        read(
            """
            sources:
              - name: Good
                url: https://a.example/feed
              - name: Unknown key
                url: https://b.example/feed
                intervall: 5m
              - url: https://c.example/feed
              - name: Bad selector
                site: https://d.example/
                article:
                  title: "h1["
              - name: Same again
                url: http://A.example:80/feed?utm_source=x
              - name: Wrong type
                url: https://e.example/feed
                tags: tech
              - name: [a, b]
                url: https://f.example/feed
              - just text
              - name: No address
              - name: Too often
                url: https://g.example/feed
                interval: 5s
              - name: Maybe
                url: https://h.example/feed
                fullText: perhaps
              - name: Not the web
                url: file:///etc/passwd
              - name: Last
                url: https://z.example/feed
            """);
    assertThat(listing.sources()).extracting(SourceSpec::name).containsExactly("Good", "Last");
    assertThat(listing.problems())
        .extracting(Problem::line, Problem::reason)
        .containsExactly(
            tuple(
                6,
                "unknown key intervall (known: article, fullText, headers, interval, links, name, sample,"
                    + " site, tags, url)"),
            tuple(7, "name: missing"),
            tuple(11, "article.title: not a CSS selector: h1["),
            tuple(12, "the same address as in line 2"),
            tuple(16, "tags: not a list"),
            tuple(17, "name: not a text"),
            tuple(19, "not a source with keys"),
            tuple(20, "url: missing: one of url, site or sample: true"),
            tuple(23, "interval: not between 1m and 7d"),
            tuple(26, "fullText: not true or false"),
            tuple(28, "url: not a web address: file:///etc/passwd"));
    assertThat(listing.problems()).allMatch(problem -> problem.file().endsWith("feeds.yaml"));
  }

  @Test
  void anEntryThatIsNoYamlCostsOnlyItself() throws IOException {
    Listing listing =
        read(
            """
            defaults:
              interval: 30m
            sources:
              - name: First
                url: https://a.example/feed
              - name: "Never closed
                url: https://b.example/feed
              - name: Third
                url: https://c.example/feed
            """);
    assertThat(listing.sources()).extracting(SourceSpec::name).containsExactly("First", "Third");
    assertThat(listing.sources().get(1).interval()).isEqualTo(Duration.ofMinutes(30));
    assertThat(listing.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.line()).isBetween(6, 8);
              assertThat(problem.reason()).startsWith("not YAML: ");
            });
  }

  @Test
  void wrongDefaultsAndUnknownPartsAreNamedAndTheSourcesRead() throws IOException {
    Listing listing =
        read(
            """
            defaults:
              interval: often
            source: []
            sources:
              - name: Good
                url: https://a.example/feed
            """);
    assertThat(listing.sources()).singleElement().returns(null, SourceSpec::interval);
    assertThat(listing.problems())
        .extracting(Problem::line, Problem::reason)
        .containsExactly(
            tuple(3, "unknown key source (known: defaults, sources)"),
            tuple(2, "interval: not a time span: often (write 15m, 2h or 1d)"));
  }

  @Test
  void aFileWithoutSourcesIsNoProblem() throws IOException {
    assertThat(read("")).isEqualTo(new Listing(List.of(), List.of()));
    assertThat(read("sources: []\n")).isEqualTo(new Listing(List.of(), List.of()));
    assertThat(read("# nothing yet\nsources:\n")).isEqualTo(new Listing(List.of(), List.of()));
  }

  @Test
  void aFileThatIsMissingOrSomethingElseIsOneProblem() throws IOException {
    Path missing = folder.resolve("missing.yaml");
    assertThat(FeedsFile.read(missing))
        .isEqualTo(new Listing(List.of(), List.of(new Problem(missing, 0, "no such file"))));
    assertThat(read("- a\n- b\n").problems()).hasSize(1);
    assertThat(read("\u0000\u0001").problems()).hasSize(1);
    assertThat(read("sources: here\n").problems())
        .extracting(Problem::reason)
        .containsExactly("sources: not a list");
  }

  private Listing read(String yaml) throws IOException {
    return FeedsFile.read(Files.writeString(folder.resolve("feeds.yaml"), yaml));
  }
}
