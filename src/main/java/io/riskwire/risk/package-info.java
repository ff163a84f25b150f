/**
 * What happened, and how bad it is: {@link io.riskwire.risk.Incidents} counts what articles say to
 * one incident for each happening, with the history of its status; disputes between the same two
 * parties form a {@link io.riskwire.risk.Case}.
 *
 * <p>Severity and confidence are sums of named terms; {@code docs/scoring.md} gives the formulas.
 */
@NullMarked
package io.riskwire.risk;

import org.jspecify.annotations.NullMarked;
