/**
 * Riskwire reads news and tells what happened: who banned, sued, breached or cut off whom.
 *
 * <p>The way of an article: {@link io.riskwire.collect} fetches it, {@link io.riskwire.intake}
 * takes it in, {@link io.riskwire.event} reads it, {@link io.riskwire.story} and {@link
 * io.riskwire.risk} tell it once, {@link io.riskwire.search} finds it, {@link io.riskwire.alert}
 * tells subscribers; {@link io.riskwire.api} and {@link io.riskwire.ui} show it.
 */
@NullMarked
package io.riskwire;

import org.jspecify.annotations.NullMarked;
