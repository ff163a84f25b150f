package io.riskwire.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TogetherTest {
  private final List<List<String>> batches = new ArrayList<>();
  private final CountDownLatch isFirstBegun = new CountDownLatch(1);
  private final CountDownLatch mayFirstEnd = new CountDownLatch(1);
  private final Together<String, Integer> together = new Together<>(3, this::lengths);

  private List<Integer> lengths(List<String> batch) {
    batches.add(batch);
    if (batch.contains("first")) {
      isFirstBegun.countDown();
      await(mayFirstEnd);
    }
    if (batch.contains("broken")) throw new IllegalArgumentException("no length");
    return batch.stream().map(String::length).toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** Has the first one written alone, and then what came meanwhile. */
  private List<Future<Integer>> after(String first, String... others) throws InterruptedException {
    List<Future<Integer>> results = new ArrayList<>();
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      results.add(callers.submit(() -> together.write(first)));
      isFirstBegun.await();
      for (String other : others) results.add(callers.submit(() -> together.write(other)));
      while (together.waiting() < others.length) Thread.onSpinWait();
      mayFirstEnd.countDown();
    }
    return results;
  }

  @Test
  void whatComesWhileABatchIsWrittenIsWrittenTogether() throws Exception {
    List<Future<Integer>> results = after("first", "a", "bb", "ccc", "dddd");
    assertThat(results).extracting(Future::resultNow).containsExactly(5, 1, 2, 3, 4);
    assertThat(batches).extracting(List::size).containsExactly(1, 3, 1);
  }

  @Test
  void oneThatCannotBeWrittenKeepsBackNoOther() throws Exception {
    List<Future<Integer>> results = after("first", "a", "broken", "ccc");
    assertThat(results)
        .extracting(Future::state)
        .containsExactly(
            Future.State.SUCCESS, Future.State.SUCCESS, Future.State.FAILED, Future.State.SUCCESS);
    assertThatThrownBy(() -> together.write("broken")).hasRootCauseMessage("no length");
  }

  @Test
  void ofManyAtOnceItIsSaidWhatCameOfEach() {
    List<String> failed = new ArrayList<>();
    assertThat(
            together.writeAll(
                List.of("a", "broken", "ccc", "dddd"),
                (text, why) -> failed.add(text + ": " + why.getMessage())))
        .containsExactly(Optional.of(1), Optional.empty(), Optional.of(3), Optional.of(4));
    assertThat(failed).containsExactly("broken: no length");
  }
}
