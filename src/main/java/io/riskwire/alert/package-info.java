/**
 * Standing questions, and telling people: {@link io.riskwire.alert.Subscriptions} keeps what each
 * subscriber wants to hear of, {@link io.riskwire.alert.Alerts} what they were told and what waits.
 *
 * <p>A happening is told once, and again only when it changes. A message is in the outbox, in the
 * transaction in which the change log was read, before it is sent; a message that cannot be sent
 * waits and is tried again, for three days.
 *
 * <p>{@link io.riskwire.alert.Channel} says how messages travel: by mail, to a webhook, Slack or
 * Teams, or as a feed that is fetched ({@link io.riskwire.alert.Published}). {@link
 * io.riskwire.alert.Rehearsal} shows what a subscription would have sent, {@link
 * io.riskwire.alert.Trial} whether its messages arrive, {@link io.riskwire.alert.Links} makes the
 * addresses by which people without an account confirm, change and leave.
 */
@NullMarked
package io.riskwire.alert;

import org.jspecify.annotations.NullMarked;
