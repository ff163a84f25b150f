package io.riskwire.alert;

import io.riskwire.alert.Alerts.Outgoing;

/** Brings a message to its receiver, once, and says what came of it; it throws nothing. */
interface Courier {
  Delivery bring(Outgoing message);
}
