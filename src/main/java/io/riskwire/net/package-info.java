/**
 * {@link io.riskwire.net.Net} is the only way out to addresses that users name: feeds, pages,
 * robots.txt, webhooks.
 *
 * <pre>{@code
 * switch (net.get(Get.feed(address, validators))) {
 *   case Body body -> read(body.bytes());
 *   case NotModified same -> keep(same.validators());
 *   case ComeBack later -> wait(later.after());
 *   case Failed failed -> show(failed.reason());
 * }
 * }</pre>
 *
 * It promises:
 *
 * <ul>
 *   <li><b>No way in.</b> Only http and https, and never to loopback, private or other special
 *       addresses unless the settings permit it. That is looked at for each connection, on the very
 *       IP addresses it is made to, redirects included. Answers of names are not trusted twice.
 *   <li><b>An end.</b> Every call ends: silence, drip-feeding, endless bodies and heads, bombs and
 *       redirect loops have limits ({@link io.riskwire.net.FetchSettings}).
 *   <li><b>Good manners.</b> One request at a time to a host and a gap between them, robots.txt for
 *       pages, conditional requests, Retry-After handed on, an honest User-Agent.
 *   <li><b>Secrets stay home.</b> A source's own headers go to its own host only. No cookie is
 *       kept.
 *   <li><b>Values.</b> Whatever a server does is a {@link io.riskwire.net.Fetched}, not an
 *       exception.
 * </ul>
 *
 * <p>Text becomes an address with {@link io.riskwire.net.Address#of}, a link in a document with
 * {@link io.riskwire.net.Address#resolve}; both throw {@link io.riskwire.base.Invalid}.
 */
@NullMarked
package io.riskwire.net;

import org.jspecify.annotations.NullMarked;
