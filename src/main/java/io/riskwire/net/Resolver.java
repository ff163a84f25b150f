package io.riskwire.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Turns a host's name into IP addresses. */
interface Resolver {
  InetAddress[] resolve(String host) throws UnknownHostException;
}
