/**
 * Who is who: {@link io.riskwire.vendor.Names} finds vendors, products, authorities and unknown
 * organisations in a text and says why each matched; {@link io.riskwire.vendor.Vendors} holds what
 * is known of each vendor.
 */
@NullMarked
package io.riskwire.vendor;

import org.jspecify.annotations.NullMarked;
