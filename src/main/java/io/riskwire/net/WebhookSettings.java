package io.riskwire.net;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Where webhooks may lead. */
@ConfigMapping(prefix = "riskwire.webhook")
public interface WebhookSettings {

  /**
   * Hosts ({@code chat.example.internal}) and networks ({@code 10.2.0.0/16}) that webhooks may lead
   * to although they are private.
   */
  Optional<List<String>> allow();
}
