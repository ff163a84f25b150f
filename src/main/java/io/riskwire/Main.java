package io.riskwire;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Starts the service, alone on its state folder. */
@QuarkusMain
public final class Main {
  private Main() {}

  public static void main(String... args) throws IOException {
    Path home =
        Path.of(
            ConfigProvider.getConfig()
                .getOptionalValue("riskwire.home", String.class)
                .orElse("index"));
    Files.createDirectories(home);
    try (FileChannel file =
            FileChannel.open(
                home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = lock(file)) {
      if (lock == null) {
        System.err.println(
            "Riskwire is already running on the state folder "
                + home.toAbsolutePath()
                + ": stop it first, or set riskwire.home to another folder.");
        System.exit(1);
      }
      Quarkus.run(args);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException ourOwn) {
      return null;
    }
  }
}
