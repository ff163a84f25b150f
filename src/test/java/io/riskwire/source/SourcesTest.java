package io.riskwire.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.riskwire.TestClock;
import io.riskwire.base.Invalid;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.source.Poll.Good;
import io.riskwire.source.Poll.Later;
import io.riskwire.source.Poll.Memory;
import io.riskwire.source.Source.Origin;
import io.riskwire.source.Source.State;
import io.riskwire.source.Sources.Due;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      note(source, 500, "answered with 500", new Poll.Failed());
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
  void aMoveToTheEncryptedFormOfTheSameAddressIsMade() {
    Source source = sources.add(feed("A", "http://a.example/feed"), Origin.API);
    succeed(source, 1, URI.create("https://a.example/feed"));
    assertThat(sources.find(source.id()).orElseThrow().spec().url())
        .hasToString("https://a.example/feed");
  }

  @Test
  void aMoveToTheAddressOfAnotherSourceIsOnlyNoted() {
    sources.add(feed("B", "https://b.example/feed"), Origin.API);
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    succeed(source, 1, URI.create("https://b.example/feed"));
    Source still = sources.find(source.id()).orElseThrow();
    assertThat(still.spec().url()).hasToString("https://a.example/feed");
    assertThat(still.health().lastProblem())
        .isEqualTo("moved for good to https://b.example/feed, which is a source already");
  }

  @Test
  void aSourceWithSecretsDoesNotFollowToAnotherHost() {
    SourceSpec secret =
        new SourceSpec(
            "A",
            URI.create("https://a.example/feed"),
            null,
            null,
            null,
            List.of(),
            null,
            null,
            false,
            Map.of("Authorization", "Bearer ${RISKWIRE_SECRET_A}"));
    Source source = sources.add(secret, Origin.FILE);
    succeed(source, 1, URI.create("https://b.example/feed"));
    assertThat(sources.find(source.id()).orElseThrow().spec()).isEqualTo(secret);
    succeed(source, 1, URI.create("https://a.example/new"));
    assertThat(sources.find(source.id()).orElseThrow().spec().url())
        .hasToString("https://a.example/new");
  }

  @Test
  void aSourceThatHasMovedIsStillTheOneThatTheFileLists() {
    sources.align(List.of(feed("A", "https://a.example/feed")));
    Source source = sources.list().getFirst();
    succeed(source, 1, URI.create("https://new.example/feed"));
    sources.align(List.of(feed("A renamed", "https://a.example/feed")));
    assertThat(sources.list())
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.id()).isEqualTo(source.id());
              assertThat(s.isPaused()).isFalse();
              assertThat(s.spec()).isEqualTo(feed("A renamed", "https://new.example/feed"));
            });
    sources.align(List.of());
    assertThat(sources.list()).singleElement().matches(Source::isPaused);
  }

  @Test
  void whatTheFeedWishesIsKeptAlsoWhereItSaysNothingNew() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    succeed(source, 1, null, new Wishes(Duration.ofHours(6), Set.of(), Set.of()));
    assertThat(waitOf(source)).isEqualTo(Duration.ofHours(6));
    Memory known = sources.due(source.id()).orElseThrow().memory();
    note(source, 304, null, new Good(known, null, null, true, Map.of()));
    assertThat(waitOf(source)).isEqualTo(Duration.ofHours(6));
  }

  @Test
  void aHostThatIsBusyWithUsIsNoFailureAndOneThatAsksToBeLeftAloneIs() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    Instant soon = clock.instant().plusSeconds(30);
    note(source, null, "busy", new Later(soon, false));
    assertThat(sources.find(source.id()).orElseThrow().health())
        .satisfies(
            h -> {
              assertThat(h.failures()).isZero();
              assertThat(h.lastProblem()).isNull();
              assertThat(h.nextPoll()).isEqualTo(soon);
            });
    note(source, 429, "asks to be left alone", new Later(soon, true));
    assertThat(sources.find(source.id()).orElseThrow().health())
        .satisfies(
            h -> {
              assertThat(h.failures()).isEqualTo(1);
              assertThat(h.lastStatus()).isEqualTo(429);
            });
  }

  @Test
  void theLogOfASourceHasItsLastFiftyFetchesTheNewestFirst() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    for (int i = 0; i < 60; i++) {
      clock.pass(Duration.ofMinutes(1));
      note(source, 500, "no " + i, new Poll.Failed());
    }
    succeed(source, 2, null);
    sources.tidy();
    assertThat(sources.fetches(source.id()))
        .hasSize(50)
        .first()
        .isEqualTo(new Fetch(clock.instant(), Duration.ofMillis(80), 200, 1234, 2, 0, null));
    assertThat(sources.fetches(source.id()).getLast().problem()).isEqualTo("no 11");
  }

  @Test
  void theRateOfASourceCountsItemsByTheDayOfTheirPublication() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    LocalDate today = LocalDate.of(2026, 7, 1);
    var days = Map.of(today, 4, today.minusDays(1), 6, today.minusDays(20), 90);
    note(source, 200, null, new Good(Memory.NONE, null, null, false, days), 100);
    assertThat(sources.perDay(source.id())).isEqualTo(5.0);
    assertThat(sources.perDay()).containsExactly(Map.entry(source.id(), 5.0));
  }

  @Test
  void aListOfSourcesIsAddedButForThoseThatAreThere() {
    sources.add(feed("A", "https://a.example/feed"), Origin.API);
    var added =
        sources.addAll(
            List.of(feed("A again", "https://a.example/feed/"), feed("B", "https://b.example/f")),
            Origin.OPML);
    assertThat(added.sources()).extracting(s -> s.spec().name()).containsExactly("B");
    assertThat(added.known()).isEqualTo(1);
  }

  @Test
  void theValidatorsOfTheLastPollAreShownAtTheNext() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    succeed(source, 1, null);
    Due due = sources.due(source.id()).orElseThrow();
    assertThat(due.memory().etag()).isEqualTo("\"v1\"");
    assertThat(due.memory().lastModified()).isEqualTo("Wed, 01 Jul 2026 00:00:00 GMT");
  }

  @Test
  void aSourceThatWorksAndBringsNothingForAMonthIsSilent() {
    Source source = sources.add(feed("A", "https://a.example/feed"), Origin.API);
    clock.pass(Duration.ofDays(31));
    succeed(source, 0, null);
    assertThat(sources.state(sources.find(source.id()).orElseThrow())).isEqualTo(State.SILENT);
  }

  private void succeed(Source source, int news, @Nullable URI movedTo) {
    succeed(source, news, movedTo, Wishes.NONE);
  }

  private void succeed(Source source, int news, @Nullable URI movedTo, Wishes wishes) {
    var memory = new Memory("\"v1\"", "Wed, 01 Jul 2026 00:00:00 GMT", null, null, wishes);
    note(source, 200, null, new Good(memory, movedTo, null, false, Map.of()), news);
  }

  private void note(Source source, Integer status, String problem, Poll.Outcome outcome) {
    note(source, status, problem, outcome, 0);
  }

  private void note(Source source, Integer status, String problem, Poll.Outcome outcome, int news) {
    Fetch fetch = new Fetch(clock.instant(), Duration.ofMillis(80), status, 1234, news, 0, problem);
    Poll poll = new Poll(sources.due(source.id()).orElseThrow(), fetch, outcome);
    database.write(
        h -> {
          sources.note(h, List.of(poll));
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
