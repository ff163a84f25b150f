package io.riskwire.alert;

import io.riskwire.alert.Alert.Purpose;
import io.riskwire.alert.Alert.State;
import io.riskwire.alert.Alerts.Draft;
import io.riskwire.alert.Alerts.Outgoing;
import io.riskwire.alert.Channel.Kind;
import io.riskwire.alert.Delivery.Done;
import io.riskwire.alert.Delivery.Later;
import io.riskwire.alert.Delivery.Refused;
import io.riskwire.base.Invalid;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a test message to a subscription's channel, at once and once. */
@ApplicationScoped
public class Trial {
  private final Outbox outbox;
  private final Subscriptions subscriptions;
  private final Alerts alerts;
  private final Links links;
  private final InstantSource clock;

  Trial(
      Outbox outbox, Subscriptions subscriptions, Alerts alerts, Links links, InstantSource clock) {
    this.outbox = outbox;
    this.subscriptions = subscriptions;
    this.alerts = alerts;
    this.links = links;
    this.clock = clock;
  }

  /** What came of it: what the receiver answered, or the problem. */
  public record Outcome(boolean sent, @Nullable String answer, @Nullable String problem) {}

  public Outcome of(Subscription subscription) {
    if (subscription.state() == Subscription.State.PENDING)
      throw new Invalid("state", "pending: the address has to be confirmed first");
    Letter letter = Letter.test(subscription, links);
    if (subscription.wish().channel().kind() == Kind.FEED) return publish(subscription, letter);
    return switch (outbox.test(message(subscription, letter))) {
      case Done done -> new Outcome(true, done.answer(), null);
      case Later later -> new Outcome(false, null, later.problem());
      case Refused refused -> new Outcome(false, null, refused.problem());
    };
  }

  private Outcome publish(Subscription subscription, Letter letter) {
    alerts.publish(subscription, new Draft(Purpose.TEST, null, List.of(), letter, List.of()));
    return new Outcome(true, "it is in the feed", null);
  }

  /** Its number is of no alert, and another each time: receivers must not know it again. */
  private Outgoing message(Subscription subscription, Letter letter) {
    Instant now = clock.instant();
    Channel channel = subscription.wish().channel();
    var alert =
        new Alert(
            -now.toEpochMilli(),
            subscription.id(),
            null,
            List.of(),
            letter.subject(),
            State.WAITING,
            List.of(),
            null,
            now);
    return new Outgoing(
        alert,
        Purpose.TEST,
        subscription.wish().name(),
        channel.kind(),
        channel.to(),
        channel.lane(),
        letter,
        List.of(),
        subscriptions.secrets(subscription.id()),
        alert.id());
  }
}
