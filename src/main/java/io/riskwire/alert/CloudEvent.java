package io.riskwire.alert;

import io.riskwire.alert.Alert.About;
import io.riskwire.alert.Alerts.Outgoing;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook gets: CloudEvents 1.0 in the structured mode of its JSON format. {@code id} is the
 * same however often it is sent.
 */
record CloudEvent(
    String specversion,
    String id,
    String source,
    String type,
    @Nullable String subject,
    Instant time,
    String datacontenttype,
    Data data) {

  /** The message itself. */
  record Data(
      String subscription,
      String name,
      String title,
      @Nullable Subject about,
      List<String> changes,
      List<Item> items) {}

  /** About what it is, as {@code /alerts} says it. */
  record Subject(String kind, String id) {}

  static CloudEvent of(String id, Outgoing message, URI home) {
    Alert alert = message.alert();
    About about = alert.about();
    String subscription = String.valueOf(alert.subscription());
    return new CloudEvent(
        "1.0",
        id,
        home.resolve("/api/v1/subscriptions/" + subscription).toString(),
        message.isTest() ? "io.riskwire.test" : "io.riskwire.alert",
        about == null ? null : about.kind() + "/" + about.id(),
        alert.created(),
        "application/json",
        new Data(
            subscription,
            message.name(),
            alert.subject(),
            about == null ? null : new Subject(about.kind(), String.valueOf(about.id())),
            alert.changes(),
            message.items()));
  }
}
