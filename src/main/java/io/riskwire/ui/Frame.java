package io.riskwire.ui;

import org.jspecify.annotations.Nullable;

/** What every page shows around its own part: its title, where it stands, and who is looking. */
record Frame(String title, String section, @Nullable String user, boolean isAdministrator) {

  /** For who is not logged in, or could not be asked. */
  static Frame bare(String title) {
    return new Frame(title, "", null, false);
  }

  public boolean in(String name) {
    return section.equals(name);
  }
}
