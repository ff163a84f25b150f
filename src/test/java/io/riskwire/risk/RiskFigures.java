package io.riskwire.risk;

import io.riskwire.db.Database;
import io.riskwire.db.TestDatabase;
import io.riskwire.event.EventType;
import io.riskwire.event.Status;
import io.riskwire.vendor.Catalogue;
import io.riskwire.vendor.Vendor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * How long the risk of 500 vendors takes over 365 days; run by hand, for docs/figures.md. With the
 * state folder of a service that does not run: fills it, and makes a watchlist of the vendors,
 * whose portfolio page can be measured then.
 */
final class RiskFigures {
  private static final int VENDORS = 500;
  private static final int INCIDENTS = 20;
  private static final int ENTRIES = 3;
  private static final LocalDate LAST = LocalDate.parse("2026-11-26");

  private RiskFigures() {}

  public static void main(String[] args) throws Exception {
    Database database =
        TestDatabase.file(
            args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("figures"));
    List<String> vendors =
        Catalogue.load().vendors().stream().map(Vendor::name).limit(VENDORS).toList();
    fill(database, vendors);
    if (args.length > 0) watch(database, vendors);
    for (int round = 1; round <= 5; round++) {
      var chronicle = new Chronicle(database);
      long start = System.nanoTime();
      Chronicle.Book book = chronicle.read();
      long read = System.nanoTime();
      double sum = 0;
      for (String vendor : vendors) {
        Set<String> names = Set.of(vendor.toLowerCase(Locale.ROOT));
        Exposure exposure = new Exposure(names, book.of(names), Weights.EVEN);
        double[] daily = exposure.daily(LAST.minusDays(364), 365);
        sum += Arrays.stream(daily).sum();
      }
      long done = System.nanoTime();
      System.out.printf(
          "round %d: read %d ms, computed %d ms, mean risk %.1f%n",
          round,
          Duration.ofNanos(read - start).toMillis(),
          Duration.ofNanos(done - read).toMillis(),
          sum / VENDORS / 365);
    }
  }

  private static void watch(Database database, List<String> vendors) {
    database.writeDurably(
        h -> {
          h.execute(
              """
              INSERT INTO watchlist (name, tells_owners, kept, created, changed)
              VALUES ('Five hundred', FALSE, TRUE, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
              """);
          for (int i = 0; i < vendors.size(); i++)
            h.execute(
                """
                INSERT INTO watchlist_entry (watchlist_id, line, name, renewal, state, vendor, score,
                  reason, candidates)
                VALUES ((SELECT MAX(id) FROM watchlist), ?, ?, ?, 'MATCHED', ?, 1, 'name', '[]')
                """,
                i,
                vendors.get(i),
                Date.valueOf(LAST.plusDays(i % 365)),
                vendors.get(i));
          return null;
        });
  }

  private static void fill(Database database, List<String> vendors) {
    Random random = new Random(1);
    database.write(
        h -> {
          for (String vendor : vendors) fill(h, random, vendor);
          return null;
        });
  }

  private static void fill(Handle handle, Random random, String vendor) {
    PreparedBatch rows =
        handle.prepareBatch(
            """
            INSERT INTO incident_known (incident_id, at, type, status, title, actor, vendor,
              severity, confidence, sources, first_seen, moved, sample, withdrawn)
            VALUES (:id, :at, :type, :status, 'What happened to somebody', 'Somebody', :vendor,
              :severity, 0.8, 2, :seen, :seen, FALSE, FALSE)
            """);
    for (int i = 0; i < INCIDENTS; i++) {
      EventType type = EventType.values()[random.nextInt(EventType.values().length)];
      Instant seen = LAST.minusDays(random.nextInt(365)).atStartOfDay().toInstant(ZoneOffset.UTC);
      handle.execute(
          """
          INSERT INTO incident (type, status, title, reasons, severity, confidence, first_seen,
            last_seen, sources, sample, withdrawn)
          VALUES (?, 'IN_FORCE', 'What happened', '', 50, 0.8, ?, ?, 1, FALSE, FALSE)
          """,
          type.name(),
          Timestamp.from(seen),
          Timestamp.from(seen));
      long id = handle.createQuery("SELECT MAX(id) FROM incident").mapTo(Long.class).one();
      for (int e = 0; e < ENTRIES; e++)
        rows.bind("id", id)
            .bind("at", seen.plus(Duration.ofDays(e * 3L)))
            .bind("type", type.name())
            .bind("status", Status.IN_FORCE.name())
            .bind("vendor", vendor)
            .bind("severity", 30 + random.nextInt(40))
            .bind("seen", seen)
            .add();
    }
    rows.execute();
  }
}
