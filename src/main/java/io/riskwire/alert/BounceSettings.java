package io.riskwire.alert;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Where mail servers report what they could not deliver: the mailbox of the sender's address. */
@ConfigMapping(prefix = "riskwire.mail.bounces")
interface BounceSettings {

  /** Its address, as {@code imaps://imap.example/INBOX}; without one no reports are read. */
  Optional<URI> mailbox();

  /** Who opens it. */
  Optional<String> username();

  /** The password to it. */
  Optional<String> password();

  /** How often it is looked into. */
  @WithDefault("5m")
  Duration every();
}
