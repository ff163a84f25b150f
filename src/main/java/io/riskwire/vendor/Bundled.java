package io.riskwire.vendor;

/** What the program brings along, read once. */
final class Bundled {
  static final Snapshot SNAPSHOT = Snapshot.of(0, Catalogue.load(), java.util.Map.of());

  private Bundled() {}
}
