package io.riskwire.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionKeyTest {
  @TempDir Path folder;

  @Test
  void theKeyIsMadeOnceAndKept() {
    Path home = folder.resolve("state");
    String key = SessionKey.read(home);
    assertThat(key).matches("[0-9a-f]{64}");
    assertThat(SessionKey.read(home)).isEqualTo(key);
    assertThat(SessionKey.read(folder.resolve("another"))).isNotEqualTo(key);
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    SessionKey.read(folder);
    assertThat(Files.getPosixFilePermissions(folder.resolve("session.key")))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(1);
    }
  }
}
