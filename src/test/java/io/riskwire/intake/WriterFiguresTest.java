package io.riskwire.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.riskwire.article.Articles;
import io.riskwire.article.NewArticle;
import io.riskwire.base.Lang;
import io.riskwire.db.Database;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.Events;
import io.riskwire.event.Reading;
import io.riskwire.log.ChangeLog;
import io.riskwire.risk.Incidents;
import io.riskwire.story.Copy;
import io.riskwire.story.Stories;
import io.riskwire.story.Telling;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many articles a second the writer takes, durably: each stored, put in a story and noted in
 * the log; read before. It prints; what it says goes into docs/figures.md.
 */
@Tag("long")
class WriterFiguresTest {
  private static final int ARTICLES = 2_000;
  private static final int ROUNDS = 3;

  @TempDir Path home;

  @Test
  void onH2() throws Exception {
    figures("H2 file", TestDatabase.file(home));
  }

  @Test
  void onPostgres() throws Exception {
    figures("PostgreSQL", TestDatabase.POSTGRES.fresh());
  }

  private static void figures(String name, Database database) throws Exception {
    var clock = InstantSource.system();
    var log = new ChangeLog(database, clock);
    var events = new Events(database);
    var articles = new Articles(database, clock);
    var writer =
        new Writer(
            database, log, articles, new Stories(database), new Incidents(database, events, clock));
    for (int callers : new int[] {1, 8, 100}) {
      double[] rates = new double[ROUNDS];
      for (int round = 0; round < ROUNDS; round++)
        rates[round] = rate(writer, callers, callers == 1 ? ARTICLES / 4 : ARTICLES);
      Arrays.sort(rates);
      System.out.printf(
          "%s, %d callers: %.0f articles/s (median of %d; %.0f to %.0f)%n",
          name, callers, rates[ROUNDS / 2], ROUNDS, rates[0], rates[ROUNDS - 1]);
    }
    assertThat(articles.count()).isEqualTo((long) ROUNDS * (2 * ARTICLES + ARTICLES / 4));
  }

  private static double rate(Writer writer, int callers, int count) throws Exception {
    List<Callable<Void>> calls = new ArrayList<>();
    List<Read> reads = new ArrayList<>();
    for (int i = 0; i < count; i++) reads.add(read());
    for (int c = 0; c < callers; c++) {
      int first = c;
      calls.add(
          () -> {
            for (int i = first; i < count; i += callers) writer.write(reads.get(i));
            return null;
          });
    }
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> done : threads.invokeAll(calls)) done.get();
    }
    return count * 1e9 / (System.nanoTime() - begin);
  }

  private static final Random RANDOM = new Random(1);

  /** An article of some 300 words, each of its own; it tells of nothing. */
  private static Read read() {
    var text = new StringBuilder();
    for (int i = 0; i < 300; i++) text.append(word()).append(i % 12 == 11 ? ". " : " ");
    String title = word() + " " + word() + " " + word() + " " + word() + " " + word();
    var article =
        new NewArticle(
            List.of(Long.toHexString(RANDOM.nextLong()), Long.toHexString(RANDOM.nextLong())),
            "https://figures.example/" + RANDOM.nextLong(),
            title,
            text.toString(),
            null,
            Instant.parse("2026-07-01T00:00:00Z").plusSeconds(RANDOM.nextInt(2_000_000)),
            Lang.ENGLISH,
            null,
            "Figures",
            true,
            false);
    return new Read(
        article,
        new Reading(Lang.ENGLISH, List.of(), List.of()),
        Telling.of(title, article.text(), List.of()),
        Copy.of(article));
  }

  private static String word() {
    var word = new StringBuilder();
    for (int n = 3 + RANDOM.nextInt(6); n > 0; n--) word.append((char) ('a' + RANDOM.nextInt(26)));
    return word.toString();
  }
}
