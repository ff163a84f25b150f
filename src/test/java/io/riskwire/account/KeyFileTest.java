package io.riskwire.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path folder;

  @Test
  void theKeyIsMadeOnceAndKept() {
    Path home = folder.resolve("state");
    String key = KeyFile.read(home.resolve("session.key"));
    assertThat(key).matches("[0-9a-f]{64}");
    assertThat(KeyFile.read(home.resolve("session.key"))).isEqualTo(key);
    assertThat(KeyFile.read(folder.resolve("another/session.key"))).isNotEqualTo(key);
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    KeyFile.read(folder.resolve("session.key"));
    assertThat(Files.getPosixFilePermissions(folder.resolve("session.key")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
