package io.riskwire.ui;

import io.riskwire.risk.Risks.Day;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A vendor's risk over time as a line in a field of {@code width} by 100, and the days on which it
 * jumped, each of which can be looked at. What is written stands beside the drawing, so that it
 * keeps its size on small screens.
 */
record RiskChart(int width, String line, String area, When first, When last, List<Jump> jumps) {
  /** From a rise of so many points on a day is pointed out. */
  private static final double RISE = 3;

  private static final int MOST_JUMPS = 12;

  /** A day on which the risk rose; {@code x}: where it is. */
  record Jump(int x, When day, String risk, String rise) {}

  static RiskChart of(List<Day> days, Instant now) {
    StringBuilder line = new StringBuilder();
    List<Jump> jumps = new ArrayList<>();
    for (int x = 0; x < days.size(); x++) {
      double risk = days.get(x).risk();
      line.append(String.format(Locale.ROOT, "%d,%.1f ", x, 100 - risk));
      double rise = x == 0 ? 0 : risk - days.get(x - 1).risk();
      if (rise >= RISE)
        jumps.add(
            new Jump(
                x,
                When.day(days.get(x).day(), now),
                String.format(Locale.ROOT, "%.1f", risk),
                String.format(Locale.ROOT, "%.1f", rise)));
    }
    int width = days.size() - 1;
    return new RiskChart(
        width,
        line.toString().strip(),
        "0,100 " + line + width + ",100",
        When.day(days.getFirst().day(), now),
        When.day(days.getLast().day(), now),
        jumps.size() <= MOST_JUMPS
            ? jumps
            : jumps.subList(jumps.size() - MOST_JUMPS, jumps.size()));
  }
}
