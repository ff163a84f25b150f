package io.riskwire.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@DatabaseContract
record DatabaseTest(TestDatabase kind) {

  @Test
  void whatFailsLeavesNothingBehind() {
    Database database = kind.fresh();
    assertThatThrownBy(
            () ->
                database.write(
                    h -> {
                      h.execute("INSERT INTO follower (name, position) VALUES ('half', 1)");
                      throw new IllegalStateException("on the way");
                    }))
        .hasMessage("on the way");
    assertThat(positionOf(database, "half")).isEqualTo(-1);
  }

  @Test
  void twoThatInsertTheSameBothSucceedBecauseTheLoserTriesAgain() throws Exception {
    Database database = kind.fresh();
    Callable<Void> count =
        () ->
            database.write(
                h -> {
                  int updated =
                      h.execute("UPDATE follower SET position = position + 1 WHERE name = 'both'");
                  if (updated == 0)
                    h.execute("INSERT INTO follower (name, position) VALUES ('both', 1)");
                  return null;
                });
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done :
          threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> count).toList())) done.get();
    }
    assertThat(positionOf(database, "both")).isEqualTo(8);
  }

  @Test
  void aDurableWriteIsThere() {
    Database database = kind.fresh();
    database.writeDurably(
        h -> h.execute("INSERT INTO follower (name, position) VALUES ('kept', 7)"));
    assertThat(positionOf(database, "kept")).isEqualTo(7);
  }

  private static long positionOf(Database database, String name) {
    return database.read(
        h ->
            h.createQuery("SELECT position FROM follower WHERE name = :name")
                .bind("name", name)
                .mapTo(Long.class)
                .findOne()
                .orElse(-1L));
  }
}
