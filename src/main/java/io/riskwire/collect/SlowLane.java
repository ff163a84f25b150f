package io.riskwire.collect;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Where documents are read that are so large that it takes a while. Virtual threads that compute
 * give way to nobody, so a few such documents would hold up everybody; here they go one by one, on
 * a thread that the operating system interrupts, and the memory that they take is that of one.
 */
@ApplicationScoped
class SlowLane implements AutoCloseable {
  private static final int LARGE = 1_000_000;

  private final ExecutorService lane =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("large documents").factory());

  <T> T read(int size, Supplier<T> reading) {
    try {
      return size < LARGE ? reading.get() : lane.submit(reading::get).get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while a large document was read", stopping);
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof RuntimeException own
          ? own
          : new IllegalStateException(failure.getCause());
    }
  }

  @Override
  @PreDestroy
  public void close() {
    lane.shutdownNow();
  }
}
