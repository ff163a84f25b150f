package io.riskwire.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.TestClock;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.source.Poll.Good;
import io.riskwire.source.Poll.Memory;
import io.riskwire.source.Source.Origin;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@DatabaseContract
class AlarmsTest {
  private final Database database;
  private final TestClock clock = TestClock.at("2026-07-01T12:00:00Z");
  private final Sources sources;
  private final Alarms alarms;
  private final long id;

  AlarmsTest(TestDatabase kind) {
    database = kind.fresh();
    sources = new Sources(database, clock);
    alarms = new Alarms(database, clock);
    URI url = URI.create("https://a.example/feed");
    id = sources.add(SourceSpec.feed("A", url, List.of()), Origin.API).id();
  }

  @Test
  void aSourceThatFailsForADayRaisesAnAlarmOnceUntilItWorksAgain() {
    note(new Poll.Failed(), "answered with 500", 0);
    note(new Poll.Failed(), "answered with 500", 0);
    clock.pass(Duration.ofHours(23));
    note(new Poll.Failed(), "answered with 502", 0);
    assertThat(alarm()).isNull();
    clock.pass(Duration.ofHours(2));
    assertThat(alarm()).isEqualTo("has failed for 25 hours: answered with 502");
    assertThat(alarms.untold()).extracting(Source::id).containsExactly(id);
    alarms.told(alarms.untold());
    clock.pass(Duration.ofDays(3));
    assertThat(alarm()).isEqualTo("has failed for 25 hours: answered with 502");
    assertThat(alarms.untold()).isEmpty();
    published(0, 1);
    assertThat(alarm()).isNull();
  }

  @Test
  void aSourceFarBelowItsUsualRateRaisesAnAlarmAndOneThatIsMerelyQuietDoesNot() {
    for (int day = 8; day < 36; day++) published(day, 6);
    for (int day = 1; day < 7; day++) published(day, 2);
    assertThat(alarm()).isNull(); // 12 where 42 are usual: a quiet week
    clock.pass(Duration.ofDays(5));
    assertThat(alarm()).isEqualTo("brought 2 items in a week; usual are 36");
  }

  @Test
  void weeksOfSilenceAreNoRecovery() {
    for (int day = 1; day < 29; day++) published(day, 5);
    clock.pass(Duration.ofDays(8));
    assertThat(alarm()).isEqualTo("brought 0 items in a week; usual are 33");
    clock.pass(Duration.ofDays(40));
    assertThat(alarm()).isNotNull();
    published(0, 5);
    assertThat(alarm()).isNull();
  }

  @Test
  void aSourceOfAFewItemsAWeekHasNoRateToFallBelow() {
    for (int day = 8; day < 36; day += 2) published(day, 1);
    assertThat(alarm()).isNull();
  }

  @Test
  void aPausedSourceRaisesNone() {
    for (int i = 0; i < 3; i++) note(new Poll.Failed(), "answered with 500", 0);
    clock.pass(Duration.ofDays(2));
    sources.pause(id, true);
    assertThat(alarm()).isNull();
  }

  private String alarm() {
    alarms.look();
    var alarm = sources.find(id).orElseThrow().health().alarm();
    return alarm == null ? null : alarm.reason();
  }

  private void published(int daysAgo, int items) {
    LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(daysAgo);
    note(new Good(Memory.NONE, null, null, false, Map.of(day, items)), null, items);
  }

  private void note(Poll.Outcome outcome, String problem, int news) {
    Fetch fetch = new Fetch(clock.instant(), Duration.ZERO, 200, 0, news, 0, problem);
    Poll poll = new Poll(sources.due(id).orElseThrow(), fetch, outcome);
    database.write(
        h -> {
          sources.note(h, List.of(poll));
          return null;
        });
  }
}
