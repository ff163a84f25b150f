package io.riskwire.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.TestClock;
import io.riskwire.db.Database;
import io.riskwire.db.DatabaseContract;
import io.riskwire.db.TestDatabase;
import io.riskwire.log.Change.Subject;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@DatabaseContract
record ChangeLogTest(TestDatabase kind) {

  @Test
  void changesAreNumberedInTheirOrderAndReadPastAPosition() {
    Database database = kind.fresh();
    var log = new ChangeLog(database, TestClock.at("2026-07-01T00:00:00Z"));
    note(database, log, 11, 12);
    note(database, log, 13);
    assertThat(log.after(1, 10)).extracting(Change::id).containsExactly(12L, 13L);
    assertThat(log.after(0, 2)).extracting(Change::position).containsExactly(1L, 2L);
    assertThat(log.position()).isEqualTo(3);
  }

  @Test
  void writersWaitForOneAnotherSoThatNoNumberIsLostOrGivenTwice() throws Exception {
    Database database = kind.fresh();
    var log = new ChangeLog(database, TestClock.at("2026-07-01T00:00:00Z"));
    List<Callable<Void>> writers =
        IntStream.range(0, 20)
            .<Callable<Void>>mapToObj(i -> () -> note(database, log, i, i))
            .toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(writers)) done.get();
    }
    assertThat(log.after(0, 100))
        .extracting(Change::position)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 40).boxed().toList());
  }

  @Test
  void aFollowersPositionIsStoredWithWhatItMadeOfIt() {
    Database database = kind.fresh();
    var log = new ChangeLog(database, TestClock.at("2026-07-01T00:00:00Z"));
    assertThat(log.reached("index")).isZero();
    database.write(
        h -> {
          log.reach(h, "index", 5);
          log.reach(h, "index", 8);
          return null;
        });
    assertThat(log.reached("index")).isEqualTo(8);
  }

  private static Void note(Database database, ChangeLog log, long... ids) {
    return database.write(
        h -> {
          ChangeLog.Notes notes = log.lock(h);
          for (long id : ids) notes.add(Subject.ARTICLE, id, "new", null);
          notes.write();
          return null;
        });
  }
}
