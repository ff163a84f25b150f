package io.riskwire.vendor;

/** What the program brings along, read once. */
final class Bundled {
  static final Snapshot SNAPSHOT = Snapshot.of(Catalogue.load());

  private Bundled() {}
}
