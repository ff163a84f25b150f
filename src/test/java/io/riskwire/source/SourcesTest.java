package io.riskwire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.TestClock;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.Source.State;
import io.riskwire.source.Sources.Due;
import io.riskwire.source.Sources.Polled;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@DatabaseContract
class SourcesTest {
  private final Database database;
  private final TestClock clock = TestClock.at("2026-07-01T00:00:00Z");
  private final Sources sources;

  SourcesTest(TestDatabase kind) {
    database = kind.fresh();
    sources = new Sources(database, clock);
  }

  @Test
  void whatTheFileNoLongerListsIsPausedAndWhatItListsAgainIsResumed() {
    sources.align(
        List.of(feed("A", "https://a.example/feed"), feed("B", "https://b.example/feed")));
    sources.add(feed("Own", "https://own.example/feed"), Origin.API);
    sources.align(List.of(feed("A renamed", "https://a.example/feed")));
    assertThat(sources.list())
        .extracting(s -> s.spec().name() + " " + sources.state(s).label())
        .containsExactly("A renamed ok", "B paused", "Own ok");
    sources.align(
        List.of(feed("A", "https://a.example/feed"), feed("B", "https://b.example/feed")));
    assertThat(sources.list()).noneMatch(Source::isPaused);
  }

  @Test
  void anAddressIsPolledOnceHoweverItIsWritten() {
    sources.add(feed("A", "https://a.example/feed"), Origin.API);
    assertThatThrownBy(() -> sources.add(feed("B", "https://A.example:443/feed"), Origin.API))
        .isInstanceOf(Invalid.class)
        .hasMessage("there is a source of this address");
  }

  @Test
  void aSourceThatIsBeingPolledIsTakenByNobodyElse() {
    sources.add(feed("A", "https://a.example/feed"), Origin.API);
    assertThat(sources.takeDue(10)).hasSize(1);
    assertThat(sources.takeDue(10)).isEmpty();
    clock.pass(Duration.ofMinutes(11));
    assertThat(sources.takeDue(10)).hasSize(1);
  }

  @Test
  void theWaitDoublesWithEveryFailureUpToADay() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    for (int failures = 1; failures <= 12; failures++) {
      sources.failed(sources.find(source.id()).orElseThrow(), 500, "answered with 500");
      Source now = sources.find(source.id()).orElseThrow();
      Duration wait = Duration.between(clock.instant(), now.health().nextPoll());
      long minutes = Math.min(30L << (failures - 1), 24 * 60);
      assertThat(wait).isEqualTo(Duration.ofMinutes(minutes));
      assertThat(sources.state(now)).isEqualTo(State.FAILING);
    }
    succeed(source, 0, null);
    assertThat(sources.find(source.id()).orElseThrow().health().failures()).isZero();
  }

  @Test
  void aSourceWithNewsIsAskedSoonerAndAQuietOneLater() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    succeed(source, 3, null);
    assertThat(waitOf(source)).isEqualTo(Duration.ofMinutes(20));
    for (int i = 0; i < 30; i++) succeed(source, 0, null);
    assertThat(waitOf(source)).isEqualTo(Duration.ofHours(4));
  }

  @Test
  void aPermanentRedirectMovesTheAddressAndKeepsTheSource() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    succeed(source, 1, URI.create("https://new.example/feed"));
    Source moved = sources.find(source.id()).orElseThrow();
    assertThat(moved.spec().url()).hasToString("https://new.example/feed");
    assertThat(moved.health().lastProblem())
        .isEqualTo("moved for good to https://new.example/feed");
  }

  @Test
  void theValidatorsOfTheLastPollAreShownAtTheNext() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    succeed(source, 1, null);
    Due due = sources.due(source.id());
    assertThat(due.etag()).isEqualTo("\"v1\"");
    assertThat(due.lastModified()).isEqualTo("Wed, 01 Jul 2026 00:00:00 GMT");
  }

  @Test
  void aSourceThatWorksAndBringsNothingForAMonthIsSilent() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    clock.pass(Duration.ofDays(31));
    succeed(source, 0, null);
    assertThat(sources.state(sources.find(source.id()).orElseThrow())).isEqualTo(State.SILENT);
  }

  private void succeed(Source source, int news, @Nullable URI movedTo) {
    var polled =
        new Polled(200, "\"v1\"", "Wed, 01 Jul 2026 00:00:00 GMT", movedTo, news, null, null);
    database.write(
        h -> {
          sources.succeeded(h, source, polled);
          return null;
        });
  }

  private Duration waitOf(Source source) {
    return Duration.between(
        clock.instant(), sources.find(source.id()).orElseThrow().health().nextPoll());
  }

  private static SourceSpec feed(String name, String url) {
    return new SourceSpec(name, URI.create(url), null, null, null, List.of(), null, null, false);
  }
}
