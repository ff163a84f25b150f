package io.riskwire.db;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
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
  },
  POSTGRES {
    @Override
    DataSource create() {
      String name = "t" + UUID.randomUUID().toString().replace("-", "");
      try (Connection connection = server().getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE " + name);
      } catch (SQLException failure) {
        throw new IllegalStateException(failure);
      }
      return pooled(server().getJdbcUrl("postgres", name));
    }
  };

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

  abstract DataSource create();

  /** A new, empty database. */
  public Database fresh() {
    DataSource source = create();
    Flyway.configure().dataSource(source).load().migrate();
    return new Database(source);
  }

  /** H2 in a file, as the service has it. */
  public static DataSource file(Path home) {
    return JdbcConnectionPool.create(ChosenDatabase.h2(home), "riskwire", "riskwire");
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
    String name = "t" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = server().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
    return "jdbc:postgresql://localhost:" + server().getPort() + "/" + name;
  }
}
