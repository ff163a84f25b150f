package io.riskwire.net;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.net.Fetched.Body;
import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import io.riskwire.net.Turns.Turn;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PolitenessTest {

  @Test
  void oneRequestAtATimeGoesToAHost() throws Exception {
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Listener server =
            new Listener(
                (request, out) -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  Thread.sleep(20);
                  now.decrementAndGet();
                  Listener.write(out, "200 OK", new byte[1]);
                });
        Net net = net("1ms")) {
      assertThat(together(net, server, 10, "news.example")).hasOnlyElementsOfType(Body.class);
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void thereIsAGapFromStartToStart() throws Exception {
    List<Long> starts = new CopyOnWriteArrayList<>();
    try (Listener server = recording(starts);
        Net net = net("150ms")) {
      long start = System.nanoTime();
      together(net, server, 5, "news.example");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
    // what is seen at the server may come late, but not by much more than early
    assertThat(starts.getLast() - starts.getFirst()).isGreaterThan(4 * 150_000_000L - 50_000_000L);
  }

  @Test
  void aRedirectWaitsItsTurnToo() throws Exception {
    List<Long> starts = new CopyOnWriteArrayList<>();
    try (Listener server =
            new Listener(
                (request, out) -> {
                  starts.add(System.nanoTime());
                  String head = request.path().equals("/") ? "302 X\r\nLocation: /a" : "200 OK";
                  Listener.write(out, head, new byte[0]);
                });
        Net net = net("200ms")) {
      together(net, server, 1, "news.example");
    }
    assertThat(starts.getLast() - starts.getFirst()).isGreaterThan(150_000_000L);
  }

  @Test
  void aSlowHostHoldsUpNobodyElse() throws Exception {
    CountDownLatch isOver = new CountDownLatch(1);
    try (Listener slow =
            new Listener(
                (request, out) -> {
                  isOver.await();
                  Listener.write(out, "200 OK", new byte[1]);
                });
        Listener quick = Listener.answering("200 OK", new byte[1]);
        Net net = net("300ms");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Fetched>> waiting = threads.submit(() -> together(net, slow, 2, "slow.example"));
      assertThat(together(net, quick, 1, "quick.example")).hasOnlyElementsOfType(Body.class);
      assertThat(waiting.isDone()).isFalse();
      isOver.countDown();
      assertThat(waiting.get()).hasOnlyElementsOfType(Body.class);
    }
  }

  @Test
  void whoFindsALongLineIsToldWhenToTryAgain() throws Exception {
    CountDownLatch isOver = new CountDownLatch(1);
    try (Listener slow =
            new Listener(
                (request, out) -> {
                  isOver.await();
                  Listener.write(out, "200 OK", new byte[1]);
                });
        Net net = net("1ms");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<List<Fetched>> line = threads.submit(() -> together(net, slow, 60, "slow.example"));
      while (slow.requests.isEmpty()) Thread.sleep(5);
      Thread.sleep(100);
      assertThat(together(net, slow, 1, "slow.example"))
          .singleElement()
          .isInstanceOfSatisfying(
              Fetched.ComeBack.class, later -> assertThat(later.status()).isNull());
      isOver.countDown();
      assertThat(line.get()).filteredOn(Body.class::isInstance).hasSize(50);
    }
  }

  @Test
  void aHostThatAsksToBeLeftAloneIsLeftAloneByAll() throws Exception {
    TurningClock clock = new TurningClock();
    try (Listener server =
            new Listener(
                (request, out) -> {
                  boolean isBusy = request.path().equals("/busy");
                  String head = isBusy ? "429 Too Many\r\nRetry-After: 120" : "200 OK";
                  Listener.write(out, head, new byte[1]);
                });
        Net net =
            TestNet.with(
                Map.of(
                    "riskwire.fetch.allow-private-networks", "true",
                    "riskwire.fetch.host-gap", "0s"),
                TestNet::loopback,
                clock)) {
      URI busy = URI.create(server.at("news.example") + "/busy");
      URI other = URI.create(server.at("news.example") + "/other");
      assertThat(net.get(Get.feed(busy, Validators.NONE))).isInstanceOf(Fetched.ComeBack.class);
      assertThat(net.get(Get.feed(other, Validators.NONE)))
          .isEqualTo(new Fetched.ComeBack(429, clock.instant().plusSeconds(120)));
      assertThat(net.get(Get.feed(URI.create(server.at("else.example")), Validators.NONE)))
          .isInstanceOf(Body.class);
      assertThat(server.requests).hasSize(2);
      clock.turn(Duration.ofSeconds(120));
      assertThat(net.get(Get.feed(other, Validators.NONE))).isInstanceOf(Body.class);
    }
  }

  @Test
  void withoutAGapRequestsGoTogether() throws Exception {
    CountDownLatch all = new CountDownLatch(8);
    try (Listener server =
            new Listener(
                (request, out) -> {
                  all.countDown();
                  boolean isTogether = all.await(10, TimeUnit.SECONDS);
                  Listener.write(out, isTogether ? "200 OK" : "500 Alone", new byte[1]);
                });
        Net net = net("0s")) {
      assertThat(together(net, server, 8, "news.example")).hasOnlyElementsOfType(Body.class);
    }
  }

  @Test
  void theCrawlDelayOfASiteIsKeptForItsPages() throws Exception {
    List<Long> starts = new CopyOnWriteArrayList<>();
    try (Listener server =
            new Listener(
                (request, out) -> {
                  boolean isRobots = request.path().equals("/robots.txt");
                  if (!isRobots) starts.add(System.nanoTime());
                  String body = isRobots ? "User-agent: *\nCrawl-delay: 0.4" : "page";
                  Listener.write(out, "200 OK", body.getBytes(UTF_8));
                });
        Net net = net("1ms")) {
      for (String path : List.of("/a", "/b")) {
        assertThat(net.get(Get.page(URI.create(server.at("news.example") + path))))
            .isInstanceOf(Body.class);
      }
    }
    assertThat(starts.getLast() - starts.getFirst()).isGreaterThan(350_000_000L);
  }

  @Test
  void aCrawlDelayIsKeptUpToHalfAMinute() throws Exception {
    Robots robots =
        new Robots(
            file ->
                new Body(
                    file.uri(),
                    null,
                    200,
                    "User-agent: *\nCrawl-delay: 86400".getBytes(UTF_8),
                    "text/plain",
                    Validators.NONE,
                    null),
            new TurningClock());
    assertThat(robots.admit(Address.of("http://news.example/a"))).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void whoAsksFirstIsServedFirst() throws Exception {
    Turns turns = new Turns(Duration.ofNanos(1), new TurningClock());
    List<Integer> order = new CopyOnWriteArrayList<>();
    List<Thread> waiting = new ArrayList<>();
    Turn first = turns.take("news.example", Duration.ZERO);
    for (int i = 0; i < 5; i++) {
      int number = i;
      Thread thread =
          Thread.startVirtualThread(
              () -> {
                try (Turn turn = turns.take("news.example", Duration.ZERO)) {
                  order.add(number);
                } catch (InterruptedException | NoAnswer stopped) {
                  order.add(-1);
                }
              });
      while (thread.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
      waiting.add(thread);
    }
    first.close();
    for (Thread thread : waiting) thread.join();
    assertThat(order).containsExactly(0, 1, 2, 3, 4);
  }

  @Test
  void whoStopsWaitingDoesNotKeepTheHost() throws Exception {
    CountDownLatch isAsked = new CountDownLatch(1);
    CountDownLatch isOver = new CountDownLatch(1);
    AtomicReference<Fetched> stopped = new AtomicReference<>();
    try (Listener server =
            new Listener(
                (request, out) -> {
                  isAsked.countDown();
                  isOver.await();
                  Listener.write(out, "200 OK", new byte[1]);
                });
        Net net = net("1ms");
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Get get = Get.feed(URI.create(server.at("news.example")), Validators.NONE);
      Future<Fetched> first = threads.submit(() -> net.get(get));
      isAsked.await();
      Thread second = Thread.startVirtualThread(() -> stopped.set(net.get(get)));
      while (second.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
      second.interrupt();
      second.join();
      assertThat(stopped.get())
          .isEqualTo(new Failed(null, Kind.INTERRUPTED, "the service is stopping"));
      isOver.countDown();
      assertThat(first.get()).isInstanceOf(Body.class);
      assertThat(net.get(get)).isInstanceOf(Body.class);
    }
  }

  private static Listener recording(List<Long> starts) throws Exception {
    return new Listener(
        (request, out) -> {
          starts.add(System.nanoTime());
          Listener.write(out, "200 OK", new byte[1]);
        });
  }

  private static List<Fetched> together(Net net, Listener server, int count, String host)
      throws Exception {
    Get get = Get.feed(URI.create(server.at(host)), Validators.NONE);
    List<Fetched> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Fetched>> asked = new ArrayList<>();
      for (int i = 0; i < count; i++) asked.add(threads.submit(() -> net.get(get)));
      for (Future<Fetched> one : asked) all.add(one.get());
    }
    return all;
  }

  private static Net net(String gap) {
    return TestNet.with(
        Map.of("riskwire.fetch.allow-private-networks", "true", "riskwire.fetch.host-gap", gap),
        TestNet::loopback,
        new TurningClock());
  }
}
