package io.riskwire.alert;

import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.alert.Delivery.Done;
import io.riskwire.alert.Delivery.Later;
import io.riskwire.alert.Delivery.Refused;
import io.riskwire.db.Json;
import io.riskwire.net.Fetched.Body;
import io.riskwire.net.Fetched.ComeBack;
import io.riskwire.net.Fetched.Failed;
import io.riskwire.net.Fetched.Kind;
import io.riskwire.net.Fetched.NotModified;
import io.riskwire.net.Net;
import io.riskwire.net.Post;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Posts messages to webhooks, to Slack and to Teams. */
@ApplicationScoped
class HookCourier implements Courier {
  /** It does not want any more (RFC 9110, 15.5.11; Standard Webhooks reads it so too). */
  private static final int GONE = 410;

  /** With any other message it would be the same. */
  private static final Set<Kind> DOWN = Set.of(Kind.DNS, Kind.CONNECT, Kind.TLS, Kind.TIMEOUT);

  private final Net net;
  private final Links links;
  private final InstantSource clock;

  HookCourier(Net net, Links links, InstantSource clock) {
    this.net = net;
    this.links = links;
    this.clock = clock;
  }

  @Override
  public Delivery bring(Outgoing message) {
    return switch (net.post(post(message))) {
      case Body body -> new Done("status " + body.status());
      case NotModified odd -> new Later("answered with status 304", null, false);
      case ComeBack later ->
          new Later("answered with status " + later.status(), later.after(), true);
      case Failed failed -> outcome(failed);
    };
  }

  private static Delivery outcome(Failed failed) {
    Integer status = failed.status();
    if (status != null && status == GONE) return new Refused(failed.reason(), true);
    if (failed.kind() == Kind.REFUSED_ADDRESS) return new Refused(failed.reason(), false);
    return new Later(failed.reason(), null, DOWN.contains(failed.kind()));
  }

  private Post post(Outgoing message) {
    URI to = URI.create(message.to());
    return switch (message.kind()) {
      case WEBHOOK -> signed(to, message);
      case SLACK ->
          new Post(to, "application/json", bytes(new SlackNote(message).json()), Map.of());
      case TEAMS ->
          new Post(to, "application/json", bytes(new TeamsCard(message).json()), Map.of());
      case EMAIL, FEED -> throw new IllegalArgumentException("no hook: " + message.kind());
    };
  }

  private Post signed(URI to, Outgoing message) {
    String id = links.idOf(message.alert().id());
    byte[] body = bytes(Json.write(CloudEvent.of(id, message, links.home())));
    return new Post(
        to,
        "application/cloudevents+json",
        body,
        Signature.headers(id, clock.instant(), body, message.secrets()));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
