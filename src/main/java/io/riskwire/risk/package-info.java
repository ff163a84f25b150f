/**
 * What happened, and how bad it is: {@link io.riskwire.risk.Incidents} counts what articles say to
 * one incident for each happening, with the history of its status; disputes between the same two
 * parties form a {@link io.riskwire.risk.Case}.
 *
 * <p>What was known of them, and since when, is the {@link io.riskwire.risk.Chronicle}. From it
 * {@link io.riskwire.risk.VendorFiles} tells all of one vendor and {@link
 * io.riskwire.risk.Portfolios} of a watchlist, for any day; {@link io.riskwire.risk.Dossiers}
 * gathers the evidence to be filed.
 *
 * <p>Severity and confidence are sums of named terms, a vendor's risk is one of incidents; {@code
 * docs/scoring.md} gives the formulas.
 */
@NullMarked
package io.riskwire.risk;

import org.jspecify.annotations.NullMarked;
