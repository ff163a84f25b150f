package io.riskwire.db;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** The databases that Riskwire runs on, each real, and empty but for the migrations. */
public enum TestDatabase {
  H2 {
    @Override
    DataSource create() {
      return JdbcConnectionPool.create(
          "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000", "sa", "");
    }

    @Override
    DataSource migrated() {
      DataSource source = create();
      execute(source, H2Script.TEXT);
      return source;
    }
  },
  POSTGRES {
    @Override
    DataSource create() {
      return pooled(server().getJdbcUrl("postgres", created("")));
    }

    @Override
    DataSource migrated() {
      String template = " TEMPLATE " + PostgresTemplate.NAME;
      return pooled(server().getJdbcUrl("postgres", created(template)));
    }
  };

  /** What the migrations make, as one script: to run them for every test takes longer. */
  private static final class H2Script {
    static final String TEXT = text();

    private static String text() {
      DataSource source = H2.create();
      migrate(source);
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement();
          ResultSet lines = statement.executeQuery("SCRIPT")) {
        StringBuilder script = new StringBuilder();
        while (lines.next()) script.append(lines.getString(1)).append('\n');
        return script.toString();
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
    }
  }

  /** A database with the migrations done, of which others are copies. */
  private static final class PostgresTemplate {
    static final String NAME = name();

    private static String name() {
      String name = created("");
      migrate(server().getDatabase("postgres", name)); // without a pool: a template is not open
      return name;
    }
  }

  private static EmbeddedPostgres server;

  /** With a pool, as the service has it: to open a connection takes longer than to use it. */
  private static DataSource pooled(String url) {
    try {
      return AgroalDataSource.from(
          new AgroalDataSourceConfigurationSupplier()
              .connectionPoolConfiguration(
                  pool ->
                      pool.maxSize(16)
                          .reapTimeout(Duration.ofSeconds(10))
                          .acquisitionTimeout(Duration.ofSeconds(30))
                          .connectionFactoryConfiguration(c -> c.jdbcUrl(url))));
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** Has nothing in it. */
  abstract DataSource create();

  /** Is as the migrations leave it. */
  abstract DataSource migrated();

  /** A new, empty database. */
  public Database fresh() {
    return new Database(migrated());
  }

  private static void migrate(DataSource source) {
    Flyway.configure().dataSource(source).load().migrate();
  }

  /** H2 in a file, as the service has it: a new one, or the one that is there. */
  public static Database file(Path home) {
    DataSource source = JdbcConnectionPool.create(ChosenDatabase.h2(home), "riskwire", "riskwire");
    migrate(source);
    return new Database(source);
  }

  /** One server for all tests of a run; it ends with the run. */
  static synchronized EmbeddedPostgres server() {
    if (server != null) return server;
    try {
      server = EmbeddedPostgres.builder().setServerConfig("max_connections", "500").start();
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Where a PostgreSQL for a whole service is; user and password are {@code postgres}. */
  public static String freshPostgresUrl() {
    return "jdbc:postgresql://localhost:" + server().getPort() + "/" + created("");
  }

  /** Creates a database on the server and says its name. */
  private static String created(String by) {
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    execute(server().getPostgresDatabase(), "CREATE DATABASE " + name + by);
    return name;
  }

  private static void execute(DataSource source, String sql) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }
}
