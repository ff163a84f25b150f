package io.riskwire.account;

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

/** A secret of this installation: 32 random bytes in the state folder, as hexadecimal digits. */
public final class KeyFile {
  private KeyFile() {}

  /** The key in this file, made where there is none; only its owner may read the file. */
  public static String read(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    try {
      if (folder != null) Files.createDirectories(folder);
      if (Files.notExists(file)) make(file);
      return Files.readString(file).strip();
    } catch (IOException unusable) {
      throw new UncheckedIOException("the state folder cannot be used: " + file, unusable);
    }
  }

  private static void make(Path file) throws IOException {
    byte[] random = new byte[32];
    new SecureRandom().nextBytes(random);
    Path unfinished =
        Files.createTempFile(file.toAbsolutePath().getParent(), "unfinished", ".key", ownerOnly());
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
