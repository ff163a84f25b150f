package io.riskwire.ui;

import io.riskwire.account.KeyFile;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Keeps log-ins valid over a restart: the key of their cookies lies in the state folder. */
final class SessionKey {
  private static final String SETTING = "quarkus.http.auth.session.encryption-key";

  private SessionKey() {}

  /** Hands the key to the service's configuration. */
  public static final class Factory implements ConfigSourceFactory {
    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
      ConfigValue home = context.getValue("riskwire.home");
      String folder = home == null || home.getValue() == null ? "index" : home.getValue();
      return List.of(new Kept(Path.of(folder)));
    }
  }

  /**
   * Makes the key when it is asked for, which only the running service does: the build reads the
   * names of all settings, and this one is not among them.
   */
  private static final class Kept implements ConfigSource {
    private final Path home;
    private @Nullable String key;

    Kept(Path home) {
      this.home = home;
    }

    @Override
    public Set<String> getPropertyNames() {
      return Set.of();
    }

    @Override
    public synchronized @Nullable String getValue(String name) {
      if (!name.equals(SETTING)) return null;
      if (key == null) key = KeyFile.read(home.resolve("session.key"));
      return key;
    }

    @Override
    public String getName() {
      return "session key";
    }

    /** Below everything that an administrator may set. */
    @Override
    public int getOrdinal() {
      return 200;
    }
  }
}
