package io.riskwire.db;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/** Turns the one setting {@code riskwire.database.url} into those of the data source it means. */
public final class ChosenDatabase implements ConfigSourceFactory {
  private static final int ABOVE_APPLICATION_PROPERTIES = 290;

  @Override
  public OptionalInt getPriority() {
    return OptionalInt.of(ABOVE_APPLICATION_PROPERTIES);
  }

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    String url = value(context, "riskwire.database.url");
    boolean isPostgres = url != null && url.startsWith("jdbc:postgresql:");
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.h2.active", String.valueOf(!isPostgres));
    settings.put("quarkus.datasource.pg.active", String.valueOf(isPostgres));
    if (isPostgres) {
      settings.put("quarkus.datasource.pg.jdbc.url", url);
      copy(context, settings, "riskwire.database.username", "quarkus.datasource.pg.username");
      copy(context, settings, "riskwire.database.password", "quarkus.datasource.pg.password");
    } else {
      settings.put("quarkus.datasource.h2.jdbc.url", url != null ? url : h2(home(context)));
      settings.put("quarkus.datasource.h2.username", "riskwire");
      settings.put("quarkus.datasource.h2.password", "riskwire");
    }
    return List.of(
        new PropertiesConfigSource(settings, "chosen database", ABOVE_APPLICATION_PROPERTIES));
  }

  /** A database file below the state folder. */
  static String h2(Path home) {
    return "jdbc:h2:file:"
        + home.toAbsolutePath().resolve("database/riskwire")
        + ";LOCK_TIMEOUT=20000;DB_CLOSE_ON_EXIT=FALSE;CACHE_SIZE=131072;QUERY_CACHE_SIZE=100";
  }

  private static Path home(ConfigSourceContext context) {
    String home = value(context, "riskwire.home");
    return Path.of(home == null ? "index" : home);
  }

  private static void copy(
      ConfigSourceContext context, Map<String, String> settings, String from, String to) {
    String value = value(context, from);
    if (value != null) settings.put(to, value);
  }

  private static @Nullable String value(ConfigSourceContext context, String name) {
    ConfigValue value = context.getValue(name);
    return value == null ? null : value.getValue();
  }
}
