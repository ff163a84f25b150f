/**
 * Standing questions, and telling people: {@link io.riskwire.alert.Subscriptions} keeps what each
 * subscriber wants to hear of, {@link io.riskwire.alert.Alerts} what they were told and what waits.
 *
 * <p>A happening is told once, and again only when it changes. A message is in the outbox, in the
 * transaction in which the change log was read, before it is sent; a message that cannot be sent
 * waits and is tried again.
 */
@NullMarked
package io.riskwire.alert;

import org.jspecify.annotations.NullMarked;
