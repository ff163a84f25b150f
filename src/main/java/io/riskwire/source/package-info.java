/**
 * Where articles come from: {@link io.riskwire.source.SourceSpec} is what a user says of a source,
 * checked in one place; {@link io.riskwire.source.Address} reads and compares web addresses.
 *
 * <p>Whatever was accepted here can be polled: it has exactly one of feed address, site or the
 * bundled sample, selectors that parse and an interval within bounds. Anything else is refused with
 * {@link io.riskwire.base.Invalid}, naming the field.
 */
@NullMarked
package io.riskwire.source;

import org.jspecify.annotations.NullMarked;
