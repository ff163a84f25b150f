package io.riskwire.ui;

/** How warm a cell of a heat map is drawn, from 0 (not at all) to 5. */
final class Heat {
  private static final double[] STEPS = {0.5, 5, 15, 30, 50};

  private Heat() {}

  static int of(double points) {
    int heat = 0;
    for (double step : STEPS) if (points >= step) heat++;
    return heat;
  }
}
