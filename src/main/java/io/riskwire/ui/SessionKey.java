package io.riskwire.ui;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
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
      if (key == null) key = read(home);
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

  /** The key of this state folder, made where there is none; only its owner may read the file. */
  static String read(Path home) {
    Path file = home.resolve("session.key");
    try {
      Files.createDirectories(home);
      if (Files.notExists(file)) make(file);
      return Files.readString(file).strip();
    } catch (IOException unusable) {
      throw new UncheckedIOException("the state folder cannot be used: " + file, unusable);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    Path unfinished = Files.createTempFile(file.getParent(), "session", ".key", ownerOnly());
    Files.writeString(unfinished, HexFormat.of().formatHex(random));
    try {
      Files.move(unfinished, file);
    } catch (FileAlreadyExistsException another) {
      Files.delete(unfinished);
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    boolean isPosix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return isPosix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
